// Co-occurrence: how often the entities of a set occur together, each with each.
import type { EntityId } from './ids.ts'

/** An entity of a set. */
export interface CountedEntity {
  readonly id: EntityId
  /** Papers that have it. */
  readonly papers: number
  /** Papers that have it and at least one other of the set. */
  readonly together: number
}

/** Two entities of a set that occur in the same papers; the earlier one of the set first. */
export interface CountedPair {
  readonly a: EntityId
  readonly b: EntityId
  /** Papers that have both, at least 1. */
  readonly support: number
}

/** How often the entities of a set occur together, counted in facts. */
export interface CoOccurrence {
  /** Papers of the graph. */
  readonly papers: number
  /** The entities in the order of the set; unknown ones occur nowhere. */
  readonly entities: readonly CountedEntity[]
  /** Each pair that occurs, once, in the order of the set: by `a`, then `b`. */
  readonly pairs: readonly CountedPair[]
}

/** Counting co-occurrence. */
export interface CoOccurrenceReader {
  /** Counts the entities of a set; equal ids count once. */
  coOccurrenceOf(ids: readonly EntityId[]): Promise<CoOccurrence>
}
