// Neighbourhoods: order, budget, and honesty about what was left out.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInputError, NotFoundError } from '../../../../src/graph/errors.ts'
import { exploreNeighbourhood } from '../../../../src/traverse/neighbourhood.ts'
import { createMemoryGraph, edge } from './memory-graph.ts'
import { NODES, randomEdges } from './random-graph.ts'

const EDGES = [
  edge('doi:1', 'USES', 'sgd', 0.9),
  edge('doi:1', 'DISCUSSES', 'loss', 0.4),
  edge('doi:1', 'SIMILAR_TO', 'doi:2', 0.6),
  edge('doi:2', 'DISCUSSES', 'loss', 0.7),
  edge('doi:2', 'DISCUSSES', 'rate', 0.2),
  edge('loss', 'RELATED_TO', 'sgd', 0.3),
]

const idsOf = (nodes: readonly { readonly id: string }[]) => nodes.map(({ id }) => id)

describe('exploreNeighbourhood', () => {
  test('goes ring by ring, the strongest first, and returns all edges among the nodes', async () => {
    const graph = createMemoryGraph(EDGES)
    const near = await exploreNeighbourhood(graph, { of: ['doi:1'] })
    expect(idsOf(near.nodes)).toEqual(['doi:1', 'sgd', 'doi:2', 'loss'])
    expect(near.edges).toHaveLength(5)
    expect(near.edges).toContainEqual(edge('loss', 'RELATED_TO', 'sgd', 0.3))
    expect([near.truncated, near.omitted.nodes]).toEqual([false, 0])
    const far = await exploreNeighbourhood(graph, { of: ['doi:1'], depth: 2 })
    expect(idsOf(far.nodes)).toEqual(['doi:1', 'sgd', 'doi:2', 'loss', 'rate'])
  })

  test('the budget cuts the weakest and says how many', async () => {
    const cut = await exploreNeighbourhood(createMemoryGraph(EDGES), { of: ['doi:1'], nodeBudget: 3 })
    expect(idsOf(cut.nodes)).toEqual(['doi:1', 'sgd', 'doi:2'])
    expect(cut).toMatchObject({ truncated: true, omitted: { nodes: 1 } })
    expect(cut.edges).toHaveLength(2)
  })

  test('a budget that is met exactly by all there is cuts nothing', async () => {
    const all = await exploreNeighbourhood(createMemoryGraph(EDGES), { of: ['doi:1'], depth: 4, nodeBudget: 5 })
    expect(all).toMatchObject({ truncated: false, omitted: { nodes: 0 } })
    expect(all.nodes).toHaveLength(5)
  })

  test('edges beyond the limit of a node are told of, and counted as far as they were met', async () => {
    const cut = await exploreNeighbourhood(createMemoryGraph(EDGES), { of: ['doi:1'], perNode: 1 })
    expect(idsOf(cut.nodes)).toEqual(['doi:1', 'sgd'])
    expect(cut).toMatchObject({ truncated: true, omitted: { nodes: 1 } })
  })

  test('starts come first in their order, equal ones once, and count against the budget', async () => {
    const graph = createMemoryGraph(EDGES)
    const seeds = await exploreNeighbourhood(graph, { of: ['rate', 'doi:1', 'rate'], depth: 0 })
    expect(idsOf(seeds.nodes)).toEqual(['rate', 'doi:1'])
    expect(graph.calls.neighbours).toBe(0)
    const cut = await exploreNeighbourhood(graph, { of: ['rate', 'doi:1'], nodeBudget: 1 })
    expect(cut.nodes).toHaveLength(1)
    expect(cut.truncated).toBe(true)
  })

  test('refuses unknown starts and numbers out of range; nothing lies around nothing', async () => {
    const graph = createMemoryGraph(EDGES)
    await expect(exploreNeighbourhood(graph, { of: ['doi:1', 'adam'] })).rejects.toThrow(NotFoundError)
    for (const wrong of [{ depth: -1 }, { depth: 5 }, { nodeBudget: 0 }, { nodeBudget: 1001 }, { perNode: 0 }]) {
      await expect(exploreNeighbourhood(graph, { of: ['doi:1'], ...wrong })).rejects.toThrow(InvalidInputError)
    }
    expect(await exploreNeighbourhood(graph, { of: [] })).toEqual({
      nodes: [],
      edges: [],
      truncated: false,
      omitted: { nodes: 0 },
    })
  })

  test('holds its promises on any graph', async () => {
    const query = fc.record({
      of: fc.uniqueArray(fc.constantFrom(...NODES), { minLength: 1, maxLength: 3 }),
      depth: fc.integer({ min: 0, max: 4 }),
      nodeBudget: fc.integer({ min: 1, max: 10 }),
      perNode: fc.integer({ min: 1, max: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(randomEdges, query, async (edges, query) => {
        const graph = createMemoryGraph(edges, NODES)
        const answer = await exploreNeighbourhood(graph, query)
        const ids = new Set(idsOf(answer.nodes))
        const within = reach(edges, query.of, query.depth)
        expect(ids.size).toBe(answer.nodes.length)
        expect(ids.size).toBeLessThanOrEqual(query.nodeBudget)
        expect([...ids].filter((id) => !within.has(id))).toEqual([])
        expect(answer.edges).toHaveLength(edges.filter(({ from, to }) => ids.has(from) && ids.has(to)).length)
        expect(answer.truncated || ids.size === within.size).toBe(true)
        expect(answer.omitted.nodes).toBeLessThanOrEqual(within.size - ids.size)
        expect(graph.calls.neighbours).toBeLessThanOrEqual(query.depth)
      }),
      { numRuns: 400 },
    )
  })
})

/** Everything within a number of steps. */
function reach(edges: readonly { from: string; to: string }[], of: readonly string[], depth: number): Set<string> {
  let reached = new Set(of)
  for (let step = 0; step < depth; step++) {
    const next = edges.flatMap(({ from, to }) => (reached.has(from) || reached.has(to) ? [from, to] : []))
    reached = new Set([...reached, ...next])
  }
  return reached
}
