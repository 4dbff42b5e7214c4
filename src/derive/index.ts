// Derivation: everything that follows from which paper speaks of which entity.
import type { Derived } from '../graph/writer.ts'
import { findTopics, TOPIC_DEFAULTS, type TopicOptions, type Topics } from './communities.ts'
import { findBroader } from './hierarchy.ts'
import type { Incidence } from './incidence.ts'
import { relateEntities, RELATED_DEFAULTS, type RelatedOptions } from './npmi.ts'
import { comparePapers, SIMILAR_DEFAULTS, type SimilarOptions } from './similarity.ts'

export interface DeriveOptions {
  readonly related?: Partial<RelatedOptions>
  readonly similar?: Partial<SimilarOptions>
  readonly topics?: Partial<TopicOptions>
}

/**
 * Derives the edges and topics of a graph. The same graph gives the same rows in the same order: edges by their ends, topics
 * by their first entity. Nothing is computed before it is read, edges are computed while they are read, and each iterable
 * may be read more than once.
 */
export function deriveGraph(incidence: Incidence, options: DeriveOptions = {}): Derived {
  const { papers, entities } = incidence
  const entity = (number: number) => entities[number]?.id ?? ''
  const paper = (number: number) => papers[number] ?? ''
  const pairs = relateEntities(incidence, { ...RELATED_DEFAULTS, ...options.related })
  const similar = comparePapers(incidence, { ...SIMILAR_DEFAULTS, ...options.similar })

  let known: Topics | null = null
  const topics = () => (known ??= findTopics(incidence, pairs, { ...TOPIC_DEFAULTS, ...options.topics }))
  return {
    related: mapLazily(pairs, ({ a, b, ...figures }) => ({ a: entity(a), b: entity(b), ...figures })),
    similar: mapLazily(similar, ({ a, b, ...figures }) => ({ a: paper(a), b: paper(b), ...figures })),
    broader: { [Symbol.iterator]: () => findBroader(incidence)[Symbol.iterator]() },
    topics: { [Symbol.iterator]: () => topics().topics[Symbol.iterator]() },
    members: { [Symbol.iterator]: () => topics().members[Symbol.iterator]() },
  }
}

function mapLazily<From, To>(rows: Iterable<From>, convert: (row: From) => To): Iterable<To> {
  return {
    *[Symbol.iterator]() {
      for (const row of rows) yield convert(row)
    },
  }
}
