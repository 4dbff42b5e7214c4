// Paging by key: a page starts at a position, so its cost does not grow with what precedes it.
import { z } from 'zod'
import { InvalidInputError } from '../../graph/errors.ts'
import { sliceOf } from '../../graph/page.ts'
import type { PageRequest, Slice } from '../../graph/page.ts'

/**
 * One way through a list whose equal keys are ordered by id. Statements of lists exist once a direction, because an index
 * serves a comparison only when the text of the statement says which one it is.
 */
export interface Direction {
  readonly from: PageRequest['from']
  /** Whether a row stands behind the position `:key, :id`. The first comparison is what an index answers. */
  readonly after: (key: string, id: string) => string
  /** For ORDER BY. */
  readonly order: (key: string, id: string) => string
  /** For WITH: `ranked`, the rows of a table behind the position with their `rank` in the list of their `parent`. */
  readonly ranked: (table: string, key: string, id: string) => string
}

/** The way through a list from one of its ends; the list shows the highest key first where its keys descend. */
export function directionOf(from: PageRequest['from'], keys: 'ascending' | 'descending'): Direction {
  const [reach, beyond, way] = (from === 'start') === (keys === 'ascending') ? ['>=', '>', ''] : ['<=', '<', ' DESC']
  const [beyondId, wayOfIds] = from === 'start' ? ['>', ''] : ['<', ' DESC']
  const after = (key: string, id: string) => `${key} ${reach} :key AND (${key} ${beyond} :key OR ${id} ${beyondId} :id)`
  const order = (key: string, id: string) => `${key}${way}, ${id}${wayOfIds}`
  return {
    from,
    after,
    order,
    ranked: (table, key, id) => `ranked AS (
        SELECT *, row_number() OVER (PARTITION BY parent ORDER BY ${order(key, id)}) AS rank
        FROM ${table}
        WHERE ${after(key, id)}
      )`,
  }
}

/** A statement for each end that pages of a list with descending keys are counted from. */
export function inBothDirections<Made>(make: (direction: Direction) => Made): Record<PageRequest['from'], Made> {
  return { start: make(directionOf('start', 'descending')), end: make(directionOf('end', 'descending')) }
}

/** What {@link Direction.after} compares with, and how many rows to read. */
export const pageParams = { key: z.number(), id: z.string(), limit: z.int().positive() }

/** The parameters of a page: one row more than wanted, to see whether the list goes on. */
export function pageValues(page: PageRequest): { key: number; id: string; limit: number } {
  const limit = page.limit + 1
  if (page.cursor === null) {
    return { key: page.from === 'start' ? Number.MAX_VALUE : -Number.MAX_VALUE, id: '', limit }
  }
  const [key, id] = page.cursor
  if (typeof key !== 'number') throw foreignCursor()
  // Positions ascend, so they hold the negative of a key that descends.
  return { key: -key, id, limit }
}

/** A cursor whose key is of another type than the keys of the list. */
export function foreignCursor(): InvalidInputError {
  return new InvalidInputError('The cursor does not belong to this list.', [
    { path: ['cursor'], message: 'expected the position of a row of this list' },
  ])
}

/** A row with the index of the id it belongs to. */
export interface Child<Row> {
  readonly parent: number
  readonly row: Row
}

/** How long the list of a parent is. Parents without a list are not there. */
export const totalRow = z.object({ parent: z.int(), total: z.int() })

/** One slice a parent, from rows in the page's direction. */
export function slicesOf<Row>(
  parents: number,
  page: PageRequest,
  rows: readonly Child<Row>[],
  totals: readonly z.output<typeof totalRow>[],
): Slice<Row>[] {
  const grouped = groupByParent(parents, rows)
  const counts = new Map(totals.map(({ parent, total }) => [parent, total]))
  return grouped.map((group, parent) => sliceOf(page, group, page.withTotal ? (counts.get(parent) ?? 0) : null))
}

/** The rows of each parent, in their order. */
export function groupByParent<Row>(parents: number, rows: readonly Child<Row>[]): Row[][] {
  const groups = Array.from({ length: parents }, (): Row[] => [])
  for (const { parent, row } of rows) groups[parent]?.push(row)
  return groups
}

/** Puts rows in the order of the ids that were asked for; `null` where an id has none. */
export function inOrderOf<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? null)
}
