// Jobs of the API on a real file, each in a thread of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SpanStatusCode } from '@opentelemetry/api'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createIngestor } from '../../../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../../../src/cli/jobs/job.ts'
import { traced } from '../../../../src/cli/jobs/traced.ts'
import { runInThread } from '../../../../src/cli/jobs/job-thread.ts'
import { ConflictError, NotFoundError, SourceError, StoreUnavailableError } from '../../../../src/graph/errors.ts'
import type { RunProgress } from '../../../../src/graph/jobs.ts'
import { openSqlite } from '../../../../src/stores/sqlite/index.ts'
import { recordTraces } from '../../../support/traces.ts'

const log = pino({ level: 'silent' })
const papers = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      title: `Sparse attention in model ${i}`,
      abstract: `We propose sparse attention number ${i}. Language models with sparse attention are fast. Dense attention is slow.`,
    }),
  ).join('\n')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperloom-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function open() {
  const path = join(folder, 'graph.db')
  const store = await openSqlite(path)
  const ingestor = createIngestor({ store, runJob: runInThread({ url: `sqlite:${path}` }), log })
  return {
    store,
    ingestor,
    async [Symbol.asyncDispose]() {
      await ingestor[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

describe('ingestion for the API', { timeout: 60_000 }, () => {
  test('answers a run at once, tells how far it is, and ends', async () => {
    await using opened = await open()
    const { store, ingestor } = opened
    const run = await ingestor.start({ source: 'inline', text: papers(200), key: null })
    expect(run).toMatchObject({ id: 'run:1', status: 'RUNNING', sources: ['inline'] })
    const states = await Array.fromAsync(ingestor.progress(run.id))
    expect(states.at(-1)).toMatchObject({ run: { status: 'SUCCEEDED', counters: { papersAdded: 200 } }, stage: null })
    expect(states.map(({ stage }) => stage)).toContain('derive')
    expect((await store.stats()).papers).toBe(200)
    // Of a run that is over, there is only how it ended.
    expect(await Array.fromAsync(ingestor.progress(run.id))).toEqual([states.at(-1)])
    await expect(Array.fromAsync(ingestor.progress('run:9'))).rejects.toThrow(NotFoundError)
  })

  test('a run in a thread has its calls of the store in its trace', async () => {
    using traces = recordTraces()
    const address = { url: `sqlite:${join(folder, 'traced.db')}` }
    const job = { input: { source: 'inline', text: papers(3) }, removes: [], key: null }
    const began = Date.now()
    const run = traced(runInThread(address))(job, new AbortController().signal)
    expect((await Array.fromAsync(run)).at(-1)?.type).toBe('summary')
    expect(traces.under('ingest read')).toContain('store beginRun')
    expect(traces.under('ingest derive')).toContain('store replaceDerived')
    const calls = traces.spans().filter(({ name }) => name.startsWith('store '))
    for (const { attributes, startTime, duration } of calls) {
      expect(attributes['db.system.name']).toBe('sqlite')
      expect(startTime[0] * 1_000 + startTime[1] / 1e6).toBeGreaterThanOrEqual(began - 50)
      expect(duration[0]).toBeGreaterThanOrEqual(0)
      expect(duration[0]).toBeLessThan(60)
    }
    traces.clear()
    await expect(
      Array.fromAsync(traced(runInThread({ url: `sqlite:${folder}` }))(job, new AbortController().signal)),
    ).rejects.toThrow(StoreUnavailableError)
    const failed = traces.spans().map(({ name, status, attributes }) => [name, status.code, attributes['error.type']])
    expect(failed).toContainEqual(['ingest', SpanStatusCode.ERROR, 'StoreUnavailableError'])
  })

  test('a key stands for one run, and for one text', async () => {
    await using opened = await open()
    const { ingestor } = opened
    const request = { source: 'inline', text: papers(2), key: 'k1' }
    const run = await ingestor.start(request)
    expect((await ingestor.start(request)).id).toBe(run.id)
    await Array.fromAsync(ingestor.progress(run.id))
    expect(await ingestor.start(request)).toMatchObject({ id: run.id, status: 'SUCCEEDED' })
    await expect(ingestor.start({ ...request, text: papers(3) })).rejects.toThrow(ConflictError)
  })

  test('one run at a time; cancelled where the next one can go on', async () => {
    await using opened = await open()
    const { store, ingestor } = opened
    const run = await ingestor.start({ source: 'inline', text: papers(2_000), key: null })
    await expect(ingestor.start({ source: 'other', text: papers(1), key: null })).rejects.toThrow(ConflictError)
    const states: RunProgress[] = []
    for await (const state of ingestor.progress(run.id)) {
      states.push(state)
      if (state.done > 0) break
    }
    expect(await ingestor.cancel(run.id)).toMatchObject({ id: run.id, status: 'CANCELLED' })
    const { papers: done } = await store.stats()
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(2_000)
    await expect(ingestor.cancel(run.id)).rejects.toThrow(/ended already, as CANCELLED/)
    await expect(ingestor.cancel('run:9')).rejects.toThrow(NotFoundError)
    const again = await ingestor.start({ source: 'inline', text: papers(2_000), key: null })
    await Array.fromAsync(ingestor.progress(again.id))
    expect((await store.stats()).papers).toBe(2_000)
  })

  test('a source goes with what it alone spoke of', async () => {
    await using opened = await open()
    const { store, ingestor } = opened
    await Array.fromAsync(ingestor.progress((await ingestor.start({ source: 'a', text: papers(3), key: null })).id))
    const preview = await ingestor.previewRemoval('a')
    const { entities } = await store.stats()
    expect(preview).toMatchObject({ papers: 3, entities })
    await Array.fromAsync(ingestor.progress((await ingestor.remove('a')).id))
    expect(await store.stats()).toMatchObject({ papers: 0, entities: 0, edges: 0 })
  })

  test('a text of no known form is refused, and the next one taken', async () => {
    await using opened = await open()
    const { store, ingestor } = opened
    await expect(ingestor.start({ source: 'x', text: '[1, 2]', key: null })).rejects.toThrow(SourceError)
    expect(await store.lastRun()).toBeNull()
    const run = await ingestor.start({ source: 'x', text: papers(1), key: null })
    await Array.fromAsync(ingestor.progress(run.id))
  })

  test('whoever watches the graph hears of every run that ends', async () => {
    await using store = await openSqlite(':memory:')
    await using ingestor = createIngestor({ store, runJob: runOn(store), log })
    const changes = ingestor.changes()[Symbol.asyncIterator]()
    const first = changes.next()
    const run = await ingestor.start({ source: 'x', text: papers(1), key: null })
    let change = await first
    while (change.done !== true && change.value.run?.status !== 'SUCCEEDED') change = await changes.next()
    expect(change.value).toMatchObject({ run: { id: run.id } })
    await changes.return?.()
    expect(await changes.next()).toEqual({ done: true, value: undefined })
  })
})
