// Pages in Cypher: one statement a direction, made once from constant text, and slices from the rows they answer.
import { z } from 'zod'
import { InvalidInputError } from '../../graph/errors.ts'
import { sliceOf } from '../../graph/page.ts'
import type { PageRequest, Slice } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { RowSchema } from '../statement.ts'
import { integer, orderKey } from './values.ts'

/** What a page adds to the parameters of a statement: where the row beside it stands, and how many rows to read. */
export const pageParams = z.object({
  key: z.union([z.number(), z.string()]).nullable(),
  id: z.string().nullable(),
  limit: integer,
})

/** Pieces of Cypher that a paged statement is made of. */
interface PageText {
  /** True for the rows beyond the cursor. */
  readonly beyond: string
  /** `ORDER BY … LIMIT …`: nearest to the cursor first. */
  readonly order: string
  /** How the keys beyond the cursor compare with its own: `<=` or `>=`. For conditions that an index can answer. */
  readonly reach: '<=' | '>='
}

/** A list that is paged. `key` and `id` are expressions over what `text` has in scope where it uses the pieces. */
export interface PagedDescription<Params extends z.ZodRawShape, Row extends RowSchema> {
  readonly name: string
  readonly key: string
  readonly id: string
  /** Which keys come first in the list. Ids always ascend. */
  readonly direction: 'ascending' | 'descending'
  readonly params: z.ZodObject<Params>
  readonly row: Row
  readonly text: (page: PageText) => string
}

/** One way through a list: the rows beyond the cursor, in the order from there. Ids ascend in every list. */
interface Direction {
  /** With a prefix of the key that an index holds, the index is asked for it. */
  readonly beyond: (key: string, id: string, prefix?: string) => string
  readonly order: (keys: readonly string[], id: string) => string
  readonly reach: '<=' | '>='
}

/** The way from one end of a list whose keys ascend or descend. */
export function directionOf(from: PageRequest['from'], keys: 'ascending' | 'descending'): Direction {
  const up = (keys === 'ascending') === (from === 'start')
  const reach = up ? '>=' : '<='
  return {
    reach,
    beyond: (key, id, prefix) =>
      (prefix === undefined ? '' : `${prefix} ${reach} $given.prefix AND `) +
      `(${key} ${up ? '>' : '<'} $given.key OR ${key} = $given.key AND ${id} ${from === 'start' ? '>' : '<'} $given.id)`,
    order: (keys, id) =>
      [...keys.map((key) => `${key} ${up ? 'ASC' : 'DESC'}`), `${id} ${from === 'start' ? 'ASC' : 'DESC'}`].join(', '),
  }
}

/** The statement for pages counted from the start, and that for pages counted from the end. */
export function pagedStatement<Params extends z.ZodRawShape, Row extends RowSchema>(
  description: PagedDescription<Params, Row>,
) {
  const { name, key, id, direction } = description
  const params = description.params.extend(pageParams.shape)
  const make = (from: PageRequest['from']) => {
    const { beyond, order, reach } = directionOf(from, direction)
    const text = description.text({
      beyond: `($given.key IS NULL OR ${beyond(key, id)})`,
      order: `ORDER BY ${order([key], id)} LIMIT $given.limit`,
      reach,
    })
    return statement({ name: `${name}.${from}`, text, params, row: description.row })
  }
  return { start: make('start'), end: make('end') }
}

/** The page parameters of a list whose keys are the negative of what the graph holds: highest first. */
export function descendingPage({ cursor, limit }: PageRequest): z.input<typeof pageParams> {
  if (cursor === null) return { key: null, id: null, limit: limit + 1 }
  const [key, id] = cursor
  if (typeof key !== 'number') throw foreignCursor()
  // From zero: the negative of zero would be a negative zero.
  return { key: 0 - key, id: orderKey(id), limit: limit + 1 }
}

/** A cursor whose key is of another type than the keys of the list. */
export function foreignCursor(): InvalidInputError {
  return new InvalidInputError('The cursor does not belong to this list.', [
    { path: ['cursor'], message: 'expected the position of a row of this list' },
  ])
}

/** Rows of one of many lists, collected. */
export function ownedRows<Row extends RowSchema>(row: Row) {
  return z.object({ owner: z.string(), rows: z.array(row) })
}

/** The length of one of many lists. */
export const ownedTotal = z.object({ owner: z.string(), total: z.int() })

/** One slice an owner, in the order of the owners; empty where nothing was read. */
export function slicesOf<Row>(
  owners: readonly string[],
  page: PageRequest,
  lists: readonly { readonly owner: string; readonly rows: readonly Row[] }[],
  totals: readonly z.output<typeof ownedTotal>[],
): readonly Slice<Row>[] {
  const rowsOf = new Map(lists.map(({ owner, rows }) => [owner, rows]))
  const totalOf = new Map(totals.map(({ owner, total }) => [owner, total]))
  return owners.map((owner) =>
    sliceOf(page, rowsOf.get(owner) ?? [], page.withTotal ? (totalOf.get(owner) ?? 0) : null),
  )
}

/** Each once. */
export function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}

/** One value a key, in the order of the keys; `null` where there is none. */
export function inOrderOf<Value>(
  keys: readonly string[],
  values: readonly Value[],
  keyOf: (value: Value) => string,
): readonly (Value | null)[] {
  const byKey = new Map(values.map((value) => [keyOf(value), value]))
  return keys.map((key) => byKey.get(key) ?? null)
}
