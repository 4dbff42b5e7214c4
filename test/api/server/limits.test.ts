// Every limit of the server, from outside: what goes beyond is refused, in words, before the store is asked.
import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwantedSignal } from '../../../src/graph/deadline.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { createClient, readAnswer } from '../client.ts'
import { seedGraph } from '../seed.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

describe('limits', () => {
  let store: GraphStore
  let server: TestServer
  const asked: string[] = []
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await seedGraph(store)
    const watched = new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return (...args: unknown[]): unknown => {
          asked.push(String(name))
          return Reflect.apply(value, target, args)
        }
      },
    })
    server = await runServer(watched)
  })
  afterAll(async () => {
    await server.close()
    await store[Symbol.asyncDispose]()
  })

  async function readRefusal(response: Response) {
    const { data, errors } = await readAnswer(response)
    const [{ message, extensions } = { message: '', extensions: {} }] = errors
    return { status: response.status, data, message, extensions }
  }
  const refusal = (status: number, code: string, message: RegExp) => ({
    status,
    data: null,
    message: expect.stringMatching(message),
    extensions: { code },
  })
  const asGraphql = { headers: { accept: 'application/graphql-response+json' } }

  it.each([
    [
      'long documents',
      `{ __typename ${'#'.repeat(10_000)} }`,
      /^A query may have 10000 characters at most; this one has/,
    ],
    [
      'many tokens',
      `{ ${'id '.repeat(1000)} }`,
      /^Token limit of 1000 exceeded\. Ask for less, or in several requests\.$/,
    ],
    [
      'deep documents',
      `${'{ node(id: "x") '.repeat(1)}${'{ ... on Paper '.repeat(15)}{ id }${' }'.repeat(16)}`,
      /^Query depth limit of 15 exceeded, found \d+\. Ask for less/,
    ],
    [
      'many aliases',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: stats { papers }`).join(' ')} }`,
      /^Aliases limit of 30 exceeded, found 31\. Ask for less/,
    ],
    [
      'many aliases of __typename',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      /^Aliases limit of 30/,
    ],
    [
      'many directives',
      `{ __typename ${'@include(if: true) '.repeat(31)} }`,
      /^Directives limit of 30 exceeded, found 31\. Ask for less/,
    ],
    ['deep fragments', deepFragments(), /^Query depth limit of 15 exceeded/],
    [
      'deep fragments named like introspection',
      deepFragments().replaceAll('f1 ', '__schema '),
      /^Query depth limit of 15 exceeded/,
    ],
  ])('%s are refused', async (_, query, message) => {
    asked.length = 0
    expect(await readRefusal(await server.post(query, asGraphql))).toEqual(refusal(400, 'LIMIT_EXCEEDED', message))
    // A second time, when the document is known.
    expect(await readRefusal(await server.post(query, asGraphql))).toEqual(refusal(400, 'LIMIT_EXCEEDED', message))
    expect(asked).toEqual([])
  })

  const LISTS = (size: string) =>
    `papers(first: ${size}) { nodes { concepts(first: ${size}) { nodes { papers(first: ${size}) { nodes { title } } } } } }`
  it.each([
    ['literal', `{ ${LISTS('100')} }`, {}],
    ['variable', `query ($n: Int) { ${LISTS('$n')} }`, { n: 100 }],
    ['default', `query ($n: Int = 100) { ${LISTS('$n')} }`, {}],
    ['backward', `{ ${LISTS('100').replaceAll('first', 'last')} }`, {}],
    [
      'omitted',
      `{ papers { nodes { concepts { nodes { papers { nodes { relatedPapers { nodes { title } } } } } } } } }`,
      {},
    ],
    ['null', `{ ${LISTS('null').replace('title', 'relatedPapers { nodes { title } }')} }`, {}],
    ['in a fragment', `{ ...F } fragment F on Query { ${LISTS('100')} }`, {}],
    ['in an inline fragment', `{ ... { ... on Query { ${LISTS('100')} } } }`, {}],
    ['under an alias', `{ a: ${LISTS('100')} }`, {}],
  ])('too many nodes are refused before anything is read: size %s', async (_, query, variables) => {
    asked.length = 0
    const message =
      /^This query may ask for [\d,]+ nodes; the limit is 50,000\. [\d,]+ of them are `papers\.nodes\.concepts\.nodes\.papers[^`]*`, in lists of (?:100|20)\. Set a smaller `first` there or further out\.$/
    expect(await readRefusal(await server.post(query, { variables, ...asGraphql }))).toEqual(
      refusal(400, 'LIMIT_EXCEEDED', message),
    )
    expect(asked).toEqual([])
  })

  it('what is left out by a directive does not count', async () => {
    const query = `query ($no: Boolean!) { stats { papers } ${LISTS('100').replace('{', '@include(if: $no) {')} }`
    expect(await readAnswer(await server.post(query, { variables: { no: false } }))).toEqual({
      errors: [],
      data: { stats: { papers: 30 } },
    })
    expect((await readAnswer(await server.post(query, { variables: { no: true } }))).errors).toHaveLength(1)
  })

  it('fragments that contain each other many times over are counted in no time', async () => {
    const spread = (i: number) => `fragment f${i} on Query { ${`...f${i + 1} `.repeat(40)} }`
    const query = `{ ...f0 } ${[0, 1, 2, 3, 4].map(spread).join(' ')} fragment f5 on Query { papers { nodes { id } } }`
    const began = performance.now()
    const response = await server.post(query)
    expect(await readAnswer(response)).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] })
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('batches are refused', async () => {
    const body = JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }])
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })
    expect(await readRefusal(response)).toEqual(
      refusal(400, 'BAD_REQUEST', /^Batching is not supported\. Send one operation a request\.$/),
    )
  })

  it('bodies beyond 100 KB are refused, declared or not', async () => {
    const body = JSON.stringify({ query: '{ __typename }', extensions: { x: 'x'.repeat(100_000) } })
    const headers = { 'content-type': 'application/json' }
    const declared = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })
    expect(await readRefusal(declared)).toEqual(
      refusal(413, 'LIMIT_EXCEEDED', /^A request body may have 100000 bytes at most\.$/),
    )
    expect(await postEndlessly(`${server.url}/graphql`)).toBe(413)
    expect((await server.post('{ __typename }')).status).toBe(200)
  })

  it('packed bodies are refused', async () => {
    const body = gzipSync(JSON.stringify({ query: '{ __typename }' }))
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })
    expect(await readRefusal(response)).toEqual(refusal(415, 'UNSUPPORTED_MEDIA_TYPE', /Content-Encoding/))
  })

  it.each([
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe]), /^The request body is not UTF-8\.$/],
    ['no JSON', '{ "query": ', /^POST body sent invalid JSON\. Send an object with `query`/],
    ['nothing', '', /^POST body sent invalid JSON\. Send an object with `query`/],
    ['no object', '"{ __typename }"', /^POST body is expected to be object but received string$/],
    ['null', 'null', /^POST body is expected to be object but received null$/],
    ['a query that is no text', '{ "query": 1 }', /^Expected "query" param to be a string/],
    [
      'a very deep list',
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      /^Batching is not supported\. Send one operation a request\.$/,
    ],
  ])('a body with %s is a bad request', async (_, body, message) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })
    expect(await readRefusal(response)).toEqual(refusal(400, 'BAD_REQUEST', message))
  })

  it('a long Accept header is refused, not answered with a longer one', async () => {
    const response = await server.post('{ __typename }', { headers: { accept: 'a/b,'.repeat(300) } })
    expect(await readRefusal(response)).toEqual(refusal(406, 'NOT_ACCEPTABLE', /1000 characters/))
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'what a form of another site could send is refused: %s',
    async (type) => {
      const body = type.startsWith('application') ? 'query=%7B__typename%7D' : '{ "query": "{ __typename }" }'
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body })
      expect(await readRefusal(response)).toEqual(refusal(403, 'FORBIDDEN', /CSRF/))
    },
  )

  it('GET from another site is refused', async () => {
    const url = `${server.url}/graphql?query=%7B__typename%7D`
    expect(await readRefusal(await fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } }))).toEqual(
      refusal(403, 'FORBIDDEN', /other sites/),
    )
    expect((await fetch(url, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200)
  })

  it('no more than ten errors come back', async () => {
    const query = `{ ${Array.from({ length: 25 }, (_, i) => `nope${i}`).join(' ')} }`
    expect((await readAnswer(await server.post(query))).errors).toHaveLength(10)
  })

  it('a slow store is not waited for', async () => {
    const slow = new Proxy(store, {
      get: (target, name): unknown => (name === 'stats' ? () => new Promise(() => {}) : Reflect.get(target, name)),
    })
    const client = createClient(slow, { limits: { queryMs: 50 } })
    const { errors } = await client.ask('{ stats { papers } }')
    expect(errors).toMatchObject([
      {
        message: 'The graph took too long to answer. Ask for less, or try again later.',
        extensions: { code: 'TIMEOUT' },
      },
    ])
  })

  it('what was asked of the store is given up at the deadline, and when the client goes', async () => {
    const signals: AbortSignal[] = []
    const waiting = new Proxy(store, {
      get(target, name): unknown {
        if (name !== 'stats') return Reflect.get(target, name)
        return () => {
          const signal = unwantedSignal()
          if (signal !== undefined) signals.push(signal)
          return new Promise(() => {})
        }
      },
    })
    await using hasty = await runServer(waiting, { limits: { queryMs: 300 } })
    await hasty.post('{ stats { papers } }')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    await using patient = await runServer(waiting, { limits: { queryMs: 60_000, closeMs: 100 } })
    const leaving = new AbortController()
    const url = `${patient.url}/graphql?query=${encodeURIComponent('{ stats { papers } }')}`
    const left = fetch(url, { signal: leaving.signal }).catch(() => 'left')
    await expect.poll(() => signals.map(({ aborted }) => aborted)).toEqual([true, false])
    leaving.abort()
    expect(await left).toBe('left')
    await expect.poll(() => signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('half a request is not waited for', async () => {
    await using impatient = await runServer(store, { limits: { requestMs: 300, headersMs: 200 } })
    const began = performance.now()
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': '50' }
      const half = request(`${impatient.url}/graphql`, { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      half.on('error', reject)
      half.write('{ "query"')
    })
    expect(status).toBe(408)
    expect(performance.now() - began).toBeLessThan(5000)
  })

  describe('in production', () => {
    const client = () => createClient(store, { production: true })

    it.each([
      '{ __schema { types { name } } }',
      '{ a: __schema { types { name } } }',
      '{ ...F } fragment F on Query { __type(name: "Paper") { name } }',
    ])('the schema is not told: %s', async (query) => {
      const { data, errors } = await client().ask(query)
      expect(data).toBeNull()
      expect(errors[0]?.message).toMatch(/introspection has been disabled/)
    })

    it.each([
      ['{ paperz { nodes { id } } }', {}],
      ['{ papers(frst: 1) { nodes { id } } }', {}],
      ['{ entities(kinds: [CONCEPTS]) { nodes { id } } }', {}],
      ['{ search(query: "x") { nodes { title } } }', {}],
      ['query ($kinds: [EntityKind!]) { entities(kinds: $kinds) { nodes { id } } }', { kinds: ['CONCEPTZ'] }],
    ])('no suggestion helps to guess it: %s', async (query, variables) => {
      const { errors } = await client().ask(query, variables)
      expect(errors.length).toBeGreaterThan(0)
      expect(JSON.stringify(errors)).not.toMatch(/did you mean/i)
      const { errors: helpful } = await createClient(store).ask(query, variables)
      expect(JSON.stringify(helpful)).toMatch(/did you mean/i)
    })
  })

  it('a variable of the wrong form is named', async () => {
    const { errors } = await readAnswer(
      await server.post('query ($n: Int!) { papers(first: $n) { totalCount } }', { variables: { n: 'x' } }),
    )
    expect(errors).toMatchObject([{ message: expect.stringContaining('"$n"'), extensions: { code: 'BAD_USER_INPUT' } }])
  })
})

function deepFragments(): string {
  const fragments = Array.from({ length: 16 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} }`)
  return `{ ...f0 } ${fragments.join(' ')} fragment f16 on Query { stats { papers } }`
}

/** Posts without end and without saying how much; the status that ends it. */
function postEndlessly(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    let isAnswered = false
    const endless = request(url, { method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
      isAnswered = true
      response.resume()
      resolve(response.statusCode)
    })
    endless.on('error', (error) => {
      if (!isAnswered) reject(error)
    })
    const write = () => {
      if (isAnswered || endless.destroyed) endless.destroy()
      else endless.write(' '.repeat(10_000), () => setImmediate(write))
    }
    write()
  })
}
