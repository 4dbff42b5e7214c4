import { describe, expect, test } from 'vitest'
import { ConflictError, NotFoundError } from '../../src/graph/errors.ts'
import type { Run, RunOutcome } from '../../src/graph/runs.ts'
import { EDGE_RELATIONS } from '../../src/graph/traversals.ts'
import { buildCounters, buildRun } from '../support/build.ts'
import { useEmpty, useWorld } from './stores.ts'
import { WORLD } from './world.ts'

const DONE: RunOutcome = {
  status: 'SUCCEEDED',
  finishedAt: '2026-01-02T03:05:00.000Z',
  counters: buildCounters({ papersSeen: 3, papersAdded: 2, problems: 1 }),
}

describe('runs', () => {
  const store = useEmpty()
  const first: Run = {
    ...buildRun(),
    id: 'run:1',
    seq: 1,
    status: 'RUNNING',
    finishedAt: null,
    counters: buildCounters(),
  }

  test('R1 a run begins with zeros, ends with its outcome, and is numbered from 1', async () => {
    expect(await store().lastRun()).toBeNull()
    expect(await store().beginRun(buildRun(), null)).toEqual(first)
    expect(await store().lastRun()).toEqual(first)
    expect(await store().endRun('run:1', DONE)).toEqual({ ...first, ...DONE })
    const next = buildRun({ sources: ['a', "b'`$", ''], startedAt: '2026-01-03T00:00:00.000Z', owner: 'other:2' })
    expect(await store().beginRun(next, null)).toEqual({ ...first, ...next, id: 'run:2', seq: 2 })
    expect((await store().lastRun())?.id).toBe('run:2')
  })

  test('B1 B2 B3 by id', async () => {
    await store().beginRun(buildRun(), null)
    expect(await store().runsById(['run:2', 'run:1', 'nowhere', 'run:1'])).toEqual([null, first, null, first])
    expect(await store().runsById([])).toEqual([])
  })

  test('R2 one run at a time', async () => {
    await store().beginRun(buildRun(), null)
    await expect(store().beginRun(buildRun(), null)).rejects.toThrow(ConflictError)
    await expect(store().beginRun(buildRun(), 'run:7')).rejects.toThrow(ConflictError)
    expect(await store().lastRun()).toEqual(first)
  })

  test('R2 of several callers at once, one gets the run', async () => {
    const callers = Array.from({ length: 4 }, async (_, i) => store().beginRun(buildRun({ owner: `host:${i}` }), null))
    const outcomes = await Promise.allSettled(callers)
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(failures.map(({ reason }) => reason instanceof ConflictError)).toEqual([true, true, true])
    expect((await store().lastRun())?.seq).toBe(1)
  })

  test('R3 a superseded run ends as FAILED when the new one starts', async () => {
    await store().beginRun(buildRun(), null)
    const startedAt = '2026-02-01T00:00:00.000Z'
    const second = await store().beginRun(buildRun({ startedAt }), 'run:1')
    expect(second).toEqual({ ...first, id: 'run:2', seq: 2, startedAt })
    expect(await store().runsById(['run:1'])).toEqual([{ ...first, status: 'FAILED', finishedAt: startedAt }])
  })

  test('R3 superseding a run that is over or unknown changes nothing about it', async () => {
    await store().beginRun(buildRun(), null)
    const ended = await store().endRun('run:1', { ...DONE, status: 'CANCELLED' })
    expect((await store().beginRun(buildRun(), 'run:1')).seq).toBe(2)
    expect(await store().runsById(['run:1'])).toEqual([ended])
    await store().endRun('run:2', DONE)
    expect((await store().beginRun(buildRun(), 'nowhere')).seq).toBe(3)
  })

  test('R4 only a running run can end', async () => {
    await expect(store().endRun('run:1', DONE)).rejects.toThrow(NotFoundError)
    await store().beginRun(buildRun(), null)
    const ended = await store().endRun('run:1', DONE)
    await expect(store().endRun('run:1', { ...DONE, status: 'FAILED' })).rejects.toThrow(ConflictError)
    expect(await store().lastRun()).toEqual(ended)
  })

  test('R5 a discarded run has not been', async () => {
    await store().beginRun(buildRun(), null)
    await store().endRun('run:1', DONE)
    await store().beginRun(buildRun(), null)
    await store().discardRun('run:2')
    expect((await store().lastRun())?.id).toBe('run:1')
    await store().discardRun('nowhere')
    expect((await store().beginRun(buildRun(), null)).seq).toBe(2)
  })

  test('R7 a run is found by its key, and no other run gets it', async () => {
    const keyed = await store().beginRun(buildRun({ key: "today's" }), null)
    expect(keyed.key).toBe("today's")
    expect(await store().runsByKey(['nobody’s', "today's", "today's"])).toEqual([null, keyed, keyed])
    expect(await store().runsByKey([])).toEqual([])
    await store().endRun('run:1', DONE)
    await expect(store().beginRun(buildRun({ key: "today's" }), null)).rejects.toThrow(ConflictError)
    // Runs without a key do not meet.
    await store().endRun((await store().beginRun(buildRun(), null)).id, DONE)
    expect((await store().beginRun(buildRun(), null)).seq).toBe(3)
  })

  test('C1 C2 C3 C4 all runs, the newest first', async () => {
    for (let i = 0; i < 5; i += 1) await store().endRun((await store().beginRun(buildRun(), null)).id, DONE)
    const page = { limit: 2, cursor: null, withTotal: true } as const
    const first = await store().listRuns({ ...page, from: 'start' })
    expect(first).toMatchObject({ rows: [{ seq: 5 }, { seq: 4 }], hasNext: true, hasPrevious: false, total: 5 })
    const cursor = [-4, 'run:4'] as const
    const next = await store().listRuns({ ...page, from: 'start', cursor })
    expect(next).toMatchObject({ rows: [{ seq: 3 }, { seq: 2 }], hasNext: true, hasPrevious: true })
    const last = await store().listRuns({ ...page, from: 'end', withTotal: false })
    expect(last).toMatchObject({ rows: [{ seq: 2 }, { seq: 1 }], hasNext: false, hasPrevious: true, total: null })
  })

  test('R6 an empty graph in figures', async () => {
    const stats = await store().stats()
    expect(stats).toEqual({
      papers: 0,
      entities: 0,
      entitiesByKind: ['CONCEPT', 'METHOD', 'TASK', 'DATASET', 'METRIC'].map((kind) => ({ kind, count: 0 })),
      topics: 0,
      edges: 0,
      edgesByRelation: EDGE_RELATIONS.map((relation) => ({ relation, count: 0 })),
      lastRun: null,
    })
    expect(stats.edgesByRelation.map(({ relation }) => relation)).toEqual(EDGE_RELATIONS.toSorted())
  })
})

describe('figures', () => {
  const store = useWorld()

  test('R6 the graph in figures', async () => {
    const edges = {
      ADDRESSES: 2,
      BROADER: WORLD.broader.length,
      COMPARES: 3,
      DISCUSSES: 9,
      EVALUATES_ON: 2,
      MEASURES: 1,
      PROPOSES: 2,
      RELATED_TO: WORLD.related.length,
      SIMILAR_TO: WORLD.similar.length,
      USES: 2,
    }
    expect(await store().stats()).toEqual({
      papers: 8,
      entities: 11,
      entitiesByKind: [
        { kind: 'CONCEPT', count: 5 },
        { kind: 'METHOD', count: 3 },
        { kind: 'TASK', count: 1 },
        { kind: 'DATASET', count: 1 },
        { kind: 'METRIC', count: 1 },
      ],
      topics: 5,
      edges: Object.values(edges).reduce((sum, count) => sum + count, 0),
      edgesByRelation: Object.entries(edges).map(([relation, count]) => ({ relation, count })),
      lastRun: null,
    })
  })
})
