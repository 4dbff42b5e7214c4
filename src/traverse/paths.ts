// Paths: how two papers or entities hang together, the best supported ways first.
import { NotFoundError, wrongArgument } from '../graph/errors.ts'
import type { NodeId } from '../graph/ids.ts'
import { compareText, roundScore } from '../graph/page.ts'
import type { EdgeAmong, NodeCard, TraversalReader } from '../graph/traversals.ts'
import { gatherLinks, type LinkMap } from './gather.ts'
import { findBestWalks } from './best-walks.ts'

export const MAX_PATH_LENGTH = 6
export const MAX_PATHS = 10

/** What finding paths reads. */
export type PathReader = Pick<TraversalReader, 'neighbours' | 'nodeCards'>

/** Which paths to find. */
export interface PathQuery {
  readonly from: NodeId
  readonly to: NodeId
  /** Most edges of a path, 1 to {@link MAX_PATH_LENGTH}. */
  readonly maxLength: number
  /** Most paths, 1 to {@link MAX_PATHS}. */
  readonly k: number
  /** How many edges of a node are followed, the strongest first; 25 when nobody says. At most 99. */
  readonly perNode?: number
  /** How many nodes are asked for their edges altogether; 2,000 when nobody says. */
  readonly nodeBudget?: number
}

/** A way from one node to another that meets no node twice. */
export interface Path {
  /** How many edges it has. */
  readonly length: number
  /** What it costs, six decimals; see {@link findPaths}. */
  readonly cost: number
  /** The nodes in the order of the way, both ends included. */
  readonly nodes: readonly NodeCard[]
  /** Between each two nodes the strongest edge, pointing as stored: perhaps against the way. */
  readonly steps: readonly EdgeAmong[]
}

/** The paths found. */
export interface PathResult {
  /** The cheapest first, then by the ids of their nodes. */
  readonly paths: readonly Path[]
  /** Whether a limit left edges or nodes unseen, so that better or more paths may exist. */
  readonly truncated: boolean
}

const DEFAULT_PER_NODE = 25
const DEFAULT_NODE_BUDGET = 2_000
const MAX_PER_NODE = 99

/**
 * The `k` cheapest simple paths between two papers or entities over facts, RELATED_TO and BROADER. Similarity of papers is
 * left out: it says that there are such paths and hides which.
 *
 * Each edge costs `1 - weight`, and each node on the way `0.1 * log2(1 + degree)`: a node that much leads through, such as
 * an entity of a thousand papers (1.0), explains less than one of three papers (0.2). Of several edges between two nodes the
 * strongest counts, then the first by relation.
 *
 * Looks from both ends at once: at most `maxLength / 2` rounds, rounded up, each of one batched call. Throws
 * {@link NotFoundError} where an end is not in the graph and {@link InvalidInputError} for a number out of range. A node has
 * no path to itself.
 */
export async function findPaths(reader: PathReader, query: PathQuery): Promise<PathResult> {
  const { from, to, maxLength, k, perNode = DEFAULT_PER_NODE, nodeBudget = DEFAULT_NODE_BUDGET } = query
  requireRange('maxLength', maxLength, MAX_PATH_LENGTH)
  requireRange('k', k, MAX_PATHS)
  requireRange('perNode', perNode, MAX_PER_NODE)
  requireRange('nodeBudget', nodeBudget, Number.MAX_SAFE_INTEGER)
  const ends = await reader.nodeCards([from, to])
  for (const [index, id] of [from, to].entries()) {
    if ((ends[index] ?? null) === null) throw new NotFoundError('paper or entity', id)
  }
  if (from === to) return { paths: [], truncated: false }

  const gathered = await gatherLinks(reader, { from, to, maxLength, perNode, nodeBudget })
  const ids = nodesBetween(gathered.links, from, to, maxLength)
  const cards = await readCards(reader, ids)
  const search = findBestWalks({
    nodes: ids.filter((id) => cards.has(id)),
    from,
    to,
    maxLength,
    k,
    linksOf: (id) => gathered.links.get(id) ?? new Map(),
    passingCost: (id) => passingCost(cards.get(id)?.degree ?? 0),
  })
  const paths = search.walks.map(({ ids, cost }) => {
    return {
      length: ids.length - 1,
      cost,
      nodes: ids.flatMap((id) => cards.get(id) ?? []),
      steps: stepsOf(gathered.links, ids),
    }
  })
  return { paths, truncated: gathered.truncated || search.truncated }
}

/** What passing through a node of a degree costs. */
export function passingCost(degree: number): number {
  return roundScore(0.1 * Math.log2(1 + degree))
}

function requireRange(field: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return
  throw wrongArgument(field, `\`${field}\` must be a whole number from 1 to ${most}, got ${value}.`)
}

/** The nodes through which a path short enough can lead, by id. */
function nodesBetween(links: LinkMap, from: NodeId, to: NodeId, maxLength: number): readonly NodeId[] {
  const toEnd = measureHops(links, to, maxLength)
  return [...measureHops(links, from, maxLength)]
    .filter(([id, hops]) => hops + (toEnd.get(id) ?? Infinity) <= maxLength)
    .map(([id]) => id)
    .sort(compareText)
}

/** How many edges each node is from a start, as far as `most`. */
function measureHops(links: LinkMap, start: NodeId, most: number): ReadonlyMap<NodeId, number> {
  const hops = new Map([[start, 0]])
  for (const [id, distance] of hops) {
    if (distance === most) break
    for (const next of links.get(id)?.keys() ?? []) if (!hops.has(next)) hops.set(next, distance + 1)
  }
  return hops
}

async function readCards(reader: PathReader, ids: readonly NodeId[]): Promise<ReadonlyMap<NodeId, NodeCard>> {
  const cards = ids.length === 0 ? [] : await reader.nodeCards(ids)
  return new Map(cards.flatMap((card) => (card === null ? [] : [[card.id, card]])))
}

function stepsOf(links: LinkMap, ids: readonly NodeId[]): readonly EdgeAmong[] {
  return ids.slice(1).flatMap((id, index) => links.get(ids[index] ?? '')?.get(id) ?? [])
}
