// Neighbourhoods: what lies around some papers and entities, small enough to draw.
import { NotFoundError, wrongArgument } from '../graph/errors.ts'
import type { NodeId } from '../graph/ids.ts'
import { compareText } from '../graph/page.ts'
import type { EdgeAmong, Neighbour, NodeCard, TraversalReader } from '../graph/traversals.ts'

export const MAX_DEPTH = 4
export const MAX_NODE_BUDGET = 1_000
const MAX_PER_NODE = 99

/** What exploring reads. */
export type NeighbourhoodReader = Pick<TraversalReader, 'neighbours' | 'edgesAmong' | 'nodeCards'>

/** Which neighbourhood to explore. */
export interface NeighbourhoodQuery {
  /** Papers and entities to start from; equal ids count once. */
  readonly of: readonly NodeId[]
  /** How many steps to go, 0 to {@link MAX_DEPTH}; 1 when nobody says. */
  readonly depth?: number
  /** Most nodes of the answer, those to start from included, 1 to {@link MAX_NODE_BUDGET}; 100 when nobody says. */
  readonly nodeBudget?: number
  /** How many edges of a node are followed, the strongest first, 1 to 99; 15 when nobody says. */
  readonly perNode?: number
}

/** Nodes and the edges among them. */
export interface Neighbourhood {
  /** Those started from, in their order; then ring by ring, each by the strongest edge that leads there, then by id. */
  readonly nodes: readonly NodeCard[]
  /** All edges among the nodes, also those that were not followed, in the order of the port. */
  readonly edges: readonly EdgeAmong[]
  /** Whether a limit left edges unfollowed or nodes out, so that more may lie within the depth. */
  readonly truncated: boolean
  readonly omitted: {
    /** How many nodes were met and left out: there are at least so many more. */
    readonly nodes: number
  }
}

/**
 * Explores from some nodes outward, one batched call a ring. Throws {@link NotFoundError} for a start that is not in the
 * graph and {@link InvalidInputError} for a number out of range.
 */
export async function exploreNeighbourhood(
  reader: NeighbourhoodReader,
  query: NeighbourhoodQuery,
): Promise<Neighbourhood> {
  const { depth = 1, nodeBudget = 100, perNode = 15 } = query
  requireRange('depth', depth, 0, MAX_DEPTH)
  requireRange('nodeBudget', nodeBudget, 1, MAX_NODE_BUDGET)
  requireRange('perNode', perNode, 1, MAX_PER_NODE)
  const starts = [...new Set(query.of)]
  const startCards = await readCards(reader, starts)
  for (const id of starts) if (!startCards.has(id)) throw new NotFoundError('paper or entity', id)

  const chosen = new Set(starts.slice(0, nodeBudget))
  const met = new Set(starts)
  let hasMore = false
  let ring: readonly NodeId[] = [...chosen]
  for (let step = 0; step < depth && ring.length > 0; step++) {
    // One more than wanted tells whether there are more.
    const lists = await reader.neighbours(ring, { perNode: perNode + 1 })
    if (lists.some((list) => list.length > perNode)) hasMore = true
    for (const { id } of lists.flat()) met.add(id)
    ring = rankNeighbours(lists.flatMap((list) => list.slice(0, perNode)))
      .filter((id) => !chosen.has(id))
      .slice(0, nodeBudget - chosen.size)
    for (const id of ring) chosen.add(id)
  }
  const others = await readCards(
    reader,
    [...chosen].filter((id) => !startCards.has(id)),
  )
  const nodes = [...chosen].flatMap((id) => startCards.get(id) ?? others.get(id) ?? [])
  const edges = nodes.length === 0 ? [] : await reader.edgesAmong(nodes.map(({ id }) => id))
  const omitted = { nodes: met.size - chosen.size }
  return { nodes, edges, truncated: hasMore || omitted.nodes > 0, omitted }
}

/** The nodes that neighbours are, each once: by the strongest edge that leads there, then by id. */
function rankNeighbours(neighbours: readonly Neighbour[]): readonly NodeId[] {
  const weights = new Map<NodeId, number>()
  for (const { id, weight } of neighbours) weights.set(id, Math.max(weight, weights.get(id) ?? 0))
  return [...weights].sort(([x, weightX], [y, weightY]) => weightY - weightX || compareText(x, y)).map(([id]) => id)
}

async function readCards(reader: NeighbourhoodReader, ids: readonly NodeId[]): Promise<ReadonlyMap<NodeId, NodeCard>> {
  const cards = ids.length === 0 ? [] : await reader.nodeCards(ids)
  return new Map(cards.flatMap((card) => (card === null ? [] : [[card.id, card]])))
}

function requireRange(field: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw wrongArgument(field, `\`${field}\` must be a whole number from ${least} to ${most}, got ${value}.`)
}
