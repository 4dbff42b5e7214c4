// Facets: what the papers of a list have in common, counted; and how often entities occur through time.
import type { EntityId, RunId } from './ids.ts'
import { conditionsOf, partsOf } from './filter.ts'
import type { PaperFilter } from './paper-filter.ts'
import type { PaperLists } from './paper-lists.ts'
import type { EntityKind } from './entities.ts'

/** What papers are counted by. */
export const PAPER_FACETS = ['CONCEPT', 'METHOD', 'TASK', 'DATASET', 'topic', 'year', 'venue'] as const
export type PaperFacet = (typeof PAPER_FACETS)[number]

/** One value of a facet: the id of an entity or topic, a year, or the name of a venue. */
export interface FacetBucket {
  readonly value: string | number
  /** How many papers of the list have it. */
  readonly count: number
}

/** One facet of one list. */
export interface Facet {
  /** The values of most papers: by count from high to low, then by value, texts compared by code point. */
  readonly buckets: readonly FacetBucket[]
  /** How many values the buckets leave out. */
  readonly otherValues: number
  /** The sum of their counts. A paper counts once for each value it has. */
  readonly otherCount: number
  /** How many papers of the list have no value at all. */
  readonly unknown: number
}

/** What time is cut into: years of publication, or runs. */
export type TrendBucket = 'year' | 'run'

/** How often an entity occurs in a stretch of time. */
export interface TrendRow {
  /** A year or the id of a run. */
  readonly bucket: number | RunId
  readonly entityId: EntityId
  /** Papers of the bucket that speak of the entity. */
  readonly count: number
  /** All papers of the bucket. */
  readonly papers: number
}

/** Counting papers. */
export interface PaperFacetReader {
  /** One facet of each list, of the papers that the filter lets through; in the order of the lists. */
  facetPapers(
    lists: PaperLists,
    question: { readonly filter: PaperFilter; readonly facet: PaperFacet; readonly size: number },
  ): Promise<readonly Facet[]>
  /**
   * For each of the last buckets that have papers, how many of these speak of each entity, 0 included: by bucket, the earliest
   * first (runs by their number), then in the order of the ids. Unknown entities occur nowhere; equal ids count once. Papers
   * without a year are in no bucket.
   */
  trendsOf(
    ids: readonly EntityId[],
    question: { readonly filter: PaperFilter; readonly bucket: TrendBucket; readonly last: number },
  ): Promise<readonly TrendRow[]>
}

/**
 * The filter without what it says of a facet, so that a choice leaves its alternatives in sight: of the parts that all papers
 * must meet, the conditions on the facet, negated or not, and an `or` of nothing but these. Of entities, those groups are
 * taken out that name an entity of the kind.
 */
export function withoutFacet(
  filter: PaperFilter,
  facet: PaperFacet,
  kindOf: (id: EntityId) => EntityKind | null,
): PaperFilter {
  const strip = (part: PaperFilter): readonly PaperFilter[] => {
    if (part.is === 'not') return strip(part.of).map((of) => ({ is: 'not', of }))
    if (part.is === 'or') return conditionsOf(part).every((condition) => strip(condition).length === 0) ? [] : [part]
    if (part.is === facet || part.is === `${facet}Unknown`) return []
    if (part.is !== 'entities') return [part]
    const groups = part.groups.filter((group) => !group.some((id) => kindOf(id) === facet))
    return groups.length === 0 ? [] : [groups.length === part.groups.length ? part : { ...part, groups }]
  }
  return { is: 'and', of: partsOf(filter).flatMap(strip) }
}
