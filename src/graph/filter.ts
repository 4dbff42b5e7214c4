// Filters: conditions joined by and, or and not, as plain data that every engine can write as a query.

/** One type a kind, so that a kind tells the type. */
export type Each<Is extends string, Values> = Is extends string ? { readonly is: Is } & Values : never

/** What a filter is about: something that is true of a row or not. None is ever unknown, so `not` gives exactly the other rows. */
export interface Condition {
  readonly is: string
}

/** Filters in a row. An `and` of nothing lets everything through, an `or` of nothing lets nothing through. */
export type Joined<Of extends Condition> = Each<'and' | 'or', { readonly of: readonly Filter<Of>[] }>

/** The other rows. */
export interface Negated<Of extends Condition> {
  readonly is: 'not'
  readonly of: Filter<Of>
}

/** Which rows of a list are meant. */
export type Filter<Of extends Condition> = Of | Joined<Of> | Negated<Of>

/** The filter that lets everything through. */
export const NO_FILTER: Filter<never> = { is: 'and', of: [] }

/** Whether a simple filter is the one that lets everything through. */
export function isNoFilter(filter: Filter<Condition>): boolean {
  return isJoined(filter) && filter.is === 'and' && filter.of.length === 0
}

/** Whether filters are joined here. */
export function isJoined<Of extends Condition>(filter: Filter<Of>): filter is Joined<Of> {
  return filter.is === 'and' || filter.is === 'or'
}

/** Whether a filter is negated here. */
export function isNegated<Of extends Condition>(filter: Filter<Of>): filter is Negated<Of> {
  return filter.is === 'not'
}

/**
 * The same filter in the plainest form: `and` and `or` hold no other of their kind and never a single part, nothing is
 * negated twice, and parts stand in the order of their forms. Filters of one form then differ in values only, so that an
 * engine writes and plans one query for all of them.
 */
export function simplifyFilter<Of extends Condition>(filter: Filter<Of>): Filter<Of> {
  if (isNegated(filter)) {
    const inner = simplifyFilter(filter.of)
    return isNegated(inner) ? inner.of : { is: 'not', of: inner }
  }
  if (!isJoined(filter)) return filter
  const parts = filter.of
    .map(simplifyFilter)
    .flatMap((part) => (isJoined(part) && part.is === filter.is ? part.of : [part]))
    .map((part) => ({ part, form: formOf(part) }))
    .toSorted((one, other) => (one.form < other.form ? -1 : one.form > other.form ? 1 : 0))
    .map(({ part }) => part)
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : { is: filter.is, of: parts }
}

/** What a filter looks like without its values: `(not topic and year)`. */
export function formOf(filter: Filter<Condition>): string {
  if (isNegated(filter)) return `not ${formOf(filter.of)}`
  if (!isJoined(filter)) return filter.is
  return `(${filter.of.length === 0 ? filter.is : filter.of.map(formOf).join(` ${filter.is} `)})`
}

/** All conditions of a filter, in the order in which they stand. */
export function conditionsOf<Of extends Condition>(filter: Filter<Of>): readonly Of[] {
  if (isNegated(filter)) return conditionsOf(filter.of)
  return isJoined(filter) ? filter.of.flatMap(conditionsOf) : [filter]
}

/** The parts that every row must meet. */
export function partsOf<Of extends Condition>(filter: Filter<Of>): readonly Filter<Of>[] {
  return isJoined(filter) && filter.is === 'and' ? filter.of.flatMap(partsOf) : [filter]
}

/** The filter with every condition replaced by another. */
export function mapConditions<Of extends Condition, To extends Condition>(
  filter: Filter<Of>,
  change: (condition: Of) => To,
): Filter<To> {
  if (isNegated(filter)) return { is: 'not', of: mapConditions(filter.of, change) }
  if (!isJoined(filter)) return change(filter)
  return { is: filter.is, of: filter.of.map((part) => mapConditions(part, change)) }
}
