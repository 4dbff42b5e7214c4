import { buildSchema, lexicographicSortSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../schema/index.ts'
import { writeReference } from '../../../schema/reference.ts'

const small = writeReference(
  buildSchema(`
    """All there is to ask."""
    type Query {
      """A page of <books> | by title."""
      books(first: Int, after: String, last: Int, before: String, kinds: [Kind!] = [NOVEL]): [Book!]!
    }
    """A thing to read."""
    interface Readable { title: String! }
    type Book implements Readable { title: String! words(from: Int = 0): Int }
    enum Kind { "Long." NOVEL POEM }
    union Found = Book
    input Filter { kind: Kind = POEM }
  `),
)

describe('the reference', () => {
  it('tells answers, arguments and defaults of an operation, and what every page takes only once', () => {
    expect(small).toContain(`### Query.books

Answers [\`[Book!]!\`](#book). A page of &lt;books> | by title.

| argument | type | default |  |
| --- | --- | --- | --- |
| \`kinds\` | [\`[Kind!]\`](#kind) | \`[NOVEL]\` |  |
`)
  })

  it('tells the fields of types, the values of enums, the members of unions and interfaces', () => {
    expect(small).toContain('A thing to read.\n\nImplemented by [`Book`](#book).')
    expect(small).toContain('| `words` | `Int` | `from` `Int` = `0` |')
    expect(small).toContain('| `NOVEL` | Long. |\n| `POEM` |  |')
    expect(small).toContain('### Found\n\nOne of [`Book`](#book).')
    expect(small).toContain('| `kind` | [`Kind`](#kind) | `POEM` |  |')
  })

  it('has a heading of its own for whatever it links to', () => {
    const page = writeReference(lexicographicSortSchema(schema))
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll('.', '').replaceAll(' ', '-'),
    )
    expect(new Set(headings).size).toBe(headings.length)
    const links = new Set([...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target))
    expect([...links].filter((target) => !headings.includes(target))).toEqual([])
    const types = Object.keys(schema.getTypeMap()).filter(
      (name) => !/^__|^(?:ID|Int|Float|String|Boolean|Query|Mutation|Subscription)$/.test(name),
    )
    expect(types.filter((name) => !page.includes(`\n### ${name}\n`))).toEqual([])
  })
})
