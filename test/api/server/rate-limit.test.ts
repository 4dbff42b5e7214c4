// Cost: counted before anything is read, told on every answer, and limited for each caller.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { createApiKey } from '../../../src/server/auth/api-key.ts'
import { currentEngine } from '../../support/engines.ts'
import { readAnswer } from '../client.ts'
import { runServer } from './running.ts'

const MINUTE_MS = 60_000

describe('cost', () => {
  let store: GraphStore
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  const limited = (rateLimit: number, trustedProxies: readonly string[] = []) =>
    runServer(store, { access: { rateLimit, trustedProxies } })
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

  it.each([
    ['{ __typename }', 1, 0],
    ['{ papers(first: 10) { nodes { title } } }', 11, 10],
    ['{ papers(first: 10) { nodes { concepts(first: 3) { nodes { name } } } } }', 41, 40],
    ['{ a: stats { papers } b: stats { papers } ...F } fragment F on Query { c: stats { papers } }', 3, 0],
    ['{ stats { papers } no: stats @skip(if: true) { papers } }', 1, 0],
  ])('of %s is %i', async (query, cost, nodes) => {
    await using server = await runServer(store)
    expect(await (await server.post(query)).json()).toMatchObject({
      extensions: { cost: { cost, nodes, maxNodes: 50_000 } },
    })
    const { data } = await readAnswer(
      await server.post(query.replace('{', '{ rateLimit { cost limit remaining resetAt }')),
    )
    expect(data.rateLimit).toEqual({ cost: cost + 1, limit: null, remaining: null, resetAt: null })
  })

  it.each([
    ['a query that cannot be read', '{', 1],
    ['a query of another schema', '{ nope }', 1],
    [
      'a query that asks for too much',
      '{ papers(first: 100) { nodes { concepts(first: 100) { nodes { papers(first: 100) { nodes { id } } } } } } }',
      1_010_101,
    ],
  ])('is told of %s too', async (_, query, cost) => {
    await using server = await runServer(store)
    expect(await (await server.post(query)).json()).toMatchObject({ errors: [{}], extensions: { cost: { cost } } })
  })

  it('counts down, and comes back within a minute', async () => {
    await using server = await limited(1000)
    const query = '{ rateLimit { cost limit remaining resetAt } papers(first: 98) { nodes { id } } }'
    const began = Date.now()
    const first = (await readAnswer(await server.post(query))).data.rateLimit
    expect(first).toMatchObject({ cost: 100, limit: 1000 })
    // What has come back meanwhile depends on how fast this machine is.
    const back = () => ((Date.now() - began) / MINUTE_MS) * 1000 + 1
    expect(first.remaining).toBeGreaterThanOrEqual(900)
    const second = (await readAnswer(await server.post(query))).data.rateLimit
    expect(second.remaining).toBeGreaterThanOrEqual(800)
    expect(second.remaining).toBeLessThanOrEqual(Math.min(900, 800 + back()))
    expect(Date.parse(second.resetAt)).toBeGreaterThan(began)
    expect(Date.parse(second.resetAt)).toBeLessThanOrEqual(Date.now() + 0.2 * MINUTE_MS)
  })

  /** Costs 1,000: a caller who has that a minute gets one answer, and the next one when a minute is over. */
  const FULL = `{ ${Array.from({ length: 10 }, (_, i) => `a${i}: papers(first: 99) { nodes { id } }`).join(' ')} }`

  it('what goes beyond is refused until there is some again; aliases count', async () => {
    await using server = await limited(1000)
    expect((await server.post(FULL)).status).toBe(200)
    const refused = await server.post(FULL)
    expect(refused.status).toBe(429)
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThanOrEqual(1)
    expect(wait).toBeLessThanOrEqual(60)
    const { data, errors } = await readAnswer(refused)
    expect(data).toBeNull()
    expect(errors).toEqual([
      {
        // The bucket is empty at the door, or holds what has come in since.
        message: expect.stringMatching(
          new RegExp(
            `^(?:The cost of 1000 a minute is used up\\. T|This costs 1000; of 1000 a minute \\d+ are left\\. Ask for less, or t)ry again in ${wait} s\\.$`,
          ),
        ),
        extensions: { code: 'RATE_LIMITED' },
      },
    ])
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    expect((await fetch(`${server.url}/ready`)).status).toBe(200)
  })

  it('says what it costs and what is left', async () => {
    await using server = await limited(1000)
    expect((await server.post('{ papers(first: 99) { nodes { id } } }')).status).toBe(200)
    const { errors } = await readAnswer(await server.post(FULL))
    expect(errors[0]?.message).toMatch(
      /^This costs 1000; of 1000 a minute [89]\d\d are left\. Ask for less, or try again in \d+ s\.$/,
    )
  })

  it.each([
    ['requests that come to nothing', 200, () => ({})],
    ['wrong keys', 401, (i: number) => ({ authorization: `Bearer wrong${i}` })],
  ])('%s count too, by address', async (_, status, headers) => {
    await using server = await limited(100)
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        server.post('{', { headers: { ...headers(i), origin: 'https://a.example' } }),
      ),
    )
    const statuses = answers.map((response) => response.status)
    expect(new Set(statuses)).toEqual(new Set([status, 429]))
    expect(statuses.filter((given) => given === status).length).toBeGreaterThanOrEqual(100)
    const refused = answers.find((response) => response.status === 429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  })

  it('each caller has an allowance: keys by key, others by address', async () => {
    const make = async () => {
      const { key, text } = createApiKey({ name: 'same', scopes: ['read'], lifetime: null }, new Date())
      await store.addKey(key)
      return { headers: { authorization: `Bearer ${text}` } }
    }
    await using server = await limited(1000)
    const [one, other] = [await make(), await make()]
    expect((await server.post(FULL, one)).status).toBe(200)
    expect((await server.post(FULL, one)).status).toBe(429)
    expect((await server.post(FULL, other)).status).toBe(200)
    expect((await server.post(FULL, from('192.0.2.1'))).status).toBe(200)
  })

  it('X-Forwarded-For is believed of trusted proxies only', async () => {
    await using distrustful = await limited(1000)
    expect((await distrustful.post(FULL, from('192.0.2.1'))).status).toBe(200)
    expect((await distrustful.post(FULL, from('192.0.2.2'))).status).toBe(429)
    await using trusting = await limited(1000, ['127.0.0.0/8'])
    expect((await trusting.post(FULL, from('192.0.2.1'))).status).toBe(200)
    expect((await trusting.post(FULL, from('192.0.2.2'))).status).toBe(200)
    // What the client wrote itself stands in front of what the proxy saw.
    expect((await trusting.post(FULL, from('192.0.2.3, 192.0.2.1'))).status).toBe(429)
  })
})
