// Figures for Prometheus: what was asked shows up in them, and nothing of what a client chose.
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIngestor } from '../../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../../src/cli/jobs/job.ts'
import { StoreUnavailableError } from '../../../src/graph/errors.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { createMetrics } from '../../../src/server/observe/metrics.ts'
import { observeStore } from '../../../src/server/observe/observed-store.ts'
import { currentEngine } from '../../support/engines.ts'
import { seedGraph } from '../seed.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

/** The samples of a scrape, by name and labels as they are written. */
async function scrape({ url }: TestServer, headers: Record<string, string> = {}): Promise<Map<string, number>> {
  const response = await fetch(`${url}/metrics`, { headers })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

/** A server that counts, over a store that is watched as in the product. */
function runCounted(store: GraphStore, options: Parameters<typeof runServer>[1] = {}): Promise<TestServer> {
  const metrics = createMetrics()
  return runServer(observeStore(store, [metrics.observeStoreCall]), { metrics, ...options })
}

describe('metrics', () => {
  let store: GraphStore
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await seedGraph(store)
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  it('count operations by type and by the code of their first error, with time and cost', async () => {
    await using server = await runCounted(store)
    await server.post('query Named { papers(first: 5) { nodes { title } } }')
    await server.post('{ nothing }')
    await server.post(
      '{ papers(first: 100) { nodes { entities(first: 100) { nodes { papers(first: 100) { nodes { id } } } } } } }',
    )
    await server.post('{ {')
    const figures = await scrape(server)
    expect(figures.get('paperloom_operations_total{type="query",code="OK"}')).toBe(1)
    expect(figures.get('paperloom_operations_total{type="query",code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1)
    expect(figures.get('paperloom_operations_total{type="query",code="LIMIT_EXCEEDED"}')).toBe(1)
    expect(figures.get('paperloom_operations_total{type="none",code="GRAPHQL_PARSE_FAILED"}')).toBe(1)
    expect(figures.get('paperloom_operation_duration_seconds_count{type="query"}')).toBe(3)
    expect(figures.get('paperloom_operation_cost_bucket{le="10",type="query"}')).toBe(2)
    expect(figures.get('paperloom_operation_cost_bucket{le="50000",type="query"}')).toBe(2)
    expect(figures.get('paperloom_operation_cost_bucket{le="+Inf",type="query"}')).toBe(3)
    expect(figures.get('paperloom_http_requests_total{route="/graphql",method="POST",status="200"}')).toBeGreaterThan(0)
  })

  it('time calls of the store by method, and count those that fail', async () => {
    const broken = { ...store, listTopics: () => Promise.reject(new StoreUnavailableError('away')) }
    await using server = await runCounted(broken)
    await server.post('{ papers { nodes { concepts(first: 2) { nodes { name } } } } }')
    await server.post('{ topics { nodes { id } } }')
    const figures = await scrape(server)
    for (const method of ['listPapers', 'entitiesOfPapers', 'listTopics']) {
      expect(figures.get(`paperloom_store_call_duration_seconds_count{method="${method}"}`)).toBe(1)
    }
    expect(figures.get('paperloom_store_failures_total{method="listTopics"}')).toBe(1)
    expect(figures.has('paperloom_store_failures_total{method="listPapers"}')).toBe(false)
  })

  it('tell of the graph, its ingestions and the process', async () => {
    await using server = await runCounted(store)
    const figures = await scrape(server)
    expect(figures.get('paperloom_store_up')).toBe(1)
    expect(figures.get('paperloom_papers')).toBe(30)
    expect(figures.get('paperloom_entities{kind="CONCEPT"}')).toBeGreaterThan(0)
    expect(figures.get('paperloom_recent_runs{status="SUCCEEDED"}')).toBe(1)
    expect(figures.get('paperloom_recent_runs{status="RUNNING"}')).toBe(0)
    expect(figures.get('paperloom_last_run_papers{outcome="added"}')).toBe(30)
    expect(figures.get('paperloom_open_subscriptions')).toBe(0)
    expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(1e6)
  })

  it('are answered when the store is away, without its figures', async () => {
    await using server = await runCounted({ ...store, stats: () => Promise.reject(new StoreUnavailableError('away')) })
    const figures = await scrape(server)
    expect(figures.get('paperloom_store_up')).toBe(0)
    expect([...figures.keys()].filter((name) => /^paperloom_(?:papers|entities|recent|last)/.test(name))).toEqual([])
  })

  it('count subscriptions while they are open', async () => {
    const log = pino({ level: 'silent' })
    await using ingestor = createIngestor({ store, runJob: runOn(store), log })
    await using server = await runCounted(store, { services: { ingestor } })
    const open = async () => (await scrape(server)).get('paperloom_open_subscriptions')
    const leaving = new AbortController()
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription Live { graphChanged { curations } }' }),
      signal: leaving.signal,
    })
    expect(await open()).toBe(1)
    expect((await scrape(server)).get('paperloom_operations_total{type="subscription",code="OK"}')).toBe(1)
    expect(server.log.filter(({ msg }) => msg === 'operation')).toEqual([
      expect.objectContaining({ type: 'subscription', name: 'Live', codes: [] }),
    ])
    leaving.abort()
    await expect.poll(open).toBe(0)
  })

  it('have no label that a client chose', async () => {
    await using server = await runCounted(store)
    await server.post('query canaryName($canaryVariable: String) { canaryField: __typename canaryMissing }')
    await fetch(`${server.url}/canaryPath?canary=1`, { method: 'POST', headers: { 'x-request-id': 'canaryId' } })
    await fetch(`${server.url}/graphql`, { method: 'PROPFIND' })
    const figures = await scrape(server)
    expect([...figures.keys()].join('\n')).not.toContain('canary')
    expect(figures.get('paperloom_http_requests_total{route="other",method="POST",status="404"}')).toBe(1)
    expect(figures.get('paperloom_http_requests_total{route="/graphql",method="other",status="405"}')).toBe(1)
  })

  it('are there only where they were asked for, and for those who may read', async () => {
    await using silent = await runServer(store)
    expect((await fetch(`${silent.url}/metrics`)).status).toBe(404)
    await using closed = await runCounted(store, { access: { anonymousRead: false, localWrite: false } })
    expect((await fetch(`${closed.url}/metrics`)).status).toBe(401)
  })
})

describe('the log', () => {
  it('has one line for each operation: what it was and what came of it, without its variables', async () => {
    await using store = await currentEngine().openEmpty()
    await using server = await runServer(store)
    const variables = { name: 'canary' }
    const query = 'query ByName($name: String!) { entity(name: $name) { name } }'
    await server.post(query, { variables, headers: { 'x-request-id': 'one' } })
    await server.post('query Wrong { nothing canary }', { headers: { 'x-request-id': 'two' } })
    const lineOf = (id: string) => server.log.filter(({ msg, requestId }) => msg === 'operation' && requestId === id)
    expect(lineOf('one')).toEqual([
      expect.objectContaining({ type: 'query', name: 'ByName', cost: 1, codes: [], milliseconds: expect.any(Number) }),
    ])
    expect(lineOf('two')).toEqual([
      expect.objectContaining({ name: 'Wrong', cost: 1, codes: ['GRAPHQL_VALIDATION_FAILED'] }),
    ])
    expect(JSON.stringify(server.log)).not.toContain('canary')
  })
})
