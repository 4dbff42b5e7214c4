import { describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../../src/graph/errors.ts'
import type { ApiKey } from '../../src/graph/keys.ts'
import { firstPage } from '../../src/graph/page.ts'
import type { Curation } from '../../src/graph/curation.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import { EMPTY_PATCH } from '../../src/graph/patch.ts'
import { SCAN_TABLES } from '../../src/graph/reader.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { buildCounters, buildDerived, buildEntity, buildPatch, buildRun } from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import { scanAll } from './lists.ts'
import { useEmpty } from './stores.ts'

const PAGE = firstPage()
const QUERY = { filter: NO_FILTER, sort: { by: 'title', descending: false } } as const
const outcome = { status: 'FAILED' as const, finishedAt: '2026-01-01T00:00:00.000Z', counters: buildCounters() }

const REJECTION: Curation = {
  id: 'curation:1',
  seq: 1,
  actor: 'ada',
  at: '2026-01-02T03:04:05.678Z',
  operation: { op: 'REJECT', entity: { id: 'a', name: 'a' }, norms: [] },
  undoneBy: null,
}

const KEY: ApiKey = {
  id: 'a',
  name: 'a',
  scopes: [],
  digest: 'a',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
}

/** A call of every method of the port. */
const CALLS: { readonly [Method in keyof GraphStore]?: (store: GraphStore) => Promise<unknown> } = {
  ping: (store) => store.ping(),
  papersById: (store) => store.papersById(['doi:a']),
  findPapers: (store) => store.findPapers([{ doi: 'a' }]),
  listPapers: (store) => store.listPapers({ of: 'all' }, QUERY, PAGE),
  facetPapers: (store) => store.facetPapers({ of: 'all' }, { filter: NO_FILTER, facet: 'year', size: 1 }),
  trendsOf: (store) => store.trendsOf(['a'], { filter: NO_FILTER, bucket: 'year', last: 1 }),
  entitiesById: (store) => store.entitiesById(['a']),
  entitiesByName: (store) => store.entitiesByName([{ norm: 'a' }]),
  listEntities: (store) => store.listEntities({}, PAGE),
  aliasesOf: (store) => store.aliasesOf(['a']),
  kindVotesOf: (store) => store.kindVotesOf(['a']),
  entitiesOfPapers: (store) => store.entitiesOfPapers(['doi:a'], {}, PAGE),
  relatedEntities: (store) => store.relatedEntities(['a'], {}, PAGE),
  hierarchyOf: (store) => store.hierarchyOf(['a'], 'broader', PAGE),
  sharedEntities: (store) => store.sharedEntities([['doi:a', 'doi:b']], {}, PAGE),
  comparedEntities: (store) => store.comparedEntities([['doi:a', 'doi:b']], {}, PAGE),
  distinguishingEntities: (store) => store.distinguishingEntities([{ paper: 'doi:a', among: ['doi:b'] }], {}, PAGE),
  gapsOf: (store) => store.gapsOf('a', {}, PAGE),
  coOccurrenceOf: (store) => store.coOccurrenceOf(['a', 'b']),
  lineageYears: (store) => store.lineageYears(['a']),
  lineageMethods: (store) => store.lineageMethods(['a'], 'USES', PAGE),
  factsBetween: (store) => store.factsBetween([{ paperId: 'doi:a', entityId: 'a' }]),
  papersOfBoth: (store) => store.papersOfBoth([{ a: 'a', b: 'b' }]),
  relatedBetween: (store) => store.relatedBetween([{ a: 'a', b: 'b' }]),
  broaderBetween: (store) => store.broaderBetween([{ narrower: 'a', broader: 'b' }]),
  relatedTopics: (store) => store.relatedTopics({ papers: ['doi:a'], entities: [] }, {}, PAGE),
  neighbours: (store) => store.neighbours(['a'], { perNode: 1 }),
  edgesAmong: (store) => store.edgesAmong(['a', 'doi:a']),
  nodeCards: (store) => store.nodeCards(['a']),
  entitiesNamed: (store) => store.entitiesNamed(['a']),
  search: (store) => store.search({ units: [{ entities: ['a'], forms: [['a']] }] }, {}, PAGE),
  findEntities: (store) => store.findEntities(NO_FILTER, { by: 'name', descending: false }, PAGE),
  entitiesCalled: (store) => store.entitiesCalled('a', 'PREFIX', [], 1),
  entitiesHaving: (store) => store.entitiesHaving([{ terms: ['a'], prefix: null }], [], 1),
  termsWithSlips: (store) => store.termsWithSlips(['a']),
  topicsById: (store) => store.topicsById(['topic:a']),
  listTopics: (store) => store.listTopics(0, PAGE),
  partsOfTopics: (store) => store.partsOfTopics(['topic:a'], PAGE),
  topicsOf: (store) => store.topicsOf(['a'], PAGE),
  entitiesOfTopics: (store) => store.entitiesOfTopics(['topic:a'], {}, PAGE),
  stats: (store) => store.stats(),
  runsById: (store) => store.runsById(['run:1']),
  lastRun: (store) => store.lastRun(),
  runsByKey: (store) => store.runsByKey(['key']),
  listRuns: (store) => store.listRuns(firstPage()),
  beginRun: (store) => store.beginRun(buildRun(), null),
  endRun: (store) => store.endRun('run:1', outcome),
  discardRun: (store) => store.discardRun('run:1'),
  apply: (store) => store.apply(buildPatch({ entities: [buildEntity('a')] })),
  replaceDerived: (store) => store.replaceDerived(buildDerived()),
  listCurations: (store) => store.listCurations(PAGE),
  curationsById: (store) => store.curationsById(['curation:1']),
  activeCurations: (store) => store.activeCurations(),
  curationHead: (store) => store.curationHead(),
  survivors: (store) => store.survivors(['a']),
  rowsOfEntities: (store) => store.rowsOfEntities(['a']),
  entitiesWithNames: (store) => store.entitiesWithNames(['a']),
  curationRecords: (store) => store.curationRecords(),
  curate: (store) => store.curate({ curation: REJECTION, marks: [], patch: EMPTY_PATCH, run: 0 }),
  markDerived: (store) => store.markDerived(1),
  addKey: (store) => store.addKey(KEY),
  keyById: (store) => store.keyById('a'),
  listKeys: (store) => store.listKeys(),
  revokeKey: (store) => store.revokeKey('a', KEY.createdAt),
  scan: (store) => scanAll(store, 'papers'),
}

describe('the life of a store', () => {
  const store = useEmpty()

  test('L1 an open store answers, and says what and where it is', async () => {
    await store().ping()
    expect(currentEngine().name).toContain(store().engine)
    expect(store().location).not.toBe('')
    expect(store().location).not.toContain('password')
  })

  test('L1 an empty store has nothing in it', async () => {
    await store().apply(EMPTY_PATCH)
    for (const table of SCAN_TABLES) expect(await scanAll(store(), table)).toEqual([])
  })

  test('L2 the calls below are all there are', () => {
    const methods = Object.entries(store()).filter(([, value]) => typeof value === 'function')
    expect(Object.keys(CALLS).toSorted()).toEqual(methods.map(([name]) => name).toSorted())
  })
})

describe('a closed store', () => {
  test('L2 closing twice is no error, and every call after it is refused', async () => {
    const store = await currentEngine().openEmpty()
    await store[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
    const outcomes = await Promise.allSettled(Object.values(CALLS).map(async (call) => call(store)))
    const answered = Object.keys(CALLS).filter((_, at) => {
      const outcome = outcomes[at]
      return outcome?.status !== 'rejected' || !(outcome.reason instanceof StoreUnavailableError)
    })
    expect(answered).toEqual([])
  })
})
