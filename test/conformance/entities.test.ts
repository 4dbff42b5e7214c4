import { describe, expect, test } from 'vitest'
import type { EntityKind } from '../../src/graph/entities.ts'
import {
  ENTITY_KINDS,
  ENTITY_ORDER,
  HIERARCHY_ORDER,
  PAPER_ENTITY_ORDER,
  RELATED_ORDER,
} from '../../src/graph/entities.ts'
import { InvalidInputError } from '../../src/graph/errors.ts'
import { firstPage } from '../../src/graph/page.ts'
import { EVERYTHING, only, walk, walksOf, whole } from './lists.ts'
import type { List } from './lists.ts'
import { createModel } from './model.ts'
import { useWorld } from './stores.ts'
import { ASTRAL, HIGH, WORLD } from './world.ts'

const model = createModel(WORLD)
const byId = (id: string) => WORLD.entities.find((entity) => entity.id === id) ?? null
const paperIds = [...WORLD.papers.map(({ id }) => id), 'doi:nowhere']
const entityIds = [...WORLD.entities.map(({ id }) => id), 'nowhere']
/** Every id, the first again, and one that is not there, in an order of their own. */
const shuffled = (ids: readonly string[]) => [...ids.toReversed(), ...ids.slice(0, 1)]
const FILTERS: readonly (readonly EntityKind[])[] = [
  [],
  ...ENTITY_KINDS.map((kind) => [kind]),
  ['METHOD', 'TASK'],
  ['TASK', 'METHOD', 'TASK'],
  ENTITY_KINDS,
]

describe('entities', () => {
  const store = useWorld()

  test('B1 B2 B3 by id', async () => {
    const ids = ['river', 'nowhere', '__proto__', 'constructor', 'toString', 'river', `${ASTRAL}x`]
    expect(await store().entitiesById(ids)).toEqual(ids.map(byId))
    expect(await store().entitiesById([])).toEqual([])
  })

  test('N1 N2 by name: the entity of most papers, of the kind where one is asked for', async () => {
    const lookups = [
      { norm: 'graph' },
      { norm: 'graph', kind: 'TASK' as const },
      { norm: 'graph', kind: 'METRIC' as const },
      { norm: 'sgd' },
      { norm: 'Graph' },
      { norm: 'constructor' },
      { norm: '' },
      { norm: 'graph' },
    ]
    const found = await store().entitiesByName(lookups)
    expect(found.map((entity) => entity?.id ?? null)).toEqual([
      'graph',
      'river',
      null,
      'stochastic-gradient-descent',
      null,
      'constructor',
      `${ASTRAL}x`,
      'graph',
    ])
    expect(found[0]).toEqual(byId('graph'))
    expect(await store().entitiesByName([])).toEqual([])
  })

  test('N1 by name: of equally many papers, the smallest id by code point', async () => {
    const [entity] = await store().entitiesByName([{ norm: 'waveform' }])
    expect(entity?.id).toBe(`${HIGH}x`)
  })

  test.each(FILTERS.map((kinds) => ({ kinds })))('O1 C1 C2 C3 C4 all entities of $kinds', async ({ kinds }) => {
    const filter = { kinds }
    expect(await walk(ENTITY_ORDER, (page) => store().listEntities(filter, page))).toEqual(
      walksOf(model.entities(filter)),
    )
  })

  test('F1 no kinds mean all kinds', async () => {
    expect(await store().listEntities({}, EVERYTHING)).toEqual(whole(model.entities()))
    expect(model.entities().at(-1)?.id).toBe(`${ASTRAL}x`)
    expect(model.entities().at(-2)?.id).toBe(`${HIGH}x`)
  })

  test('C5 C6 a cursor is a place; one of a list of texts is refused', async () => {
    const { rows } = await store().listEntities({}, { ...firstPage(2), cursor: [-3, 'b'] })
    expect(rows.map(({ id }) => id)).toEqual(['gradient-descent', 'flood-set'])
    const request = { ...firstPage(), cursor: ['a', 'a'] as const }
    await expect(store().listEntities({}, request)).rejects.toThrow(InvalidInputError)
  })

  test('B1 B2 aliases: most frequent first, then by surface', async () => {
    const ids = shuffled(entityIds)
    expect(await store().aliasesOf(ids)).toEqual(ids.map(model.aliasesOf))
    expect(await store().aliasesOf([])).toEqual([])
    expect(model.aliasesOf('graph').map(({ surface }) => surface)).toEqual(['graph', 'graphs', 'knowledge graph'])
  })
})

describe('entities of papers', () => {
  const store = useWorld()

  test.each(FILTERS.map((kinds) => ({ kinds })))('B1 B2 F1 a batch of papers, $kinds', async ({ kinds }) => {
    const ids = shuffled(paperIds)
    const expected = ids.map((id) => whole(model.entitiesOfPaper(id, { kinds })))
    expect(await store().entitiesOfPapers(ids, { kinds }, EVERYTHING)).toEqual(expected)
  })

  test('C1 C2 C3 C4 O1 pages, ties by id', async () => {
    for (const id of ['arxiv:2001.00001', 'title:0000000000000001', 'title:0000000000000004', 'doi:nowhere']) {
      const list = (page: Parameters<List<unknown>>[0]) => only(store().entitiesOfPapers([id], {}, page))
      expect(await walk(PAPER_ENTITY_ORDER, list)).toEqual(walksOf(model.entitiesOfPaper(id)))
    }
  })

  test('B1 every paper of a batch has its own page', async () => {
    const page = { ...firstPage(2), cursor: [-0.5, 'constructor'] as const }
    const expected = paperIds.map((id) =>
      model
        .entitiesOfPaper(id)
        .filter(({ fact }) => fact.salience < 0.5 || (fact.salience === 0.5 && fact.entityId > 'constructor'))
        .slice(0, 2),
    )
    const slices = await store().entitiesOfPapers(paperIds, {}, page)
    expect(slices.map(({ rows }) => rows)).toEqual(expected)
  })

  test('F2 without spans when nobody wants them, else the same', async () => {
    const [spoken] = await store().entitiesOfPapers(['arxiv:2001.00001'], { withSpans: false }, EVERYTHING)
    const expected = model.entitiesOfPaper('arxiv:2001.00001')
    expect(expected.some(({ fact }) => fact.spans.length > 0)).toBe(true)
    expect(spoken).toEqual(whole(expected.map(({ entity, fact }) => ({ entity, fact: { ...fact, spans: [] } }))))
    expect(await store().entitiesOfPapers(['arxiv:2001.00001'], { withSpans: true }, EVERYTHING)).toEqual([
      whole(expected),
    ])
  })

  test('B3 no papers, no lists', async () => {
    expect(await store().entitiesOfPapers([], {}, EVERYTHING)).toEqual([])
  })
})

describe('related entities', () => {
  const store = useWorld()

  test.each(FILTERS.map((kinds) => ({ kinds })))('D2 B1 B2 F1 read from both ends, $kinds', async ({ kinds }) => {
    const ids = shuffled(entityIds)
    const expected = ids.map((id) => whole(model.related(id, { kinds })))
    expect(await store().relatedEntities(ids, { kinds }, EVERYTHING)).toEqual(expected)
  })

  test('C1 C2 C3 C4 O1 B3 pages, ties by id', async () => {
    for (const id of ['graph', `${ASTRAL}x`, '__proto__']) {
      const list = (page: Parameters<List<unknown>>[0]) => only(store().relatedEntities([id], {}, page))
      expect(await walk(RELATED_ORDER, list)).toEqual(walksOf(model.related(id)))
    }
    expect(await store().relatedEntities([], {}, EVERYTHING)).toEqual([])
  })
})

describe('hierarchy', () => {
  const store = useWorld()

  test.each(['broader', 'narrower'] as const)('B1 B2 B3 %s entities', async (side) => {
    const ids = shuffled(entityIds)
    const expected = ids.map((id) => whole(model.hierarchy(id, side)))
    expect(await store().hierarchyOf(ids, side, EVERYTHING)).toEqual(expected)
    expect(await store().hierarchyOf([], side, EVERYTHING)).toEqual([])
  })

  test('C1 C2 C3 C4 O1 pages, ties by id', async () => {
    const below = (page: Parameters<List<unknown>>[0]) => only(store().hierarchyOf(['graph'], 'narrower', page))
    expect(await walk(HIERARCHY_ORDER, below)).toEqual(walksOf(model.hierarchy('graph', 'narrower')))
    const above = (page: Parameters<List<unknown>>[0]) => only(store().hierarchyOf(['river'], 'broader', page))
    expect(await walk(HIERARCHY_ORDER, above)).toEqual(walksOf(model.hierarchy('river', 'broader')))
  })
})
