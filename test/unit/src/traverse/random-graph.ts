// Small random graphs of papers and entities, with few different weights so that ties are common.
import * as fc from 'fast-check'
import type { EdgeAmong, EdgeRelation } from '../../../../src/graph/traversals.ts'
import { edge } from './memory-graph.ts'

const PAPERS = ['doi:10.1/a', 'doi:10.1/b', 'arxiv:2001.00001', 'title:0123456789abcdef']
const ENTITIES = ['constructor', 'gradient-descent', 'kernel', '__proto__', '\u{1d4d0}-space']
export const NODES = [...PAPERS, ...ENTITIES]

const relationOf = (from: string, to: string, pick: number): EdgeRelation => {
  if (PAPERS.includes(from) && PAPERS.includes(to)) return 'SIMILAR_TO'
  if (PAPERS.includes(from)) return pick % 2 === 0 ? 'DISCUSSES' : 'USES'
  return pick % 2 === 0 ? 'RELATED_TO' : 'BROADER'
}

/** Edges among {@link NODES}: at most one of a relation between two nodes; facts point from the paper. */
export const randomEdges: fc.Arbitrary<EdgeAmong[]> = fc
  .uniqueArray(
    fc.record({
      x: fc.nat(NODES.length - 1),
      y: fc.nat(NODES.length - 1),
      weight: fc.constantFrom(0.1, 0.25, 0.5, 0.5, 0.75, 1),
      pick: fc.nat(1),
    }),
    {
      minLength: 8,
      maxLength: 30,
      size: 'max',
      selector: ({ x, y, pick }) => `${Math.min(x, y)} ${Math.max(x, y)} ${pick}`,
    },
  )
  .map((drawn) => {
    const edges = new Map<string, EdgeAmong>()
    for (const { x, y, weight, pick } of drawn) {
      const [from, to] = [NODES[Math.min(x, y)] ?? '', NODES[Math.max(x, y)] ?? '']
      const relation = relationOf(from, to, pick)
      if (from !== to) edges.set(`${from} ${to} ${relation}`, edge(from, relation, to, weight))
    }
    return Array.from(edges.values())
  })
