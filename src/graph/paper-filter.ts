// Filters of papers: what may be asked of them.
import type { FactRelation } from './entities.ts'
import { conditionsOf, partsOf } from './filter.ts'
import type { Each, Filter } from './filter.ts'
import type { EntityId } from './ids.ts'
import type { TextUnit } from './search.ts'

/** One thing that is true of a paper, or not. None is ever unknown: `not` gives exactly the other papers. */
export type PaperCondition =
  /** Title or abstract, each for itself, (`text`) or the title alone (`title`) has a form of each unit; none has no units. */
  | Each<'text' | 'title', { readonly units: readonly TextUnit[] }>
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

/** The units by which papers are ranked: of every `text` that all papers must meet, each once. */
export function rankingUnits(filter: PaperFilter): readonly TextUnit[] {
  const units = partsOf(filter).flatMap((part) => (part.is === 'text' ? part.units : []))
  return [...new Map(units.map(({ forms }) => [JSON.stringify(forms), { forms }])).values()]
}

/** The entities that a filter names, each once. */
export function namedEntities(filter: PaperFilter): readonly EntityId[] {
  return [...new Set(conditionsOf(filter).flatMap((part) => (part.is === 'entities' ? part.groups.flat() : [])))]
}
