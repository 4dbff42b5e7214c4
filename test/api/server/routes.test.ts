// The server from outside: what is where, what every answer carries, and the page to try queries on.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstPage } from '../../../src/graph/page.ts'
import { EMPTY_PATCH, reversePatch } from '../../../src/graph/patch.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { readAnswer } from '../client.ts'
import { seedGraph } from '../seed.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

describe('routes', () => {
  let store: GraphStore
  let server: TestServer
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await seedGraph(store)
    server = await runServer(store)
  })
  afterAll(async () => {
    await server.close()
    await store[Symbol.asyncDispose]()
  })

  it('answers queries by POST and by GET', async () => {
    const post = await server.post('{ papers(first: 1) { totalCount } }')
    expect(post.status).toBe(200)
    expect(await post.json()).toMatchObject({ data: { papers: { totalCount: 30 } } })
    const get = await fetch(`${server.url}/graphql?query=${encodeURIComponent('{ stats { papers } }')}`)
    expect(await get.json()).toMatchObject({ data: { stats: { papers: 30 } } })
  })

  it('takes an address that begins with two slashes for a path, no host', async () => {
    const { pathname } = new URL(server.url)
    expect(pathname).toBe('/')
    for (const path of ['//graphql', '///example.org/graphql', '//health']) {
      const response = await fetch(`${server.url}${path}?query=%7B__typename%7D`, { redirect: 'manual' })
      expect(response.status).toBe(404)
    }
  })

  it.each(['variables=%7B', 'variables=x', 'extensions=%7B', 'variables=%5B%5D', 'variables=1'])(
    'what stands in an address and cannot be read is a bad request: %s',
    async (part) => {
      const response = await fetch(`${server.url}/graphql?query=%7B__typename%7D&${part}`)
      const { errors } = await readAnswer(response)
      expect(response.status).toBe(400)
      expect(errors).toMatchObject([
        { message: expect.stringContaining('object'), extensions: { code: 'BAD_REQUEST' } },
      ])
    },
  )

  it('so it is in a form, from those who may send one', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-paperloom-csrf': '1' },
      body: 'query=%7B__typename%7D&variables=%7B',
    })
    expect(response.status).toBe(400)
    expect((await readAnswer(response)).errors[0]?.extensions.code).toBe('BAD_REQUEST')
  })

  it('an answer without data is no success, where the media type can say so', async () => {
    const query = 'query ($n: Int!) { papers(first: $n) { totalCount } }'
    const statusOf = async (accept: string) =>
      (await server.post(query, { variables: { n: 'x' }, headers: { accept } })).status
    expect(await statusOf('application/graphql-response+json')).toBe(400)
    expect(await statusOf('application/json')).toBe(200)
  })

  it('a refused Accept header is told what would do', async () => {
    const response = await server.post('{ __typename }', { headers: { accept: 'text/html' } })
    expect(response.status).toBe(406)
    expect((await readAnswer(response)).errors[0]?.message).toMatch(/application\/json.*text\/event-stream/)
  })

  it('leads from the root to the API', async () => {
    const response = await fetch(`${server.url}/`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql'])
  })

  it('is healthy and ready, in empty words', async () => {
    for (const path of ['/health', '/ready']) {
      const response = await fetch(`${server.url}${path}`)
      expect([response.status, await response.text()]).toEqual([200, ''])
    }
  })

  it.each(['/nothing', '/graphql/x', '/../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/health/x'])(
    '%s is not there',
    async (path) => {
      const response = await fetch(`${server.url}${path}`)
      expect(response.status).toBe(404)
      expect((await readAnswer(response)).errors[0]?.extensions).toEqual({ code: 'NOT_FOUND' })
    },
  )

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not a way to ask', async (method) => {
    const response = await fetch(`${server.url}/graphql`, { method, headers: { origin: 'https://elsewhere.example' } })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, POST')
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('opens nothing to other sites', async () => {
    const response = await server.post('{ __typename }', { headers: { origin: 'https://elsewhere.example' } })
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it.each(['/', '/health', '/ready', '/graphql', '/nothing'])('%s carries the security headers', async (path) => {
    const { headers } = await fetch(`${server.url}${path}`, { redirect: 'manual' })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('names each request, by the name it was given where that is harmless', async () => {
    const idOf = async (given: string) =>
      (await fetch(`${server.url}/nothing`, { headers: { 'x-request-id': given } })).headers.get('x-request-id')
    expect(await idOf('abc-123')).toBe('abc-123')
    expect(await idOf('abc 123<script>')).toMatch(/^[\da-f-]{36}$/)
    await expect
      .poll(() => server.log)
      .toContainEqual(
        expect.objectContaining({ requestId: 'abc-123', method: 'GET', path: '/nothing', status: 404, aborted: false }),
      )
  })

  it('logs no query string', async () => {
    await fetch(`${server.url}/graphql?query=%7B__typename%7D&secret=canary`)
    await expect.poll(() => server.log.some(({ path }) => path === '/graphql')).toBe(true)
    expect(JSON.stringify(server.log)).not.toContain('canary')
  })

  describe('the explorer page', () => {
    const open = (headers: Record<string, string> = {}) =>
      fetch(`${server.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml', ...headers } })

    it('loads nothing from anywhere', async () => {
      const response = await open()
      const html = await response.text()
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      const outsideOfScripts = html.replace(/<script>[\s\S]*?<\/script>/g, '').replace(/<style>[\s\S]*?<\/style>/g, '')
      expect(outsideOfScripts).not.toMatch(/(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i)
      expect(outsideOfScripts).not.toMatch(/<script/i)
      const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style).join('')
      expect(styles).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//i)
      expect(styles).not.toMatch(/@import/i)
    })

    it('lets a browser run its own scripts and no others', async () => {
      const response = await open()
      const policy = response.headers.get('content-security-policy') ?? ''
      const scripts = [...(await response.text()).matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
        ([, script = '']) => script,
      )
      expect(scripts.length).toBeGreaterThan(0)
      const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
      expect(policy).toContain(`script-src ${hashes.join(' ')};`)
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/https?:|unsafe-eval|\*/)
    })

    it('takes names of the graph for data, also such as end a script and begin another', async () => {
      const scriptsOf = (html: string) => html.match(/<script>/g)?.length
      const usual = scriptsOf(await (await open()).text())
      const [first] = (await store.listEntities({ kinds: ['CONCEPT'] }, firstPage(1))).rows
      if (first === undefined) throw new Error('There is no entity.')
      const name = '</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)>'
      const rename = { ...EMPTY_PATCH, entities: [{ before: first, after: { ...first, name } }] }
      await store.apply(rename)
      const page = await open()
      const html = await page.text()
      const found = ['script>alert(1)', '<script>alert(1)', '<img src=x'].map((text) => html.includes(text))
      expect(found).toEqual([true, false, false])
      expect(scriptsOf(html)).toBe(usual)
      const hash = createHash('sha256').update('alert(1)').digest('base64')
      expect(page.headers.get('content-security-policy')).not.toContain(hash)
      await store.apply(reversePatch(rename))
    })

    it('has the examples in its tabs', async () => {
      const html = await (await open()).text()
      for (const name of [
        'PapersAndConcepts',
        'ConceptByName',
        'SharedConcepts',
        'Search',
        'Paths',
        'Around',
        'Topics',
      ]) {
        expect(html).toContain(`query ${name}`)
      }
    })

    it('is not there in production', async () => {
      await using production = await runServer(store, { production: true })
      const response = await fetch(`${production.url}/graphql`, { headers: { accept: 'text/html' } })
      expect(response.headers.get('content-type')).not.toContain('html')
      expect(response.status).toBeGreaterThanOrEqual(400)
    })
  })

  it('says that a port is taken', async () => {
    const port = Number(new URL(server.url).port)
    await expect(runServer(store, { port })).rejects.toMatchObject({ code: 'CONFIG', setting: 'port' })
  })
})

describe('a server whose store is gone', () => {
  it('lives, is not ready, and says nothing of why', async () => {
    const store = await currentEngine().openEmpty()
    await using server = await runServer(store)
    await store[Symbol.asyncDispose]()
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    const ready = await fetch(`${server.url}/ready`)
    expect([ready.status, await ready.text()]).toEqual([503, ''])
    const response = await server.post('{ stats { papers } }')
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: 'The graph cannot be reached at the moment. Try again later.',
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ],
    })
    const page = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('YogaGraphiQL')
  })
})
