// Nothing of the inside gets out: whatever fails, wherever, clients get an id and the log gets the rest.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Plugin } from 'graphql-yoga'
import { StoreCorruptError, StoreUnavailableError } from '../../../src/graph/errors.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { createClient, readAnswer } from '../client.ts'
import { runServer } from './running.ts'

const SECRET = 'SELECT * FROM secret_table at /home/somebody'

function fail(): never {
  throw new Error(SECRET)
}

const HOOKS: readonly (readonly [name: string, plugin: Plugin])[] = [
  ['onRequest', { onRequest: fail }],
  ['onRequestParse', { onRequestParse: fail }],
  ['onParams', { onParams: fail }],
  ['onParse', { onParse: fail }],
  ['onValidate', { onValidate: fail }],
  ['onContextBuilding', { onContextBuilding: fail }],
  ['onExecute', { onExecute: fail }],
  ['onExecutionResult', { onExecutionResult: fail }],
  ['onResultProcess', { onResultProcess: fail }],
  ['onResponse', { onResponse: fail }],
]

describe('masking', () => {
  let store: GraphStore
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  it.each([
    'Error: x at ask (/srv/src/server/yoga.ts:12:3)',
    'no such table: papers',
    'Neo4jError: Invalid input',
    'MATCH (p:Paper) RETURN p',
    'connect ECONNREFUSED 127.0.0.1:7687',
    'TypeError: x is not a function',
    "ENOENT: no such file or directory, open '/home/somebody/graph.db'",
  ])('every answer that a test reads is searched for what none may say: %s', async (message) => {
    const answer = { errors: [{ message, extensions: { code: 'X' } }] }
    await expect(readAnswer(Response.json(answer))).rejects.toThrow('gives away')
    expect((await readAnswer(Response.json(answer), message)).errors).toHaveLength(1)
    const { data } = await readAnswer(Response.json({ data: { explain: { cypher: message } } }))
    expect(data.explain.cypher).toBe(message)
  })

  it.each(HOOKS)('hides what a plugin throws in %s', async (_, plugin) => {
    await using server = await runServer(store, { plugins: [plugin], production: true })
    const response = await server.post('{ stats { papers } }')
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(response.headers.get('content-type')).toContain('json')
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    })
    expect(text).not.toContain('SELECT')
    expect(text).not.toContain('stack')
    expect(JSON.stringify(server.log)).toContain(SECRET)
  })

  function failingWith(store: GraphStore, error: unknown): GraphStore {
    return new Proxy(store, {
      get: (target, name): unknown =>
        name === 'stats' || name === 'ping' ? () => Promise.reject(error) : Reflect.get(target, name),
    })
  }

  it.each([
    ['an error of a driver', new Error(SECRET)],
    ['a damaged store', new StoreCorruptError(SECRET)],
    ['something that is no error', SECRET],
  ])('hides %s behind an id that the log has too', async (_, error) => {
    await using server = await runServer(failingWith(store, error))
    const text = await (await server.post('{ stats { papers } }')).text()
    expect(text).not.toContain('SELECT')
    const { errors } = await readAnswer(new Response(text))
    const [{ message, extensions, path } = { message: '', extensions: { code: '', id: '' }, path: [] }] = errors
    expect(message).toBe('Internal server error')
    expect(path).toEqual(['stats'])
    expect(Object.keys(extensions).toSorted()).toEqual(['code', 'id'])
    const line = server.log.find(({ errorId }) => errorId === extensions['id'])
    expect(JSON.stringify(line)).toContain(SECRET)
    expect(line?.['requestId']).toMatch(/^[\da-f-]{36}$/)
  })

  it('says that the store cannot be reached, without the words of its driver', async () => {
    const lines: string[] = []
    const broken = failingWith(store, new StoreUnavailableError(SECRET))
    const { errors } = await createClient(broken, { onLog: (line) => lines.push(line) }).ask('{ stats { papers } }')
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'The graph cannot be reached at the moment. Try again later.',
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      }),
    ])
    expect(lines.join('')).toContain(SECRET)
  })

  it('is not ready while the store fails, and says nothing of why', async () => {
    await using server = await runServer(failingWith(store, new Error(SECRET)))
    const ready = await fetch(`${server.url}/ready`)
    expect([ready.status, await ready.text()]).toEqual([503, ''])
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
  })

  it('tells nothing of the parser of JSON', async () => {
    await using server = await runServer(store)
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: '{ "query": canary' })
    const text = await response.text()
    expect([response.status, JSON.parse(text)]).toEqual([
      400,
      {
        errors: [
          {
            message:
              'POST body sent invalid JSON. Send an object with `query`, and with `variables` and `operationName` where it needs them.',
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
        extensions: { cost: { cost: 1, nodes: 0, maxNodes: 50_000 } },
      },
    ])
  })
})
