// Cursors: the place of a row in its list, opaque to clients. They name their list, so that no other list takes them.
import { z } from 'zod'
import { InvalidInputError } from '../../src/graph/errors.ts'
import type { Order, Position } from '../../src/graph/page.ts'
import { PAPER_ORDER } from '../../src/graph/papers.ts'

const MAX_CURSOR_LENGTH = 8000

/** Lists whose key is a text. A number in their cursor is as wrong as a text in the cursor of all other lists. */
const TEXT_ORDERS: ReadonlySet<string> = new Set([PAPER_ORDER.name])

const textCursor = z.tuple([z.string(), z.string(), z.string().min(1)])
const numberCursor = z.tuple([z.string(), z.number(), z.string().min(1)])

/** The cursor of a row. */
export function encodeCursor<Row>(order: Order<Row>, row: Row): string {
  return Buffer.from(JSON.stringify([order.name, ...order.position(row)]), 'utf8').toString('base64url')
}

/**
 * The position a cursor names.
 *
 * @throws InvalidInputError when it is no cursor, or one of another list.
 */
export function decodeCursor<Row>(order: Order<Row>, cursor: string, argument: string): Position {
  const refuse = (message: string) => new InvalidInputError(message, [{ path: [argument], message }])
  const read = (TEXT_ORDERS.has(order.name) ? textCursor : numberCursor).safeParse(parse(cursor))
  const name = z.tuple([z.string()]).rest(z.unknown()).safeParse(parse(cursor)).data?.[0]
  if (name !== undefined && name !== order.name) throw refuse(`\`${argument}\` is the cursor of another list.`)
  if (!read.success) {
    throw refuse(`\`${argument}\` is not a cursor. Use the \`cursor\` of an edge, or \`startCursor\` or \`endCursor\`.`)
  }
  return [read.data[1], read.data[2]]
}

function parse(cursor: string): unknown {
  if (cursor.length > MAX_CURSOR_LENGTH || !/^[\w-]+$/.test(cursor)) return undefined
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
