// Search: one way to cut text into terms for both engines, so that they index and find the same things.
import type { Entity } from './entities.ts'
import type { Order, PageRequest, Slice } from './page.ts'
import type { Paper } from './papers.ts'
import { foldWord, nameKey } from './names.ts'

/** A search as the stores understand it. Terms are data: never part of a query language. */
export interface SearchQuery {
  /** Distinct index terms, in the order of the text. A paper or an entity must have all of them. */
  readonly terms: readonly string[]
  /** The look-up key of the whole text, for entities that are called exactly so. */
  readonly norm: string
}

/** The longest text one may search for, in UTF-16 code units. */
export const MAX_QUERY_LENGTH = 300

/** The most terms of a query that count. */
export const MAX_QUERY_TERMS = 16

/**
 * The index terms of a text, in order, with repetitions: letters and digits of the compatibility form in lower case, each
 * word folded as names are (number, British and American spelling). Hyphens split. Only letters and digits survive, so no
 * character that means something to Lucene or FTS5 ever reaches them.
 */
export function searchTerms(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  ).map(foldWord)
}

/** Reads what a person typed as a search. `terms` is empty where it holds no letter and no digit. */
export function parseSearch(text: string): SearchQuery {
  const terms = [...new Set(searchTerms(text))].slice(0, MAX_QUERY_TERMS)
  return { terms, norm: nameKey(text) }
}

/** A paper or an entity that a search found. */
export type SearchHit =
  | { readonly type: 'Paper'; readonly paper: Paper; readonly score: number }
  | { readonly type: 'Entity'; readonly entity: Entity; readonly score: number }

/** The id of what was found. */
export function hitId(hit: SearchHit): string {
  return hit.type === 'Paper' ? hit.paper.id : hit.entity.id
}

/** Hits: the best first. */
export const SEARCH_ORDER: Order<SearchHit> = {
  name: 'search.score',
  position: (hit) => [-hit.score, hitId(hit)],
}

/** Searching papers and entities. */
export interface SearchReader {
  /**
   * Papers and entities that match, in {@link SEARCH_ORDER}.
   *
   * An entity matches when one of its aliases has the norm of the query (score 1), or all its terms (score 0.9 times
   * query terms / terms of the alias, the best alias counting). The terms of an alias are `searchTerms(surface)`,
   * repetitions counted.
   * A paper matches when title and abstract together have all the terms, or when it has an edge to an entity that has the
   * norm of the query. Its score is `0.5 * text + 0.4 * salience`: `salience` is the highest salience of such an edge, 0
   * without one; `text` is, over the terms, the mean of `tf / (tf + 1)` with `tf = occurrences in the abstract + 3 *
   * occurrences in the title`; all of `text` is 0 where one term is missing from title and abstract. Scores have six
   * decimals, as `roundScore` makes them.
   * A query without terms finds nothing.
   */
  search(query: SearchQuery, page: PageRequest): Promise<Slice<SearchHit>>
}
