import { describe, expect, test, vi } from 'vitest'
import { CURATION_ORDER } from '../../src/graph/curation.ts'
import type { CurationRequest } from '../../src/graph/curation.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../src/graph/errors.ts'
import { EMPTY_PATCH, isEmpty } from '../../src/graph/patch.ts'
import { buildAlias, buildEntity, buildPatch, buildRun } from '../support/build.ts'
import { buildAnew, createTestCurator, curate, exportOf, ingestPapers, logOf } from '../support/terms.ts'
import { walk, walksOf } from './lists.ts'
import { useEmpty } from './stores.ts'

/** Each test ingests and derives several times over. */
vi.setConfig({ testTimeout: 120_000 })

const store = useEmpty()

const REQUESTS: readonly CurationRequest[] = [
  { op: 'MERGE', into: 'river-graph', from: ['basin-web', 'tide'] },
  { op: 'RENAME', entity: 'river-graph', name: 'stream graph' },
  { op: 'RECLASSIFY', entity: 'sluice-net', kind: 'CONCEPT' },
  { op: 'REJECT', entity: 'crest-error' },
  { op: 'ADD_ALIAS', entity: 'basin-web', name: 'catchment mesh' },
]

describe('what cannot be done', () => {
  const refused: readonly (readonly [string, CurationRequest, new (...args: never[]) => Error])[] = [
    ['an unknown entity', { op: 'RENAME', entity: 'nothing', name: 'x' }, NotFoundError],
    ['merging nothing', { op: 'MERGE', into: 'tide', from: [] }, InvalidInputError],
    ['merging an entity into itself', { op: 'MERGE', into: 'tide', from: ['tide'] }, ConflictError],
    ['the name it has', { op: 'RENAME', entity: 'tide', name: 'tide' }, InvalidInputError],
    ['the name of another', { op: 'RENAME', entity: 'tide', name: 'Basin-Webs' }, ConflictError],
    ['a name without letters', { op: 'RENAME', entity: 'tide', name: ' -- ' }, InvalidInputError],
    ['a name that leads there', { op: 'ADD_ALIAS', entity: 'tide', name: 'Tides' }, InvalidInputError],
    ['a name that leads elsewhere', { op: 'ADD_ALIAS', entity: 'tide', name: 'basin web' }, ConflictError],
    ['the kind it has', { op: 'RECLASSIFY', entity: 'tide', kind: 'CONCEPT' }, InvalidInputError],
    [
      'splitting off nothing',
      { op: 'SPLIT', entity: 'tide', name: 'ebb', kind: null, aliases: [], papers: [] },
      InvalidInputError,
    ],
    [
      'splitting off all',
      { op: 'SPLIT', entity: 'tide', name: 'ebb', kind: null, aliases: ['tide'], papers: [] },
      InvalidInputError,
    ],
    [
      'splitting off a foreign name',
      { op: 'SPLIT', entity: 'tide', name: 'ebb', kind: null, aliases: ['basin web'], papers: [] },
      InvalidInputError,
    ],
    [
      'splitting off a foreign paper',
      { op: 'SPLIT', entity: 'tide', name: 'ebb', kind: null, aliases: [], papers: ['doi:none'] },
      InvalidInputError,
    ],
  ]

  test('is refused with the right error and leaves everything as it was', async () => {
    await ingestPapers(store())
    const before = await exportOf(store())
    const curator = createTestCurator(store())
    const errorOf = async (request: CurationRequest, dryRun: boolean) =>
      curator.curate(request, { actor: 'ada', dryRun }).catch((error: unknown) => error)
    for (const [what, request, error] of refused) {
      expect({ what, error: await errorOf(request, false) }).toEqual({ what, error: expect.any(error) })
      expect({ what, error: await errorOf(request, true) }).toEqual({ what, error: expect.any(error) })
    }
    expect(await exportOf(store())).toEqual(before)
    expect(await logOf(store())).toEqual([])
  })
})

describe('the log', () => {
  test('K1 entries are numbered from 1 and listed the newest first', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await curate(curator, { op: 'ADD_ALIAS', entity: 'tide', name: `tide ${name}` })
    await curate(curator, { op: 'UNDO', target: 'curation:2' })
    const log = await logOf(store())
    expect(log.map(({ seq, id }) => [seq, id])).toEqual([1, 2, 3, 4, 5, 6].map((seq) => [seq, `curation:${seq}`]))
    expect(log[0]).toEqual({
      id: 'curation:1',
      seq: 1,
      actor: 'ada',
      at: '2026-02-01T00:00:00.000Z',
      operation: { op: 'ADD_ALIAS', entity: { id: 'tide', name: 'tide' }, name: 'tide a' },
      undoneBy: null,
    })
    expect(await walk(CURATION_ORDER, (page) => store().listCurations(page))).toEqual(walksOf(log.toReversed()))
    expect((await store().activeCurations()).map(({ seq }) => seq)).toEqual([1, 3, 4, 5])
    expect(await store().curationsById(['curation:9', 'curation:3', 'curation:3'])).toEqual([null, log[2], log[2]])
  })

  test('K2 an entry and what it changes are written together or not at all', async () => {
    await ingestPapers(store())
    const before = await exportOf(store())
    const curation = {
      id: 'curation:1',
      seq: 1,
      actor: 'ada',
      at: '2026-02-01T00:00:00.000Z',
      operation: { op: 'REJECT', entity: { id: 'tide', name: 'tide' }, norms: [] },
      undoneBy: null,
    } as const
    const impossible = buildPatch({ entities: [buildEntity('new')], aliases: [buildAlias('nobody', 'x')] })
    await expect(store().curate({ curation, marks: [], patch: impossible, run: 1 })).rejects.toThrow(ConflictError)
    const patch = buildPatch({ entities: [buildEntity('new')] })
    await expect(store().curate({ curation: { ...curation, seq: 2 }, marks: [], patch, run: 1 })).rejects.toThrow(
      ConflictError,
    )
    await expect(store().curate({ curation, marks: [], patch, run: 0 })).rejects.toThrow(ConflictError)
    expect(await exportOf(store())).toEqual(before)
    expect(await store().curationHead()).toEqual({ seq: 0, run: 1, derived: 0 })
    await store().curate({ curation, marks: [], patch, run: 1 })
    expect(await store().curationHead()).toEqual({ seq: 1, run: 1, derived: 0 })
  })

  test('K2 curation and ingestion exclude each other', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    const { id } = await store().beginRun(buildRun(), null)
    const before = await exportOf(store())
    for (const dryRun of [true, false]) {
      await expect(curator.curate({ op: 'REJECT', entity: 'tide' }, { actor: 'ada', dryRun })).rejects.toThrow(
        /^The ingestion "run:2" is under way since .* Try again when it has ended/,
      )
    }
    const curation = {
      id: 'curation:1',
      seq: 1,
      actor: 'a',
      at: '',
      operation: { op: 'UNDO', target: 'x' },
      undoneBy: null,
    } as const
    await expect(store().curate({ curation, marks: [], patch: EMPTY_PATCH, run: 2 })).rejects.toThrow(
      /An ingestion is under way/,
    )
    expect(await exportOf(store())).toEqual(before)
    await store().discardRun(id)
    await curate(curator, { op: 'REJECT', entity: 'tide' })
  })

  test('K2 of two people who curate at once both get their way', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store(), { derives: false })
    const entities = ['tide', 'basin-web', 'flood-wave']
    const written = await Promise.all(entities.map((entity) => curate(curator, { op: 'REJECT', entity })))
    expect(new Set(written.map(({ seq }) => seq))).toEqual(new Set([1, 2, 3]))
    await curate(createTestCurator(store()), { op: 'RECLASSIFY', entity: 'river-graph', kind: 'TASK' })
    expect(await exportOf(store())).toEqual(await buildAnew(await logOf(store())))
  })

  test('K8 how far derived edges know of the log only grows', async () => {
    await store().markDerived(3)
    await store().markDerived(2)
    expect(await store().curationHead()).toEqual({ seq: 0, run: 0, derived: 3 })
  })

  test('a dry run writes nothing and says what would be written', async () => {
    await ingestPapers(store())
    const curator = createTestCurator(store())
    const before = await exportOf(store())
    for (const request of REQUESTS) {
      const dry = await curator.curate(request, { actor: 'ada', dryRun: true })
      expect(await exportOf(store())).toEqual(before)
      expect(await logOf(store())).toEqual([])
      expect(await store().curationRecords()).toEqual({ originals: [], redirects: [] })
      expect(isEmpty(dry.patch)).toBe(false)
    }
    const [request] = REQUESTS
    if (request === undefined) return
    const dry = await curator.curate(request, { actor: 'ada', dryRun: true })
    const { patch } = await curator.curate(request, { actor: 'ada', dryRun: false })
    expect(dry.patch).toEqual(patch)
  })
})
