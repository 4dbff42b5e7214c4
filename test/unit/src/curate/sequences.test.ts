// Any sequence of operations: its effect is that of the log on a graph built anew, and undoing everything leaves nothing.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENTITY_KINDS } from '../../../../src/graph/entities.ts'
import type { CurationRequest } from '../../../../src/graph/curation.ts'
import { PaperloomError } from '../../../../src/graph/errors.ts'
import { curationId } from '../../../../src/graph/ids.ts'
import type { GraphStore } from '../../../../src/graph/store.ts'
import { openSqlite } from '../../../../src/stores/sqlite/index.ts'
import { copyLog, createTestCurator, ingestPapers, logOf } from '../../../support/terms.ts'

const RUNS = 60

/** Choices by number, made into a request when the graph that they are about is known. */
interface Step {
  readonly op: CurationRequest['op']
  readonly one: number
  readonly other: number
  readonly third: number
  readonly name: string
}

const step: fc.Arbitrary<Step> = fc.record({
  op: fc.constantFrom(
    'MERGE',
    'MERGE',
    'SPLIT',
    'SPLIT',
    'RENAME',
    'RECLASSIFY',
    'REJECT',
    'ADD_ALIAS',
    'UNDO',
    'UNDO',
  ),
  one: fc.nat(30),
  other: fc.nat(30),
  third: fc.nat(30),
  // Some are names that papers have.
  name: fc.constantFrom('tide', 'basin web', 'flood waves', 'stream', 'surge', 'the weir', 'ebb', 'crest'),
})

const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % items.length]

async function requestOf(store: GraphStore, { op, one, other, third, name }: Step): Promise<CurationRequest> {
  const entities = (await Array.fromAsync(store.scan('entities'))).flat().map(({ id }) => id)
  const { redirects } = await store.curationRecords()
  const ids = [...entities, ...redirects.map(({ id }) => id)]
  const entity = pick(ids, one) ?? ''
  switch (op) {
    case 'MERGE':
      return { op, into: entity, from: [pick(ids, other) ?? '', pick(ids, third) ?? ''] }
    case 'SPLIT': {
      const [survivor = ''] = await store.survivors([entity])
      const [aliases = []] = await store.aliasesOf([survivor])
      const facts = (await Array.fromAsync(store.scan('facts'))).flat().filter(({ entityId }) => entityId === survivor)
      const surfaces = other % 3 === 0 ? [] : [pick(aliases, other)?.surface ?? '']
      const papers = third % 3 === 0 ? [] : [pick(facts, third)?.paperId ?? '', pick(facts, other)?.paperId ?? '']
      return { op, entity, name, kind: pick([null, ...ENTITY_KINDS], other) ?? null, aliases: surfaces, papers }
    }
    case 'RENAME':
    case 'ADD_ALIAS':
      return { op, entity, name }
    case 'RECLASSIFY':
      return { op, entity, kind: pick(ENTITY_KINDS, other) ?? 'CONCEPT' }
    case 'REJECT':
      return { op, entity }
    case 'UNDO': {
      const { seq } = await store.curationHead()
      return { op, target: curationId(1 + (one % Math.max(1, seq))) }
    }
  }
}

/** Everything that curation decides. */
async function stateOf(store: GraphStore) {
  const [entities, aliases, facts] = await Promise.all([
    Array.fromAsync(store.scan('entities')),
    Array.fromAsync(store.scan('aliases')),
    Array.fromAsync(store.scan('facts')),
  ])
  const { originals, redirects } = await store.curationRecords()
  const byKey = <Row extends { readonly key: string }>(rows: readonly Row[]) =>
    rows.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return {
    entities: entities.flat(),
    aliases: aliases.flat(),
    facts: facts.flat(),
    redirects: redirects.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    originals: {
      entities: byKey(originals.filter(({ table }) => table === 'entities')),
      aliases: byKey(originals.filter(({ table }) => table === 'aliases')),
      facts: byKey(originals.filter(({ table }) => table === 'facts')),
    },
  }
}

async function builtAnew(store: GraphStore) {
  await using fresh = await openSqlite(':memory:')
  await copyLog(await logOf(store), fresh)
  await ingestPapers(fresh)
  return await stateOf(fresh)
}

test(
  'at once is what a graph built anew becomes, step by step, and undoing all leaves nothing',
  { timeout: 240_000 },
  async () => {
    const counts = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        await using store = await openSqlite(':memory:')
        await ingestPapers(store)
        const before = await stateOf(store)
        const curator = createTestCurator(store, { derives: false })
        for (const made of steps) {
          const request = await requestOf(store, made)
          try {
            await curator.curate(request, { actor: 'ada', dryRun: false })
            counts.set(request.op, (counts.get(request.op) ?? 0) + 1)
          } catch (error) {
            if (!(error instanceof PaperloomError)) throw error
          }
          expect(await stateOf(store)).toEqual(await builtAnew(store))
        }
        for (const { id } of (await store.activeCurations()).toReversed()) {
          await curator.curate({ op: 'UNDO', target: id }, { actor: 'ada', dryRun: false })
        }
        expect(await stateOf(store)).toEqual(before)
      }),
      { numRuns: RUNS, seed: 20260201 },
    )
    // Every kind of operation was done, not only refused.
    for (const op of ['MERGE', 'SPLIT', 'RENAME', 'RECLASSIFY', 'REJECT', 'ADD_ALIAS', 'UNDO']) {
      expect({ op, count: counts.get(op) ?? 0 }).toEqual({ op, count: expect.any(Number) })
      expect(counts.get(op) ?? 0).toBeGreaterThan(3)
    }
  },
)
