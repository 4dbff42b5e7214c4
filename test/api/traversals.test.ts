// What the traversals that answer lists mean, on a known graph.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { createClient } from './client.ts'
import type { Client, Data } from './client.ts'
import { seedGraph } from './seed.ts'
import type { Seed } from './seed.ts'

describe('traversals', () => {
  let store: GraphStore
  let client: Client
  let seed: Seed
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    seed = await seedGraph(store)
    client = createClient(store)
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  it('tells which of several papers have what at least some of them share', async () => {
    const group = seed.papers.slice(0, 5)
    const papers = group.map(({ id }) => toGlobalId(id))
    const { sharedConcepts } = await client.data(
      `query ($papers: [ID!]!) { sharedConcepts(papers: $papers, atLeast: 3, kinds: [], first: 100) {
        totalCount edges { support node { id } occurrences { paper { id } } evidence(first: 1) { paper { id } } }
      } }`,
      { papers },
    )
    const holders = new Map(
      seed.entities.map(({ id }) => [
        toGlobalId(id),
        group
          .filter((paper) => seed.facts.some(({ paperId, entityId }) => paperId === paper.id && entityId === id))
          .map((paper) => toGlobalId(paper.id)),
      ]),
    )
    const expected = [...holders].filter(([, of]) => of.length >= 3)
    expect(sharedConcepts.totalCount).toBe(expected.length)
    expect(new Set(expected.map(([, of]) => of.length)).size).toBeGreaterThan(1)
    for (const { support, node, occurrences, evidence } of sharedConcepts.edges) {
      expect(occurrences.map((stated: Data) => stated.paper.id)).toEqual(holders.get(node.id))
      expect(evidence.map((place: Data) => place.paper.id)).toEqual(holders.get(node.id))
      expect(support).toBe(holders.get(node.id)?.length)
    }
  })

  it('keeps away from what is excluded', async () => {
    const of = [toGlobalId(seed.papers[0]?.id ?? '')]
    const not = [toGlobalId('attention'), toGlobalId(seed.papers[7]?.id ?? '')]
    const list = '{ edges { score away support node { id } } }'
    for (const field of ['relatedPapers', 'relatedTopics']) {
      const { all, some } = await client.data(
        `query ($of: [ID!]!, $not: [ID!]) {
          all: ${field}(of: $of, first: 100) ${list} some: ${field}(of: $of, not: $not, first: 100) ${list}
        }`,
        { of, not },
      )
      const before = new Map<string, number>(all.edges.map(({ node, score }: Data) => [node.id, score]))
      expect(some.edges.length).toBeLessThan(all.edges.length)
      for (const { score, away, node } of some.edges) {
        expect(not).not.toContain(node.id)
        expect(score + away).toBeCloseTo(before.get(node.id) ?? NaN, 9)
        expect(score).toBeGreaterThan(0)
      }
      expect(all.edges.every(({ away }: Data) => away === 0)).toBe(true)
    }
  })
})
