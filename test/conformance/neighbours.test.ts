import { describe, expect, test } from 'vitest'
import { EDGE_RELATIONS } from '../../src/graph/traversals.ts'
import type { EdgeRelation } from '../../src/graph/traversals.ts'
import { createModel } from './model.ts'
import { useWorld } from './stores.ts'
import { WORLD } from './world.ts'

const model = createModel(WORLD)
const IDS = [
  ...WORLD.papers.map(({ id }) => id),
  ...WORLD.entities.map(({ id }) => id),
  'doi:nowhere',
  'nowhere',
  'topic:graph',
  'run:1',
  'graph',
]

describe('neighbours', () => {
  const store = useWorld()

  test.each([0, 1, 2, 3, 5, 100])('T6 B1 B2 the %i strongest edges of every node', async (perNode) => {
    expect(await store().neighbours(IDS, { perNode })).toEqual(IDS.map((id) => model.neighbours(id, perNode)))
  })

  test('T6 by weight, then relation, then id; from the end that was asked about', async () => {
    const [edges] = await store().neighbours(['attention'], { perNode: 100 })
    expect(edges?.map(({ id, relation, weight, outgoing }) => [id, relation, weight, outgoing])).toEqual([
      ['arxiv:2001.00001', 'PROPOSES', 0.8, false],
      ['graph', 'RELATED_TO', 0.7, true],
      ['graph', 'BROADER', 0.5, true],
      ['doi:10.1000/b', 'COMPARES', 0.5, false],
      ['arxiv:2001.00002', 'USES', 0.25, false],
      ['river', 'RELATED_TO', 0.123457, true],
    ])
  })

  test.each<{ relations: readonly EdgeRelation[] }>([
    { relations: ['RELATED_TO'] },
    { relations: ['BROADER', 'SIMILAR_TO'] },
    { relations: ['USES', 'DISCUSSES', 'USES'] },
    { relations: [] },
    { relations: EDGE_RELATIONS },
  ])('T6 only $relations', async ({ relations }) => {
    const expected = IDS.map((id) => model.neighbours(id, 4, relations))
    expect(await store().neighbours(IDS, { perNode: 4, relations })).toEqual(expected)
  })

  test('T6 of equal weight, the relation decides what is cut off', async () => {
    const options = { perNode: 2, relations: ['USES', 'COMPARES'] as const }
    const [edges] = await store().neighbours(['gradient-descent'], options)
    expect(edges?.map(({ id, relation, weight }) => [id, relation, weight])).toEqual([
      ['doi:10.1000/a', 'COMPARES', 1],
      ['title:0000000000000002', 'COMPARES', 0.5],
    ])
  })

  test('B3 no nodes, no lists', async () => {
    expect(await store().neighbours([], { perNode: 3 })).toEqual([])
  })
})

describe('edges among nodes', () => {
  const store = useWorld()

  test('T7 every edge once, in order', async () => {
    expect(await store().edgesAmong(IDS)).toEqual(model.edgesAmong(IDS))
    expect(model.edgesAmong(IDS)).toHaveLength(
      WORLD.facts.length + WORLD.related.length + WORLD.similar.length + WORLD.broader.length,
    )
  })

  test('T7 B3 of some nodes, in any order', async () => {
    for (const ids of [IDS.toReversed().slice(3, 17), ['attention', 'graph'], ['graph'], []]) {
      expect(await store().edgesAmong(ids)).toEqual(model.edgesAmong(ids))
    }
    expect(model.edgesAmong(['attention', 'graph']).map(({ from, relation }) => [from, relation])).toEqual([
      ['attention', 'BROADER'],
      ['attention', 'RELATED_TO'],
    ])
  })
})

describe('cards of nodes', () => {
  const store = useWorld()

  test('T8 B1 B2 B3 label, kind and number of facts', async () => {
    expect(await store().nodeCards(IDS)).toEqual(IDS.map(model.nodeCard))
    expect(await store().nodeCards([])).toEqual([])
    expect(await store().nodeCards(['graph', 'arxiv:2001.00001', 'nowhere'])).toEqual([
      { id: 'graph', label: 'graph', kind: 'CONCEPT', degree: 5 },
      { id: 'arxiv:2001.00001', label: 'Graph attention for river networks', kind: 'PAPER', degree: 5 },
      null,
    ])
  })
})
