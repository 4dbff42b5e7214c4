// The server as a process: it ends as it should, comes back after being killed, and stands load with attackers beside.
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedGraph } from '../seed.ts'
import { leaksOf } from '../leaks.ts'
import { createSharedGraph, startProcess } from './process.ts'
import type { ServerProcess, SharedGraph } from './process.ts'

const QUERY = '{ papers(first: 20) { totalCount nodes { title concepts(first: 5) { nodes { name paperCount } } } } }'
const EVERYTHING =
  '{ stats { papers entities edges topics } papers(first: 100) { nodes { id title entities(first: 30) { edges { relation salience node { id name } } } } } }'

/** Requests that cost much to read or are meant to break something. */
const ATTACKS: readonly ((server: ServerProcess, i: number) => Promise<Response>)[] = [
  (server) =>
    server.ask(
      `{ ${'papers(first: 100) { nodes { concepts(first: 100) { nodes { id '.repeat(6)} ${'} } } } '.repeat(6)} }`,
    ),
  (server, i) => server.ask(`{ ${`a${i} `.repeat(900)} }`),
  (server, i) =>
    server.ask(
      `{ ...f0 } ${Array.from({ length: 24 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} x: nope${i} ...f${n + 1} }`).join(' ')}`,
    ),
  (server) => server.post('['.repeat(90_000)),
  (server) => server.post(' '.repeat(150_000)),
  (server, i) =>
    server.ask('query ($q: String!) { search(query: $q) { nodes { __typename } } }', {
      q: `${'(a* OR '.repeat(100)}${i}`,
    }),
  (server, i) => server.post(JSON.stringify({ query: `# ${i} ${'x'.repeat(9_900)}\n{` })),
  (server) => fetch(`${server.url}/graphql`, { headers: { accept: 'a/b,'.repeat(1_000) } }),
]

describe('a server of its own', () => {
  let graph: SharedGraph
  beforeAll(async () => {
    graph = await createSharedGraph((store) => seedGraph(store))
  })
  afterAll(async () => graph[Symbol.asyncDispose]())

  it(
    'on SIGTERM it is not ready first, answers what is under way, and ends with 0; a second signal changes nothing',
    { timeout: 60_000 },
    async () => {
      await using server = await startProcess(graph)
      const usual = await (await server.ask(QUERY)).text()
      const { hostname, port } = new URL(server.url)
      const idle = connect(Number(port), hostname)
      await once(idle, 'connect')
      const closed = once(idle.resume(), 'close')
      // Half of a request is there when the signal comes, the rest follows when the server is no longer ready.
      const body = JSON.stringify({ query: QUERY })
      const head = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close`
      const underWay = connect(Number(port), hostname)
      let heard = ''
      underWay.setEncoding('utf8').on('data', (text: string) => (heard += text))
      underWay.write(`POST /graphql HTTP/1.1\r\n${head}\r\n\r\n${body.slice(0, 10)}`)
      await sleep(300)
      const began = performance.now()
      server.kill('SIGTERM')
      await expect.poll(async () => (await fetch(`${server.url}/ready`)).status, { interval: 20 }).toBe(503)
      server.kill('SIGTERM')
      underWay.write(body.slice(10))
      await once(underWay, 'close')
      expect(heard).toMatch(/^HTTP\/1\.1 200 /)
      expect(heard).toContain(usual)
      expect(await server.ended).toBe(0)
      await closed
      expect(performance.now() - began).toBeLessThan(10_000)
    },
  )

  it('killed five times under load, it comes back with the same graph', { timeout: 180_000 }, async () => {
    let usual: string | null = null
    for (let i = 0; i < 5; i++) {
      await using server = await startProcess(graph)
      const text = await (await server.ask(EVERYTHING)).text()
      usual ??= text
      expect(text).toBe(usual)
      expect(JSON.parse(text)).toMatchObject({ data: { stats: { papers: 30 } } })
      const load = Promise.allSettled(Array.from({ length: 30 }, () => server.ask(QUERY)))
      await sleep(50)
      server.kill('SIGKILL')
      expect(await server.ended).toBe('SIGKILL')
      await load
    }
  })

  it(
    'under load with attackers beside, everybody gets the usual answer and nothing is left behind',
    { timeout: 180_000 },
    async () => {
      await using server = await startProcess(graph)
      const usual = await (await server.ask(QUERY)).text()
      /** Asks with some callers at once for a while; answers what came and how long each took. */
      const hold = async (callers: number, milliseconds: number, ask: (i: number) => Promise<void>) => {
        const until = performance.now() + milliseconds
        await Promise.all(
          Array.from({ length: callers }, async (_, i) => {
            for (let n = i; performance.now() < until; n += callers) await ask(n)
          }),
        )
      }
      const times: number[] = []
      const odd: string[] = []
      const asUsual = async () => {
        const began = performance.now()
        const response = await server.ask(QUERY)
        const text = await response.text()
        times.push(performance.now() - began)
        if (response.status !== 200 || text !== usual) odd.push(`${response.status} ${text.slice(0, 200)}`)
      }
      const attack = async (i: number) => {
        const response = await ATTACKS[i % ATTACKS.length]?.(server, i)
        const text = (await response?.text()) ?? ''
        if ((response?.status ?? 500) >= 500 || leaksOf(text).length > 0)
          odd.push(`attack ${i % ATTACKS.length}: ${response?.status} ${text.slice(0, 300)}`)
      }
      // The same once before anything is measured, so that what is kept for good is there: heaps grow with the load they see.
      await Promise.all([hold(50, 6_000, asUsual), hold(8, 6_000, attack)])
      const before = server.footprint()
      times.length = 0
      await Promise.all([hold(50, 6_000, asUsual), hold(8, 6_000, attack)])
      expect(odd).toEqual([])
      expect(times.length).toBeGreaterThan(50)
      const [slowest = 0] = times.toSorted((a, b) => b - a).slice(Math.floor(times.length / 100))
      console.info(
        `${Math.round(times.length / 6)} requests a second beside 8 attackers, p99 ${Math.round(slowest)} ms`,
      )
      expect(slowest).toBeLessThan(5_000)
      if (before === null) return
      await expect
        .poll(() => server.footprint()?.descriptors, { timeout: 15_000, interval: 500 })
        .toBeLessThan(before.descriptors + 20)
      expect(((server.footprint()?.memory ?? 0) - before.memory) / 1e6).toBeLessThan(150)
      expect(server.log()).not.toMatch(/"level":(?:50|60)/)
    },
  )
})
