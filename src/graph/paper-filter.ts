// Filters of papers: what may be asked of them.
import type { FactRelation } from './entities.ts'
import { conditionsOf, partsOf } from './filter.ts'
import type { Each, Filter } from './filter.ts'
import type { EntityId } from './ids.ts'
import { searchTerms } from './search.ts'

/** One thing that is true of a paper, or not. None is ever unknown: `not` gives exactly the other papers. */
export type PaperCondition =
  /** Title and abstract together (`text`) or the title alone (`title`) have all the terms, as `searchTerms` makes them. */
  | Each<'text' | 'title', { readonly terms: readonly string[] }>
  /** The year is known and lies between both, ends included. */
  | { readonly is: 'year'; readonly from: number; readonly to: number }
  /** The source does not say. */
  | Each<'yearUnknown' | 'venueUnknown', object>
  | EntitiesCondition
  /** Has a fact of one of the relations. */
  | { readonly is: 'relation'; readonly any: readonly FactRelation[] }
  /**
   * One of the values is the paper's: a topic of one of its entities, the name of one of its authors, its venue, its source,
   * the run that wrote it. Names are compared exactly.
   */
  | Each<'topic' | 'author' | 'venue' | 'source' | 'run', { readonly any: readonly string[] }>

/** What a paper speaks of. */
export interface EntitiesCondition {
  readonly is: 'entities'
  /** Of each group, the paper has at least one entity. */
  readonly groups: readonly (readonly EntityId[])[]
  /** An entity stands for all that is narrower as well, down to {@link MAX_NARROWER_DEPTH} steps. */
  readonly narrower: boolean
  /** Only facts of these relations count. */
  readonly relations: readonly FactRelation[]
}

/** Which papers of a list are meant. */
export type PaperFilter = Filter<PaperCondition>

/** How many steps of BROADER `narrower` follows down. */
export const MAX_NARROWER_DEPTH = 5

/** The most terms of a text that count. */
const MAX_TERMS = 16

/** What a condition on terms asks for, from what a person typed: each term once, in the order of the text. */
export function filterTerms(text: string): readonly string[] {
  return [...new Set(searchTerms(text))].slice(0, MAX_TERMS)
}

/** The terms by which papers are ranked: of every `text` that all papers must meet, each once. */
export function rankingTerms(filter: PaperFilter): readonly string[] {
  return [...new Set(partsOf(filter).flatMap((part) => (part.is === 'text' ? part.terms : [])))]
}

/** The entities that a filter names, each once. */
export function namedEntities(filter: PaperFilter): readonly EntityId[] {
  return [...new Set(conditionsOf(filter).flatMap((part) => (part.is === 'entities' ? part.groups.flat() : [])))]
}
