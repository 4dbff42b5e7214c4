// Subscriptions over server-sent events, with a client that reads the stream as it comes.
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIngestor } from '../../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../../src/cli/jobs/job.ts'
import type { Ingestor } from '../../../src/graph/jobs.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { createApiKey } from '../../../src/server/auth/api-key.ts'
import { toGlobalId } from '../../../schema/lib/global-id.ts'
import { currentEngine } from '../../support/engines.ts'
import { readAnswer } from '../client.ts'
import { runServer } from './running.ts'
import { subscribe } from './subscribe.ts'

const TEXT = Array.from({ length: 150 }, (_, i) =>
  JSON.stringify({
    title: `Sparse attention in model ${i}`,
    abstract: `We propose sparse attention ${i} for language models.`,
  }),
).join('\n')
const PROGRESS =
  'subscription ($run: ID!) { ingestProgress(run: $run) { stage done run { status counters { papersAdded } } } }'
const CHANGES = 'subscription { graphChanged { run { id status } curations } }'

const soon = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 10_000 })

describe('what is told live', () => {
  let store: GraphStore
  let ingestor: Ingestor & AsyncDisposable
  /** Followers of the graph that have not been let go. */
  let followers = 0

  /** What Node warns of: each subscription would put it into the log. */
  const warnings: string[] = []
  const note = ({ name }: Error) => void warnings.push(name)
  beforeAll(() => void process.on('warning', note))
  afterAll(() => void process.off('warning', note))

  beforeEach(async () => {
    store = await currentEngine().openEmpty()
    const made = createIngestor({ store, runJob: runOn(store), log: pino({ level: 'silent' }) })
    followers = 0
    ingestor = {
      ...made,
      changes() {
        const iterator = made.changes()[Symbol.asyncIterator]()
        followers += 1
        return {
          [Symbol.asyncIterator]: () => ({
            next: () => iterator.next(),
            async return() {
              followers -= 1
              return (await iterator.return?.()) ?? { done: true, value: undefined }
            },
          }),
        }
      },
      [Symbol.asyncDispose]: () => made[Symbol.asyncDispose](),
    }
  })
  afterEach(async () => {
    await ingestor[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  it('tells how far a run is until it ends, and then that it is complete', async () => {
    await using server = await runServer(store, { services: { ingestor } })
    const { id } = await ingestor.start({ source: 'api', text: TEXT, key: null })
    await using subscription = await subscribe(server, PROGRESS, { run: toGlobalId(id) })
    expect(subscription.status).toBe(200)
    const events = []
    for (let event = await subscription.next(); event !== null; event = await subscription.next()) events.push(event)
    expect(events.at(-1)?.event).toBe('complete')
    const states = events.filter(({ event }) => event === 'next').map(({ data }) => data)
    const run = { status: 'SUCCEEDED', counters: { papersAdded: 150 } }
    expect(states.at(-1)).toMatchObject({ data: { ingestProgress: { stage: null, run } } })
    expect(states.length).toBeGreaterThan(1)
  })

  it('tells of a change of the graph, and lets go of a client that goes away', async () => {
    await using server = await runServer(store, { services: { ingestor } })
    {
      await using subscription = await subscribe(server, CHANGES)
      const first = subscription.next()
      await soon(() => followers === 1)
      await ingestor.start({ source: 'api', text: TEXT, key: null })
      expect(await first).toMatchObject({
        event: 'next',
        data: { data: { graphChanged: { run: { id: expect.any(String) } } } },
      })
    }
    await soon(() => followers === 0)
  })

  it('ends all subscriptions when the server stops', async () => {
    const server = await runServer(store, { services: { ingestor } })
    await using subscription = await subscribe(server, CHANGES)
    await soon(() => followers === 1)
    const next = subscription.next().catch(() => null)
    const began = performance.now()
    await server.close()
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(await next).toBeNull()
    await soon(() => followers === 0)
  })

  it('keeps no more of them than it may', async () => {
    await using server = await runServer(store, { services: { ingestor }, limits: { streams: 1 } })
    await using first = await subscribe(server, CHANGES)
    expect(first.status).toBe(200)
    await soon(() => followers === 1)
    for (const accept of ['text/event-stream', 'text/*', '*/*']) {
      await using second = await subscribe(server, CHANGES, {}, { accept })
      expect(second.status).toBe(503)
    }
    // What ends by itself is no subscription.
    expect((await server.post('{ __typename }', { headers: { accept: 'text/event-stream' } })).status).toBe(200)
    expect(followers).toBe(1)
  })

  it('gives each caller a share of them, however fast they ask, and gives back what is closed or never began', async () => {
    const callAs = async (name: string) => {
      const { key, text } = createApiKey({ name, scopes: ['read'], lifetime: null }, new Date())
      await store.addKey(key)
      return { authorization: `Bearer ${text}` }
    }
    const one = await callAs('one')
    const other = await callAs('other')
    await using server = await runServer(store, { services: { ingestor }, limits: { streamsPerCaller: 2 } })
    for (let n = 0; n < 3; n++) {
      await using unknown = await subscribe(server, PROGRESS, { run: toGlobalId('run:9') }, { headers: one })
      expect(await unknown.next()).toMatchObject({ data: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } })
      await unknown.next()
    }
    {
      await using opened = new AsyncDisposableStack()
      const open = async (headers = {}) => opened.use(await subscribe(server, CHANGES, {}, { headers }))
      const many = await Promise.all([open(one), open(one), open(one), open(one)])
      expect(many.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 429, 429])
      expect(await many.find(({ status }) => status === 429)?.next()).toMatchObject({
        event: 'next',
        data: {
          errors: [
            {
              message: 'You have 2 subscriptions open, as many as a caller may have. Close one first.',
              extensions: { code: 'LIMIT_EXCEEDED' },
            },
          ],
        },
      })
      expect((await open(other)).status).toBe(200)
      expect((await open()).status).toBe(200)
      await soon(() => followers === 4)
    }
    await soon(() => followers === 0)
    await using again = await subscribe(server, CHANGES, {}, { headers: one })
    expect(again.status).toBe(200)
  })

  it('gives an event the time of a query, and goes on with the next', async () => {
    let isSlow = true
    const never = async () => new Promise(() => {})
    const slow = new Proxy(store, {
      get: (target, name): unknown => (isSlow ? never : Reflect.get(target, name)),
    })
    await using server = await runServer(slow, { services: { ingestor }, limits: { queryMs: 500 } })
    const query = 'subscription { graphChanged { run { papers(first: 1) { totalCount } } } }'
    await using subscription = await subscribe(server, query)
    await soon(() => followers === 1)
    await ingestor.start({ source: 'api', text: TEXT, key: null })
    expect(await subscription.next()).toMatchObject({ data: { errors: [{ extensions: { code: 'TIMEOUT' } }] } })
    isSlow = false
    // A server of a database plans it when it first meets it, which may take longer than that.
    const asked = '{ runs(first: 1) { nodes { papers(first: 1) { totalCount } } } }'
    const ask = async () => (await readAnswer(await server.post(asked))).errors
    await expect.poll(ask, { timeout: 20_000 }).toEqual([])
    const run = { papers: { totalCount: expect.any(Number) } }
    const answered = vi.waitFor(
      async () => expect(await subscription.next()).toMatchObject({ data: { data: { graphChanged: { run } } } }),
      { timeout: 20_000 },
    )
    await vi.waitFor(() => ingestor.remove('api'), { timeout: 20_000 })
    await answered
  })

  it('gives a subscription the time of a query to begin', async () => {
    const slow = new Proxy(store, {
      get: (target, name): unknown => (name === 'ping' ? Reflect.get(target, name) : async () => new Promise(() => {})),
    })
    await using server = await runServer(slow, { services: { ingestor }, limits: { queryMs: 200 } })
    await using subscription = await subscribe(server, PROGRESS, { run: toGlobalId('run:1') })
    expect(await subscription.next()).toMatchObject({ data: { errors: [{ extensions: { code: 'TIMEOUT' } }] } })
    expect(await subscription.next()).toMatchObject({ event: 'complete' })
  })

  it.each(['application/json', 'application/graphql-response+json', 'multipart/mixed', 'text/html'])(
    'does not begin for whoever takes %s alone',
    async (accept) => {
      await using server = await runServer(store, { services: { ingestor } })
      const response = await server.post(CHANGES, { headers: { accept } })
      expect(response.status).toBe(406)
      expect((await readAnswer(response)).errors).toMatchObject([{ extensions: { code: 'NOT_ACCEPTABLE' } }])
      expect(followers).toBe(0)
    },
  )

  it.each([
    'subscription { graphChanged @skip(if: true) { curations } }',
    'subscription { ... @include(if: false) { graphChanged { curations } } }',
    'subscription { ...F } fragment F on Subscription { graphChanged @include(if: false) { curations } }',
  ])('is refused where what it subscribes to may be left out: %s', async (query) => {
    await using server = await runServer(store, { services: { ingestor } })
    const { errors } = await readAnswer(await server.post(query))
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
    expect(errors[0]?.message).toMatch(/^A subscription has one field, always: take `@(?:skip|include)` off it\.$/)
    expect(followers).toBe(0)
  })

  it('tells no more than the caller may ask for in a minute, and lets go of one that waits for more', async () => {
    const run = await ingestor.start({ source: 'api', text: TEXT, key: null })
    let told = 0
    let isLetGo = false
    // A run that gets further all the time.
    const tireless: Ingestor = {
      ...ingestor,
      progress: () => ({
        [Symbol.asyncIterator]: () => ({
          next: async () => ({
            done: false,
            value: { run, stage: 'read', done: (told += 1), total: null, reason: null },
          }),
          async return() {
            isLetGo = true
            return { done: true, value: undefined }
          },
        }),
      }),
    }
    await using server = await runServer(store, { services: { ingestor: tireless }, access: { rateLimit: 60 } })
    {
      // One for the field, at the door; then one for each event.
      await using subscription = await subscribe(server, PROGRESS, { run: toGlobalId(run.id) })
      for (let n = 0; n < 60; n++) expect(await subscription.next()).toMatchObject({ event: 'next' })
      await wait(300)
      expect(told).toBeLessThanOrEqual(62)
    }
    await soon(() => isLetGo)
  })

  it('changes nothing for whoever would not take the answer', async () => {
    await using server = await runServer(store, { services: { ingestor } })
    const papers = '[{ title: "Unwanted attention", abstract: "We propose unwanted attention for graph networks." }]'
    const response = await server.post(`mutation { ingest(input: { papers: ${papers} }) { __typename } }`, {
      headers: { accept: 'text/html' },
    })
    expect(response.status).toBe(406)
    expect(await store.lastRun()).toBeNull()
  })

  it('answers an error where there is no such run, and a masked one for a fault of ours', async () => {
    const broken: Ingestor = {
      ...ingestor,
      progress: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('secret words')) }),
      }),
    }
    await using server = await runServer(store, { services: { ingestor: broken } })
    await using unknown = await subscribe(server, PROGRESS, { run: toGlobalId('run:9') })
    expect(await unknown.next()).toMatchObject({ data: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } })
    const { id } = await ingestor.start({ source: 'api', text: TEXT, key: null })
    await using failing = await subscribe(server, PROGRESS, { run: toGlobalId(id) })
    const event = await failing.next()
    expect(event).toMatchObject({ data: { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } })
    expect(JSON.stringify(event)).not.toContain('secret')
  })

  it('takes a long body from those who have shown that they may write, and from nobody else', async () => {
    const query = 'mutation ($input: IngestInput!) { ingest(input: $input) { __typename } }'
    const variables = { input: { text: `${TEXT}\n`.repeat(10) } }
    const { key, text } = createApiKey({ name: 'a program', scopes: ['write'], lifetime: null }, new Date())
    await store.addKey(key)
    await using server = await runServer(store, { services: { ingestor } })
    const headers = { authorization: `Bearer ${text}` }
    expect((await server.post(query, { variables, headers })).status).toBe(200)
    expect((await server.post(query, { variables })).status).toBe(413)
  })

  it('left no warning in the log of any of these', () => {
    expect(warnings).toEqual([])
  })
})
