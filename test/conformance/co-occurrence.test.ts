import { expect, test } from 'vitest'
import { jaccardOf, npmiOf } from '../../src/graph/association.ts'
import { createComparisonModel } from './comparison-model.ts'
import { useWorld } from './stores.ts'
import { WORLD } from './world.ts'

const store = useWorld()
const model = createComparisonModel(WORLD)

test('T14 papers of each entity and of each pair, counted in facts', async () => {
  const { papers, entities, pairs } = await store().coOccurrenceOf(['river', 'graph', 'attention', 'f1'])
  expect(papers).toBe(8)
  expect(entities).toEqual([
    { id: 'river', papers: 2, together: 2 },
    { id: 'graph', papers: 5, together: 3 },
    { id: 'attention', papers: 3, together: 2 },
    { id: 'f1', papers: 1, together: 1 },
  ])
  expect(pairs).toEqual([
    { a: 'river', b: 'graph', support: 2 },
    { a: 'river', b: 'attention', support: 1 },
    { a: 'river', b: 'f1', support: 1 },
    { a: 'graph', b: 'attention', support: 2 },
    { a: 'graph', b: 'f1', support: 1 },
    { a: 'attention', b: 'f1', support: 1 },
  ])
})

test.each([
  [[]],
  [['nowhere']],
  [['graph', 'nowhere', 'graph']],
  [WORLD.entities.map(({ id }) => id)],
  [WORLD.entities.map(({ id }) => id).toReversed()],
])('T14 the entities %s as going through everything has them', async (ids) => {
  expect(await store().coOccurrenceOf(ids)).toEqual(model.coOccurrence(ids))
})

test('T14 a pair that only occurs together has the most, an independent one nothing', () => {
  expect(npmiOf({ papers: 100, one: 10, other: 10, together: 10 })).toBe(1)
  expect(npmiOf({ papers: 10, one: 10, other: 10, together: 10 })).toBe(1)
  expect(npmiOf({ papers: 100, one: 10, other: 10, together: 1 })).toBe(0)
  expect(jaccardOf({ papers: 100, one: 4, other: 3, together: 1 })).toBe(0.166667)
})
