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

/** Which entities of a set occur in a paper, by their places in the set, ascending; and in how many papers just these do. */
export interface CountedSet {
  readonly has: readonly number[]
  readonly papers: number
}

/** Counts entities and pairs of a set from what its papers have of it. */
export function countCoOccurrence(ids: readonly EntityId[], papers: number, sets: readonly CountedSet[]): CoOccurrence {
  const alone = ids.map(() => 0)
  const together = ids.map(() => 0)
  const pairs = ids.map(() => ids.map(() => 0))
  const add = (counts: number[] | undefined, at: number, count: number) => {
    if (counts !== undefined) counts[at] = (counts[at] ?? 0) + count
  }
  for (const { has, papers: count } of sets) {
    for (const [at, a] of has.entries()) {
      add(has.length > 1 ? together : alone, a, count)
      for (const b of has.slice(at + 1)) add(pairs[a], b, count)
    }
  }
  return {
    papers,
    entities: ids.map((id, n) => ({ id, papers: (alone[n] ?? 0) + (together[n] ?? 0), together: together[n] ?? 0 })),
    pairs: ids.flatMap((a, n) =>
      ids.flatMap((b, m) => {
        const support = pairs[n]?.[m] ?? 0
        return support === 0 ? [] : [{ a, b, support }]
      }),
    ),
  }
}
