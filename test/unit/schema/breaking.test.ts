// The check that breaking changes are declared.
import { describe, expect, it } from 'vitest'
import { findUndeclaredChanges } from '../../../schema/breaking.ts'

const BEFORE = `
  type Query { paper(id: ID!): Paper papers: [Paper!]! }
  type Paper { title: String! year: Int }
`

describe('breaking changes', () => {
  it('are none where things are added', async () => {
    const after = BEFORE.replace('year: Int', 'year: Int "docs" doi: String').replace('papers:', 'papers(first: Int):')
    expect(await findUndeclaredChanges(BEFORE, after, '')).toEqual([])
  })

  it('are named, one by one', async () => {
    const after = BEFORE.replace(' year: Int', '')
      .replace('title: String!', 'title: String')
      .replace('(id: ID!)', '(id: ID!, kind: Int!)')
    expect(await findUndeclaredChanges(BEFORE, after, '')).toEqual([
      "Argument 'kind: Int!' added to field 'Query.paper'",
      "Field 'Paper.title' changed type from 'String!' to 'String'",
      "Field 'year' was removed from object type 'Paper'",
    ])
  })

  it('that are declared are left out, others stay', async () => {
    const after = BEFORE.replace(' year: Int', '').replace('title: String!', 'title: String')
    const declared = "- Field 'year' was removed from object type 'Paper'. Use `publishedAt`."
    expect(await findUndeclaredChanges(BEFORE, after, declared)).toEqual([
      "Field 'Paper.title' changed type from 'String!' to 'String'",
    ])
  })
})
