// What is asked for at once travels together, in the order in which it was asked for.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { gather } from '../../../../src/stores/neo4j/gather.ts'
import type { Asked, RawRow } from '../../../../src/stores/neo4j/query.ts'
import { statement } from '../../../../src/stores/statement.ts'

const echo = statement({
  name: 'test.echo',
  text: 'RETURN $given.value AS value',
  params: z.object({ value: z.number() }),
  row: z.object({ value: z.number() }),
})
const mark = statement({ ...echo, name: 'test.mark', params: z.object({}) })

/** An engine that answers what it is given, and -1 where it is given nothing; it notes what came together. */
function createEcho() {
  const batches: (readonly unknown[])[] = []
  const ask = async (asked: readonly Asked[]): Promise<readonly (readonly RawRow[])[]> => {
    const values = asked.map((one) => one.values['value'] ?? -1)
    batches.push(values)
    return values.map((value) => [{ value }])
  }
  return { batches, ask }
}

describe('gathered statements', () => {
  test('those that are started at once are asked at once, and each gets its own rows', async () => {
    const { batches, ask } = createEcho()
    const run = gather(ask)
    const rows = await Promise.all([run(echo, { value: 1 }), run(echo, { value: 2 })])
    expect(rows).toEqual([[{ value: 1 }], [{ value: 2 }]])
    expect(await run(echo, { value: 3 })).toEqual([{ value: 3 }])
    expect(batches).toEqual([[1, 2], [3]])
  })

  test('each batch has the edge before and behind it', async () => {
    const { batches, ask } = createEcho()
    const heard: unknown[] = []
    const run = gather(ask, { statement: mark, hear: (rows) => heard.push(...rows) })
    await Promise.all([run(echo, { value: 1 }), run(echo, { value: 2 })])
    await run(echo, { value: 3 })
    expect(batches).toEqual([
      [-1, 1, 2, -1],
      [-1, 3, -1],
    ])
    expect(heard).toEqual(Array.from({ length: 4 }, () => ({ value: -1 })))
  })

  test('all of a batch fail together, the next one does not', async () => {
    const { ask } = createEcho()
    let fails = true
    const run = gather(async (asked) => {
      if (fails) throw new Error('gone')
      return ask(asked)
    })
    const failed = await Promise.allSettled([run(echo, { value: 1 }), run(echo, { value: 2 })])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    fails = false
    expect(await run(echo, { value: 3 })).toEqual([{ value: 3 }])
  })

  test('rows of another shape are a failure of their statement alone', async () => {
    const run = gather(async () => [[{ value: 'one' }], [{ value: 2 }]])
    const [one, other] = await Promise.allSettled([run(echo, { value: 1 }), run(echo, { value: 2 })])
    expect(one).toMatchObject({ status: 'rejected', reason: expect.any(z.ZodError) })
    expect(other).toEqual({ status: 'fulfilled', value: [{ value: 2 }] })
  })
})
