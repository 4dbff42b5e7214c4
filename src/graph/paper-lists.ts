// Lists of papers: which papers a list is about, how it is narrowed and ordered, and what its rows tell.
import type { Fact, FactDetail, MethodRole } from './entities.ts'
import type { EntityId, RunId, TopicId } from './ids.ts'
import type { Order, PageRequest, Position, Slice } from './page.ts'
import type { PaperFilter } from './paper-filter.ts'
import { paperSortKey } from './papers.ts'
import type { Paper, PaperDetail } from './papers.ts'
import type { Seeds } from './traversals.ts'

/**
 * Lists of one kind, and whose they are. Each ranks its papers by a relevance of its own:
 *
 * - `all`: every paper; one list. Relevance: how well title and abstract fit the text of the filter, see {@link ListedPaper}.
 * - `entity`: the papers that speak of an entity; with a role, those that have it, a method, in this role. Relevance: the
 *   salience of the fact.
 * - `topic`: the papers that speak of an entity of a topic. Relevance: over these entities, the sum of the salience times the
 *   weight in the topic; six decimals.
 * - `run`: the papers that a run wrote and no later one has. Relevance as for `all`.
 * - `near`: papers near all the seeds, seeds and exclusions left out. How near a paper is, is the mean over the seeds of: the
 *   SIMILAR_TO score for a paper seed, the salience of the entity in the paper for an entity seed, 0 where there is no edge;
 *   six decimals. Its relevance is that, less how near it is to the exclusions by the same measure; where these take
 *   anything off, papers with no more than 0 are left out.
 */
export type PaperLists =
  | { readonly of: 'all' }
  | { readonly of: 'entity'; readonly ids: readonly EntityId[]; readonly role?: MethodRole }
  | { readonly of: 'topic'; readonly ids: readonly TopicId[] }
  | { readonly of: 'run'; readonly ids: readonly RunId[] }
  | { readonly of: 'near'; readonly seeds: readonly Seeds[] }

/** What papers can be ordered by. */
export const PAPER_KEYS = ['relevance', 'year', 'title', 'entityCount'] as const
export type PaperKey = (typeof PAPER_KEYS)[number]

/** An order of papers. Whatever the direction, equal keys are ordered by id and papers without a year stand at the end. */
export interface PaperSort {
  readonly by: PaperKey
  readonly descending: boolean
}

/** What is asked of a list. */
export interface PaperQuery extends FactDetail, PaperDetail {
  readonly filter: PaperFilter
  readonly sort: PaperSort
}

/** A paper as a list has it. */
export interface ListedPaper {
  readonly paper: Paper
  /**
   * How much it is what the list is about, see {@link PaperLists}. For lists that rank by text: over the units of every `text`
   * condition that all papers must meet, the mean of `tf / (tf + 1)` with `termFrequency` as `tf`, six decimals; 0 where there
   * is no such condition.
   */
  readonly relevance: number
  /**
   * In lists of papers near seeds, how near it is to the exclusions, which was taken off its relevance; six decimals. 0 without
   * exclusions and in all other lists.
   */
  readonly away: number
  /**
   * In lists of papers near seeds, how many of the seeds lead to it; where one paper is the only seed, how many entities the
   * two share. 0 in all other lists.
   */
  readonly support: number
  /** How many entities it speaks of. */
  readonly entityCount: number
  /** What it says of the entity, in the lists of entities. */
  readonly fact: Fact | null
}

/** Where papers without a year stand: behind all that have one. */
export const NO_YEAR = Number.MAX_SAFE_INTEGER

/** The order of a kind of list. Its name tells the kind, the key and the direction, and so does every cursor. */
export function paperOrder(list: PaperLists['of'], { by, descending }: PaperSort): Order<ListedPaper> {
  const name = `papers.${list}.${by}.${descending ? 'down' : 'up'}`
  const number = (value: number) => (descending ? 0 - value : value)
  const order = (key: (row: ListedPaper) => number): Order<ListedPaper> => ({
    name,
    position: (row): Position => [key(row), row.paper.id],
  })
  switch (by) {
    case 'relevance':
      return order(({ relevance }) => number(relevance))
    case 'year':
      return order(({ paper }) => (paper.year === null ? NO_YEAR : number(paper.year)))
    case 'entityCount':
      return order(({ entityCount }) => number(entityCount))
    case 'title':
      return {
        name,
        textKeys: descending ? 'descending' : 'ascending',
        position: ({ paper }) => [paperSortKey(paper), paper.id],
      }
  }
}

/** Reading lists of papers. */
export interface PaperListReader {
  /**
   * A page of each list, in {@link paperOrder}, of the papers that the filter lets through; one slice a list, in the order of
   * the lists. Unknown owners have empty lists.
   */
  listPapers(lists: PaperLists, query: PaperQuery, page: PageRequest): Promise<readonly Slice<ListedPaper>[]>
}
