import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entityOrder } from '../../src/graph/entity-lists.ts'
import type { EntityFilter, EntitySort } from '../../src/graph/entity-lists.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import { currentEngine } from '../support/engines.ts'
import * as any from './any-filter.ts'
import { createEntityListModel } from './entity-list-model.ts'
import { walk, walksOf, EVERYTHING, whole } from './lists.ts'
import { world as anyWorld } from './random-world.ts'
import { useWorld } from './stores.ts'
import { ASTRAL, HIGH, WORLD, writeWorld } from './world.ts'

const SORTS: readonly EntitySort[] = [
  { by: 'paperCount', descending: true },
  { by: 'paperCount', descending: false },
  { by: 'name', descending: true },
  { by: 'name', descending: false },
]

const expected = createEntityListModel(WORLD)
const name = (...terms: string[]): EntityFilter => ({ is: 'name', terms })
const met = (minSupport: number, ...any: string[]): EntityFilter => ({ is: 'coOccurs', any, minSupport })
const topic = (...any: string[]): EntityFilter => ({ is: 'topic', any })

const FILTERS: readonly EntityFilter[] = [
  NO_FILTER,
  { is: 'or', of: [] },
  { is: 'kind', any: [] },
  { is: 'kind', any: ['METHOD', 'METHOD', 'TASK'] },
  name(),
  name('graph'),
  name('descent', 'gradient'),
  name('graph', 'nothing'),
  name('"', 'OR'),
  name(ASTRAL.normalize('NFKC').toLowerCase()),
  { is: 'paperCount', from: 2, to: 3 },
  { is: 'paperCount', from: 4, to: 1 },
  met(1, 'graph'),
  met(2, 'graph', 'graph'),
  met(2, 'graph', 'attention', 'nobody'),
  met(1, 'nobody', "'"),
  topic('topic:graph'),
  topic('topic:graph', 'topic:gradient-descent', 'topic:nobody'),
  topic('topic:empty'),
  {
    is: 'and',
    of: [
      { is: 'kind', any: ['METHOD', 'CONCEPT'] },
      name('graph'),
      { is: 'paperCount', from: 1, to: 5 },
      met(1, 'river'),
      topic('topic:graph'),
    ],
  },
  { is: 'not', of: name('graph') },
  { is: 'not', of: met(1, 'graph') },
  { is: 'or', of: [topic('topic:graph'), name('river'), { is: 'not', of: { is: 'kind', any: ['CONCEPT'] } }] },
  { is: 'and', of: [topic('topic:graph'), { is: 'not', of: topic('topic:gradient-descent') }, met(1, 'attention')] },
  {
    is: 'or',
    of: [name('graph'), name('river'), met(2, 'graph'), topic('topic:empty'), { is: 'kind', any: ['TASK'] }],
  },
  {
    is: 'not',
    of: { is: 'or', of: [name('graph'), met(1, 'river'), { is: 'paperCount', from: 3, to: 9 }, topic('topic:nobody')] },
  },
  {
    is: 'and',
    of: [
      { is: 'or', of: [name('graph'), { is: 'and', of: [met(1, 'attention'), { is: 'paperCount', from: 1, to: 9 }] }] },
      { is: 'not', of: { is: 'and', of: [topic('topic:graph'), { is: 'kind', any: ['METHOD'] }] } },
    ],
  },
]

describe('lists of entities', () => {
  const store = useWorld()

  test.each(FILTERS)('G1 G2 W1 W2 as going through everything finds: %j', async (filter) => {
    for (const sort of SORTS) {
      expect(await store().findEntities(filter, sort, EVERYTHING)).toEqual(whole(expected(filter, sort)))
    }
  })

  test.each(SORTS)('G2 C1 C2 C3 C4 O1 O2 pages in any order: %j', async (sort) => {
    const filter: EntityFilter = { is: 'not', of: { is: 'kind', any: ['TASK', 'METRIC'] } }
    expect(await walk(entityOrder(sort), (page) => store().findEntities(filter, sort, page))).toEqual(
      walksOf(expected(filter, sort)),
    )
  })

  test('C6 a cursor of another order is refused', async () => {
    for (const sort of SORTS) {
      const page = { ...EVERYTHING, cursor: [sort.by === 'name' ? 1 : HIGH, 'graph'] as const }
      await expect(store().findEntities(NO_FILTER, sort, page)).rejects.toMatchObject({ name: 'InvalidInputError' })
    }
  })
})

describe('any graph, any filter of entities, any order', () => {
  const question = fc.record({ filter: any.entityFilter, other: any.entityFilter, sort: fc.constantFrom(...SORTS) })
  const questions = fc.array(question, { minLength: any.QUESTIONS, maxLength: any.QUESTIONS })

  test(
    'G1 W1 W2 every list is that of asking each entity; and, or and not join lists as they join sets',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyWorld, questions, async (world, questions) => {
          await using store = await currentEngine().openEmpty()
          await writeWorld(store, world)
          const expected = createEntityListModel(world)
          for (const { filter, other, sort } of questions) {
            const ask = (filter: EntityFilter) => store.findEntities(filter, sort, EVERYTHING)
            const [one, two] = [expected(filter, sort), expected(other, sort)]
            expect(await ask(filter)).toEqual(whole(one))
            const ids = new Set(one.map(({ id }) => id))
            expect((await ask({ is: 'and', of: [filter, other] })).rows).toEqual(two.filter(({ id }) => ids.has(id)))
            const rest = expected(NO_FILTER, sort).filter(({ id }) => !ids.has(id))
            expect((await ask({ is: 'not', of: filter })).rows).toEqual(rest)
            const either = new Set([...one, ...two].map(({ id }) => id))
            expect((await ask({ is: 'or', of: [filter, other] })).rows).toEqual(
              expected(NO_FILTER, sort).filter(({ id }) => either.has(id)),
            )
          }
        }),
        { numRuns: any.RUNS, seed: 20260103 },
      )
    },
  )
})
