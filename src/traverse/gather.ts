// Gathering: the edges that paths between two nodes can be made of, read from both ends at once.
import type { NodeId } from '../graph/ids.ts'
import { compareText } from '../graph/page.ts'
import { EDGE_RELATIONS, type EdgeAmong, type Neighbour, type TraversalReader } from '../graph/traversals.ts'

/** The relations that paths run over. */
const PATH_RELATIONS = EDGE_RELATIONS.filter((relation) => relation !== 'SIMILAR_TO')

/** The strongest edge between each two nodes, found from either. */
export type LinkMap = ReadonlyMap<NodeId, ReadonlyMap<NodeId, EdgeAmong>>

export interface GatherRequest {
  readonly from: NodeId
  readonly to: NodeId
  readonly maxLength: number
  readonly perNode: number
  readonly nodeBudget: number
}

/**
 * Reads the edges of all nodes fewer than `maxLength / 2` steps from either end. Each edge of a path of at most `maxLength`
 * has such a node at one of its ends, so no path is missed unless a limit left something out.
 */
export async function gatherLinks(
  reader: Pick<TraversalReader, 'neighbours'>,
  { from, to, maxLength, perNode, nodeBudget }: GatherRequest,
): Promise<{ readonly links: LinkMap; readonly truncated: boolean }> {
  const links = new Map<NodeId, Map<NodeId, EdgeAmong>>()
  const asked = new Set<NodeId>()
  const forward = createFront(from)
  const backward = createFront(to)
  let truncated = false
  for (let round = 0; round < Math.ceil(maxLength / 2); round++) {
    // A middle edge is seen from the front: the way back may stop one step earlier.
    const fronts = round < Math.floor(maxLength / 2) ? [forward, backward] : [forward]
    const wanted = new Map<NodeId, number>()
    for (const front of fronts) {
      for (const [id, cost] of front.next) {
        if (!asked.has(id)) wanted.set(id, Math.min(cost, wanted.get(id) ?? Infinity))
      }
    }
    const ordered = [...wanted].sort(([x, costX], [y, costY]) => costX - costY || compareText(x, y)).map(([id]) => id)
    const ids = ordered.slice(0, nodeBudget - asked.size)
    if (ids.length < ordered.length) truncated = true
    if (ids.length > 0) {
      // One more than wanted tells whether there are more.
      const lists = await reader.neighbours(ids, { perNode: perNode + 1, relations: PATH_RELATIONS })
      for (const [index, id] of ids.entries()) {
        const neighbours = lists[index] ?? []
        if (neighbours.length > perNode) truncated = true
        asked.add(id)
        for (const neighbour of neighbours.slice(0, perNode)) addLink(links, id, neighbour)
      }
    }
    for (const front of fronts) front.advance(links)
  }
  return { links, truncated }
}

/** The nodes reached from one end, by rings. */
interface Front {
  /** The outermost ring, with what the cheapest way there costs in edges. */
  readonly next: ReadonlyMap<NodeId, number>
  /** Goes one ring further along links. */
  advance(links: LinkMap): void
}

function createFront(start: NodeId): Front {
  const reached = new Set([start])
  let ring = new Map([[start, 0]])
  return {
    get next() {
      return ring
    },
    advance(links) {
      const further = new Map<NodeId, number>()
      for (const [id, cost] of ring) {
        for (const [other, { weight }] of links.get(id) ?? []) {
          if (reached.has(other)) continue
          further.set(other, Math.min(cost + 1 - weight, further.get(other) ?? Infinity))
        }
      }
      for (const id of further.keys()) reached.add(id)
      ring = further
    },
  }
}

function addLink(links: Map<NodeId, Map<NodeId, EdgeAmong>>, id: NodeId, neighbour: Neighbour): void {
  const [from, to] = neighbour.outgoing ? [id, neighbour.id] : [neighbour.id, id]
  const link = { from, to, relation: neighbour.relation, weight: neighbour.weight }
  for (const [here, there] of [
    [id, neighbour.id],
    [neighbour.id, id],
  ] as const) {
    const known = links.get(here) ?? new Map<NodeId, EdgeAmong>()
    const before = known.get(there)
    if (before === undefined || compareLinks(link, before) < 0) known.set(there, link)
    links.set(here, known)
  }
}

/** The stronger edge first, then by relation and direction. */
function compareLinks(x: EdgeAmong, y: EdgeAmong): number {
  return y.weight - x.weight || compareText(x.relation, y.relation) || compareText(x.from, y.from)
}
