// What somebody may send who means no good, as bytes on a socket: it is refused or answered in time, and others are served.
import { request } from 'node:http'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../../src/server/limits.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { readAnswer } from '../client.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

describe('attacks', () => {
  let store: GraphStore
  let server: TestServer
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    server = await runServer(store, { production: true, access: { rateLimit: null } })
  })
  afterAll(async () => {
    await server.close()
    await store[Symbol.asyncDispose]()
  })

  const post = (body: string) => fetch(`${server.url}/graphql`, { method: 'POST', headers: JSON_TYPE, body })

  async function isServed(): Promise<void> {
    const began = performance.now()
    expect((await server.post('{ __typename }')).status).toBe(200)
    expect(performance.now() - began).toBeLessThan(1_000)
  }

  it('half-sent requests are ended, and others are served meanwhile', { timeout: 60_000 }, async () => {
    expect(DEFAULT_LIMITS).toMatchObject({ headersMs: 10_000, requestMs: 15_000 })
    await using impatient = await runServer(store, { limits: { headersMs: 1_500, requestMs: 3_000 } })
    const { hostname, port } = new URL(impatient.url)
    const starts = [
      'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{',
    ]
    const sockets = await Promise.all(
      Array.from({ length: 50 }, (_, i) => startTalking(hostname, Number(port), starts[i % 2] ?? '')),
    )
    const began = performance.now()
    // They go on, a byte now and then, so as not to seem idle.
    const talking = setInterval(() => {
      for (const { socket } of sockets) if (socket.writable) socket.write('a')
    }, 200)
    expect((await impatient.post('{ __typename }')).status).toBe(200)
    await Promise.all(sockets.map(({ closed }) => closed))
    clearInterval(talking)
    expect(performance.now() - began).toBeLessThan(20_000)
    expect((await impatient.post('{ __typename }')).status).toBe(200)
  })

  it.each([
    ['a long text', 'query ($v: Int) { papers(first: $v) { totalCount } }', 'x'.repeat(50_000)],
    ['long names', 'query ($v: PaperFilter) { papers(where: $v) { totalCount } }', { ['n'.repeat(50_000)]: 1 }],
    [
      'many names',
      'query ($v: PaperFilter) { papers(where: $v) { totalCount } }',
      Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`n${n}`, n])),
    ],
    ['a literal', `{ papers(first: "${'x'.repeat(9_000)}") { totalCount } }`, null],
    ['a name in the query', `{ ${'x'.repeat(9_000)} }`, null],
  ])('what is wrong is quoted in few words: %s', async (_, query, v) => {
    const began = performance.now()
    const response = await server.post(query, { variables: { v } })
    const { errors } = await readAnswer(response)
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(errors.length).toBeGreaterThan(0)
    for (const { message } of errors) expect(message.length).toBeLessThanOrEqual(600)
    expect(errors[0]?.message).toMatch(
      v === null ? /x{60}…"/ : /^Variable "\$v" got invalid value .*(?:Int|PaperFilter)/s,
    )
  })

  it.each([
    ['a list in a list', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['an object in an object', `${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}`],
    [
      'variables',
      `{"query":"query ($a: String) { __typename }","variables":${'{"a":'.repeat(12_000)}1${'}'.repeat(12_000)}}`,
    ],
    [
      'a used variable',
      `{"query":"query ($a: [EntityKind!]) { entities(kinds: $a) { totalCount } }","variables":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
    ],
    ['extensions', `{"query":"{ __typename }","extensions":${'{"a":'.repeat(12_000)}1${'}'.repeat(12_000)}}`],
  ])('deep JSON takes nobody down: %s', async (_, body) => {
    const response = await post(body)
    expect(response.status).toBeLessThan(500)
    await response.arrayBuffer()
    await isServed()
  })

  it.each([
    '{"query":"{ __typename }","__proto__":{"polluted":true}}',
    '{"query":"{ __typename }","variables":{"__proto__":{"polluted":true}}}',
    '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"polluted":true}}}}',
    '{"query":"query ($__proto__: String, $constructor: ID) { node(id: $constructor) { id } }","variables":{"__proto__":"a","constructor":"b"}}',
    '{"__proto__":{"query":"{ __typename }"}}',
  ])('the prototype of all objects stays what it is: %s', async (body) => {
    const response = await post(body)
    expect(response.status).toBeLessThan(500)
    await response.arrayBuffer()
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    await isServed()
  })

  const chain = (n: number, body: (i: number) => string) =>
    Array.from({ length: n }, (_, i) => `fragment f${i} on Query { ${body(i)} }`).join(' ')
  it.each([
    ['a circle of one', '{ ...f0 } fragment f0 on Query { ...f0 }'],
    ['a circle of two', `{ ...f0 } ${chain(2, (i) => `...f${(i + 1) % 2}`)}`],
    [
      'a circle through fields',
      '{ papers { nodes { ...p } } } fragment p on Paper { concepts { nodes { papers { nodes { ...p } } } } }',
    ],
    [
      'twice two, twenty-five times',
      `{ ...f0 } ${chain(25, (i) => `...f${i + 1} ...f${i + 1}`)} fragment f25 on Query { __typename }`,
    ],
    [
      'twice two, with fields that overlap',
      `{ ...f0 } ${chain(20, (i) => `a { ...f${i + 1} } a { ...f${i + 1} }`)} fragment f20 on Query { a }`,
    ],
    ['a circle named like introspection', '{ ...__schema } fragment __schema on Query { ...__schema }'],
    ['a field a thousand times', `{ ${'a: __typename '.repeat(900)} }`],
    ['many operations', Array.from({ length: 150 }, (_, i) => `query q${i} { __typename }`).join(' ')],
  ])('documents that grow under the eye are refused in no time: %s', async (_, query) => {
    const began = performance.now()
    const { data, errors } = await readAnswer(await server.post(query))
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.length).toBeLessThanOrEqual(10)
    expect(data).toBeNull()
    await isServed()
  })

  it.each([
    'mutation { __typename }',
    'mutation M { a: __typename }',
    'query Q { __typename } mutation M { __typename }',
  ])('GET changes nothing: %s', async (query) => {
    const response = await fetch(`${server.url}/graphql?operationName=M&query=${encodeURIComponent(query)}`)
    expect([400, 405]).toContain(response.status)
    expect((await readAnswer(response)).data).toBeNull()
  })

  it.each([
    ['many headers', Array.from({ length: 3_000 }, (_, i) => `X-${i}: a`).join('\r\n')],
    ['a long header', `X-Long: ${'a'.repeat(20_000)}`],
    ['two lengths', 'Content-Length: 3\r\nContent-Length: 4'],
    ['a length and chunks', 'Content-Length: 3\r\nTransfer-Encoding: chunked'],
    ['a folded header', 'X-Folded: a\r\n b'],
  ])('odd heads are refused: %s', async (_, head) => {
    const { hostname, port } = new URL(server.url)
    const start = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${head}\r\n\r\n{}`
    const { closed, heard } = await startTalking(hostname, Number(port), start)
    await closed
    expect(heard()).toMatch(/^HTTP\/1\.1 4\d\d /)
    await isServed()
  })

  it('an address that cannot be read is a bad request', async () => {
    const { hostname, port } = new URL(server.url)
    for (const path of ['//', '/%', 'http://[bad', '*', '/graphql/%2e%2e/%2e%2e/etc/passwd']) {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const asked = request({ hostname, port, path, agent: false }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        asked.on('error', reject).end()
      })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
  })

  it('endless bodies leave no memory behind', { timeout: 60_000 }, async () => {
    const before = process.memoryUsage().rss
    await Promise.all(Array.from({ length: 8 }, () => pourInto(server.url, 60_000_000)))
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(200)
    await isServed()
  })
})

async function startTalking(host: string, port: number, start: string) {
  const socket: Socket = connect(port, host)
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()))
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(start)
  await sleep(0)
  return { socket, closed, heard: () => text }
}

/** Sends zeros in chunks until all are sent or nobody takes them any more. */
async function pourInto(url: string, bytes: number): Promise<void> {
  const chunk = Buffer.alloc(64_000)
  await new Promise<void>((resolve) => {
    const asked = request(`${url}/graphql`, { method: 'POST', headers: JSON_TYPE, agent: false }, (response) =>
      response.resume(),
    )
    asked.on('error', () => resolve())
    asked.on('close', () => resolve())
    let sent = 0
    const pour = () => {
      if (asked.destroyed) return resolve()
      if (sent >= bytes) return void asked.end()
      sent += chunk.length
      asked.write(chunk, (error) => (error ? resolve() : setImmediate(pour)))
    }
    pour()
  })
}
