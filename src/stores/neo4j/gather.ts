// What is asked for at once is gathered and travels as one query.
import type { z } from 'zod'
import { readRows } from '../row-reader.ts'
import type { ParamsSchema, Statement } from '../statement.ts'
import type { Run } from './client.ts'
import { askFor } from './query.ts'
import type { Asked, RawRow } from './query.ts'

/** A statement without parameters to run before and behind whatever is asked for, in the same query. */
export interface Around {
  readonly statement: Statement
  /** Hears of its rows, which it must check. */
  readonly hear: (rows: readonly RawRow[]) => void
}

interface Waiting {
  readonly asked: Asked
  readonly give: (rows: readonly RawRow[]) => void
  readonly fail: (error: unknown) => void
}

/**
 * Makes a `run` whose statements wait until the code that started them has started all it can.
 *
 * @param ask - Runs statements in their order, and answers the rows of each.
 */
export function gather(
  ask: (asked: readonly Asked[]) => Promise<readonly (readonly RawRow[])[]>,
  around?: Around,
): Run {
  let waiting: Waiting[] = []

  async function send(): Promise<void> {
    const all = waiting
    waiting = []
    const asked = all.map((one) => one.asked)
    try {
      const lists = await (around === undefined ? ask(asked) : askWithin(around, asked))
      for (const [i, { give }] of all.entries()) give(lists[i] ?? [])
    } catch (error) {
      for (const { fail } of all) fail(error)
    }
  }

  async function askWithin({ statement, hear }: Around, asked: readonly Asked[]) {
    const edge = askFor(statement, {})
    const lists = await ask([edge, ...asked, edge])
    hear(lists[0] ?? [])
    hear(lists.at(-1) ?? [])
    return lists.slice(1, -1)
  }

  return async <Params extends ParamsSchema, Answer>(
    statement: Statement<Params, z.ZodType<Answer>>,
    params: z.input<Params>,
  ) => {
    const asked = askFor(statement, params)
    const rows = await new Promise<readonly RawRow[]>((give, fail) => {
      if (waiting.push({ asked, give, fail }) === 1) queueMicrotask(() => void send())
    })
    return readRows(statement.row, rows)
  }
}
