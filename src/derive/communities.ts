// Topics: communities of entities that are more related to each other than to the rest.
//
// V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre (2008), "Fast unfolding of communities in large networks"
// (Louvain), over RELATED_TO weighted by score. Entities without a related one belong to no topic.
import { UndirectedGraph } from 'graphology'
import louvainModule from 'graphology-communities-louvain'
import { topicId, type TopicId } from '../graph/ids.ts'
import { roundScore } from '../graph/page.ts'
import type { Topic, TopicMember } from '../graph/topics.ts'
import { papersWith, type Incidence } from './incidence.ts'
import type { RelatedPair } from './npmi.ts'
import { createRandom } from './prng.ts'

export interface TopicOptions {
  /** Communities of fewer entities are dropped. */
  readonly minSize: number
  /** Above 1 makes topics smaller, below 1 larger (R. Lambiotte, J.-C. Delvenne, M. Barahona, 2008). */
  readonly resolution: number
  readonly seed: bigint
}

export const TOPIC_DEFAULTS: TopicOptions = { minSize: 3, resolution: 1, seed: 1n }

/** Topics, and who belongs to them: topics by their first entity, members by topic, then entity. */
export interface Topics {
  readonly topics: readonly Topic[]
  readonly members: readonly TopicMember[]
}

/** How many names a label has. */
const LABEL_NAMES = 3

type Louvain = typeof louvainModule.default

/** The package is CommonJS: its declarations call the function `default`, while Node hands over the function itself. */
function isLouvain(value: unknown): value is Louvain {
  return typeof value === 'function'
}
const louvain: Louvain = isLouvain(louvainModule) ? louvainModule : louvainModule.default

/** Finds the topics of an incidence. The pairs must come in their order; they are read once. */
export function findTopics(
  incidence: Incidence,
  pairs: Iterable<RelatedPair>,
  options: TopicOptions = TOPIC_DEFAULTS,
): Topics {
  const links = [...pairs].map(({ a, b, score }) => ({ a, b, score }))
  const community = assignCommunities(links, options)
  const size = incidence.entities.length
  const inside = new Float64Array(size)
  for (const { a, b, score } of links) {
    if (community.get(a) !== community.get(b)) continue
    for (const end of [a, b]) inside[end] = (inside[end] ?? 0) + score
  }
  const byTypicality = (x: number, y: number) =>
    (inside[y] ?? 0) - (inside[x] ?? 0) || papersWith(incidence, y) - papersWith(incidence, x) || x - y

  const topics: Topic[] = []
  const members: TopicMember[] = []
  const taken = new Set<TopicId>()
  for (const group of groupEntities(community)) {
    if (group.length < options.minSize) continue
    const ranked = group.toSorted(byTypicality)
    const typical = ranked.slice(0, LABEL_NAMES).flatMap((number) => incidence.entities[number] ?? [])
    const strongest = inside[ranked[0] ?? -1] || 1
    const id = freeTopicId(typical[0]?.slug ?? '', taken)
    topics.push({ id, label: typical.map(({ name }) => name).join(', '), size: group.length })
    for (const number of group) {
      const entityId = incidence.entities[number]?.id ?? ''
      members.push({ topicId: id, entityId, weight: roundScore((inside[number] ?? 0) / strongest) })
    }
  }
  return { topics, members }
}

/** Runs Louvain on links whose order is fixed, with a generator whose seed is fixed: so the answer is fixed. */
function assignCommunities(
  links: readonly { readonly a: number; readonly b: number; readonly score: number }[],
  { resolution, seed }: TopicOptions,
): ReadonlyMap<number, number> {
  const graph = new UndirectedGraph<object, { readonly weight: number }>()
  const nodes = new Set(links.flatMap(({ a, b }) => [a, b]))
  for (const node of [...nodes].sort((x, y) => x - y)) graph.addNode(node)
  for (const { a, b, score } of links) graph.addEdge(a, b, { weight: score })
  const communities = louvain(graph, { getEdgeWeight: 'weight', resolution, rng: createRandom(seed) })
  return new Map(Object.entries(communities).map(([node, community]) => [Number(node), community]))
}

/** The communities as ascending lists, ordered by their first entity. */
function groupEntities(community: ReadonlyMap<number, number>): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>()
  for (const [entity, number] of [...community].sort(([x], [y]) => x - y)) {
    const group = groups.get(number)
    if (group === undefined) groups.set(number, [entity])
    else group.push(entity)
  }
  return [...groups.values()]
}

/** The id after a slug; where two topics would have one, the later gets a number. */
function freeTopicId(slug: string, taken: Set<TopicId>): TopicId {
  let id = topicId(slug)
  for (let n = 2; taken.has(id); n++) id = topicId(`${slug}-${n}`)
  taken.add(id)
  return id
}
