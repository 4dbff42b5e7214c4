// Pages of other sites: none may ask, unless a setting names theirs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

const FRIEND = 'https://app.example'

describe('other sites', () => {
  let store: GraphStore
  let server: TestServer
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    server = await runServer(store, { access: { corsOrigins: [FRIEND], anonymousRead: false } })
  })
  afterAll(async () => {
    await server.close()
    await store[Symbol.asyncDispose]()
  })

  const preflight = (origin: string) =>
    fetch(`${server.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    })
  const granted = ({ headers }: Response) =>
    [...headers].filter(([name]) => name.startsWith('access-control')).map(([, value]) => value)

  it('one that is named may ask, and read even a refusal', async () => {
    const before = await preflight(FRIEND)
    expect(before.status).toBe(204)
    expect(before.headers.get('access-control-allow-origin')).toBe(FRIEND)
    expect(before.headers.get('access-control-allow-methods')).toBe('GET, POST')
    expect(before.headers.get('access-control-allow-headers')).toContain('authorization')
    expect(before.headers.get('access-control-allow-credentials')).toBeNull()
    const refused = await server.post('{ __typename }', { headers: { origin: FRIEND } })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('access-control-allow-origin')).toBe(FRIEND)
    expect(refused.headers.get('vary')).toContain('origin')
    const headers = { 'sec-fetch-site': 'cross-site', origin: FRIEND }
    await using open = await runServer(store, { access: { corsOrigins: [FRIEND] } })
    expect((await fetch(`${open.url}/graphql?query=%7B__typename%7D`, { headers })).status).toBe(200)
  })

  it.each([
    'https://elsewhere.example',
    'https://app.example.evil.example',
    'http://app.example',
    'null',
    `${FRIEND}:8443`,
  ])('%s may not', async (origin) => {
    const before = await preflight(origin)
    expect([before.status, granted(before)]).toEqual([405, []])
    const asked = await server.post('{ __typename }', { headers: { origin } })
    expect(granted(asked)).toEqual([])
  })
})
