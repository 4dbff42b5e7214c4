// The way to the database is cut, slow, silent or broken: the server stays up, says so in its own words and in time, and is
// itself again as soon as the database is, without a restart.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { startProxy } from '../../support/tcp-proxy.ts'
import type { TcpProxy, Weather } from '../../support/tcp-proxy.ts'
import { readAnswer } from '../client.ts'
import { seedGraph } from '../seed.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

const QUERY = '{ papers(first: 3) { totalCount nodes { title concepts(first: 2) { nodes { name } } } } }'

/** The embedded engine has no wire; `routes.test.ts` holds it to the same answers when its file is closed. */
describe.skipIf(!currentEngine().name.startsWith('neo4j'))('a database behind a bad wire', () => {
  let seeded: GraphStore
  let store: GraphStore
  let proxy: TcpProxy
  let server: TestServer
  let usual: unknown

  beforeAll(async () => {
    seeded = await currentEngine().openEmpty()
    await seedGraph(seeded)
    const access = inject('neo4j')
    if (access === null) throw new Error('There is no server.')
    const { hostname, port } = new URL(access.uri)
    proxy = await startProxy({ host: hostname, port: Number(port) })
    const { openNeo4j } = await import('../../../src/stores/neo4j/index.ts')
    store = await openNeo4j({ uri: `bolt://127.0.0.1:${proxy.port}`, user: access.user, password: access.password })
    server = await runServer(store, { production: true, limits: { queryMs: 5_000 }, access: { rateLimit: null } })
    usual = (await readAnswer(await server.post(QUERY))).data
  })
  afterAll(async () => {
    await server.close()
    await store[Symbol.asyncDispose]()
    await proxy[Symbol.asyncDispose]()
    await seeded[Symbol.asyncDispose]()
  })

  const BROKEN: readonly (readonly [name: string, weather: Weather, codes: readonly string[]])[] = [
    ['down', { kind: 'down' }, ['SERVICE_UNAVAILABLE']],
    ['resetting', { kind: 'reset' }, ['SERVICE_UNAVAILABLE']],
    ['silent', { kind: 'silent' }, ['SERVICE_UNAVAILABLE', 'TIMEOUT']],
    ['breaking off in the middle', { kind: 'short', bytes: 300 }, ['SERVICE_UNAVAILABLE', 'TIMEOUT']],
    ['very slow', { kind: 'slow', milliseconds: 10_000 }, ['SERVICE_UNAVAILABLE', 'TIMEOUT']],
  ]

  it.each(BROKEN)(
    '%s: clean answers in time, and all is well again afterwards',
    { timeout: 120_000 },
    async (_, weather, codes) => {
      proxy.set(weather)
      const asked = Array.from({ length: 40 }, async () => {
        const began = performance.now()
        const text = await (await server.post(QUERY)).text()
        return { text, milliseconds: performance.now() - began }
      })
      const health = await fetch(`${server.url}/health`)
      expect(health.status).toBe(200)
      const ready = await fetch(`${server.url}/ready`)
      // What is short is let through where the wire breaks later.
      expect(weather.kind === 'short' ? [200, 503] : [503]).toContain(ready.status)
      expect(await ready.text()).toBe('')
      for (const { text, milliseconds } of await Promise.all(asked)) {
        expect(text).not.toMatch(/neo4j|bolt|socket|ECONN|127\.0\.0\.1|driver|Could not/i)
        const { errors } = await readAnswer(new Response(text))
        for (const { extensions } of errors) expect(codes).toContain(extensions.code)
        expect(errors.length).toBeGreaterThan(0)
        // Five seconds, and what a busy machine needs to say so.
        expect(milliseconds).toBeLessThan(7_000)
      }
      proxy.set({ kind: 'fair' })
      const began = performance.now()
      for (;;) {
        const { status } = await fetch(`${server.url}/ready`)
        if (status === 200) break
        expect(performance.now() - began).toBeLessThan(8_000)
        await sleep(100)
      }
      const after = await Promise.all(Array.from({ length: 50 }, async () => readAnswer(await server.post(QUERY))))
      expect(after.filter(({ errors }) => errors.length > 0)).toEqual([])
      expect(after.map(({ data }): unknown => data)).toEqual(Array.from({ length: 50 }, () => usual))
    },
  )

  it('has what is asked for', () => {
    expect(usual).toMatchObject({ papers: { totalCount: 30 } })
  })

  it('sliced into single bytes, answers are what they always are', { timeout: 60_000 }, async () => {
    proxy.set({ kind: 'sliced' })
    expect((await readAnswer(await server.post(QUERY))).data).toEqual(usual)
    proxy.set({ kind: 'fair' })
  })

  it('connections do not pile up beyond the pool', async () => {
    await expect.poll(() => proxy.connections, { timeout: 15_000, interval: 500 }).toBeLessThanOrEqual(100)
  })
})
