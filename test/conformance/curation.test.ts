import { describe, expect, test, vi } from 'vitest'
import type { CurationRequest } from '../../src/graph/curation.ts'
import { ConflictError, NotFoundError } from '../../src/graph/errors.ts'
import { titleKey } from '../../src/graph/ids.ts'
import { nameKey } from '../../src/graph/names.ts'
import { EMPTY_PATCH } from '../../src/graph/patch.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { openSqlite } from '../../src/stores/sqlite/index.ts'
import {
  buildAnew,
  createTermExtractor,
  createTestCurator,
  curate,
  exportOf,
  ingestPapers,
  logOf,
  PAPERS,
  TERMS,
} from '../support/terms.ts'
import { useEmpty } from './stores.ts'

/** Each test ingests and derives several times over. */
vi.setConfig({ testTimeout: 120_000 })

const store = useEmpty()

async function idOf(name: string): Promise<string> {
  const [entity] = await store().entitiesByName([{ norm: nameKey(name) }])
  return entity?.id ?? ''
}

/** What the papers and the log make when they are read into a new store, all at once. */
const builtAnew = async (papers = PAPERS, extractor = createTermExtractor()) =>
  buildAnew(await logOf(store()), papers, extractor)

const factOf = async (title: string, entityId: string) => {
  const facts = (await Array.fromAsync(store().scan('facts'))).flat()
  const papers = (await Array.fromAsync(store().scan('papers'))).flat()
  const paper = papers.find((row) => row.title === title)
  return facts.find((fact) => fact.paperId === paper?.id && fact.entityId === entityId) ?? null
}

async function paperId(title: string): Promise<string> {
  const [paper] = await store().findPapers([{ titleKey: titleKey(title) }])
  return paper?.id ?? ''
}

/** One request of each kind, on the corpus of the tests. */
const REQUESTS: readonly CurationRequest[] = [
  { op: 'MERGE', into: 'river-graph', from: ['basin-web', 'tide'] },
  { op: 'SPLIT', entity: 'river-graph', name: 'stream chart', kind: 'METHOD', aliases: ['river graphs'], papers: [] },
  { op: 'RENAME', entity: 'river-graph', name: 'stream graph' },
  { op: 'RECLASSIFY', entity: 'sluice-net', kind: 'CONCEPT' },
  { op: 'REJECT', entity: 'crest-error' },
  { op: 'ADD_ALIAS', entity: 'basin-web', name: 'catchment mesh' },
]

describe('curation', () => {
  test.each(REQUESTS)(
    'K3 K4 $op takes effect at once as it does when everything is built anew, and undo takes it back',
    async (request) => {
      await ingestPapers(store())
      const curator = createTestCurator(store())
      const isSplit = request.op === 'SPLIT'
      // Names that differ in number have one key, so that a split by names wants one that is really another.
      if (isSplit) await curate(curator, { op: 'MERGE', into: 'river-graph', from: ['basin-web'] })
      const start = await exportOf(store())
      const { id } = await curate(curator, isSplit ? { ...request, aliases: ['basin web'] } : request)
      const after = await exportOf(store())
      expect(after).not.toEqual(start)
      expect(await builtAnew()).toEqual(after)
      await curate(curator, { op: 'UNDO', target: id })
      expect(await exportOf(store())).toEqual(start)
    },
  )

  test('K3 a re-ingestion with another extractor, and new papers, keep it', async () => {
    await ingestPapers(store(), PAPERS.slice(0, 4))
    const curator = createTestCurator(store())
    await curate(curator, { op: 'MERGE', into: 'river-graph', from: ['basin-web'] })
    await curate(curator, { op: 'RENAME', entity: 'river-graph', name: 'stream graph' })
    await curate(curator, { op: 'RECLASSIFY', entity: 'delta-filter', kind: 'CONCEPT' })
    await curate(curator, { op: 'REJECT', entity: 'tide' })
    await ingestPapers(store(), PAPERS)
    expect(await exportOf(store())).toEqual(await builtAnew())
    const other = createTermExtractor('terms@2', [...TERMS, ['stream graph', 'CONCEPT', null]])
    const more = [
      ...PAPERS,
      { title: 'Of the stream graph', abstract: 'A stream graph and a basin web meet a tide at the weir.' },
    ]
    await ingestPapers(store(), more, other)
    expect(await exportOf(store())).toEqual(await builtAnew(more, other))
    // The new name, of which no paper spoke when it was given, counts there too.
    expect((await factOf('Of the stream graph', 'river-graph'))?.spans.map(({ surface }) => surface)).toEqual([
      'stream graph',
      'stream graph',
      'basin web',
    ])
    expect(await idOf('tide')).toBe('')
  })

  test('K3 ingesting the same again finds nothing to do', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    await curate(curator, { op: 'MERGE', into: 'river-graph', from: ['basin-web'] })
    const after = await exportOf(store())
    expect((await ingestPapers(store())).run).toBeNull()
    expect(await exportOf(store())).toEqual(after)
  })

  test('K4 undo takes back one of many, and undoing that brings it back', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    const first = await curate(curator, { op: 'MERGE', into: 'river-graph', from: ['basin-web'] })
    const without = async () => {
      await using fresh: GraphStore = await openSqlite(':memory:')
      await ingestPapers(fresh)
      await curate(createTestCurator(fresh), { op: 'RECLASSIFY', entity: 'tide', kind: 'METRIC' })
      await curate(createTestCurator(fresh), { op: 'REJECT', entity: 'crest-error' })
      return await exportOf(fresh)
    }
    await curate(curator, { op: 'RECLASSIFY', entity: 'tide', kind: 'METRIC' })
    await curate(curator, { op: 'REJECT', entity: 'crest-error' })
    const all = await exportOf(store())
    const undo = await curate(curator, { op: 'UNDO', target: first.id })
    expect(await exportOf(store())).toEqual(await without())
    expect((await logOf(store())).map(({ id, undoneBy }) => [id, undoneBy])).toEqual([
      ['curation:1', 'curation:4'],
      ['curation:2', null],
      ['curation:3', null],
      ['curation:4', null],
    ])
    const redo = await curate(curator, { op: 'UNDO', target: undo.id })
    expect(await exportOf(store())).toEqual(all)
    expect((await logOf(store())).map(({ id, undoneBy }) => [id, undoneBy])).toEqual([
      ['curation:1', null],
      ['curation:2', null],
      ['curation:3', null],
      ['curation:4', 'curation:5'],
      ['curation:5', null],
    ])
    await curate(curator, { op: 'UNDO', target: redo.id })
    expect(await exportOf(store())).toEqual(await without())
  })

  test('K4 what others build on is not undone before them', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    const split = await curate(curator, {
      op: 'SPLIT',
      entity: 'flood-wave',
      name: 'surge',
      kind: null,
      aliases: [],
      papers: [await paperId('Tide against flood wave')],
    })
    const renamed = await curate(curator, { op: 'RENAME', entity: 'surge~1', name: 'high surge' })
    const before = await exportOf(store())
    await expect(curate(curator, { op: 'UNDO', target: split.id })).rejects.toThrow(
      new ConflictError(
        'The curation "curation:2" builds on "curation:1": "surge" (surge~1) is not in the graph any more. Undo "curation:2" first.',
      ),
    )
    expect(await exportOf(store())).toEqual(before)
    await curate(curator, { op: 'UNDO', target: renamed.id })
    await curate(curator, { op: 'UNDO', target: split.id })
    await expect(curate(curator, { op: 'UNDO', target: split.id })).rejects.toThrow(
      new ConflictError(
        'The curation "curation:1" is undone already, by "curation:4". To bring it back, undo that one.',
      ),
    )
    await expect(curate(curator, { op: 'UNDO', target: 'curation:99' })).rejects.toThrow(NotFoundError)
  })

  test('K5 the id of a merged entity leads to the one it is now, over several merges, until they are undone', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    await curate(curator, { op: 'MERGE', into: 'basin-web', from: ['tide'] })
    const second = await curate(curator, { op: 'MERGE', into: 'river-graph', from: ['basin-web'] })
    expect(await store().survivors(['tide', 'basin-web', 'river-graph', 'nothing', 'tide'])).toEqual([
      'river-graph',
      'river-graph',
      'river-graph',
      'nothing',
      'river-graph',
    ])
    await ingestPapers(store(), PAPERS, createTermExtractor('terms@2'))
    expect(await store().survivors(['tide', 'basin-web'])).toEqual(['river-graph', 'river-graph'])
    await curate(curator, { op: 'UNDO', target: second.id })
    expect(await store().survivors(['tide', 'basin-web'])).toEqual(['basin-web', 'basin-web'])
    expect(await store().survivors([])).toEqual([])
  })

  test('K6 with a paper goes what is kept of its facts', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    const { id } = await curate(curator, { op: 'MERGE', into: 'river-graph', from: ['basin-web'] })
    const gone = await paperId('Every basin web is a network')
    const [paper = null] = await store().papersById([gone])
    await store().apply({ ...EMPTY_PATCH, papers: [{ before: paper, after: null }] })
    expect((await store().curationRecords()).originals.filter((row) => row.paperId === gone)).toEqual([])
    await curate(curator, { op: 'UNDO', target: id })
    expect(await store().curationRecords()).toEqual({ originals: [], redirects: [] })
  })

  test('K7 what the graph has nothing for any more stays in the log, is reported, and counts again later', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    await curate(curator, { op: 'RENAME', entity: 'tide', name: 'sea level' })
    const before = await exportOf(store())
    const less = createTermExtractor(
      'terms@2',
      TERMS.filter(([term]) => term !== 'tide'),
    )
    const { problems } = await ingestPapers(store(), PAPERS, less)
    expect(problems.find(({ code }) => code === 'curation-not-applied')?.first.map(({ source }) => source)).toEqual([
      'curation:1',
    ])
    expect(await idOf('sea level')).toBe('')
    await ingestPapers(store(), PAPERS)
    expect(await exportOf(store())).toEqual(before)
  })

  test('a role that a kind hides comes back with the kind', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    const relation = async () => (await factOf('A sluice net for the river graph', 'sluice-net'))?.relation
    expect(await relation()).toBe('PROPOSES')
    await curate(curator, { op: 'RECLASSIFY', entity: 'sluice-net', kind: 'TASK' })
    expect(await relation()).toBe('ADDRESSES')
    await curate(curator, { op: 'RECLASSIFY', entity: 'sluice-net', kind: 'METHOD' })
    expect(await relation()).toBe('PROPOSES')
  })

  test('K9 what decided a kind: people, where they said so or the mentions say else', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    const kindsOf = async (...ids: string[]) =>
      (await store().entitiesById(ids)).map((entity) => `${entity?.kind} ${entity?.kindRule}`)
    expect(await kindsOf('river-graph', 'sluice-net', 'delta-filter', 'tide')).toEqual([
      'CONCEPT MENTIONS',
      'METHOD MENTIONS',
      'METHOD MENTIONS',
      'CONCEPT MENTIONS',
    ])
    // Three mentions of a method take in four of a concept.
    await curate(curator, { op: 'MERGE', into: 'sluice-net', from: ['tide'] })
    expect(await kindsOf('sluice-net')).toEqual(['METHOD CURATED'])
    expect(await store().kindVotesOf(['sluice-net'])).toEqual([
      [
        { kind: 'CONCEPT', mentions: 5 },
        { kind: 'METHOD', mentions: 4 },
      ],
    ])
    const merged = await curate(curator, { op: 'MERGE', into: 'river-graph', from: ['basin-web'] })
    expect(await kindsOf('river-graph')).toEqual(['CONCEPT MENTIONS'])
    await curate(curator, { op: 'UNDO', target: merged.id })
    await curate(curator, { op: 'RECLASSIFY', entity: 'river-graph', kind: 'TASK' })
    await curate(curator, { op: 'RENAME', entity: 'delta-filter', name: 'estuary filter' })
    const papers = [await paperId('Lock solver and delta filter')]
    await curate(curator, {
      op: 'SPLIT',
      entity: 'delta-filter',
      name: 'lagoon filter',
      kind: null,
      aliases: [],
      papers,
    })
    expect(await kindsOf('river-graph', 'delta-filter', await idOf('lagoon filter'))).toEqual([
      'TASK CURATED',
      'METHOD MENTIONS',
      'METHOD CURATED',
    ])
    expect(await exportOf(store())).toEqual(await builtAnew())
  })

  test('what a paper says of two things that are one is said once', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    const title = 'A sluice net for the river graph'
    const [one, other] = [await factOf(title, 'river-graph'), await factOf(title, 'basin-web')]
    await curate(curator, { op: 'MERGE', into: 'river-graph', from: ['basin-web'] })
    const joined = await factOf(title, 'river-graph')
    expect(joined?.spans).toEqual([...(one?.spans ?? []), ...(other?.spans ?? [])])
    expect(joined).toMatchObject({ count: 3, inTitle: true, confidence: 0.9 })
    expect(joined?.salience).toBeGreaterThan(Math.max(one?.salience ?? 1, other?.salience ?? 1))
    const [entity] = await store().entitiesById(['river-graph'])
    const facts = (await Array.fromAsync(store().scan('facts'))).flat()
    expect(entity?.paperCount).toBe(facts.filter(({ entityId }) => entityId === 'river-graph').length)
    const [aliases = []] = await store().aliasesOf(['river-graph'])
    expect(aliases.find(({ surface }) => surface === 'basin web')?.rule).toBe('curated')
  })
})
