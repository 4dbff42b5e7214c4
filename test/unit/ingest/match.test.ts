// Matching: which records are one paper, in the store and within a run.
import { expect, test } from 'vitest'
import { areDifferent, createSeenPapers } from '../../../ingest/identity.ts'
import { matchPapers, type Matches } from '../../../ingest/match.ts'
import type { SourceRecord } from '../../../ingest/record.ts'
import { EMPTY_PATCH } from '../../../src/graph/patch.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { openSqlite } from '../../../src/stores/sqlite/index.ts'

let line = 0
function recordOf(title: string, more: Partial<SourceRecord> = {}): SourceRecord {
  line++
  const origin = { source: 'a', firstLine: line, lastLine: line }
  const nothing = { id: null, year: null, doi: null, arxivId: null, url: null, venue: null, authors: [] }
  return { title, abstract: 'Text.', ...nothing, origin, ...more }
}

/** Matches records as one batch of a run of its own and stores what came of it. */
async function take(store: GraphStore, records: readonly SourceRecord[]): Promise<Matches> {
  const news = { sources: [], sha256: '', extractor: '', startedAt: '', owner: '', key: null }
  const last = await store.lastRun()
  const run = await store.beginRun(news, last?.status === 'RUNNING' ? last.id : null)
  const matches = await matchPapers(store, createSeenPapers(), records, run.id)
  const papers = matches.papers.map(({ paper, stored }) => ({ before: stored, after: paper }))
  await store.apply({ ...EMPTY_PATCH, papers })
  return matches
}

const idsOf = ({ papers }: Matches) => papers.map(({ paper }) => paper.id)

test('a paper keeps its id under whatever it is recognised by', async () => {
  await using store = await openSqlite(':memory:')
  const [id] = idsOf(await take(store, [recordOf('Small Networks Forget')]))
  expect(id).toMatch(/^title:/)
  expect(idsOf(await take(store, [recordOf('small networks: FORGET', { arxivId: '2101.00001' })]))).toEqual([id])
  expect(idsOf(await take(store, [recordOf('A New Title', { arxivId: '2101.00001', doi: '10.1000/a' })]))).toEqual([id])
  expect(idsOf(await take(store, [recordOf('Another Title', { doi: '10.1000/a' })]))).toEqual([id])
  // Its first title leads back to it too: the id that a paper of that title would get is its own.
  expect(idsOf(await take(store, [recordOf('Small Networks Forget')]))).toEqual([id])
  expect((await store.stats()).papers).toBe(1)
})

test('what a record does not say stays', async () => {
  await using store = await openSqlite(':memory:')
  const full = {
    doi: '10.1000/a',
    arxivId: '2101.00001',
    year: 2021,
    url: 'https://example.org/',
    venue: 'V',
    authors: ['Ann Lee'],
  }
  await take(store, [recordOf('Small Networks Forget', full)])
  const { papers } = await take(store, [recordOf('Small Networks Forget')])
  expect(papers[0]?.paper).toMatchObject(full)
  expect(papers[0]?.paper.contentHash).toBe(papers[0]?.stored?.contentHash)
})

test('papers with two DOIs, or two arXiv ids, are two papers, whatever their titles', async () => {
  await using store = await openSqlite(':memory:')
  const records = [
    recordOf('Editorial', { doi: '10.1000/a' }),
    recordOf('Editorial', { doi: '10.1000/b' }),
    recordOf('Preprint', { arxivId: '2101.00001' }),
    recordOf('Preprint', { arxivId: '2101.00002' }),
  ]
  const expected = ['doi:10.1000/a', 'doi:10.1000/b', 'arxiv:2101.00001', 'arxiv:2101.00002']
  expect(idsOf(await take(store, records))).toEqual(expected)
  expect(idsOf(await take(store, records.toReversed()))).toEqual(expected.toReversed())
  for (const record of records) expect(idsOf(await take(store, [record]))).toHaveLength(1)
  expect((await store.stats()).papers).toBe(4)
})

test('a record that repeats an earlier one of the run is told and left out', async () => {
  await using store = await openSqlite(':memory:')
  const first = recordOf('Small Networks Forget', { doi: '10.1000/a' })
  const matches = await take(store, [
    first,
    recordOf('Small networks forget!'),
    recordOf('Other', { doi: '10.1000/a' }),
  ])
  expect(idsOf(matches)).toEqual(['doi:10.1000/a'])
  expect(
    matches.duplicates.map(({ code, message }) => [code, message.includes(`line ${first.origin.firstLine},`)]),
  ).toEqual([
    ['duplicate', true],
    ['duplicate', true],
  ])
})

test('two records that lead to one stored paper change it once', async () => {
  await using store = await openSqlite(':memory:')
  await take(store, [recordOf('Old Title', { doi: '10.1000/a' })])
  const matches = await take(store, [recordOf('New Title', { doi: '10.1000/a' }), recordOf('Old Title')])
  expect(idsOf(matches)).toEqual(['doi:10.1000/a'])
  expect(matches.duplicates).toHaveLength(1)
})

test('titles that name parts of objects are titles', () => {
  const seen = createSeenPapers()
  for (const title of ['constructor', '__proto__', 'toString']) {
    const record = { title, doi: null, arxivId: null }
    expect(seen.find(record)).toBeNull()
    seen.add({ ...record, id: title, source: 'a', line: 1 })
    expect(seen.find(record)?.id).toBe(title)
  }
})

test.each([
  [{ doi: 'a' }, { doi: 'b' }, true],
  [{ doi: 'a', arxivId: 'x' }, { doi: 'a', arxivId: 'y' }, false],
  [{ arxivId: 'x' }, { arxivId: 'y' }, true],
  [{ doi: 'a' }, { arxivId: 'y' }, false],
  [{}, { doi: 'a' }, false],
])('%j and %j: different is %s', (a, b, expected) => {
  const whole = (some: object) => ({ title: 'T', doi: null, arxivId: null, ...some })
  expect(areDifferent(whole(a), whole(b))).toBe(expected)
  expect(areDifferent(whole(b), whole(a))).toBe(expected)
})
