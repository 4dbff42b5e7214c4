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

/**
 * Finds the topics of an incidence. The pairs must come in their order; they are read once. Topics of level 0 are the
 * communities that Louvain ends with. Each is made of communities that its first round found: these are its parts, unless
 * they are too small, or one holds all of it.
 */
export function findTopics(
  incidence: Incidence,
  pairs: Iterable<RelatedPair>,
  options: TopicOptions = TOPIC_DEFAULTS,
): Topics {
  const links = [...pairs].map(({ a, b, score }) => ({ a, b, score }))
  const { coarse, fine } = assignCommunities(links, options)
  const describe = createDescriber(incidence, links)
  const topics: Topic[] = []
  const members: TopicMember[] = []
  const taken = new Set<TopicId>()
  const wholes = new Map<number, Topic>()
  const add = (community: ReadonlyMap<number, number>, group: readonly number[], whole: Topic | null) => {
    const { slug, label, weights } = describe(community, group)
    const id = freeTopicId(whole === null ? slug : `${whole.id.slice(topicId('').length)}/${slug}`, taken)
    const topic: Topic = { id, label, size: group.length, level: whole === null ? 0 : 1, parentId: whole?.id ?? null }
    topics.push(topic)
    for (const [entityId, weight] of weights) members.push({ topicId: id, entityId, weight })
    return topic
  }
  for (const group of groupEntities(coarse)) {
    if (group.length >= options.minSize) wholes.set(coarse.get(group[0] ?? -1) ?? -1, add(coarse, group, null))
  }
  for (const group of groupEntities(fine)) {
    const whole = wholes.get(coarse.get(group[0] ?? -1) ?? -1)
    if (whole !== undefined && group.length >= options.minSize && group.length < whole.size) add(fine, group, whole)
  }
  return { topics, members }
}

interface Link {
  readonly a: number
  readonly b: number
  readonly score: number
}

/** Names a group of a community after its most typical entities, and says how typical each is. */
function createDescriber(incidence: Incidence, links: readonly Link[]) {
  const known = new Map<ReadonlyMap<number, number>, Float64Array>()

  /** For each entity, the sum of its scores within its community. */
  function measureInside(community: ReadonlyMap<number, number>): Float64Array {
    const inside = known.get(community) ?? new Float64Array(incidence.entities.length)
    if (known.has(community)) return inside
    known.set(community, inside)
    for (const { a, b, score } of links) {
      if (community.get(a) !== community.get(b)) continue
      for (const end of [a, b]) inside[end] = (inside[end] ?? 0) + score
    }
    return inside
  }

  return (community: ReadonlyMap<number, number>, group: readonly number[]) => {
    const inside = measureInside(community)
    const byTypicality = (x: number, y: number) =>
      (inside[y] ?? 0) - (inside[x] ?? 0) || papersWith(incidence, y) - papersWith(incidence, x) || x - y
    const ranked = group.toSorted(byTypicality)
    const typical = ranked.slice(0, LABEL_NAMES).flatMap((number) => incidence.entities[number] ?? [])
    const strongest = inside[ranked[0] ?? -1] || 1
    return {
      slug: typical[0]?.slug ?? '',
      label: typical.map(({ name }) => name).join(', '),
      weights: group.map(
        (number) => [incidence.entities[number]?.id ?? '', roundScore((inside[number] ?? 0) / strongest)] as const,
      ),
    }
  }
}

/**
 * Runs Louvain on links whose order is fixed, with a generator whose seed is fixed: so the answer is fixed. `fine` is what
 * its first round found, `coarse` what it ended with; each community of the one lies within one of the other.
 */
function assignCommunities(links: readonly Link[], { resolution, seed }: TopicOptions) {
  const graph = new UndirectedGraph<object, { readonly weight: number }>()
  const nodes = [...new Set(links.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y)
  for (const node of nodes) graph.addNode(node)
  for (const { a, b, score } of links) graph.addEdge(a, b, { weight: score })
  if (nodes.length === 0) return { coarse: new Map<number, number>(), fine: new Map<number, number>() }
  const { dendrogram } = louvain.detailed(graph, { getEdgeWeight: 'weight', resolution, rng: createRandom(seed) })
  // The first level of the dendrogram is each node by itself; levels list the nodes in the order they were added in.
  const level = (at: number) => new Map(nodes.map((node, place) => [node, dendrogram.at(at)?.[place] ?? -1]))
  return { coarse: level(-1), fine: level(Math.min(1, dendrogram.length - 1)) }
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
