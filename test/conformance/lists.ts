// What every list must keep: all pages of every size, from both ends, with and without a total; and whole dumps of a store.
import type { Order, PageRequest, Slice } from '../../src/graph/page.ts'
import { firstPage } from '../../src/graph/page.ts'
import type { ScanReader, ScanRows, ScanTable } from '../../src/graph/reader.ts'
import type { World } from './model.ts'

/** The page that holds a whole list of a test, with its total. */
export const EVERYTHING: PageRequest = { ...firstPage(100), withTotal: true }

/** A list of a store, page by page. */
export type List<Row> = (page: PageRequest) => Promise<Slice<Row>>

/** The slice that holds all of a list, as {@link EVERYTHING} asks for it. */
export function whole<Row>(rows: readonly Row[]): Slice<Row> {
  return { rows, hasNext: false, hasPrevious: false, total: rows.length }
}

/** The page sizes that every list is walked with. */
const SIZES = [1, 2, 3, 100]

/** All pages of a list, from either end to the other, a walk for every page size. */
export type Walks<Row> = Readonly<Record<string, readonly Slice<Row>[]>>

/** Walks through a list as a client does: page after page, from the outermost row of the last one. */
export async function walk<Row>(order: Order<Row>, list: List<Row>): Promise<Walks<Row>> {
  const walks: Record<string, readonly Slice<Row>[]> = {}
  for (const limit of SIZES) {
    for (const from of ['start', 'end'] as const)
      walks[`${limit} from ${from}`] = await walkOnce(order, list, from, limit)
  }
  return walks
}

async function walkOnce<Row>(order: Order<Row>, list: List<Row>, from: PageRequest['from'], limit: number) {
  const pages: Slice<Row>[] = []
  let cursor: PageRequest['cursor'] = null
  // The total is asked for on the first two pages: where one stands must not matter to it.
  for (let goesOn = true; goesOn && pages.length < 100;) {
    const page: Slice<Row> = await list({ limit, from, cursor, withTotal: pages.length < 2 })
    pages.push(page)
    const outermost = from === 'start' ? page.rows.at(-1) : page.rows[0]
    cursor = outermost === undefined ? null : order.position(outermost)
    goesOn = cursor !== null && (from === 'start' ? page.hasNext : page.hasPrevious)
  }
  return pages
}

/** What {@link walk} must find in a list of these rows. */
export function walksOf<Row>(rows: readonly Row[]): Walks<Row> {
  return Object.fromEntries(
    SIZES.flatMap((limit) => [
      [`${limit} from start`, forwardPages(rows, limit)],
      [`${limit} from end`, backwardPages(rows, limit)],
    ]),
  )
}

function forwardPages<Row>(rows: readonly Row[], limit: number): Slice<Row>[] {
  const starts = Array.from({ length: Math.max(1, Math.ceil(rows.length / limit)) }, (_, page) => page * limit)
  return starts.map((start, page) => ({
    rows: rows.slice(start, start + limit),
    hasNext: start + limit < rows.length,
    hasPrevious: start > 0,
    total: page < 2 ? rows.length : null,
  }))
}

function backwardPages<Row>(rows: readonly Row[], limit: number): Slice<Row>[] {
  const forward = forwardPages(rows.toReversed(), limit)
  return forward.map(({ rows, hasNext, hasPrevious, total }) => ({
    rows: rows.toReversed(),
    hasNext: hasPrevious,
    hasPrevious: hasNext,
    total,
  }))
}

/** The one list out of a method that answers many. */
export async function only<Row>(slices: Promise<readonly Slice<Row>[]>): Promise<Slice<Row>> {
  const [slice, ...others] = await slices
  if (slice === undefined || others.length > 0) throw new Error('This test asks for one list.')
  return slice
}

/** All rows of a table. */
export async function scanAll<Table extends ScanTable>(store: ScanReader, table: Table): Promise<ScanRows[Table][]> {
  const all: ScanRows[Table][] = []
  for await (const rows of store.scan(table)) all.push(...rows)
  return all
}

/** Everything a store holds, in order. */
export async function dump(store: ScanReader): Promise<World> {
  return {
    papers: await scanAll(store, 'papers'),
    extractions: await scanAll(store, 'extractions'),
    entities: await scanAll(store, 'entities'),
    aliases: await scanAll(store, 'aliases'),
    facts: await scanAll(store, 'facts'),
    related: await scanAll(store, 'related'),
    similar: await scanAll(store, 'similar'),
    broader: await scanAll(store, 'broader'),
    topics: await scanAll(store, 'topics'),
    members: await scanAll(store, 'members'),
  }
}
