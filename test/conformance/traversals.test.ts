import { describe, expect, test } from 'vitest'
import { SHARED_ORDER } from '../../src/graph/comparison.ts'
import { emptySlice } from '../../src/graph/page.ts'
import type { PageRequest } from '../../src/graph/page.ts'
import { RELATED_TOPIC_ORDER } from '../../src/graph/traversals.ts'
import { A, ALONE, B, C, D, SEEDS, SPACE, WAVE } from './seeds.ts'
import { EVERYTHING, only, walk, walksOf, whole } from './lists.ts'
import { createModel } from './model.ts'
import { useWorld } from './stores.ts'
import { WORLD } from './world.ts'

const model = createModel(WORLD)

describe('shared entities', () => {
  const store = useWorld()

  test('T1 the weight is the mean salience times ln((N + 1) / (papers + 0.5))', async () => {
    const { rows } = await only(store().sharedEntities([[B, A]], {}, EVERYTHING))
    expect(rows.map(({ entity, weight, facts }) => [entity.id, weight, facts.map(({ paperId }) => paperId)])).toEqual([
      ['attention', 0.495842, [B, A]],
      ['graph', 0.32011, [B, A]],
      ['flood-set', 0.143117, [B, A]],
    ])
    expect(rows[0]?.facts.map(({ salience }) => salience)).toEqual([0.25, 0.8])
  })

  test('T2 B1 B2 groups of fewer than two different papers, or with an unknown one, share nothing', async () => {
    const groups = [[A, B], [A], [A, A], [], [A, 'doi:nowhere'], [A, ALONE], [B, A, B], [A, B, C, WAVE, SPACE], [A, B]]
    const expected = groups.map((group) => whole(model.shared(group)))
    expect(await store().sharedEntities(groups, {}, EVERYTHING)).toEqual(expected)
    expect(expected.map(({ total }) => total)).toEqual([3, 0, 0, 0, 0, 0, 3, 1, 3])
    expect(await store().sharedEntities([], {}, EVERYTHING)).toEqual([])
  })

  test('T1 T2 at least some of the papers; the mean is over all of them', async () => {
    const group = [A, B, C, 'doi:nowhere', A]
    const two = await only(store().sharedEntities([group], { atLeast: 2 }, EVERYTHING))
    expect(two.rows.map(({ entity, weight, facts }) => [entity.id, weight, facts.length])).toEqual([
      ['attention', 0.247921, 2],
      ['graph', 0.221614, 3],
      ['river', 0.09607, 2],
      ['flood-set', 0.071558, 2],
    ])
    for (const atLeast of [1, 2, 3, 4, 5]) {
      const expected = [group, [A], [A, D], [C, WAVE]].map((of) => whole(model.shared(of, { atLeast })))
      expect(await store().sharedEntities([group, [A], [A, D], [C, WAVE]], { atLeast }, EVERYTHING)).toEqual(expected)
    }
    const kinds = ['METHOD'] as const
    expect(await only(store().sharedEntities([group], { atLeast: 1, kinds }, EVERYTHING))).toEqual(
      whole(model.shared(group, { atLeast: 1, kinds })),
    )
  })

  test('F1 of some kinds', async () => {
    const filter = { kinds: ['METHOD', 'DATASET'] as const }
    expect(await only(store().sharedEntities([[A, B]], filter, EVERYTHING))).toEqual(
      whole(model.shared([A, B], filter)),
    )
    expect(model.shared([A, B], filter)).toHaveLength(2)
  })

  test('C1 C2 C3 C4 pages', async () => {
    const list = (page: PageRequest) => only(store().sharedEntities([[A, B]], {}, page))
    expect(await walk(SHARED_ORDER, list)).toEqual(walksOf(model.shared([A, B])))
  })
})

describe('related topics', () => {
  const store = useWorld()

  test('T5 a paper leads to an entity by its best way; what it has is left out', async () => {
    const { rows } = await store().relatedTopics({ papers: [D], entities: ['river'] }, {}, EVERYTHING)
    expect(rows.map(({ entity, score, support }) => [entity.id, score, support])).toEqual([
      ['graph', 0.425, 2],
      ['stochastic-gradient-descent', 0.225, 1],
    ])
  })

  test('T9 exclusions take off what they would add; what excluded papers have is left out', async () => {
    const seeds = { papers: [], entities: ['graph'], not: { papers: [], entities: ['river'] } }
    const { rows } = await store().relatedTopics(seeds, {}, EVERYTHING)
    expect(rows.map(({ entity, score, away }) => [entity.id, score, away])).toEqual([
      ['attention', 0.576543, 0.123457],
      ['constructor', 0.5, 0],
      ['gradient-descent', 0.3, 0.2],
      ['flood-set', 0.1, 0],
    ])
    const away = { ...seeds, not: { papers: [D], entities: [] } }
    const without = await store().relatedTopics(away, {}, EVERYTHING)
    expect(without.rows.map(({ entity }) => entity.id)).not.toContain('attention')
  })

  test.each(SEEDS.map((seeds) => ({ seeds })))('T5 T9 seeds $seeds', async ({ seeds }) => {
    expect(await store().relatedTopics(seeds, {}, EVERYTHING)).toEqual(whole(model.relatedTopics(seeds)))
    const filter = { kinds: ['METHOD', 'TASK'] as const }
    expect(await store().relatedTopics(seeds, filter, EVERYTHING)).toEqual(whole(model.relatedTopics(seeds, filter)))
  })

  test('C1 C2 C3 C4 O1 pages, ties by id', async () => {
    const seeds = { papers: [], entities: ['graph'], not: { papers: [], entities: ['river'] } }
    expect(await walk(RELATED_TOPIC_ORDER, (page) => store().relatedTopics(seeds, {}, page))).toEqual(
      walksOf(model.relatedTopics(seeds)),
    )
    const nothing = await store().relatedTopics({ papers: [], entities: [] }, {}, EVERYTHING)
    expect(nothing).toEqual(emptySlice(EVERYTHING))
  })
})
