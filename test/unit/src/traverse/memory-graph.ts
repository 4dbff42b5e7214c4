// A graph in memory that answers as the port says, for tests of walks; it also counts the calls.
import type { NodeId } from '../../../../src/graph/ids.ts'
import { nodeTypeOf } from '../../../../src/graph/ids.ts'
import { compareText } from '../../../../src/graph/page.ts'
import type { EdgeAmong, EdgeRelation, Neighbour, NodeCard } from '../../../../src/graph/traversals.ts'
import type { NeighbourhoodReader } from '../../../../src/traverse/neighbourhood.ts'

export interface MemoryGraph extends NeighbourhoodReader {
  readonly edges: readonly EdgeAmong[]
  readonly cards: ReadonlyMap<NodeId, NodeCard>
  /** How often each method was called. */
  readonly calls: { neighbours: number; edgesAmong: number; nodeCards: number }
}

/** An edge, written shortly. */
export function edge(from: NodeId, relation: EdgeRelation, to: NodeId, weight: number): EdgeAmong {
  return { from, to, relation, weight }
}

/** Makes a graph of edges; nodes without edges can be named besides. */
export function createMemoryGraph(edges: readonly EdgeAmong[], others: readonly NodeId[] = []): MemoryGraph {
  const ids = [...new Set([...edges.flatMap(({ from, to }) => [from, to]), ...others])]
  const facts = edges.filter(({ from, to }) => (nodeTypeOf(from) === 'Paper') !== (nodeTypeOf(to) === 'Paper'))
  const cards = new Map(
    ids.map((id): [NodeId, NodeCard] => {
      const degree = facts.filter(({ from, to }) => from === id || to === id).length
      return [id, { id, label: id, kind: nodeTypeOf(id) === 'Paper' ? 'PAPER' : 'CONCEPT', degree }]
    }),
  )
  const calls = { neighbours: 0, edgesAmong: 0, nodeCards: 0 }
  return {
    edges,
    cards,
    calls,
    neighbours: async (wanted, { perNode, relations }) => {
      calls.neighbours++
      return wanted.map((id) => neighboursOf(edges, id, relations).slice(0, perNode))
    },
    edgesAmong: async (wanted) => {
      calls.edgesAmong++
      return edges
        .filter(({ from, to }) => wanted.includes(from) && wanted.includes(to))
        .toSorted(
          (x, y) => compareText(x.from, y.from) || compareText(x.to, y.to) || compareText(x.relation, y.relation),
        )
    },
    nodeCards: async (wanted) => {
      calls.nodeCards++
      return wanted.map((id) => cards.get(id) ?? null)
    },
  }
}

function neighboursOf(edges: readonly EdgeAmong[], id: NodeId, relations?: readonly EdgeRelation[]): Neighbour[] {
  return edges
    .filter(({ from, to, relation }) => (from === id || to === id) && (relations?.includes(relation) ?? true))
    .map(({ from, to, relation, weight }) => ({ id: from === id ? to : from, relation, weight, outgoing: from === id }))
    .sort((x, y) => y.weight - x.weight || compareText(x.relation, y.relation) || compareText(x.id, y.id))
}
