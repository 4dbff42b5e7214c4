// Explanations: their terms add up to the score of their edge, the texts say so, and Neo4j computes the same number.
import { describe, expect, inject, it } from 'vitest'
import { fromGlobalId, toGlobalId } from '../../schema/lib/global-id.ts'
import { MAX_TERMS, TOLERANCE } from '../../src/graph/explain.ts'
import type { Fact } from '../../src/graph/entities.ts'
import { EMPTY_PATCH } from '../../src/graph/patch.ts'
import { valuesInBrowser } from '../support/neo4j/browser.ts'
import type { Data } from './client.ts'
import { useSeed } from './seeded.ts'

const EXPLAIN = `explain {
  summary value terms { name value contribution } cypher parameters command
  evidence(first: 4) { paper { id title abstract } field sentence surface highlight { start end } }
}`

describe('explanations', () => {
  const { client, seed, store } = useSeed()

  const paper = (n: number) => toGlobalId(seed().papers[n]?.id ?? '')
  const entity = (id: string) => toGlobalId(id)

  /** Holds each edge to its explanation, and Neo4j to both. */
  async function expectExplained(edges: readonly Data[], score = 'score', sentences = 1): Promise<void> {
    expect(edges.length).toBeGreaterThan(0)
    for (const edge of edges) {
      const { value, terms, summary, evidence, parameters, command } = edge.explain
      expect(value).toBe(edge[score])
      const sum = terms.reduce((total: number, term: Data) => total + term.contribution, 0)
      expect(Math.abs(sum - value)).toBeLessThanOrEqual(TOLERANCE)
      expect(terms.map(({ name }: Data) => name)).not.toContain('changes since it was derived')
      expect(summary).toMatch(/^\S.{20,}\.$/)
      expect(summary).not.toMatch(/undefined|null|NaN/)
      expect(evidence.length).toBeGreaterThanOrEqual(sentences)
      for (const place of evidence) {
        expect((place.field === 'TITLE' ? place.paper.title : place.paper.abstract).includes(place.sentence)).toBe(true)
        expect(place.sentence.slice(place.highlight.start, place.highlight.end)).toBe(place.surface)
      }
      for (const [name, given] of Object.entries(JSON.parse(parameters))) {
        expect(command).toContain(`${name}: ${typeof given === 'string' ? JSON.stringify(given) : '['}`)
      }
    }
    const access = inject('neo4j')
    if (access === null) return
    const values = await valuesInBrowser(
      access,
      edges.map(({ explain }) => explain),
    )
    expect(values).toEqual(edges.map(({ explain }) => explain.value))
  }

  it('explains how strongly two entities are tied', async () => {
    const { entities } = await client.data(
      `{ entities(first: 100) { nodes { related(first: 4) { edges { score npmi ${EXPLAIN} } } } } }`,
    )
    const edges = entities.nodes.flatMap(({ related }: Data) => related.edges)
    await expectExplained(edges)
    for (const { npmi, explain } of edges)
      expect(explain.terms[0]).toEqual({ name: 'npmi', value: npmi, contribution: npmi })
  })

  it('explains how alike two papers are, by what they share', async () => {
    const { papers } = await client.data(
      `{ papers(first: 12) { nodes { id relatedPapers(first: 5) { edges { score support node { id } ${EXPLAIN} } } } } }`,
    )
    for (const { id, relatedPapers } of papers.nodes) {
      await expectExplained(relatedPapers.edges)
      for (const { explain, node, support } of relatedPapers.edges) {
        const others = explain.terms.find(({ name }: Data) => name === 'others')
        expect(explain.terms.length - (others === undefined ? 0 : 1) + (others?.value ?? 0)).toBe(support)
        expect(new Set(explain.evidence.map((place: Data) => place.paper.id))).toEqual(new Set([id, node.id]))
      }
    }
  })

  it('explains how near papers are to several papers and entities, away from others', async () => {
    const edges = `edges { score away support ${EXPLAIN} }`
    const { mixed, one, away } = await client.data(
      `query ($mixed: [ID!]!, $one: [ID!]!, $not: [ID!]!) {
        mixed: relatedPapers(of: $mixed, first: 30) { ${edges} }
        one: relatedPapers(of: $one) { ${edges} }
        away: relatedPapers(of: $mixed, not: $not, orderBy: { field: TITLE }) { ${edges} }
      }`,
      {
        mixed: [paper(0), paper(1), entity('attention'), entity('dropout')],
        one: [entity('self-attention')],
        not: [paper(5), entity('transformer')],
      },
    )
    for (const list of [mixed, one, away]) await expectExplained(list.edges)
    for (const { support, explain } of mixed.edges) expect(explain.terms).toHaveLength(support)
    expect(away.edges.some(({ explain }: Data) => explain.terms.some((term: Data) => term.contribution < 0))).toBe(true)
  })

  it('explains how near entities are to papers and entities, away from others', async () => {
    const edges = `edges { score away support node { id } ${EXPLAIN} }`
    const { mixed, one, away, far } = await client.data(
      `query ($mixed: [ID!]!, $one: [ID!]!, $not: [ID!]!, $paper: [ID!]!) {
        mixed: relatedTopics(of: $mixed, first: 30) { ${edges} }
        one: relatedTopics(of: $one) { ${edges} }
        away: relatedTopics(of: $mixed, not: $not) { ${edges} }
        far: relatedTopics(of: $one, not: $paper) { ${edges} }
      }`,
      {
        mixed: [paper(0), entity('attention'), entity('grokking')],
        one: [entity('attention')],
        not: [entity('double-descent')],
        paper: [paper(5)],
      },
    )
    for (const edges of [mixed.edges, one.edges, [...away.edges, ...far.edges]]) await expectExplained(edges)
    for (const { support, explain } of mixed.edges) expect(explain.terms).toHaveLength(support)
    for (const { edges } of [away, far]) {
      const terms = edges.flatMap(({ explain }: Data) => explain.terms)
      expect(terms.some((term: Data) => term.contribution < 0 && term.name.startsWith('away from '))).toBe(true)
    }
    for (const { node, score, explain } of one.edges) {
      expect(explain.terms).toEqual([{ name: 'attention', value: score, contribution: score }])
      expect(JSON.parse(explain.parameters)).toMatchObject({ entity: fromGlobalId(node.id, 'id', ['Entity']).id })
    }
  })

  it('explains the weight of what papers share, paper by paper', async () => {
    const edges = `edges { weight support occurrences { salience paper { title } } ${EXPLAIN} }`
    const { two, some, compare } = await client.data(
      `query ($two: [ID!]!, $some: [ID!]!) {
        two: sharedConcepts(papers: $two, kinds: []) { ${edges} }
        some: sharedConcepts(papers: $some, atLeast: 2, kinds: []) { ${edges} }
        compare(papers: $some) { rows { edges { weight support ${EXPLAIN} } } }
      }`,
      { two: [paper(0), paper(1)], some: [2, 3, 4, 5].map(paper) },
    )
    for (const list of [two, some, compare.rows]) await expectExplained(list.edges, 'weight')
    for (const { occurrences, explain } of some.edges) {
      const terms = new Map(explain.terms.map(({ name, value }: Data) => [name, value]))
      expect(terms).toEqual(new Map(occurrences.map((stated: Data) => [stated.paper.title, stated.salience])))
    }
  })

  it('explains how typical entities are of topics, and how much papers are about them', async () => {
    const within = `entities(first: 15) { edges { weight ${EXPLAIN} } } papers(first: 5) { edges { score ${EXPLAIN} } }`
    const { topics } = await client.data(`{ topics(first: 2) { nodes { ${within} } } }`)
    const { parts } = await client.data(`{ parts: topics(level: 1, first: 2) { nodes { ${within} } } }`)
    const { entities } = await client.data(
      `{ entities(first: 6) { nodes { topics(first: 3) { edges { weight ${EXPLAIN} } } } } }`,
    )
    const all = [...topics.nodes, ...parts.nodes]
    expect(all).toHaveLength(4)
    await expectExplained(all.flatMap((topic: Data) => topic.entities.edges).filter(isTied), 'weight')
    await expectExplained(entities.nodes.flatMap((node: Data) => node.topics.edges).filter(isTied), 'weight')
    await expectExplained(all.flatMap((topic: Data) => topic.papers.edges))
  })

  it('explains how often entities of a matrix occur together', async () => {
    const { coOccurrence } = await client.data(
      `query ($entities: [ID!]!) { coOccurrence(entities: $entities) { cells { npmi ${EXPLAIN} } } }`,
      { entities: ['attention', 'dropout', 'transformer', 'self-attention', 'grokking'].map(entity) },
    )
    expect(coOccurrence.cells.length).toBeGreaterThan(4)
    expect(coOccurrence.cells.some(({ npmi }: Data) => npmi <= 0)).toBe(true)
    await expectExplained(coOccurrence.cells, 'npmi', 2)
    // Both words stand in one paper.
    for (const { explain } of coOccurrence.cells) {
      expect(new Set(explain.evidence.map(({ paper }: Data) => paper.id)).size).toBe(1)
      expect(new Set(explain.evidence.map(({ surface }: Data) => surface)).size).toBe(2)
    }
  })

  it('explains what no paper has together, by what is tied to both', async () => {
    const edges = `edges { score support links(first: 50) { share entity { name } } ${EXPLAIN} }`
    const { one, other } = await client.data(
      `query ($one: ID!, $other: ID!) { one: gaps(of: $one) { ${edges} } other: gaps(of: $other) { ${edges} } }`,
      { one: entity('grokking'), other: entity('double-descent') },
    )
    await expectExplained([...one.edges, ...other.edges])
    for (const { links, explain } of one.edges) {
      const shares = new Map(links.map((link: Data) => [link.entity.name, link.share]))
      expect(explain.terms.length).toBe(Math.min(links.length, MAX_TERMS + 1))
      for (const { name, contribution } of explain.terms.slice(0, MAX_TERMS)) {
        expect(contribution).toBeCloseTo(Number(shares.get(name)), 5)
      }
    }
  })

  it.each([
    'attention',
    'sparse attention',
    'SGD',
    'setting dropout',
    'study gradient descent 7',
    'stochastic descent',
  ])('explains what a search for “%s” finds', async (query) => {
    const { search } = await client.data(
      `query ($query: String!) { search(query: $query, first: 60) { edges { score node { __typename } ${EXPLAIN} } } }`,
      { query },
    )
    await expectExplained(search.edges)
    const papers = search.edges.filter(({ node }: Data) => node.__typename === 'Paper')
    for (const { explain } of papers) {
      expect(JSON.stringify(explain.terms)).toMatch(/text has|paper is about/)
    }
  })

  it('says by how much the graph has changed since an edge was derived', async () => {
    const query = `query ($id: ID!) { paper(id: $id) { relatedPapers(first: 5) { edges { ${EXPLAIN} } } } }`
    const before = seed().facts.find(({ paperId }) => paperId === seed().papers[0]?.id)
    if (before === undefined) throw new Error('The first paper says nothing.')
    const change = (from: Fact, to: Fact) => store().apply({ ...EMPTY_PATCH, facts: [{ before: from, after: to }] })
    const after: Fact = { ...before, salience: before.salience / 3 }
    await change(before, after)
    const edges: readonly Data[] = (await client.data(query, { id: paper(0) })).paper.relatedPapers.edges
    const changed = edges.filter(({ explain }) => explain.terms.at(-1).name === 'changes since it was derived')
    expect(changed.length).toBeGreaterThan(0)
    for (const { explain } of edges) {
      const sum = explain.terms.reduce((total: number, { contribution }: Data) => total + contribution, 0)
      expect(Math.abs(sum - explain.value)).toBeLessThanOrEqual(TOLERANCE)
    }
    const access = inject('neo4j')
    const now =
      access === null
        ? []
        : await valuesInBrowser(
            access,
            changed.map(({ explain }) => explain),
          )
    const gaps = now.map((value, i) => Number(value) + changed[i]?.explain.terms.at(-1).contribution)
    gaps.forEach((sum, i) => expect(sum).toBeCloseTo(changed[i]?.explain.value, 5))
    await change(after, before)
  })

  it('refuses more sentences than an answer may hold', async () => {
    const { data, errors } = await client.ask(
      '{ entities(first: 1) { nodes { related(first: 1) { edges { explain { evidence(first: 21) { surface } } } } } } }',
    )
    expect(data).toBeNull()
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

/** An entity that no tie binds to its topic has the weight 0, and no sentence says so. */
function isTied({ weight, explain }: Data): boolean {
  return weight > 0 || explain.terms.length > 0
}
