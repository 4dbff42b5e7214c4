// Subscriptions of those who may not read any more, and answers that nobody takes.
import { connect } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLive } from '../../../src/cli/jobs/live.ts'
import type { Live } from '../../../src/cli/jobs/live.ts'
import type { GraphChange, Ingestor } from '../../../src/graph/jobs.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { createApiKey } from '../../../src/server/auth/api-key.ts'
import { currentEngine } from '../../support/engines.ts'
import { runServer } from './running.ts'
import { subscribe } from './subscribe.ts'

const CHANGES = 'subscription { graphChanged { curations } }'

describe('a subscription', () => {
  let store: GraphStore
  let changes: Live<GraphChange>
  let ingestor: Ingestor

  beforeEach(async () => {
    store = await currentEngine().openEmpty()
    changes = createLive<GraphChange>({ run: null, curations: 0 })
    const nothing = () => Promise.reject(new Error('not asked for here'))
    ingestor = {
      start: nothing,
      remove: nothing,
      previewRemoval: nothing,
      cancel: nothing,
      progress: () => (async function* () {})(),
      changes: () => changes.follow(),
    }
  })
  afterEach(async () => store[Symbol.asyncDispose]())

  async function addKey(lifetime: number | null) {
    const { key, text } = createApiKey({ name: 'a dashboard', scopes: ['read'], lifetime }, new Date())
    await store.addKey(key)
    return { id: key.id, headers: { authorization: `Bearer ${text}` } }
  }

  it.each([true, false])('ends when its key is revoked, where others may read: %s', async (anonymousRead) => {
    const { id, headers } = await addKey(null)
    await using server = await runServer(store, { production: true, access: { anonymousRead }, services: { ingestor } })
    await using subscription = await subscribe(server, CHANGES, {}, { headers })
    expect(await subscription.next()).toMatchObject({ data: { data: { graphChanged: { curations: 0 } } } })
    await store.revokeKey(id, new Date().toISOString())
    changes.set({ run: null, curations: 1 })
    const told = await subscription.next()
    expect(told).toMatchObject({ data: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } })
    expect(told?.data).not.toHaveProperty('data')
    expect(await subscription.next()).toMatchObject({ event: 'complete' })
  })

  it('ends when its key is past its time', async () => {
    const { headers } = await addKey(1_500)
    await using server = await runServer(store, { services: { ingestor }, access: { anonymousRead: false } })
    await using subscription = await subscribe(server, CHANGES, {}, { headers })
    expect(await subscription.next()).toMatchObject({ data: { data: { graphChanged: { curations: 0 } } } })
    await new Promise((resolve) => setTimeout(resolve, 1_600))
    changes.set({ run: null, curations: 1 })
    expect(await subscription.next()).toMatchObject({ data: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } })
    expect(await subscription.next()).toMatchObject({ event: 'complete' })
  })

  it('goes on as long as its key holds', async () => {
    const { headers } = await addKey(60_000)
    await using server = await runServer(store, { services: { ingestor }, access: { anonymousRead: false } })
    await using subscription = await subscribe(server, CHANGES, {}, { headers })
    for (const curations of [0, 1, 2]) {
      expect(await subscription.next()).toMatchObject({ data: { data: { graphChanged: { curations } } } })
      changes.set({ run: null, curations: curations + 1 })
    }
  })
})

describe('an answer that nobody takes', () => {
  it('is not kept for long', async () => {
    await using store = await currentEngine().openEmpty()
    await using server = await runServer(store, { limits: { readMs: 500 } })
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    await once(socket, 'connect')
    // More than the buffers of the system hold.
    const schema = '{ __schema { types { name description fields { name description args { name description } } } } }'
    const body = JSON.stringify({ query: schema })
    const head = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`
    socket.pause()
    for (let i = 0; i < 200; i++) socket.write(`POST /graphql HTTP/1.1\r\n${head}\r\n\r\n${body}`)
    const aborted = () => server.log.filter(({ msg, aborted }) => msg === 'request' && aborted === true).length
    await expect.poll(aborted, { timeout: 20_000, interval: 100 }).toBeGreaterThan(0)
    expect((await server.post('{ __typename }')).status).toBe(200)
    socket.destroy()
  })
})
