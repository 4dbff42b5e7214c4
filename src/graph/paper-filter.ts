// Filters of papers: conditions joined by and, or and not, as plain data that every engine can write as a query.
import type { FactRelation } from './entities.ts'
import type { EntityId } from './ids.ts'
import { searchTerms } from './search.ts'

/** One type a kind, so that a kind tells the type. */
type Each<Is extends string, Values> = Is extends string ? { readonly is: Is } & Values : never

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

/** Which papers of a list are meant. An `and` of nothing lets everything through, an `or` of nothing lets nothing through. */
export type PaperFilter =
  | PaperCondition
  | Each<'and' | 'or', { readonly of: readonly PaperFilter[] }>
  | { readonly is: 'not'; readonly of: PaperFilter }

/** How many steps of BROADER `narrower` follows down. */
export const MAX_NARROWER_DEPTH = 5

/** The filter that lets everything through. */
export const NO_FILTER: PaperFilter = { is: 'and', of: [] }

/** Whether a simple filter is the one that lets everything through. */
export function isNoFilter(filter: PaperFilter): boolean {
  return filter.is === 'and' && filter.of.length === 0
}

/**
 * The same filter in the plainest form: `and` and `or` hold no other of their kind and never a single part, nothing is
 * negated twice, and parts stand in the order of their forms. Filters of one form then differ in values only, so that an
 * engine writes and plans one query for all of them.
 */
export function simplifyFilter(filter: PaperFilter): PaperFilter {
  if (filter.is === 'not') {
    const inner = simplifyFilter(filter.of)
    return inner.is === 'not' ? inner.of : { is: 'not', of: inner }
  }
  if (filter.is !== 'and' && filter.is !== 'or') return filter
  const parts = filter.of
    .map(simplifyFilter)
    .flatMap((part) => (part.is === filter.is ? part.of : [part]))
    .map((part) => ({ part, form: formOf(part) }))
    .toSorted((one, other) => (one.form < other.form ? -1 : one.form > other.form ? 1 : 0))
    .map(({ part }) => part)
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : { is: filter.is, of: parts }
}

/** What a filter looks like without its values: `(not topic and year)`. */
export function formOf(filter: PaperFilter): string {
  if (filter.is === 'not') return `not ${formOf(filter.of)}`
  if (filter.is !== 'and' && filter.is !== 'or') return filter.is
  return `(${filter.of.length === 0 ? filter.is : filter.of.map(formOf).join(` ${filter.is} `)})`
}

/** All conditions of a filter, in the order in which they stand. */
export function conditionsOf(filter: PaperFilter): readonly PaperCondition[] {
  if (filter.is === 'not') return conditionsOf(filter.of)
  return filter.is === 'and' || filter.is === 'or' ? filter.of.flatMap(conditionsOf) : [filter]
}

/** The most terms of a text that count. */
const MAX_TERMS = 16

/** What a condition on terms asks for, from what a person typed: each term once, in the order of the text. */
export function filterTerms(text: string): readonly string[] {
  return [...new Set(searchTerms(text))].slice(0, MAX_TERMS)
}

/** The parts that every paper must meet. */
export function partsOf(filter: PaperFilter): readonly PaperFilter[] {
  return filter.is === 'and' ? filter.of.flatMap(partsOf) : [filter]
}

/** The terms by which papers are ranked: of every `text` that all papers must meet, each once. */
export function rankingTerms(filter: PaperFilter): readonly string[] {
  return [...new Set(partsOf(filter).flatMap((part) => (part.is === 'text' ? part.terms : [])))]
}

/** The filter with every condition replaced by another. */
export function mapConditions(filter: PaperFilter, change: (condition: PaperCondition) => PaperCondition): PaperFilter {
  if (filter.is === 'not') return { is: 'not', of: mapConditions(filter.of, change) }
  if (filter.is !== 'and' && filter.is !== 'or') return change(filter)
  return { is: filter.is, of: filter.of.map((part) => mapConditions(part, change)) }
}

/** The entities that a filter names, each once. */
export function namedEntities(filter: PaperFilter): readonly EntityId[] {
  return [...new Set(conditionsOf(filter).flatMap((part) => (part.is === 'entities' ? part.groups.flat() : [])))]
}
