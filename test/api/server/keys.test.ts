// Keys: who has one is known by it, who has none may read where that is allowed, and a wrong one is never taken for none.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Scope } from '../../../src/graph/actor.ts'
import { StoreUnavailableError } from '../../../src/graph/errors.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { createApiKey } from '../../../src/server/auth/api-key.ts'
import { currentEngine } from '../../support/engines.ts'
import { readAnswer } from '../client.ts'
import { runServer, watchActors } from './running.ts'
import type { TestServer } from './running.ts'

const QUERY = '{ stats { papers } }'
const bearer = (text: string) => ({ headers: { authorization: `Bearer ${text}` } })

describe('keys', () => {
  let store: GraphStore
  let open: TestServer
  let closed: TestServer
  const { actors, plugin: watch } = watchActors()
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    open = await runServer(store, { production: true, plugins: [watch] })
    closed = await runServer(store, { production: true, plugins: [watch], access: { anonymousRead: false } })
  })
  afterAll(async () => {
    await open.close()
    await closed.close()
    await store[Symbol.asyncDispose]()
  })
  beforeEach(() => {
    actors.length = 0
  })

  async function makeKey(scopes: readonly Scope[], { lifetime = null, now = new Date() }: KeyOptions = {}) {
    const { key, text } = createApiKey({ name: 'a program', scopes, lifetime }, now)
    await store.addKey(key)
    return { id: key.id, text }
  }
  interface KeyOptions {
    readonly lifetime?: number | null
    readonly now?: Date
  }

  async function outcomeOf(response: Response) {
    const { data, errors } = await readAnswer(response)
    const authenticate = response.headers.get('www-authenticate')
    return { status: response.status, data, code: errors[0]?.extensions.code, authenticate }
  }
  const unaccepted = {
    status: 401,
    data: null,
    code: 'UNAUTHENTICATED',
    authenticate: 'Bearer realm="paperloom", error="invalid_token"',
  }

  it('says who asks, with which scopes', async () => {
    const { text } = await makeKey(['read', 'write'])
    for (const server of [open, closed]) expect((await server.post(QUERY, bearer(text))).status).toBe(200)
    const actor = { name: 'a program', scopes: ['read', 'write'] }
    expect(actors).toEqual([actor, actor])
  })

  it('nobody in particular may read, unless that is switched off', async () => {
    expect((await open.post(QUERY)).status).toBe(200)
    expect(actors).toEqual([null])
    expect(await outcomeOf(await closed.post(QUERY))).toEqual({
      ...unaccepted,
      authenticate: 'Bearer realm="paperloom"',
    })
    expect(actors).toHaveLength(1)
    expect((await fetch(`${closed.url}/health`)).status).toBe(200)
    expect((await fetch(`${closed.url}/ready`)).status).toBe(200)
  })

  it('a key without a scope may not read where that needs one', async () => {
    const { text } = await makeKey([])
    expect(await outcomeOf(await closed.post(QUERY, bearer(text)))).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    expect((await open.post(QUERY, bearer(text))).status).toBe(200)
  })

  it.each([
    ['no key', 'x'],
    ['an unknown key', `plk_000000000000_${'A'.repeat(43)}`],
    ['another scheme', null],
    ['a token where none are taken', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.'],
    ['nothing', ''],
    ['a very long one', 'x'.repeat(10_000)],
  ])('%s is not accepted', async (_, text) => {
    const headers = { authorization: text === null ? 'Basic YTpi' : `Bearer ${text}` }
    expect(await outcomeOf(await open.post(QUERY, { headers }))).toEqual(unaccepted)
    expect(actors).toEqual([])
  })

  it('every letter of a key counts', async () => {
    const { text } = await makeKey(['read'])
    const other = (letter: string) => (letter === 'A' ? 'B' : 'A')
    for (const at of [17, 18, 40, text.length - 1]) {
      const wrong = `${text.slice(0, at)}${other(text[at] ?? '')}${text.slice(at + 1)}`
      if (wrong === text) continue
      expect(await outcomeOf(await open.post(QUERY, bearer(wrong)))).toEqual(unaccepted)
    }
    expect(await outcomeOf(await open.post(QUERY, bearer(`${text}A`)))).toEqual(unaccepted)
    expect(await outcomeOf(await open.post(QUERY, bearer(text.toUpperCase())))).toEqual(unaccepted)
  })

  it('is not accepted any more once it is revoked, by whichever server', async () => {
    const { id, text } = await makeKey(['read'])
    expect((await open.post(QUERY, bearer(text))).status).toBe(200)
    await store.revokeKey(id, new Date().toISOString())
    expect(await outcomeOf(await open.post(QUERY, bearer(text)))).toEqual(unaccepted)
    expect(await outcomeOf(await closed.post(QUERY, bearer(text)))).toEqual(unaccepted)
  })

  it('is not accepted when its time is over', async () => {
    const { text } = await makeKey(['read'], { lifetime: 1000, now: new Date(Date.now() - 2000) })
    expect(await outcomeOf(await open.post(QUERY, bearer(text)))).toEqual(unaccepted)
    const soon = await makeKey(['read'], { lifetime: 60_000 })
    expect((await open.post(QUERY, bearer(soon.text))).status).toBe(200)
  })

  it('is kept as a digest, and said by nobody', async () => {
    const { id, text } = await makeKey(['admin'])
    await open.post(QUERY, bearer(text))
    await open.post(QUERY, bearer(`${text}x`))
    const kept = JSON.stringify(await store.keyById(id))
    const secret = text.slice(text.indexOf(id) + id.length + 1)
    expect(kept).toContain(id)
    expect(kept).not.toContain(secret)
    expect(JSON.stringify(open.log)).not.toContain(secret)
  })

  it('a store that is away is no wrong key', async () => {
    const broken = new Proxy(store, {
      get: (target, name): unknown =>
        name === 'keyById'
          ? () => Promise.reject(new StoreUnavailableError('bolt://secret'))
          : Reflect.get(target, name),
    })
    await using server = await runServer(broken, { production: true })
    const { text } = await makeKey(['read'])
    const response = await server.post(QUERY, bearer(text))
    expect(await response.clone().text()).not.toContain('secret')
    expect(await outcomeOf(response)).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' })
  })

  it('this machine needs none while one develops, and may write', async () => {
    await using server = await runServer(store, { plugins: [watch] })
    await server.post(QUERY)
    await server.post(QUERY, { headers: { 'x-forwarded-for': '192.0.2.1' } })
    await server.post(QUERY, { headers: { origin: 'https://elsewhere.example' } })
    expect(actors).toEqual([{ name: 'local', scopes: ['read', 'write', 'admin'] }, null, null])
    expect(await outcomeOf(await server.post(QUERY, bearer('wrong')))).toEqual(unaccepted)
  })
})
