// Deriving anew after curation: at once in a small graph, in the background and in a thread in a large one.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { startRederiving } from '../../../../src/cli/rederive.ts'
import { createCurator } from '../../../../src/curate/curator.ts'
import { openSqlite } from '../../../../src/stores/sqlite/index.ts'
import { recordTraces } from '../../../support/traces.ts'
import { buildAnew, exportOf, ingestPapers, logOf } from '../../../support/terms.ts'

const MERGE = { op: 'MERGE', into: 'river-graph', from: ['basin-web'] } as const
const BY = { actor: 'ada', dryRun: false }
const now = () => '2026-01-01T00:00:00.000Z'
const log = { info: vi.fn<() => void>(), warn: vi.fn<() => void>() }

test('in a small graph whoever curates waits for the edges', async () => {
  await using store = await openSqlite(':memory:')
  await ingestPapers(store)
  await using rederiver = startRederiving({ store, log })
  const curator = createCurator({ store, now, rederive: rederiver.rederive })
  expect(await curator.curate(MERGE, BY)).toMatchObject({ isDerivedStale: false })
  expect(await store.curationHead()).toMatchObject({ seq: 1, derived: 1 })
  expect(await exportOf(store)).toEqual(await buildAnew(await logOf(store)))
})

test('a server derives in a thread, and whoever curates a small graph waits for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paperloom-'))
  try {
    const path = join(folder, 'graph.db')
    await using store = await openSqlite(path)
    await ingestPapers(store)
    // Nothing here but the check whether there is anything to do.
    const watched = { ...store, replaceDerived: vi.fn<typeof store.replaceDerived>() }
    await using rederiver = startRederiving({ store: watched, log, address: { url: `sqlite:${path}` } })
    const curator = createCurator({ store, now, rederive: rederiver.rederive })
    expect(await curator.curate(MERGE, BY)).toMatchObject({ isDerivedStale: false })
    expect(await exportOf(store)).toEqual(await buildAnew(await logOf(store)))
    expect(watched.replaceDerived).not.toHaveBeenCalled()
  } finally {
    await rm(folder, { recursive: true })
  }
}, 30_000)

test('a derivation is traced with its calls of the store, within what waits for it and else apart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paperloom-'))
  try {
    const path = join(folder, 'graph.db')
    await using store = await openSqlite(path)
    await ingestPapers(store)
    using traces = recordTraces()
    const address = { url: `sqlite:${path}` }
    for (const small of [1_000, 0]) {
      await using rederiver = startRederiving({ store, log, address, small, pause: 0 })
      const curator = createCurator({ store, now, rederive: rederiver.rederive })
      const request = small === 0 ? ({ op: 'REJECT', entity: 'tide' } as const) : MERGE
      await traces.within('mutation', async () => curator.curate(request, BY))
      await vi.waitFor(() => expect(traces.under('derive')).toContain('store markDerived'), 20_000)
      expect(traces.under('derive')).toEqual(expect.arrayContaining(['store curationHead', 'store replaceDerived']))
      expect(traces.under('mutation')).toEqual(small === 0 ? [] : ['derive'])
      const derivation = traces.spans().find(({ name, links }) => name === 'derive' && links.length === 1)
      expect(derivation === undefined).toBe(small !== 0)
      traces.clear()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}, 30_000)

test('in a large one a thread derives them, once for many changes, and nobody waits', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paperloom-'))
  try {
    const path = join(folder, 'graph.db')
    await using store = await openSqlite(path)
    await ingestPapers(store)
    await using rederiver = startRederiving({ store, log, address: { url: `sqlite:${path}` }, small: 0, pause: 50 })
    const curator = createCurator({ store, now, rederive: rederiver.rederive })
    expect(await curator.curate(MERGE, BY)).toMatchObject({ isDerivedStale: true })
    expect(await curator.curate({ op: 'REJECT', entity: 'tide' }, BY)).toMatchObject({ isDerivedStale: true })
    await vi.waitFor(async () => expect(await store.curationHead()).toMatchObject({ seq: 2, derived: 2 }), 20_000)
    expect(await exportOf(store)).toEqual(await buildAnew(await logOf(store)))
    expect(log.warn).not.toHaveBeenCalled()
  } finally {
    await rm(folder, { recursive: true })
  }
}, 30_000)

test('what an earlier process left stale is derived when the next one starts', async () => {
  await using store = await openSqlite(':memory:')
  await ingestPapers(store)
  await createCurator({ store, now, rederive: async () => ({ isDone: false }) }).curate(MERGE, BY)
  await using _ = startRederiving({ store, log })
  await vi.waitFor(async () => expect(await store.curationHead()).toMatchObject({ seq: 1, derived: 1 }), 10_000)
  expect(await exportOf(store)).toEqual(await buildAnew(await logOf(store)))
})
