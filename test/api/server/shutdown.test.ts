// Stopping: not ready first, what is under way is answered, what is idle is closed, and it does not take long.
import { connect } from 'node:net'
import { once } from 'node:events'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { runServer } from './running.ts'

/** A store whose figures take a while. */
function slowStats(store: GraphStore, milliseconds: number): GraphStore {
  return new Proxy(store, {
    get(target, name): unknown {
      if (name !== 'stats') return Reflect.get(target, name)
      return async () => {
        await sleep(milliseconds)
        return target.stats()
      }
    },
  })
}

describe('being ready, and stopping', () => {
  let store: GraphStore
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  it('is not ready while requests still come, and answers those under way', async () => {
    const server = await runServer(slowStats(store, 600), { limits: { drainMs: 300 } })
    const underWay = server.post('{ stats { papers } }')
    await sleep(50)
    const closed = server.close()
    const ready = await fetch(`${server.url}/ready`)
    expect([ready.status, ready.headers.get('connection')]).toEqual([503, 'close'])
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    expect(await (await server.post('{ __typename }')).json()).toMatchObject({ data: { __typename: 'Query' } })
    expect(await (await underWay).json()).toMatchObject({ data: { stats: { papers: 0 } } })
    await closed
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed')
  })

  it('is not ready before its store is warm, and answers all the same', async () => {
    const { promise: warming, reject } = Promise.withResolvers<never>()
    const server = await runServer(store, { warming })
    const statuses = async () =>
      Promise.all(['/ready', '/health'].map(async (path) => (await fetch(`${server.url}${path}`)).status))
    expect(await statuses()).toEqual([503, 200])
    expect(await (await server.post('{ __typename }')).json()).toMatchObject({ data: { __typename: 'Query' } })
    reject(new Error('The store did not answer.'))
    await expect.poll(statuses).toEqual([200, 200])
  })

  it('closes idle connections at once and may be asked twice', async () => {
    const server = await runServer(store)
    const { hostname, port } = new URL(server.url)
    const idle = connect(Number(port), hostname)
    await once(idle, 'connect')
    const used = connect(Number(port), hostname)
    used.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(used, 'data')
    const began = performance.now()
    const ends = Promise.all([idle, used].map((socket) => once(socket.resume(), 'close')))
    await Promise.all([server.close(), server.close()])
    await ends
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('takes connections that wait to be taken', async () => {
    const server = await runServer(store)
    const { hostname, port } = new URL(server.url)
    const sockets = Array.from({ length: 20 }, () => connect(Number(port), hostname))
    const heard = sockets.map(async (socket) => {
      socket.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
      const parts = await Array.fromAsync(socket).catch(() => [])
      return Buffer.concat(parts).toString().slice(0, 12)
    })
    await server.close()
    expect(new Set(await Promise.all(heard))).toEqual(new Set(['HTTP/1.1 200']))
  })

  it('answers what was sent while it was too busy to look', async () => {
    const server = await runServer(store)
    const { hostname, port } = new URL(server.url)
    const late = connect(Number(port), hostname)
    await once(late, 'connect')
    let heard = ''
    late.setEncoding('utf8').on('data', (text: string) => (heard += text))
    const closed = server.close()
    await sleep(100)
    // Behind what is read and before timers.
    await turn()
    late.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
    const until = performance.now() + 800
    while (performance.now() < until);
    await once(late, 'close')
    expect(heard).toMatch(/^HTTP\/1\.1 200 /)
    await closed
  })

  it('does not wait forever for a request that never ends', async () => {
    const server = await runServer(store, { limits: { closeMs: 300 } })
    const { hostname, port } = new URL(server.url)
    const half = connect(Number(port), hostname)
    half.on('error', () => {})
    half.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{')
    await sleep(50)
    const began = performance.now()
    await server.close()
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
