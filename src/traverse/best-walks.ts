// The cheapest ways through a small graph that is held in memory, exactly and in a fixed order.
//
// Best-first search over partial ways (P. Hart, N. Nilsson, B. Raphael, 1968, A*). The lower bound for the rest of a way is
// the cheapest walk with the edges that are left, which R. Bellman's recurrence (1958) gives for all nodes beforehand; it
// ignores that no node may be met twice, so it never claims too much. Costs are whole millionths: sums are exact, and so
// are ties.
import type { NodeId } from '../graph/ids.ts'

export interface WalkRequest {
  /** The nodes that may be used, ordered by id; both ends among them, or there is no way. */
  readonly nodes: readonly NodeId[]
  readonly from: NodeId
  readonly to: NodeId
  readonly maxLength: number
  readonly k: number
  readonly linksOf: (id: NodeId) => ReadonlyMap<NodeId, { readonly weight: number }>
  /** What passing through a node costs, six decimals. */
  readonly passingCost: (id: NodeId) => number
}

export interface Walk {
  readonly ids: readonly NodeId[]
  readonly cost: number
}

/** How many partial ways are looked at before the search gives up. */
const MAX_PARTIAL_WAYS = 200_000

const MILLION = 1_000_000

/** A way that is not finished: nodes by number, what it costs so far, and what it costs at least in the end. */
interface PartialWay {
  readonly nodes: readonly number[]
  readonly cost: number
  readonly atLeast: number
}

/** The `k` cheapest ways that meet no node twice, the cheapest first, then by the ids of their nodes. */
export function findBestWalks(request: WalkRequest): { readonly walks: readonly Walk[]; readonly truncated: boolean } {
  const { nodes, maxLength, k } = request
  const from = nodes.indexOf(request.from)
  const to = nodes.indexOf(request.to)
  if (from === -1 || to === -1) return { walks: [], truncated: false }
  const steps = listSteps(request, from, to)
  const bounds = boundRest(steps, to, maxLength)
  const walks: Walk[] = []
  const open = createHeap()
  open.push({ nodes: [from], cost: 0, atLeast: bounds[maxLength]?.[from] ?? Infinity })
  for (let looked = 0; walks.length < k; looked++) {
    const way = open.pop()
    if (way === undefined) return { walks, truncated: false }
    if (looked === MAX_PARTIAL_WAYS) return { walks, truncated: true }
    const last = way.nodes.at(-1) ?? from
    if (last === to) {
      walks.push({ ids: way.nodes.flatMap((number) => nodes[number] ?? []), cost: way.cost / MILLION })
      continue
    }
    const left = maxLength - way.nodes.length
    for (const { node, cost } of steps[last] ?? []) {
      const atLeast = way.cost + cost + (bounds[left]?.[node] ?? Infinity)
      if (atLeast < Infinity && !way.nodes.includes(node)) {
        open.push({ nodes: [...way.nodes, node], cost: way.cost + cost, atLeast })
      }
    }
  }
  return { walks, truncated: false }
}

interface Step {
  readonly node: number
  /** The edge, and passing through the node unless it is the goal; in millionths. */
  readonly cost: number
}

/** Where one can go from each node. Nothing leads back to the start, and nothing on from the goal. */
function listSteps(
  { nodes, linksOf, passingCost }: WalkRequest,
  from: number,
  to: number,
): readonly (readonly Step[])[] {
  const numbers = new Map(nodes.map((id, number) => [id, number]))
  return nodes.map((id, number) => {
    if (number === to) return []
    return [...linksOf(id)].flatMap(([other, { weight }]) => {
      const node = numbers.get(other)
      if (node === undefined || node === from) return []
      const passing = node === to ? 0 : passingCost(other)
      return [{ node, cost: Math.round((1 - weight) * MILLION) + Math.round(passing * MILLION) }]
    })
  })
}

/** For each number of edges that are left, the least that reaching the goal costs from each node. */
function boundRest(steps: readonly (readonly Step[])[], to: number, maxLength: number): readonly Float64Array[] {
  const none = new Float64Array(steps.length).fill(Infinity)
  none[to] = 0
  const bounds = [none]
  for (let left = 1; left <= maxLength; left++) {
    const before = bounds[left - 1] ?? none
    const now = Float64Array.from(steps, (onward, node) =>
      onward.reduce(
        (least, { node, cost }) => Math.min(least, cost + (before[node] ?? Infinity)),
        before[node] ?? Infinity,
      ),
    )
    bounds.push(now)
  }
  return bounds
}

/** By least cost, then by the nodes in order: nodes are numbered by id. */
function compareWays(x: PartialWay, y: PartialWay): number {
  if (x.atLeast !== y.atLeast) return x.atLeast - y.atLeast
  for (const [index, node] of x.nodes.entries()) {
    const other = y.nodes[index]
    if (other === undefined) return 1
    if (node !== other) return node - other
  }
  return x.nodes.length - y.nodes.length
}

/** A binary heap of partial ways, the best on top. */
function createHeap(): { push(way: PartialWay): void; pop(): PartialWay | undefined } {
  const ways: PartialWay[] = []
  const isBefore = (x: number, y: number) => {
    const [first, second] = [ways[x], ways[y]]
    return first !== undefined && second !== undefined && compareWays(first, second) < 0
  }
  const swap = (x: number, y: number) => {
    const [first, second] = [ways[x], ways[y]]
    if (first === undefined || second === undefined) return
    ways[x] = second
    ways[y] = first
  }
  return {
    push(way) {
      let place = ways.push(way) - 1
      while (place > 0) {
        const parent = (place - 1) >> 1
        if (!isBefore(place, parent)) break
        swap(place, parent)
        place = parent
      }
    },
    pop() {
      swap(0, ways.length - 1)
      const best = ways.pop()
      let place = 0
      for (;;) {
        const left = 2 * place + 1
        const child = isBefore(left + 1, left) ? left + 1 : left
        if (!isBefore(child, place)) return best
        swap(child, place)
        place = child
      }
    },
  }
}
