// Reads that nobody waits for any more: they end at once, and on a server the transaction ends too.
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { whileWanted } from '../../src/graph/deadline.ts'
import { StoreTimeoutError } from '../../src/graph/errors.ts'
import { openClient } from '../../src/stores/neo4j/client.ts'
import { statement } from '../../src/stores/statement.ts'
import { currentEngine } from '../support/engines.ts'

const count = statement({
  name: 'test.countForever',
  text: 'UNWIND range(1, 100000000000) AS i WITH i WHERE i % 7 = 7 + $given.asker RETURN count(i) AS count',
  params: z.object({ asker: z.int() }),
  row: z.object({ count: z.int() }),
})

const running = statement({
  name: 'test.running',
  text: `SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'range(1, 100000000000)'
    AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*) AS count`,
  params: z.object({}),
  row: z.object({ count: z.int() }),
})

describe.skipIf(!currentEngine().name.startsWith('neo4j'))('reads on a server', () => {
  test('L6 what nobody waits for is given up, and so is the transaction', { timeout: 60_000 }, async () => {
    const access = inject('neo4j')
    if (access === null) throw new Error('There is no server.')
    await using client = openClient({
      uri: access.uri,
      user: access.user,
      password: access.password,
      readTimeout: 60_000,
    })
    const countRunning = async () => (await client.read((run) => run(running, {})))[0]?.count
    const leaving = new AbortController()
    const reading = whileWanted(leaving.signal, () => client.read((run) => run(count, { asker: 0 })))
    reading.catch(() => {})
    await expect.poll(countRunning, { timeout: 20_000, interval: 100 }).toBe(1)
    const began = performance.now()
    leaving.abort()
    await expect(reading).rejects.toThrow(StoreTimeoutError)
    expect(performance.now() - began).toBeLessThan(500)
    await expect.poll(countRunning, { timeout: 10_000, interval: 100 }).toBe(0)
    await expect(whileWanted(leaving.signal, () => client.read((run) => run(running, {})))).rejects.toThrow(
      StoreTimeoutError,
    )
    await sleep(0)
    expect(await countRunning()).toBe(0)
  })

  test('L6 what was given up is in nobody else’s way, however much it was', { timeout: 60_000 }, async () => {
    const access = inject('neo4j')
    if (access === null) throw new Error('There is no server.')
    const { uri, user, password } = access
    await using client = openClient({ uri, user, password, readTimeout: 60_000 })
    await using other = openClient({ uri, user, password })
    const countRunning = async () => (await other.read((run) => run(running, {})))[0]?.count
    const leaving = new AbortController()
    const reading = Array.from({ length: 50 }, async (_, asker) =>
      whileWanted(leaving.signal, () => client.read((run) => run(count, { asker }))),
    )
    const ends = Promise.allSettled(reading)
    await expect.poll(countRunning, { timeout: 20_000, interval: 100 }).toBeGreaterThan(0)
    leaving.abort()
    expect(new Set((await ends).map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(await client.read((run) => run(running, {}))).toHaveLength(1)
    await expect.poll(countRunning, { timeout: 10_000, interval: 100 }).toBe(0)
  })
})
