// Traces as an SDK of OpenTelemetry gets them: request, operation, calls of the store, each under what asked for it.
import { setTimeout as wait } from 'node:timers/promises'
import { SpanStatusCode, context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { pino } from 'pino'
import { toGlobalId } from '../../../schema/lib/global-id.ts'
import { createIngestor } from '../../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../../src/cli/jobs/job.ts'
import { traced } from '../../../src/cli/jobs/traced.ts'
import { StoreUnavailableError } from '../../../src/graph/errors.ts'
import type { Ingestor } from '../../../src/graph/jobs.ts'
import { firstPage } from '../../../src/graph/page.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { observeStore } from '../../../src/server/observe/observed-store.ts'
import { traceStoreCalls } from '../../../src/server/observe/tracing.ts'
import { currentEngine } from '../../support/engines.ts'
import { seedGraph } from '../seed.ts'
import { runServer } from './running.ts'
import type { TestServer } from './running.ts'

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
const CALLER_ID = 'b7ad6b7169203331'

/** Takes the header of the W3C alone, which is all that matters here. */
const traceparent = {
  inject: () => {},
  fields: () => ['traceparent'],
  extract(...[here, carrier, getter]: Parameters<Parameters<typeof propagation.setGlobalPropagator>[0]['extract']>) {
    const [, traceId = '', spanId = ''] =
      /^00-(\w{32})-(\w{16})-01$/.exec(String(getter.get(carrier, 'traceparent'))) ?? []
    return traceId === '' ? here : trace.setSpanContext(here, { traceId, spanId, traceFlags: 1, isRemote: true })
  },
}

const millisecondsOf = ([seconds, nanoseconds]: ReadableSpan['startTime']) => seconds * 1_000 + nanoseconds / 1e6

describe('traces', () => {
  const exporter = new InMemorySpanExporter()
  let store: GraphStore
  let server: TestServer
  let ingestor: Ingestor & AsyncDisposable
  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    propagation.setGlobalPropagator(traceparent)
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
    store = await currentEngine().openEmpty()
    await seedGraph(store)
    const broken = { ...store, listTopics: () => Promise.reject(new StoreUnavailableError('canary')) }
    const observed = observeStore(broken, [traceStoreCalls(store.engine)])
    ingestor = createIngestor({ store: observed, runJob: traced(runOn(observed)), log: pino({ level: 'silent' }) })
    server = await runServer(observed, { services: { ingestor } })
  })
  beforeEach(() => exporter.reset())
  afterAll(async () => {
    await server.close()
    await ingestor[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
    for (const api of [context, propagation, trace]) api.disable()
  })

  /** The spans so far, each with the name of the span it hangs under. */
  function spans(): readonly { name: string; under: string | null; span: ReadableSpan }[] {
    const finished = exporter.getFinishedSpans()
    const names = new Map(finished.map((span) => [span.spanContext().spanId, span.name]))
    return finished.map((span) => {
      const parent = span.parentSpanContext?.spanId
      return { name: span.name, under: parent === undefined ? null : (names.get(parent) ?? parent), span }
    })
  }

  it('have the calls of the store under the operation, and that under the request', async () => {
    const query =
      'query Nested { papers(first: 3) { nodes { concepts(first: 2) { nodes { papers { totalCount } } } } } }'
    await server.post(query, { headers: { 'x-request-id': 'asked' } })
    // An answer is read before the request that it answers is over.
    await vi.waitFor(() =>
      expect(spans().map(({ name, under }) => [name, under])).toEqual([
        ['store listPapers', 'query'],
        ['store entitiesOfPapers', 'query'],
        ['store listPapers', 'query'],
        ['query', 'POST /graphql'],
        ['POST /graphql', null],
      ]),
    )
    expect(new Set(spans().map(({ span }) => span.spanContext().traceId)).size).toBe(1)
    const [call, , , operation, request] = spans().map(({ span }) => span.attributes)
    expect(call).toEqual({ 'db.system.name': store.engine, 'db.operation.name': 'listPapers' })
    expect(operation).toEqual({ 'graphql.operation.type': 'query', 'graphql.operation.name': 'Nested' })
    expect(request).toMatchObject({ 'http.response.status_code': 200, 'paperloom.request_id': 'asked' })
  })

  it('are kept apart where requests run side by side', async () => {
    await Promise.all([1, 2, 3, 4].map((first) => server.post(`{ papers(first: ${first}) { nodes { title } } }`)))
    const calls = spans().filter(({ name }) => name === 'store listPapers')
    expect(new Set(calls.map(({ span }) => span.spanContext().traceId)).size).toBe(4)
  })

  it('go on where the caller began', async () => {
    await server.post('{ __typename }', { headers: { traceparent: `00-${TRACE_ID}-${CALLER_ID}-01` } })
    await vi.waitFor(() => expect(spans().at(-1)).toMatchObject({ name: 'POST /graphql', under: CALLER_ID }))
    expect(spans().map(({ span }) => span.spanContext().traceId)).toEqual([TRACE_ID, TRACE_ID])
  })

  it('mark what failed by its class, and hold neither messages nor variables', async () => {
    await server.post('query ($name: String!) { entity(name: $name) { id } topics { nodes { id } } }', {
      variables: { name: 'canary' },
    })
    const failed = spans().find(({ name }) => name === 'store listTopics')?.span
    expect(failed?.status.code).toBe(SpanStatusCode.ERROR)
    expect(failed?.attributes['error.type']).toBe('StoreUnavailableError')
    const said = exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => ({ name, attributes, events, status }))
    expect(JSON.stringify(said)).not.toContain('canary')
  })

  it('have a run in a trace of its own, linked to the request that began it', async () => {
    const papers = '[{ title: "Traced attention", abstract: "We propose traced attention for graph neural networks." }]'
    const ask = (query: string) => server.post(query).then((response) => response.json())
    const begun = await ask(`mutation { ingest(input: { papers: ${papers} }) { ... on RunSuccess { run { seq } } } }`)
    await vi.waitFor(() => expect(spans().map(({ name }) => name)).toContain('ingest'), { timeout: 30_000 })
    const all = spans()
    const run = all.find(({ name }) => name === 'ingest')
    const operation = all.find(({ name }) => name === 'mutation')?.span
    expect(run).toMatchObject({ under: null, span: { attributes: { 'paperloom.run.seq': begun.data.ingest.run.seq } } })
    expect(run?.span.links.map((link) => link.context.spanId)).toEqual([operation?.spanContext().spanId])
    const traceId = run?.span.spanContext().traceId
    expect(traceId).not.toBe(operation?.spanContext().traceId)

    const ofRun = all.filter(({ span }) => span.spanContext().traceId === traceId)
    expect(ofRun.filter(({ under }) => under === 'ingest').map(({ name }) => name)).toEqual([
      'ingest read',
      'ingest resolve',
      'ingest write',
      'ingest derive',
    ])
    const calls = ofRun.filter(({ name }) => name.startsWith('store ')).map(({ name, under }) => [name, under])
    expect(calls).toContainEqual(['store beginRun', 'ingest read'])
    expect(calls).toContainEqual(['store apply', 'ingest read'])
    expect(calls).toContainEqual(['store activeCurations', 'ingest resolve'])
    expect(calls).toContainEqual(['store apply', 'ingest write'])
    expect(calls).toContainEqual(['store replaceDerived', 'ingest derive'])
    expect(calls).toContainEqual(['store endRun', 'ingest derive'])
  })

  it('have each event of a subscription in a trace of its own, linked to the operation', async () => {
    const [run] = (await store.listRuns(firstPage(1))).rows
    const query = `subscription Follow { ingestProgress(run: "${toGlobalId(run?.id ?? '')}") { run { papers { totalCount } } } }`
    await (await server.post(query, { headers: { accept: 'text/event-stream' } })).text()
    await vi.waitFor(() => expect(spans().map(({ name }) => name)).toContain('event'))
    const all = spans()
    const event = all.find(({ name }) => name === 'event')
    const operation = all.find(({ name }) => name === 'subscription')?.span
    expect(event).toMatchObject({ under: null, span: { attributes: { 'graphql.operation.name': 'Follow' } } })
    expect(event?.span.links.map((link) => link.context.spanId)).toEqual([operation?.spanContext().spanId])
    expect(all.filter(({ under }) => under === 'event').map(({ name }) => name)).toContain('store listPapers')
  })

  it('have nothing under what has ended', async () => {
    const watch = new AbortController()
    const changes = await fetch(
      `${server.url}/graphql?query=${encodeURIComponent('subscription { graphChanged { curations } }')}`,
      {
        headers: { accept: 'text/event-stream' },
        signal: watch.signal,
      },
    )
    const papers = '[{ title: "Late attention", abstract: "We propose late attention for graph neural networks." }]'
    await server.post(`mutation { ingest(input: { papers: ${papers} }) { __typename } }`)
    // A change is told after the store was asked again and again.
    const told = changes.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (let text = ''; !text.includes('event: next'); text += (await told?.read())?.value ?? '')
      expect(told).toBeDefined()
    watch.abort()
    await vi.waitFor(() => expect(spans().map(({ name }) => name)).toContain('ingest'), { timeout: 30_000 })
    await wait(300)
    // Times are good to a millisecond.
    const late = exporter.getFinishedSpans().filter(({ parentSpanContext, startTime }) => {
      const above = exporter.getFinishedSpans().find((span) => span.spanContext().spanId === parentSpanContext?.spanId)
      return above !== undefined && millisecondsOf(startTime) > millisecondsOf(above.endTime) + 2
    })
    expect(late.map(({ name }) => name)).toEqual([])
  })

  it('leave out the pings of a health check', async () => {
    await fetch(`${server.url}/ready`)
    // Spans of the question before may still end.
    expect(spans().filter(({ name }) => /ready|ping/.test(name))).toEqual([])
  })
})
