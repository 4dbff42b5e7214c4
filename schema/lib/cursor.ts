// Cursors: the place of a row in its list, opaque to clients. They name their list and its order, so that no other takes them.
import { z } from 'zod'
import { wrongArgument } from '../../src/graph/errors.ts'
import type { Order, Position } from '../../src/graph/page.ts'
import { quote } from './quote.ts'

const MAX_CURSOR_LENGTH = 8000

/** A number in the cursor of a list of texts is as wrong as a text in the cursor of all other lists. */
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
  const refuse = (message: string) => wrongArgument(argument, message)
  const read = (order.textKeys === undefined ? numberCursor : textCursor).safeParse(parse(cursor))
  const name = z.tuple([z.string()]).rest(z.unknown()).safeParse(parse(cursor)).data?.[0]
  if (name !== undefined && name !== order.name)
    throw refuse(
      `\`${argument}\` is the cursor of another list, or of another order. Use one that this list answered, in this order.`,
    )
  if (!read.success) {
    throw refuse(
      `\`${argument}\`: ${quote(cursor)} is not a cursor. Use the \`cursor\` of an edge, or \`startCursor\` or \`endCursor\`.`,
    )
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
