// Paths against plain enumeration of all simple paths, and what limits change.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInputError, NotFoundError } from '../../../../src/graph/errors.ts'
import { compareText } from '../../../../src/graph/page.ts'
import type { EdgeAmong } from '../../../../src/graph/traversals.ts'
import { findPaths, passingCost } from '../../../../src/traverse/paths.ts'
import { createMemoryGraph, edge, type MemoryGraph } from './memory-graph.ts'
import { NODES, randomEdges } from './random-graph.ts'

const millionths = (value: number) => Math.round(value * 1e6)

/** All simple paths by plain enumeration, the cheapest first, then by ids. */
function enumeratePaths(graph: MemoryGraph, from: string, to: string, maxLength: number) {
  const usable = graph.edges.filter(({ relation }) => relation !== 'SIMILAR_TO')
  const found: { ids: string[]; cost: number }[] = []
  const walk = (ids: string[], cost: number) => {
    const last = ids.at(-1)
    if (last === to) found.push({ ids, cost })
    if (last === to || ids.length > maxLength) return
    for (const next of graph.cards.keys()) {
      const weights = usable
        .filter((row) => (row.from === last && row.to === next) || (row.from === next && row.to === last))
        .map(({ weight }) => weight)
      if (weights.length === 0 || ids.includes(next)) continue
      const passing = next === to ? 0 : millionths(passingCost(graph.cards.get(next)?.degree ?? 0))
      walk([...ids, next], cost + millionths(1 - Math.max(...weights)) + passing)
    }
  }
  if (from !== to) walk([from], 0)
  const compareIds = (x: string[], y: string[]) =>
    x.map((id, index) => compareText(id, y[index] ?? '')).find((order) => order !== 0) ?? 0
  return found.sort((x, y) => x.cost - y.cost || compareIds(x.ids, y.ids))
}

const request = fc.record({
  from: fc.constantFrom(...NODES),
  to: fc.constantFrom(...NODES),
  maxLength: fc.integer({ min: 1, max: 6 }),
  k: fc.integer({ min: 1, max: 10 }),
})

describe('findPaths', () => {
  test('finds what plain enumeration finds, in the same order', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(randomEdges, request, async (edges, query) => {
        const graph = createMemoryGraph(edges, NODES)
        const { paths, truncated } = await findPaths(graph, { ...query, perNode: 99 })
        const expected = enumeratePaths(graph, query.from, query.to, query.maxLength).slice(0, query.k)
        expect(paths.map(({ nodes, cost }) => ({ ids: nodes.map(({ id }) => id), cost: millionths(cost) }))).toEqual(
          expected,
        )
        expect(truncated).toBe(false)
        found += paths.length
      }),
      { numRuns: 600 },
    )
    expect(found).toBeGreaterThan(400)
  })

  test('stays sorted, simple, short and true to the edges when limits bind', async () => {
    const limits = fc.record({ perNode: fc.integer({ min: 1, max: 3 }), nodeBudget: fc.integer({ min: 1, max: 6 }) })
    await fc.assert(
      fc.asyncProperty(randomEdges, request, limits, async (edges, query, limit) => {
        const graph = createMemoryGraph(edges, NODES)
        const { paths, truncated } = await findPaths(graph, { ...query, ...limit })
        const all = enumeratePaths(graph, query.from, query.to, query.maxLength)
        expect(truncated || paths.length === Math.min(query.k, all.length)).toBe(true)
        expect(paths.map(({ cost }) => cost)).toEqual(paths.map(({ cost }) => cost).toSorted((x, y) => x - y))
        for (const { length, nodes, steps } of paths) {
          expect(length).toBeLessThanOrEqual(query.maxLength)
          expect(steps).toHaveLength(length)
          expect(new Set(nodes.map(({ id }) => id)).size).toBe(length + 1)
          for (const step of steps) expect(edges).toContainEqual(step)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('steps point as stored, whichever way they are walked', async () => {
    const edges = [edge('doi:1', 'USES', 'sgd', 0.9), edge('doi:2', 'DISCUSSES', 'sgd', 0.8)]
    const { paths } = await findPaths(createMemoryGraph(edges), { from: 'doi:2', to: 'doi:1', maxLength: 2, k: 1 })
    expect(paths).toHaveLength(1)
    expect(paths[0]?.nodes.map(({ id }) => id)).toEqual(['doi:2', 'sgd', 'doi:1'])
    expect(paths[0]?.steps).toEqual([edges[1], edges[0]])
    // 0.2 and 0.1 for the edges, 0.1 * log2(3) for passing through an entity of two papers.
    expect(paths[0]?.cost).toBe(0.458496)
  })

  test('prefers a specific entity to a hub of equal salience', async () => {
    const crowd = Array.from({ length: 60 }, (_, n) => edge(`doi:x${n}`, 'DISCUSSES', 'learning', 0.1))
    const ways = ['doi:a', 'doi:b'].flatMap((paper) => [
      edge(paper, 'DISCUSSES', 'learning', 0.6),
      edge(paper, 'DISCUSSES', 'neural-tangent-kernel', 0.6),
    ])
    const graph = createMemoryGraph([...crowd, ...ways])
    const { paths } = await findPaths(graph, { from: 'doi:a', to: 'doi:b', maxLength: 2, k: 2 })
    expect(paths.map(({ nodes }) => nodes[1]?.id)).toEqual(['neural-tangent-kernel', 'learning'])
  })

  test('does not walk over similarity, and takes the strongest of parallel edges', async () => {
    const graph = createMemoryGraph([
      edge('doi:1', 'SIMILAR_TO', 'doi:2', 1),
      edge('sgd', 'BROADER', 'gradient-descent', 0.5),
      edge('gradient-descent', 'RELATED_TO', 'sgd', 0.7),
    ])
    expect(await findPaths(graph, { from: 'doi:1', to: 'doi:2', maxLength: 6, k: 10 })).toEqual({
      paths: [],
      truncated: false,
    })
    const { paths } = await findPaths(graph, { from: 'sgd', to: 'gradient-descent', maxLength: 1, k: 10 })
    expect(paths.map(({ steps }) => steps.map(({ relation }) => relation))).toEqual([['RELATED_TO']])
  })

  test('needs few batched calls however far it looks', async () => {
    const chain: EdgeAmong[] = Array.from({ length: 6 }, (_, n) => edge(`e${n}`, 'RELATED_TO', `e${n + 1}`, 0.5))
    const graph = createMemoryGraph(chain)
    const { paths } = await findPaths(graph, { from: 'e0', to: 'e6', maxLength: 6, k: 1 })
    expect(paths.map(({ length }) => length)).toEqual([6])
    expect(graph.calls).toEqual({ neighbours: 3, edgesAmong: 0, nodeCards: 2 })
  })

  test('says when edges beyond the limit of a node were not seen', async () => {
    const star = ['a', 'b', 'c'].map((id) => edge('doi:1', 'DISCUSSES', id, 0.5))
    const exact = await findPaths(createMemoryGraph(star), { from: 'doi:1', to: 'c', maxLength: 1, k: 1, perNode: 3 })
    const cut = await findPaths(createMemoryGraph(star), { from: 'doi:1', to: 'c', maxLength: 1, k: 1, perNode: 2 })
    expect([exact.truncated, cut.truncated]).toEqual([false, true])
    expect([exact.paths.length, cut.paths.length]).toEqual([1, 0])
  })

  test('refuses unknown ends and numbers out of range', async () => {
    const graph = createMemoryGraph([edge('doi:1', 'USES', 'sgd', 0.9)])
    const query = { from: 'doi:1', to: 'sgd', maxLength: 2, k: 1 }
    await expect(findPaths(graph, { ...query, to: 'adam' })).rejects.toThrow(NotFoundError)
    await expect(findPaths(graph, { ...query, from: 'adam', to: 'adam' })).rejects.toThrow(NotFoundError)
    for (const wrong of [{ maxLength: 0 }, { maxLength: 7 }, { k: 0 }, { k: 11 }, { k: 1.5 }, { perNode: 100 }]) {
      await expect(findPaths(graph, { ...query, ...wrong })).rejects.toThrow(InvalidInputError)
    }
    expect(await findPaths(graph, { ...query, to: 'doi:1' })).toEqual({ paths: [], truncated: false })
  })
})
