// Requests that are none, byte by byte: each is answered, in the form of every answer, and costs nobody else anything.
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

const BODY = '{"query":"{ stats { papers } }"}'
const JSON_TYPE = 'Content-Type: application/json\r\n'
const KEY = 'Authorization: Bearer x\r\n'
const get = (headers: string) => `GET /health HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`
const post = (headers: string, body = BODY) =>
  `POST /graphql HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`

describe('requests that are none', () => {
  let store: GraphStore
  let server: TestServer
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    server = await runServer(store, { production: true, limits: { headersMs: 1_000, requestMs: 2_000 } })
  })
  afterAll(async () => {
    await server.close()
    await store[Symbol.asyncDispose]()
  })

  async function send(bytes: string): Promise<string> {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    let heard = ''
    socket.on('data', (part: Buffer) => (heard += part.toString('utf8')))
    socket.write(bytes, 'latin1')
    await once(socket, 'close')
    return heard
  }

  it.each<[name: string, bytes: string, status: number, code: string, message: RegExp]>([
    ['no HTTP', '\x16\x03\x01\x02\x00\r\n\r\n', 400, 'BAD_REQUEST', /^This is no HTTP request\.$/],
    ['no such method', 'get /health HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'BAD_REQUEST', /no HTTP request/],
    ['two lengths', post('Content-Length: 5\r\n'), 400, 'BAD_REQUEST', /no HTTP request/],
    ['no host', get(''), 400, 'BAD_REQUEST', /one `host` header, and this one has 0/],
    ['two hosts', get('Host: a\r\nHost: b\r\n'), 400, 'BAD_REQUEST', /one `host` header, and this one has 2/],
    ['long headers', get(`Host: x\r\nX: ${'a'.repeat(17_000)}\r\n`), 431, 'LIMIT_EXCEEDED', /too long together/],
    ['a head without end', 'GET /health HTTP/1.1\r\nHost: x\r\nX-', 408, 'TIMEOUT', /took too long to arrive/],
    ['a body without end', post(JSON_TYPE).slice(0, -5), 408, 'TIMEOUT', /took too long to arrive/],
    ['two keys', post(`${JSON_TYPE}${KEY}${KEY}`), 400, 'BAD_REQUEST', /more than one `authorization` header/],
    ['two types', post(`${JSON_TYPE}Content-Type: text/plain\r\n`), 400, 'BAD_REQUEST', /`content-type` header/],
    ['UTF-16', post('Content-Type: application/json; charset="utf-16"\r\n'), 415, 'UNSUPPORTED_MEDIA_TYPE', /as UTF-8/],
    ['XML', post('Content-Type: application/xml\r\n'), 415, 'UNSUPPORTED_MEDIA_TYPE', /Send JSON with `Content-Type/],
    ['a form in capitals', post('Content-Type: TEXT/PLAIN\r\n'), 403, 'FORBIDDEN', /another site/],
  ])('%s', async (_, bytes, status, code, message) => {
    const heard = await send(bytes)
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    for (const header of ['x-content-type-options: nosniff', 'content-security-policy', 'cache-control: no-store'])
      expect(heard.toLowerCase()).toContain(header)
    const [, body = ''] = heard.split('\r\n\r\n')
    const answer = JSON.parse(body)
    expect(answer.errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }])
  })

  it.each([
    ['a media type in capitals', post('Content-Type: APPLICATION/JSON; Charset=UTF-8\r\n')],
    ['an expectation', post(`${JSON_TYPE}Expect: cake\r\n`)],
    ['HTTP/1.0 without a host', `POST /graphql HTTP/1.0\r\n${JSON_TYPE}Content-Length: ${BODY.length}\r\n\r\n${BODY}`],
  ])('%s is one', async (_, bytes) => {
    expect(await send(bytes)).toMatch(/^HTTP\/1\.1 200 [^]*"papers":0/)
  })

  it('whoever goes away in the middle is no failure of the server', async () => {
    const { hostname, port } = new URL(server.url)
    const before = server.log.length
    for (const half of [
      post(JSON_TYPE).slice(0, -5),
      `POST /graphql HTTP/1.1\r\nHost: x\r\n${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n`,
    ]) {
      const socket = connect(Number(port), hostname)
      socket.write(half)
      await sleep(100)
      socket.destroy()
    }
    const lines = () => server.log.slice(before)
    await expect.poll(() => lines().filter(({ msg }) => msg === 'request').length).toBe(2)
    expect(lines().filter(({ level }) => Number(level) >= 40)).toEqual([])
  })

  it('what follows the beginning of an answer does not get into it', async () => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    let heard = ''
    socket.on('data', (part: Buffer) => (heard += part.toString('utf8')))
    socket.write(`${post(JSON_TYPE).replace('Connection: close\r\n', '')}rubbish rubbish\r\n\r\n`)
    await once(socket, 'close')
    expect(heard.match(/^HTTP\/1\.1 \d+/gm)?.length ?? 0).toBeLessThanOrEqual(2)
    expect(heard).not.toMatch(/\}HTTP\/1\.1 200/)
  })
})
