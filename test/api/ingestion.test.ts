// Ingestion through the API: papers in, sources out, runs followed by their ids.
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIngestor } from '../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../src/cli/jobs/job.ts'
import type { Actor } from '../../src/graph/actor.ts'
import type { Ingestor } from '../../src/graph/jobs.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { createClient } from './client.ts'
import type { Client, Data } from './client.ts'

const ADA: Actor = { name: 'ada', scopes: ['read', 'write'] }
const PAPERS = ['attention', 'dropout', 'pruning'].map((word) => ({
  title: `Sparse ${word} for graph neural networks`,
  abstract: `We propose sparse ${word}. Graph neural networks with sparse ${word} generalise better than dense ones.`,
  year: 2020,
}))

const INGEST = `mutation ($input: IngestInput!) {
  ingest(input: $input) {
    __typename
    ... on RunSuccess { run { id seq status sources key counters { papersAdded } } }
    ... on UserError { code message }
    ... on InvalidInput { issues { path message } }
  }
}`
const REMOVE = `mutation ($source: String!, $dryRun: Boolean) {
  removeSource(source: $source, dryRun: $dryRun) {
    __typename
    ... on SourceRemoval { dryRun source papers facts entities run { id } }
    ... on UserError { code message }
    ... on NotFound { id path }
  }
}`
const CANCEL = `mutation ($run: ID!) {
  cancelRun(run: $run) { __typename ... on RunSuccess { run { status } } ... on UserError { code message } }
}`

describe('ingestion through the API', () => {
  let store: GraphStore
  let ingestor: Ingestor & AsyncDisposable
  let client: Client

  beforeEach(async () => {
    store = await currentEngine().openEmpty()
    ingestor = createIngestor({ store, runJob: runOn(store), log: pino({ level: 'silent' }) })
    client = createClient(store, { actor: ADA, ingestor })
  })
  afterEach(async () => {
    await ingestor[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  const ingest = async (input: object): Promise<Data> => (await client.data(INGEST, { input })).ingest
  const untilDone = async (): Promise<void> => {
    const run = await store.lastRun()
    if (run !== null) await Array.fromAsync(ingestor.progress(run.id))
  }

  it('takes papers in and answers the run at once', async () => {
    const { __typename, run } = await ingest({ papers: PAPERS, source: 'dashboard' })
    expect(__typename).toBe('RunSuccess')
    expect(run).toMatchObject({ seq: 1, status: 'RUNNING', sources: ['dashboard'], key: null })
    await untilDone()
    const after = await client.data(
      'query ($id: ID!) { run(id: $id) { status counters { papersAdded } } papers { totalCount nodes { source year } } runs { totalCount nodes { seq } } }',
      { id: run.id },
    )
    expect(after.run).toEqual({ status: 'SUCCEEDED', counters: { papersAdded: 3 } })
    expect(after.papers).toMatchObject({
      totalCount: 3,
      nodes: PAPERS.map(({ year }) => ({ source: 'dashboard', year })),
    })
    expect(after.runs).toEqual({ totalCount: 1, nodes: [{ seq: 1 }] })
  })

  it('takes a text of any format, and answers one run for one key', async () => {
    const text = PAPERS.map(({ title, abstract }) => `${title}\n${abstract}`).join('\n')
    const first = await ingest({ text, idempotencyKey: 'today' })
    await untilDone()
    const again = await ingest({ text, idempotencyKey: 'today' })
    expect(again.run).toMatchObject({ id: first.run.id, status: 'SUCCEEDED', key: 'today' })
    for (const other of [{ text: `${text}\n${text}` }, { text, source: 'elsewhere' }]) {
      expect(await ingest({ ...other, idempotencyKey: 'today' })).toMatchObject({
        __typename: 'Conflict',
        code: 'CONFLICT',
        message: `The key "today" belongs to the run "${first.run.id}", which was given other papers or another source. Give these another key.`,
      })
    }
    expect((await store.stats()).papers).toBe(3)
  })

  it('answers one run for one key, also to requests that come at once', async () => {
    const input = { papers: PAPERS, idempotencyKey: 'at once' }
    const answers = await Promise.all([1, 2, 3].map(() => ingest(input)))
    expect(answers.map(({ run }) => run?.id)).toEqual(answers.map(() => answers[0]?.run.id))
    await untilDone()
    expect((await client.data('{ runs { totalCount } }')).runs.totalCount).toBe(1)
  })

  it('says what is wrong with the input, and takes nothing in', async () => {
    const wrong = [
      [{}, /either `papers` or `text`/],
      [{ papers: PAPERS, text: 'x' }, /either `papers` or `text`/],
      [{ papers: [] }, /takes 1 to 1000 papers, got 0/],
      [
        { papers: [...PAPERS, { title: ' \u200b?', abstract: 'x' }] },
        /^`input.papers.3.title` must have a letter or a digit\.$/,
      ],
      [{ papers: [{ title: 'A title', abstract: ' \n' }] }, /^`input.papers.0.abstract` must not be blank\.$/],
      [{ papers: [{ title: 'A title', abstract: 'a'.repeat(20_481) }] }, /20480 characters at most, got 20481\.$/],
      [{ text: '[1, 2]' }, /^`input.text`: this is a JSON array\. Give one object a line\.$/],
      [{ text: 'x', source: 's'.repeat(300) }, /200 characters at most/],
    ] as const
    for (const [input, message] of wrong) {
      const result = await ingest(input)
      expect(result).toMatchObject({ __typename: 'InvalidInput', code: 'BAD_USER_INPUT' })
      expect(result.message).toMatch(message)
    }
    expect(await store.lastRun()).toBeNull()
  })

  it('says what a source would take along, and removes it', async () => {
    await ingest({ papers: PAPERS, source: 'dashboard' })
    await untilDone()
    const { entities } = await store.stats()
    const dry = (await client.data(REMOVE, { source: 'dashboard', dryRun: true })).removeSource
    expect(dry).toMatchObject({ __typename: 'SourceRemoval', dryRun: true, papers: 3, entities, run: null })
    expect((await store.stats()).papers).toBe(3)
    const done = (await client.data(REMOVE, { source: 'dashboard' })).removeSource
    expect(done).toMatchObject({ dryRun: false, papers: 3, entities })
    await untilDone()
    expect(await store.stats()).toMatchObject({ papers: 0, entities: 0, edges: 0 })
    const gone = (await client.data(REMOVE, { source: 'dashboard' })).removeSource
    expect(gone).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND', id: 'dashboard', path: ['source'] })
    expect(gone.message).toBe(
      '`source`: there is no source named "dashboard". `source` of a paper is the name of its source.',
    )
  })

  it('ends a run only while it is one', async () => {
    const { run } = await ingest({ papers: PAPERS })
    await untilDone()
    expect((await client.data(CANCEL, { run: run.id })).cancelRun).toMatchObject({
      __typename: 'Conflict',
      message: `The run "${run.id}" has ended already, as SUCCEEDED.`,
    })
  })

  it('needs the scope to write, and a server that ingests', async () => {
    const asked = [
      [createClient(store, { ingestor }), 'UNAUTHENTICATED'],
      [createClient(store, { ingestor, actor: { name: 'bob', scopes: ['read'] } }), 'FORBIDDEN'],
      [createClient(store, { actor: ADA }), 'FORBIDDEN'],
    ] as const
    for (const [other, code] of asked) {
      for (const [query, variables] of [
        [INGEST, { input: { papers: PAPERS } }],
        [REMOVE, { source: 'x' }],
        [CANCEL, { run: 'cnVuOjE' }],
      ] as const) {
        const { errors } = await other.ask(query, variables)
        expect(errors.map(({ extensions }) => extensions['code'])).toEqual([code])
      }
    }
    expect(await store.lastRun()).toBeNull()
  })
})
