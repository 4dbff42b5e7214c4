import { describe, expect, test } from 'vitest'
import { COMPARED_ORDER, DISTINGUISHING_ORDER } from '../../src/graph/comparison.ts'
import type { PageRequest } from '../../src/graph/page.ts'
import { createComparisonModel } from './comparison-model.ts'
import { EVERYTHING, only, walk, walksOf, whole } from './lists.ts'
import { useWorld } from './stores.ts'
import { WORLD } from './world.ts'

const model = createComparisonModel(WORLD)
const A = 'arxiv:2001.00001'
const B = 'arxiv:2001.00002'
const C = 'doi:10.1000/a'
const WAVE = 'title:0000000000000001'
const ALONE = 'title:0000000000000004'
const GROUPS = [[A, B, C], [C, B, A], [A], [A, A], [A, 'doi:nowhere'], [ALONE], [], [B, WAVE, C, B], ['graph']]
const METHODS = { kinds: ['METHOD'] as const }

describe('compared entities', () => {
  const store = useWorld()

  test('T10 what most papers have comes first, then the heaviest; facts in the order of the group', async () => {
    const { rows } = await only(store().comparedEntities([[B, A, C]], {}, EVERYTHING))
    expect(rows.map(({ entity, facts }) => [entity.id, facts.map(({ paperId }) => paperId)]).slice(0, 3)).toEqual([
      ['graph', [B, A, C]],
      ['attention', [B, A]],
      ['river', [A, C]],
    ])
  })

  test('T10 T2 B1 B2 B3 F1 every group as going through everything has it', async () => {
    expect(await store().comparedEntities(GROUPS, {}, EVERYTHING)).toEqual(
      GROUPS.map((group) => whole(model.compared(group))),
    )
    expect(await store().comparedEntities(GROUPS, METHODS, EVERYTHING)).toEqual(
      GROUPS.map((group) => whole(model.compared(group, METHODS))),
    )
    expect(await store().comparedEntities([], {}, EVERYTHING)).toEqual([])
    expect(model.compared([A, B, C]).length).toBeGreaterThan(6)
  })

  test('C1 C2 C3 C4 O1 pages', async () => {
    const list = (page: PageRequest) => only(store().comparedEntities([[A, B, C, WAVE]], {}, page))
    expect(await walk(COMPARED_ORDER, list)).toEqual(walksOf(model.compared([A, B, C, WAVE])))
  })
})

describe('distinguishing entities', () => {
  const store = useWorld()
  const asked = GROUPS.flatMap((among) => [...among, C].map((paper) => ({ paper, among })))

  test('T10 what no other paper of the group has, the most salient first', async () => {
    const { rows } = await only(store().distinguishingEntities([{ paper: A, among: [A, B, C] }], {}, EVERYTHING))
    expect(rows.map(({ entity }) => entity.id)).toEqual(['f1'])
    const [alone] = await store().distinguishingEntities([{ paper: A, among: [A] }], {}, EVERYTHING)
    expect(alone?.total).toBe(5)
  })

  test('T10 B1 B2 B3 F1 every paper of every group as going through everything has it', async () => {
    expect(await store().distinguishingEntities(asked, {}, EVERYTHING)).toEqual(
      asked.map((one) => whole(model.distinguishing(one))),
    )
    expect(await store().distinguishingEntities(asked, METHODS, EVERYTHING)).toEqual(
      asked.map((one) => whole(model.distinguishing(one, METHODS))),
    )
    expect(await store().distinguishingEntities([], {}, EVERYTHING)).toEqual([])
  })

  test('C1 C2 C3 C4 O1 O2 pages, ties by id', async () => {
    const of = { paper: WAVE, among: [A, WAVE] }
    expect(await walk(DISTINGUISHING_ORDER, (page) => only(store().distinguishingEntities([of], {}, page)))).toEqual(
      walksOf(model.distinguishing(of)),
    )
    expect(model.distinguishing(of).map(({ fact }) => fact.salience)).toEqual([0.5, 0.5, 0.5, 0.5])
  })
})
