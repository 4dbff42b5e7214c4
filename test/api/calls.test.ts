// Counts what a query asks of the store: however many rows it has, each level of it costs one call.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { createClient } from './client.ts'
import { seedGraph } from './seed.ts'

/** A store that notes the name of each method that is called. */
function countCalls<Store extends object>(store: Store): { readonly store: Store; readonly calls: string[] } {
  const calls: string[] = []
  const counted = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        calls.push(String(name))
        return Reflect.apply(value, target, args)
      }
    },
  })
  return { store: counted, calls }
}

describe('calls of the store', () => {
  let store: GraphStore
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await seedGraph(store)
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  async function callsOf(query: string, variables: object = {}): Promise<string[]> {
    const { store: counted, calls } = countCalls(store)
    await createClient(counted).data(query, variables)
    return calls
  }

  const NESTED = `query ($papers: Int!) {
    papers(first: $papers) {
      totalCount
      edges { node { title concepts(first: 10) {
        totalCount
        edges {
          salience
          evidence { sentence paper { title } }
          node { name papers(first: 5) { totalCount edges { evidence { sentence } node { title } } } }
        }
      } } }
    }
  }`

  it.each([5, 25])('%i papers, their concepts and the papers of those are read with three calls', async (papers) => {
    expect(await callsOf(NESTED, { papers })).toEqual(['listPapers', 'entitiesOfPapers', 'listPapers'])
  })

  it.each([5, 25])('everything that hangs on %i papers is read with one call a list', async (papers) => {
    const query = `query ($papers: Int!) { papers(first: $papers) { nodes {
      entities(first: 3) { nodes {
        aliases { surface }
        related(first: 3) { nodes { name } }
        broader(first: 3) { nodes { name } }
        narrower(first: 3) { nodes { name } }
        topics(first: 3) { nodes {
          label parent { label } children(first: 3) { nodes { label } }
          entities(first: 3) { nodes { name } }
        } }
      } }
      relatedPapers(first: 3) { nodes { title } }
    } } }`
    expect((await callsOf(query, { papers })).toSorted()).toEqual([
      'aliasesOf',
      'entitiesOfPapers',
      'entitiesOfTopics',
      'hierarchyOf',
      'hierarchyOf',
      'listPapers',
      'listPapers',
      'partsOfTopics',
      'relatedEntities',
      'topicsById',
      'topicsOf',
    ])
  })

  it('what many papers share with one paper is read together', async () => {
    const { papers } = await createClient(store).data('{ papers(first: 1) { nodes { id } } }')
    const query = `query ($id: ID!) { papers(first: 25) { nodes {
      sharedConcepts(with: $id) { edges { evidence { sentence } occurrences { paper { title } } } }
    } } }`
    const calls = await callsOf(query, { id: papers.nodes[0].id })
    expect(calls).toHaveLength(4)
    expect(calls.filter((name) => name === 'sharedEntities')).toHaveLength(1)
  })

  it('papers are compared, and told apart, with one call a list', async () => {
    const { papers } = await createClient(store).data('{ papers(first: 12) { nodes { id } } }')
    const query = `query ($papers: [ID!]!) { compare(papers: $papers) {
      rows(first: 50) { totalCount edges { cells { paper { title } quote { sentence } } } }
      distinguishing { paper { title } entities(first: 5) { totalCount edges { quote { sentence } } } }
    } }`
    const calls = await callsOf(query, { papers: papers.nodes.map(({ id }: { id: string }) => id) })
    expect(calls.toSorted()).toEqual(['comparedEntities', 'distinguishingEntities', 'papersById'])
  })

  it('the lineages of many methods are read with one call a list', async () => {
    const papers = '{ totalCount edges { evidence { sentence } node { title } } }'
    const methods =
      '{ totalCount edges { support node { name } proposed { evidence { sentence } } from { evidence { sentence } } } }'
    const query = `{ methods { nodes { ... on Method { lineage {
      years { year uses } usedBy ${papers} proposedBy ${papers} extendedBy ${methods} challengedBy ${methods}
    } } } } }`
    const calls = await callsOf(query)
    expect(calls.filter((name) => name.startsWith('line')).toSorted()).toEqual([
      'lineageMethods',
      'lineageMethods',
      'lineageYears',
    ])
    // The papers and facts of the two lists of methods are read together, or when each of the lists has come.
    const others = calls.filter((name) => !name.startsWith('line'))
    expect([...new Set(others)].toSorted()).toEqual(['factsBetween', 'listEntities', 'listPapers', 'papersById'])
    expect(others.filter((name) => name === 'listPapers')).toHaveLength(2)
    expect(others.length).toBeLessThanOrEqual(7)
  })

  it('the reasons of all edges of a drawing are read with one call a kind of edge', async () => {
    const { papers } = await createClient(store).data('{ papers(first: 1) { nodes { id } } }')
    const why = 'why { sentence support rule paper { title } evidence { sentence } entities { name } }'
    const query = `query ($of: [ID!]!) { neighbourhood(of: $of, nodeBudget: 60) { edges { relation ${why} } } }`
    const of = [papers.nodes[0].id, ...['attention', 'self-attention', 'sparse-self-attention'].map(toGlobalId)]
    const calls = await callsOf(query, { of })
    const reasons = calls.filter((name) => !['neighbours', 'edgesAmong', 'nodeCards'].includes(name))
    expect([...new Set(reasons)].toSorted()).toEqual([
      'broaderBetween',
      'entitiesById',
      'factsBetween',
      'papersById',
      'relatedBetween',
      'sharedEntities',
    ])
    // Facts are read once for the edges, and once for the papers that related entities have in common.
    expect(reasons.length).toBeLessThanOrEqual(7)
  })

  it.each([3, 20])(
    'the evidence of all cells of a matrix of %i is read with one call a level, where it is selected',
    async (first) => {
      const { entities } = await createClient(store).data(`{ entities(first: ${first}) { nodes { id } } }`)
      const of = { of: entities.nodes.map(({ id }: { id: string }) => id) }
      const cells = (fields: string) =>
        callsOf(`query ($of: [ID!]) { coOccurrence(entities: $of) { cells { ${fields} } } }`, of)
      const bare = await cells('npmi explain { summary terms { name } }')
      expect(bare).toEqual(['entitiesById', 'coOccurrenceOf'])
      const whole = await cells('npmi explain { evidence { sentence } }')
      expect(whole).toEqual([...bare, 'papersOfBoth', 'papersById', 'factsBetween'])
    },
  )

  it.each([2, 20])('%i rows of each list that has scores are explained with one call a list', async (first) => {
    const { papers } = await createClient(store).data('{ papers(first: 3) { nodes { id } } }')
    const [one, two, three] = papers.nodes.map(({ id }: { id: string }) => id)
    const explain = 'explain { value terms { name contribution } evidence { sentence } cypher }'
    const edges = `(first: $first) { edges { ${explain} } }`
    const ties = await callsOf(`query ($first: Int!) { entities(first: $first) { nodes { related${edges} } } }`, {
      first,
    })
    expect(ties).toEqual([
      'listEntities',
      'relatedEntities',
      'entitiesById',
      'relatedBetween',
      'papersById',
      'factsBetween',
    ])
    const alike = await callsOf(`query ($first: Int!) { papers(first: $first) { nodes { relatedPapers${edges} } } }`, {
      first,
    })
    expect(alike).toEqual([
      'listPapers',
      'listPapers',
      'coOccurrenceOf',
      'papersById',
      'entitiesOfPapers',
      'papersById',
    ])
    const near = await callsOf(
      `query ($of: [ID!]!, $not: [ID!]!, $first: Int!) { relatedPapers(of: $of, not: $not, first: $first) { edges { ${explain} } } }`,
      { of: [one, two], not: [three], first },
    )
    expect(near.slice(-4).toSorted()).toEqual(['edgesAmong', 'entitiesOfPapers', 'listPapers', 'papersById'])
    const topics = await callsOf(
      `query ($of: [ID!]!, $not: [ID!]!, $first: Int!) { relatedTopics(of: $of, not: $not, first: $first) { edges { ${explain} } } }`,
      { of: [one, toGlobalId('attention')], not: [toGlobalId('double-descent')], first },
    )
    const all = ['edgesAmong', 'entitiesOfPapers', 'factsBetween', 'relatedBetween', 'relatedTopics']
    expect(topics.filter((name) => !name.endsWith('sById')).toSorted()).toEqual(all)
    const places = await callsOf(
      `query ($first: Int!) { topics(first: 2) { nodes {
      entities(first: $first) { edges { ${explain} } } papers(first: $first) { edges { ${explain} } }
    } } }`,
      { first },
    )
    expect([...new Set(places)].toSorted()).toEqual([
      'entitiesOfPapers',
      'entitiesOfTopics',
      'factsBetween',
      'listPapers',
      'listTopics',
      'papersById',
      'relatedBetween',
      'relatedEntities',
      'topicsById',
      'topicsOf',
    ])
    expect(places.length).toBeLessThanOrEqual(16)
  })

  it.each([5, 40])('%i hits of a search are explained with one call a list', async (first) => {
    const explain = 'explain { value terms { name contribution } evidence { sentence } cypher }'
    const calls = await callsOf(
      `query ($first: Int!) { search(query: "setting gradient descent", first: $first) { edges { ${explain} } } }`,
      { first },
    )
    const others = calls.filter((name) => !['entitiesNamed', 'search'].includes(name))
    // The aliases are those of what the text names, read before the search.
    expect(others.toSorted()).toEqual(['aliasesOf', 'factsBetween'])
    const gaps = await callsOf(`query ($of: ID!) { gaps(of: $of) { edges { ${explain} } } }`, {
      of: toGlobalId('grokking'),
    })
    expect([...new Set(gaps)].toSorted()).toEqual([
      'entitiesById',
      'factsBetween',
      'gapsOf',
      'papersById',
      'relatedBetween',
      'relatedEntities',
    ])
    expect(gaps.length).toBeLessThanOrEqual(7)
  })

  it('the words of all filters are read together, once', async () => {
    const papers = 'papers(first: 2, where: { or: [{ text: "SGD" }, { title: "dropout" }] }) { totalCount }'
    const calls = await callsOf(`{ entities(first: 10) { nodes { ${papers} } } ${papers} }`)
    expect(calls.toSorted()).toEqual(['aliasesOf', 'entitiesNamed', 'listEntities', 'listPapers', 'listPapers'])
  })

  it('why entities are of their kinds is read together', async () => {
    const calls = await callsOf('{ entities(first: 30) { nodes { kindReason { summary votes { mentions } } } } }')
    expect(calls.toSorted()).toEqual(['kindVotesOf', 'listEntities'])
  })

  it('equal questions are asked once', async () => {
    const name = 'a: entity(name: "SGD") { name } b: entity(name: "stochastic gradient descents") { name }'
    expect(await callsOf(`{ ${name} c: entity(name: "attention") { papers { nodes { title } } } }`)).toEqual([
      'entitiesByName',
      'listPapers',
    ])
  })

  /** What some methods of the store are asked for by a query: the last arguments of each call. */
  async function argumentsOf(methods: readonly string[], query: string): Promise<readonly object[]> {
    const asked: object[] = []
    const spy = new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (!methods.includes(String(name)) || typeof value !== 'function') return value
        return (...args: unknown[]): unknown => {
          asked.push(Object.assign({}, ...args.slice(1)))
          return Reflect.apply(value, target, args)
        }
      },
    })
    await createClient(spy).data(query)
    return asked
  }

  it.each([
    ['{ papers { nodes { title } } }', false],
    ['{ papers { n: totalCount } }', true],
    [
      '{ papers { ...F } } fragment F on PaperConnection { ... { ...G } } fragment G on PaperConnection { totalCount }',
      true,
    ],
    ['{ papers { ...F } } fragment F on PaperConnection { pageInfo { hasNextPage } }', false],
  ])(
    'the total is counted only where it is selected, under any name and in any fragment: %s',
    async (query, withTotal) => {
      expect(await argumentsOf(['listPapers'], query)).toEqual([expect.objectContaining({ withTotal })])
    },
  )

  it.each([
    ['concepts { nodes { name } }', false],
    ['concepts { edges { salience node { papers { edges { evidence { surface } } } } } }', false],
    ['concepts { edges { said: evidence(first: 1) { surface } } }', true],
    ['concepts { edges { ...G } }', true],
  ])(
    'spans of what papers speak of are read only where a place in a text is selected: %s',
    async (fields, withSpans) => {
      const fragment = fields.includes('...G') ? 'fragment G on Occurrence { quote { sentence } }' : ''
      const [asked] = await argumentsOf(
        ['entitiesOfPapers'],
        `{ papers(first: 3) { nodes { ${fields} } } } ${fragment}`,
      )
      expect(asked).toMatchObject({ withSpans })
    },
  )

  it.each([
    ['edges { salience node { title } }', false],
    ['edges { ... on Occurrence { evidence { sentence } } }', true],
  ])(
    'spans of the papers of an entity are read only where a place in a text is selected: %s',
    async (fields, withSpans) => {
      const asked = await argumentsOf(['listPapers'], `{ entity(name: "SGD") { papers(first: 3) { ${fields} } } }`)
      expect(asked).toEqual([expect.objectContaining({ withSpans })])
    },
  )

  it.each([
    ['nodes { title concepts { nodes { name } } } edges { cursor }', false],
    ['nodes { text: abstract }', true],
    ['nodes { ...G }', true],
    ['nodes { concepts { edges { evidence { surface start paper { title } } } } }', false],
    ['nodes { concepts { edges { evidence { sentenceStart } } } }', true],
    ['nodes { concepts { edges { quote { highlight { start } } } } }', true],
    ['nodes { concepts { nodes { papers { edges { evidence { sentence } } } } } }', true],
  ])('texts of papers are read only where something of a text is selected: %s', async (fields, withText) => {
    const fragment = fields.includes('...G') ? 'fragment G on Paper { ... { abstract } }' : ''
    const asked = await argumentsOf(['listPapers'], `{ papers(first: 3) { ${fields} } } ${fragment}`)
    expect(asked.length).toBeGreaterThan(0)
    for (const one of asked) expect(one).toMatchObject({ withText })
  })
})
