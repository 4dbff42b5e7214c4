// Pages: what a list method is asked for and what it answers. Every list of the port has one total order.

/** The most rows one page may hold. */
export const MAX_PAGE_SIZE = 100

/** How many rows a page holds when nobody says. */
export const DEFAULT_PAGE_SIZE = 20

/**
 * Where a row stands in its list: the list's sort key, then the id that breaks ties. Both ascend: a list that shows the
 * highest score first has `-score` as its key. Only texts may descend, see {@link Order.textKeys}.
 */
export type Position = readonly [key: string | number, id: string]

/** A request for one page of an ordered list. */
export interface PageRequest {
  /** Rows wanted, 1 to {@link MAX_PAGE_SIZE}. */
  readonly limit: number
  /** Which end of the list the page is counted from. Rows come in list order either way. */
  readonly from: 'start' | 'end'
  /** The row next to the page, itself left out: the row before it when counting from the start, after it from the end. */
  readonly cursor: Position | null
  /** Also count the whole list. Costs a count, so ask only when somebody reads it. */
  readonly withTotal: boolean
}

/** One page of a list, in list order. */
export interface Slice<Row> {
  readonly rows: readonly Row[]
  /** Whether rows follow the last row of this page. */
  readonly hasNext: boolean
  /** Whether rows precede the first row of this page. */
  readonly hasPrevious: boolean
  /** The length of the whole list, where {@link PageRequest.withTotal} asked for it. */
  readonly total: number | null
}

/** A named total order of rows; the name is part of a cursor, so that a cursor of another list is refused. */
export interface Order<Row> {
  readonly name: string
  /** Where a row stands. No two rows of a list share a position. */
  readonly position: (row: Row) => Position
  /** The keys are texts, in this direction; numbers, which always ascend, when absent. Ids ascend either way. */
  readonly textKeys?: 'ascending' | 'descending'
}

/** The first page of a list, without a total. */
export function firstPage(limit: number = DEFAULT_PAGE_SIZE): PageRequest {
  return { limit, from: 'start', cursor: null, withTotal: false }
}

/** A list that has nothing in it, as the page of any request. */
export function emptySlice<Row>(page: PageRequest): Slice<Row> {
  return { rows: [], hasNext: false, hasPrevious: false, total: page.withTotal ? 0 : null }
}

/**
 * Makes the page from what a store read in the page's own direction: at most `limit + 1` rows, nearest to the cursor
 * first. The extra row only tells that the list goes on.
 */
export function sliceOf<Row>(page: PageRequest, read: readonly Row[], total: number | null): Slice<Row> {
  const rows = read.slice(0, page.limit)
  const goesOn = read.length > page.limit
  const cameFrom = page.cursor !== null
  return page.from === 'start'
    ? { rows, hasNext: goesOn, hasPrevious: cameFrom, total }
    : { rows: rows.reverse(), hasNext: cameFrom, hasPrevious: goesOn, total }
}

/** Compares positions as every engine orders them: numbers by value, strings by code point, then the id. */
export function comparePositions([keyA, idA]: Position, [keyB, idB]: Position): number {
  return compareKeys(keyA, keyB) || compareKeys(idA, idB)
}

/** Compares two sort keys; numbers stand before strings. Strings are compared by Unicode code point. */
export function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number') return -1
  if (typeof b === 'number') return 1
  return compareText(a, b)
}

/**
 * Compares strings by code point, the order of UTF-8 bytes, which both engines use. JavaScript's `<` compares UTF-16
 * code units and differs for characters outside the basic plane.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

/**
 * Rounds a score to six decimals: the precision in which scores are stored, compared and paged. Halves go up, and so does
 * what misses a half by less than 1e-12: sums of the same numbers in another order round alike. Every engine computes
 * exactly `floor(value * 1000000 + 0.500001) / 1000000`, never its own `round`.
 */
export function roundScore(value: number): number {
  return Math.floor(value * 1e6 + 0.500001) / 1e6
}
