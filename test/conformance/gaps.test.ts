import { describe, expect, test } from 'vitest'
import type { RelatedEdge } from '../../src/graph/entities.ts'
import { GAP_ORDER } from '../../src/graph/gaps.ts'
import { buildBroader, buildEntity, buildFact, buildPaper, buildRelated } from '../support/build.ts'
import { createComparisonModel } from './comparison-model.ts'
import { EVERYTHING, walk, walksOf, whole } from './lists.ts'
import { useEmpty, useWorld } from './stores.ts'
import { EMPTY_WORLD, WORLD, writeWorld } from './world.ts'
import { compareBytes } from './model.ts'
import type { World } from './model.ts'

/** Magnesium and migraine: tied to the same three things, in no paper together. */
const LINKS = ['stress', 'spasm', 'calcium']
const FAR = ['migraine', 'asthma', 'headache', 'pain']
const GAPS: World = {
  ...EMPTY_WORLD,
  papers: ['doi:1', 'doi:2', 'doi:3'].map((id) => buildPaper(id)),
  entities: ['magnesium', ...LINKS, ...FAR].map((id) => buildEntity(id, { kind: id === 'pain' ? 'TASK' : 'CONCEPT' })),
  facts: [
    ...['magnesium', 'stress', 'headache'].map((id) => buildFact('doi:1', id)),
    ...['magnesium', 'spasm', 'calcium'].map((id) => buildFact('doi:2', id)),
    ...['stress', 'spasm', 'migraine', 'asthma', 'pain'].map((id) => buildFact('doi:3', id)),
  ],
  related: [
    buildRelated('magnesium', 'stress', { score: 0.8 }),
    buildRelated('magnesium', 'spasm', { score: 0.6 }),
    buildRelated('magnesium', 'calcium', { score: 0.6 }),
    buildRelated('stress', 'migraine', { score: 0.5 }),
    buildRelated('spasm', 'migraine', { score: 0.9 }),
    buildRelated('calcium', 'migraine', { score: 0.1 }),
    buildRelated('stress', 'headache', { score: 0.9 }),
    buildRelated('spasm', 'headache', { score: 0.9 }),
    buildRelated('stress', 'asthma', { score: 0.7 }),
    buildRelated('stress', 'pain', { score: 0.2 }),
    buildRelated('calcium', 'pain', { score: 0.2 }),
    buildRelated('migraine', 'asthma', { score: 0.3 }),
  ],
}

describe('gaps', () => {
  const store = useEmpty()

  test('T11 the score is the mean of the far ties, weighted by the near ones; links by their share', async () => {
    await writeWorld(store(), GAPS)
    const { rows, total } = await store().gapsOf('magnesium', {}, EVERYTHING)
    expect(total).toBe(2)
    expect(rows.map(({ entity, score }) => [entity.id, score])).toEqual([
      ['migraine', 0.5],
      ['pain', 0.14],
    ])
    expect(rows[0]?.links).toEqual([
      { entityId: 'spasm', near: 0.6, far: 0.9, share: 0.27 },
      { entityId: 'stress', near: 0.8, far: 0.5, share: 0.2 },
      { entityId: 'calcium', near: 0.6, far: 0.1, share: 0.03 },
    ])
    expect(
      (await store().gapsOf('magnesium', { kinds: ['TASK'] }, EVERYTHING)).rows.map(({ entity }) => entity.id),
    ).toEqual(['pain'])
  })

  test('T11 what is right above or below is no gap', async () => {
    const world = { ...GAPS, broader: [buildBroader('pain', 'magnesium'), buildBroader('magnesium', 'migraine')] }
    await writeWorld(store(), world)
    expect(await store().gapsOf('magnesium', {}, EVERYTHING)).toEqual(whole([]))
  })

  test('T11 the fifty strongest ties are followed, ties of equal score by id', async () => {
    const many = Array.from({ length: 60 }, (_, n) => `link-${String(n).padStart(2, '0')}`)
    const world: World = {
      ...EMPTY_WORLD,
      entities: ['here', 'there', ...many].map((id) => buildEntity(id)),
      related: many.flatMap((link) => [
        buildRelated('here', link, { score: 0.5 }),
        buildRelated(link, 'there', { score: 0.5 }),
      ]),
    }
    await writeWorld(store(), world)
    const { rows } = await store().gapsOf('here', {}, EVERYTHING)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.score).toBe(0.5)
    expect(rows[0]?.links.map(({ entityId }) => entityId)).toEqual(many.slice(0, 50))
    expect(rows).toEqual(createComparisonModel(world).gaps('here'))
  })
})

describe('gaps of the world', () => {
  const store = useWorld()
  const model = createComparisonModel(WORLD)
  const ids = [...WORLD.entities.map(({ id }) => id), 'nowhere', 'doi:10.1000/a']

  test.each(ids)('T11 B2 F1 of %s', async (id) => {
    expect(await store().gapsOf(id, {}, EVERYTHING)).toEqual(whole(model.gaps(id)))
    const filter = { kinds: ['METHOD', 'TASK'] as const }
    expect(await store().gapsOf(id, filter, EVERYTHING)).toEqual(whole(model.gaps(id, filter)))
  })
})

describe('pages of gaps', () => {
  const store = useEmpty()

  test('C1 C2 C3 C4 O1 O2', async () => {
    const ends = ['a', 'b', '\u{FF5E}', '\u{1D4B3}', 'c']
    const world: World = {
      ...EMPTY_WORLD,
      entities: ['here', 'l1', 'l2', ...ends].map((id) => buildEntity(id)),
      related: [
        buildRelated('here', 'l1'),
        buildRelated('here', 'l2'),
        // From the smaller id by code point: the builder compares code units.
        ...ends.flatMap((end) => ['l1', 'l2'].map((link) => inBytes(link, end, end === 'b' ? 1 : 0.5))),
      ],
    }
    await writeWorld(store(), world)
    const expected = createComparisonModel(world).gaps('here')
    expect(expected.map(({ entity }) => entity.id)).toEqual(['b', 'a', 'c', '\u{FF5E}', '\u{1D4B3}'])
    expect(await walk(GAP_ORDER, (page) => store().gapsOf('here', {}, page))).toEqual(walksOf(expected))
  })
})

function inBytes(one: string, other: string, score: number): RelatedEdge {
  const [a, b] = compareBytes(one, other) < 0 ? [one, other] : [other, one]
  return { a, b, support: 2, npmi: 0.5, jaccard: 0.5, score }
}
