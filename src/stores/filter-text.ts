// Filters as text: an engine says how it writes one condition, and the text of the whole follows from the form of the filter.
// Values are no part of it: a condition finds its own by its number in the list of conditions, which is a parameter.
import { conditionsOf, isJoined, isNegated } from '../graph/filter.ts'
import type { Condition, Filter } from '../graph/filter.ts'

/** How an engine writes the condition of a kind that stands at a place of `conditionsOf(filter)`. */
export type WriteCondition<Of extends Condition> = (is: Of['is'], at: number) => string

/** The filter as an expression that is true or false, never unknown where its conditions are not. */
export function writeFilter<Of extends Condition>(filter: Filter<Of>, write: WriteCondition<Of>): string {
  let at = 0
  const text = (part: Filter<Of>): string => {
    if (isNegated(part)) return `NOT ${text(part.of)}`
    if (!isJoined(part)) return write(part.is, at++)
    return part.of.length === 0 ? NOTHING_IN[part.is] : `(${part.of.map(text).join(` ${part.is.toUpperCase()} `)})`
  }
  return text(filter)
}

/** What joins nothing: true for `and`, false for `or`. */
const NOTHING_IN = { and: 'true', or: 'false' }

/** The place in `conditionsOf(filter)` of the first condition that all rows must meet and that is of one of these kinds. */
export function findRequired<Of extends Condition>(filter: Filter<Of>, kinds: readonly Of['is'][]): number | null {
  const parts = isJoined(filter) && filter.is === 'and' ? filter.of : [filter]
  for (const kind of kinds) {
    const part = parts.findIndex(({ is }) => is === kind)
    if (part >= 0) return parts.slice(0, part).flatMap(conditionsOf).length
  }
  return null
}

/** The most forms of query that are kept; beyond, those that were not used for longest give way. */
const MAX_KEPT = 500

/** Keeps what was made for a key, as long as it is used. */
export function createKeeper<Made>(): (key: string, make: () => Made) => Made {
  const kept = new Map<string, Made>()
  return (key, make) => {
    const made = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, made)
    const [oldest] = kept.keys()
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
    return made
  }
}
