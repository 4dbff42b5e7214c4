// Walks every connection to its end, forward and backward, in small pages.
import { getNamedType, isInterfaceType, isObjectType, isRequiredArgument } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../schema/index.ts'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { createTestCurator } from '../support/terms.ts'
import { createClient } from './client.ts'
import type { Client, Data } from './client.ts'
import { deriveSeed, seedGraph } from './seed.ts'

/** The connections of the schema as `Type.field`; those of an interface count once. */
const connections = Object.values(schema.getTypeMap()).flatMap((type) => {
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const inherited = new Set(type.getInterfaces().flatMap((parent) => Object.keys(parent.getFields())))
  return Object.values(type.getFields())
    .filter((field) => getNamedType(field.type).name.endsWith('Connection') && !inherited.has(field.name))
    .map((field) => ({ type: type.name, field, name: `${type.name}.${field.name}` }))
})

const FIELDS =
  'totalCount edges { cursor node { ... on Node { id } } } nodes { ... on Node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'

/** How to ask for a list of a type that has no id of its own. */
const WAYS: Readonly<Record<string, (papers: string, selected: string) => string>> = {
  Comparison: (papers, selected) => `{ compare(papers: ${papers}) { ${selected} } }`,
  DistinguishedPaper: (papers, selected) => `{ compare(papers: ${papers}) { distinguishing { ${selected} } } }`,
  MethodLineage: (_papers, selected) => `{ entity(name: "transformer") { ... on Method { lineage { ${selected} } } } }`,
}

/** The first `list` anywhere in an answer. */
function findList(data: Data): Data {
  if (data === null || typeof data !== 'object') return undefined
  if ('list' in data) return data.list
  return Object.values(data)
    .map(findList)
    .find((list) => list !== undefined)
}

describe('every connection', () => {
  let store: GraphStore
  let client: Client
  let ids: Record<string, string>
  let values: Record<string, string>

  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    const { papers, run } = await seedGraph(store)
    const curator = createTestCurator(store, { derives: false })
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      await curator.curate(
        { op: 'ADD_ALIAS', entity: 'dropout', name: `dropout ${name}` },
        { actor: 'test', dryRun: false },
      )
    }
    // Names that look like those of others, so that there is something to suggest.
    const slips = { dropout: 'bath normalization', transformer: 'gradent descent', attention: 'machine translaton' }
    for (const [entity, name] of Object.entries(slips)) {
      await curator.curate({ op: 'ADD_ALIAS', entity, name }, { actor: 'test', dryRun: false })
    }
    await deriveSeed(store)
    client = createClient(store, { curator })
    const [a = '', b = '', c = ''] = papers.map(({ id }) => toGlobalId(id))
    const topics = await client.data('{ topics { nodes { id } } }')
    ids = {
      Paper: a,
      Entity: toGlobalId('projected-stochastic-gradient-descent'),
      Topic: topics.topics.nodes[0].id,
      Run: toGlobalId(run.id),
    }
    values = {
      papers: JSON.stringify([a, b]),
      with: JSON.stringify(b),
      of: JSON.stringify([c, toGlobalId('attention')]),
      'Query.gaps.of': JSON.stringify(toGlobalId('grokking')),
      query: '"gradient"',
    }
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  it('is known to this test', () => {
    expect(connections.length).toBeGreaterThan(20)
  })

  it.each(connections)('$name gives the same rows forward, backward and at once', async ({ type, field, name }) => {
    const required = field.args
      .filter(isRequiredArgument)
      .map((arg) => `${arg.name}: ${values[`${type}.${field.name}.${arg.name}`] ?? values[arg.name] ?? ''}`)
    const ask = async (page: string): Promise<Data> => {
      const selected = `list: ${field.name}(${[...required, page].join(', ')}) { ${FIELDS} }`
      const way = WAYS[type]?.(values['papers'] ?? '', selected)
      if (way !== undefined) return findList(await client.data(way))
      // Narrower terms of the most general term, broader terms of the most special one.
      const id = name === 'Entity.narrower' ? toGlobalId('gradient-descent') : ids[type]
      return type === 'Query'
        ? (await client.data(`{ ${selected} }`)).list
        : (await client.data(`{ node(id: "${id}") { ... on ${type} { ${selected} } } }`)).node.list
    }
    const all = await ask('first: 100')
    const expected = all.edges.map((edge: Data) => edge.node.id)
    expect(expected.length).toBeGreaterThan(0)
    expect(new Set(expected).size).toBe(expected.length)
    expect(all.nodes.map((node: Data) => node.id)).toEqual(expected)
    expect(all.totalCount).toBe(expected.length)
    expect(all.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })

    const forward: string[] = []
    let after = ''
    for (let page = await ask('first: 2'); ; page = await ask(`first: 2, after: "${after}"`)) {
      expect(page.edges.length).toBeLessThanOrEqual(2)
      expect(page.pageInfo.hasPreviousPage).toBe(forward.length > 0)
      forward.push(...page.edges.map((edge: Data) => edge.node.id))
      expect(page.totalCount).toBe(expected.length)
      expect(page.pageInfo.hasNextPage).toBe(forward.length < expected.length)
      after = page.pageInfo.endCursor
      expect(after).toBe(page.edges.at(-1).cursor)
      if (!page.pageInfo.hasNextPage) break
    }
    expect(forward).toEqual(expected)

    const backward: string[] = []
    let before = ''
    for (let page = await ask('last: 2'); ; page = await ask(`last: 2, before: "${before}"`)) {
      expect(page.pageInfo.hasNextPage).toBe(backward.length > 0)
      backward.unshift(...page.edges.map((edge: Data) => edge.node.id))
      expect(page.pageInfo.hasPreviousPage).toBe(backward.length < expected.length)
      before = page.pageInfo.startCursor
      if (!page.pageInfo.hasPreviousPage) break
    }
    expect(backward).toEqual(expected)

    const none = await ask('first: 0')
    expect(none.edges).toEqual([])
    expect(none.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null })
    const beyond = await ask(`first: 2, after: "${all.edges.at(-1).cursor}"`)
    expect(beyond.edges).toEqual([])
  })
})
