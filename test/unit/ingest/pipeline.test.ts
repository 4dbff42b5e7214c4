// The whole ingestion on a store in memory: what a run leaves, what running again changes, and what an interruption costs.
import { expect, test } from 'vitest'
import type { IngestEvent, IngestSummary } from '../../../ingest/events.ts'
import { createDefaultExtractor } from '../../../ingest/extract/default/index.ts'
import type { Inputs } from '../../../ingest/inputs.ts'
import { ingest, type IngestJob } from '../../../ingest/pipeline.ts'
import { previewRemoval } from '../../../ingest/removal.ts'
import { CancelledError, ConflictError } from '../../../src/graph/errors.ts'
import { SCAN_TABLES } from '../../../src/graph/reader.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { NO_COUNTS } from '../../../src/graph/runs.ts'
import { openSqlite } from '../../../src/stores/sqlite/index.ts'
import { toExportLine } from '../../../src/cli/export-line.ts'
import { textInputs } from './memory-inputs.ts'

const paper = (title: string, abstract: string, more: object = {}) => JSON.stringify({ title, abstract, ...more })

const DROPOUT = paper(
  'Dropout for Graph Neural Networks',
  'Graph neural networks overfit small graphs. We propose graph dropout, a regularization method for graph neural networks. We evaluate graph dropout on Cora and report accuracy.',
  { year: 2020, doi: '10.1000/dropout' },
)
const ATTENTION = paper(
  'Sparse Attention in Language Models',
  'Language models spend their time in attention. We introduce sparse attention, which reduces the cost of language models. Sparse attention reaches a lower perplexity than dense attention.',
  { arxivId: '2001.00001' },
)
const FORGETTING = paper(
  'Catastrophic Forgetting under Dropout',
  'Continual learning suffers from catastrophic forgetting. We study how dropout reduces catastrophic forgetting in continual learning and in language models.',
)
const CONTINUAL = paper(
  'Continual Learning with Graph Neural Networks',
  'We study continual learning on graphs. Graph neural networks suffer from catastrophic forgetting. Stochastic gradient descent (SGD) is compared with replay.',
)
const DROPOUT_CHANGED = paper(
  'Dropout for Graph Neural Networks',
  'Graph neural networks overfit small graphs. We revisit weight decay for graph neural networks and compare it with early stopping.',
  { year: 2021, doi: '10.1000/dropout' },
)

const FIRST = textInputs({ 'first.jsonl': [DROPOUT, ATTENTION, FORGETTING].join('\n') })
const SECOND = textInputs({ 'second.jsonl': [DROPOUT_CHANGED, FORGETTING, CONTINUAL].join('\n') })

function jobOf(store: GraphStore, inputs: Inputs, more: Partial<IngestJob> = {}): IngestJob {
  const now = () => '2026-01-01T00:00:00.000Z'
  const signal = new AbortController().signal
  // Small batches make many writes, and so many places to be interrupted at.
  const batch = { papers: 1, rows: 3 }
  return {
    store,
    inputs,
    extractor: createDefaultExtractor(),
    owner: 'here:1',
    now,
    signal,
    takeOver: false,
    batch,
    ...more,
  }
}

async function run(store: GraphStore, inputs: Inputs, more: Partial<IngestJob> = {}): Promise<IngestSummary> {
  const events = await Array.fromAsync(ingest(jobOf(store, inputs, more)))
  const last = events.at(-1)
  if (last?.type !== 'summary') throw new Error('No summary came.')
  return last.summary
}

async function exportOf(store: GraphStore): Promise<readonly string[]> {
  const lines: string[] = []
  for (const table of SCAN_TABLES) {
    for await (const batch of store.scan(table)) lines.push(...batch.map((row) => toExportLine(table, row)))
  }
  return lines
}

type Failure = 'before' | 'after' | 'for good'

/**
 * The store, with one write of all that are made replaced by a failure: before or after it took effect, or with every write
 * that follows, as where the process dies.
 */
function failAt(store: GraphStore, n: number, when: Failure): { store: GraphStore; hasFailed(): boolean } {
  let writes = 0
  let hasFailed = false
  const WRITES = new Set<string | symbol>(['beginRun', 'endRun', 'discardRun', 'apply', 'replaceDerived'])
  const failing = new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver)
      if (!WRITES.has(name) || typeof method !== 'function') return method
      return async (...args: unknown[]) => {
        writes++
        const isHere = when === 'for good' ? writes >= n : writes === n
        hasFailed ||= isHere
        if (isHere && when !== 'after') throw new Error('The store failed.')
        const answer: unknown = await Reflect.apply(method, target, args)
        if (isHere) throw new Error('The answer was lost.')
        return answer
      }
    },
  })
  return { store: failing, hasFailed: () => hasFailed }
}

test('a run stores papers with their evidence and says what it did', async () => {
  await using store = await openSqlite(':memory:')
  const { run: ended, counters, stats, problems } = await run(store, FIRST)
  expect(ended).toMatchObject({ id: 'run:1', status: 'SUCCEEDED', sources: ['first.jsonl'] })
  expect(counters).toEqual({ ...NO_COUNTS, papersSeen: 3, papersAdded: 3 })
  expect(stats.papers).toBe(3)
  expect(stats.entities).toBeGreaterThan(5)
  expect(problems).toEqual([])
  const papers = (await Array.fromAsync(store.scan('papers'))).flat()
  expect(papers.map(({ id }) => id)).toEqual([
    'arxiv:2001.00001',
    'doi:10.1000/dropout',
    expect.stringMatching(/^title:/),
  ])
  const byId = new Map(papers.map((row) => [row.id, row]))
  for (const fact of (await Array.fromAsync(store.scan('facts'))).flat()) {
    for (const { field, start, end, surface } of fact.spans) {
      expect(byId.get(fact.paperId)?.[field].slice(start, end)).toBe(surface)
    }
  }
})

test('ingesting the same again changes nothing and leaves no run behind', async () => {
  await using store = await openSqlite(':memory:')
  await run(store, FIRST)
  const [before, stats] = [await exportOf(store), await store.stats()]
  const { run: ended, counters } = await run(store, FIRST)
  expect(ended).toBeNull()
  expect(counters).toMatchObject({ papersSeen: 3, papersUnchanged: 3 })
  expect(await exportOf(store)).toEqual(before)
  expect(await store.stats()).toEqual(stats)
})

test('a changed paper is updated in place, and what it alone spoke of goes', async () => {
  await using store = await openSqlite(':memory:')
  await run(store, FIRST)
  const before = await exportOf(store)
  const { counters } = await run(store, SECOND)
  expect(counters).toMatchObject({ papersSeen: 3, papersAdded: 1, papersChanged: 1, papersUnchanged: 1 })
  const after = await exportOf(store)
  expect(before.join()).toContain('graph dropout')
  expect(after.join()).not.toContain('graph dropout')
  expect((await store.papersById(['doi:10.1000/dropout']))[0]).toMatchObject({ year: 2021, runId: 'run:2' })
})

test('the order of the papers does not show', async () => {
  await using forth = await openSqlite(':memory:')
  await using back = await openSqlite(':memory:')
  await run(forth, textInputs({ 'a.jsonl': [DROPOUT, ATTENTION, FORGETTING, CONTINUAL].join('\n') }))
  await run(back, textInputs({ 'a.jsonl': [CONTINUAL, FORGETTING, ATTENTION, DROPOUT].join('\n') }), {
    batch: { papers: 64, rows: 1000 },
  })
  expect(await exportOf(back)).toEqual(await exportOf(forth))
})

test('a paper that was read by another extractor is read again', async () => {
  await using store = await openSqlite(':memory:')
  await run(store, FIRST)
  const extractor = { ...createDefaultExtractor(), id: 'default@next' }
  expect((await run(store, FIRST, { extractor })).counters).toMatchObject({ papersChanged: 3, papersUnchanged: 0 })
  expect((await run(store, FIRST, { extractor })).run).toBeNull()
})

test('problems are told, counted and grouped', async () => {
  await using store = await openSqlite(':memory:')
  const inputs = textInputs({ 'a.jsonl': [DROPOUT, '{"title": 1}', DROPOUT, '{"title": broken}'].join('\n') })
  const events = await Array.fromAsync(ingest(jobOf(store, inputs)))
  const told = events.flatMap((event: IngestEvent) => (event.type === 'problem' ? [event.problem] : []))
  expect(told.map(({ code, line }) => `${line} ${code}`)).toEqual(['2 invalid-record', '3 duplicate', '4 invalid-json'])
  const last = events.at(-1)
  expect(last?.type === 'summary' ? last.summary.problems.map(({ code, count }) => [code, count]) : null).toEqual([
    ['invalid-json', 1],
    ['invalid-record', 1],
    ['duplicate', 1],
  ])
})

test.each<Failure>(['before', 'after', 'for good'])(
  'a failure at any write (%s) costs nothing',
  { timeout: 60_000 },
  async (when) => {
    await using calm = await openSqlite(':memory:')
    await run(calm, FIRST)
    const first = await exportOf(calm)
    await run(calm, SECOND)
    const second = await exportOf(calm)

    let n = 0
    for (let isPast = false; !isPast;) {
      n++
      isPast = true
      for (const [inputs, expected] of [
        [FIRST, first],
        [SECOND, second],
      ] as const) {
        await using store = await openSqlite(':memory:')
        if (inputs === SECOND) await run(store, FIRST)
        const failing = failAt(store, n, when)
        const failure = await run(failing.store, inputs).then(
          () => null,
          (error: unknown) => error,
        )
        expect(failure !== null, `write ${n}`).toBe(failing.hasFailed())
        await run(store, inputs)
        expect(await exportOf(store), `write ${n}`).toEqual(expected)
        expect((await store.lastRun())?.status).toBe('SUCCEEDED')
        expect((await run(store, inputs)).run).toBeNull()
        isPast &&= !failing.hasFailed()
      }
    }
    expect(n).toBeGreaterThan(15)
  },
)

test('a stop at any event ends the run as CANCELLED, and the next one goes on', async () => {
  await using calm = await openSqlite(':memory:')
  await run(calm, FIRST)
  const expected = await exportOf(calm)
  const total = (await Array.fromAsync(ingest(jobOf(await openSqlite(':memory:'), FIRST)))).length
  for (let n = 0; n < total - 2; n++) {
    await using store = await openSqlite(':memory:')
    const controller = new AbortController()
    let events = 0
    if (n === 0) controller.abort()
    const stopped = (async () => {
      for await (const _ of ingest(jobOf(store, FIRST, { signal: controller.signal })))
        if (++events === n) controller.abort()
    })()
    await expect(stopped).rejects.toThrow(CancelledError)
    expect((await store.lastRun())?.status).toBe('CANCELLED')
    await run(store, FIRST)
    expect(await exportOf(store)).toEqual(expected)
  }
})

test('one who looks away ends the run as CANCELLED', async () => {
  await using store = await openSqlite(':memory:')
  for await (const _ of ingest(jobOf(store, FIRST))) break
  expect((await store.lastRun())?.status).toBe('CANCELLED')
})

test('two ingestions do not meet; one that was left behind is taken over', async () => {
  await using store = await openSqlite(':memory:')
  const news = { sources: ['x'], sha256: '', extractor: 'x', startedAt: '2026-01-01T00:00:00.000Z', key: null }
  // This very process is alive, and it is not the owner that the job below names.
  const other = await store.beginRun({ ...news, owner: `here:${process.pid}` }, null)
  await expect(run(store, FIRST)).rejects.toThrow(ConflictError)
  await expect(run(store, FIRST)).rejects.toThrow(`here:${process.pid}, since 2026-01-01`)
  expect((await store.runsById([other.id]))[0]?.status).toBe('RUNNING')
  expect((await run(store, FIRST, { takeOver: true })).run?.id).toBe('run:2')
  expect((await store.runsById([other.id]))[0]?.status).toBe('FAILED')

  await store.beginRun({ ...news, owner: 'here:1' }, null)
  const { run: ended } = await run(store, FIRST)
  expect(ended).toMatchObject({ id: 'run:4', status: 'SUCCEEDED' })
})

test('two ingestions of one process at one time: one runs, the other is refused', async () => {
  await using store = await openSqlite(':memory:')
  const both = await Promise.allSettled([run(store, FIRST), run(store, FIRST)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(ConflictError)
})

test('a removed source takes along what it alone spoke of, and nothing else', async () => {
  await using expected = await openSqlite(':memory:')
  await run(expected, FIRST)
  await using store = await openSqlite(':memory:')
  await run(store, FIRST)
  await run(store, textInputs({ 'later.jsonl': CONTINUAL }))
  expect((await store.stats()).papers).toBe(4)
  const preview = await previewRemoval(store, 'later.jsonl')

  const { run: ended, counters } = await run(store, textInputs({}), { removes: ['later.jsonl'] })
  expect(ended).toMatchObject({ status: 'SUCCEEDED', sources: ['later.jsonl'] })
  expect(counters).toEqual({ ...NO_COUNTS, papersRemoved: 1 })
  expect(await exportOf(store)).toEqual(await exportOf(expected))
  expect(preview).toMatchObject({ source: 'later.jsonl', papers: 1 })
  expect(preview.facts).toBeGreaterThan(preview.entities)
  expect(preview.entities).toBeGreaterThan(0)
  expect(await previewRemoval(store, 'later.jsonl')).toEqual({
    source: 'later.jsonl',
    papers: 0,
    facts: 0,
    entities: 0,
  })
})

test('a removal that fails at any write is completed by the next run', async () => {
  await using calm = await openSqlite(':memory:')
  await run(calm, FIRST)
  const expected = await exportOf(calm)
  let n = 0
  for (let hasFailed = true; hasFailed;) {
    n += 1
    await using store = await openSqlite(':memory:')
    await run(store, FIRST)
    await run(store, textInputs({ 'later.jsonl': CONTINUAL }))
    const failing = failAt(store, n, 'for good')
    await run(failing.store, textInputs({}), { removes: ['later.jsonl'] }).catch(() => {})
    hasFailed = failing.hasFailed()
    await run(store, textInputs({}), { removes: ['later.jsonl'], takeOver: true })
    expect(await exportOf(store)).toEqual(expected)
  }
  expect(n).toBeGreaterThan(3)
})

test('a run that is kept stays in the log though it changed nothing', async () => {
  await using store = await openSqlite(':memory:')
  await run(store, FIRST)
  const { run: ended } = await run(store, FIRST, { isKept: true, key: 'again' })
  expect(ended).toMatchObject({ id: 'run:2', status: 'SUCCEEDED', key: 'again' })
  expect(await store.runsByKey(['again'])).toEqual([ended])
})
