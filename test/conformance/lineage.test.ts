import { describe, expect, test } from 'vitest'
import { METHOD_ROLES } from '../../src/graph/entities.ts'
import type { MethodRole } from '../../src/graph/entities.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import { LINEAGE_METHOD_ORDER } from '../../src/graph/lineage.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import { paperOrder } from '../../src/graph/paper-lists.ts'
import type { PaperSort } from '../../src/graph/paper-lists.ts'
import { buildEntity, buildFact, buildPaper } from '../support/build.ts'
import { createComparisonModel } from './comparison-model.ts'
import { EVERYTHING, only, walk, walksOf, whole } from './lists.ts'
import type { World } from './model.ts'
import { createPaperModel } from './paper-model.ts'
import { useEmpty, useWorld } from './stores.ts'
import { EMPTY_WORLD, WORLD, writeWorld } from './world.ts'

const IN_TIME = { filter: NO_FILTER, sort: { by: 'year', descending: false } } as const

const years = [2017, 2019, 2018, null, 2019, 2019, null, 2021]

/** The transformer and what was made of it. */
const FAMILY: World = {
  ...EMPTY_WORLD,
  papers: years.map((year, n) => buildPaper(`doi:${n}`, { year })),
  entities: ['transformer', 'bert', 'gpt', 'roberta', 'lstm'].map((id) => buildEntity(id, { kind: 'METHOD' })),
  facts: [
    buildFact('doi:0', 'transformer', { relation: 'PROPOSES' }),
    buildFact('doi:0', 'lstm', { relation: 'COMPARES' }),
    ...[1, 2, 3, 4, 5].map((n) => buildFact(`doi:${n}`, 'transformer', { relation: 'USES', salience: n / 10 })),
    buildFact('doi:6', 'transformer', { relation: 'COMPARES' }),
    buildFact('doi:1', 'bert', { relation: 'PROPOSES', salience: 0.5 }),
    buildFact('doi:2', 'bert', { relation: 'PROPOSES', salience: 0.3 }),
    buildFact('doi:3', 'gpt', { relation: 'PROPOSES', salience: 0.1 }),
    buildFact('doi:4', 'bert', { relation: 'USES' }),
    buildFact('doi:4', 'roberta', { relation: 'PROPOSES' }),
    buildFact('doi:6', 'roberta', { relation: 'PROPOSES' }),
  ],
}

describe('lineage of a method', () => {
  const store = useEmpty()
  const model = createComparisonModel(FAMILY)
  const papers = createPaperModel(FAMILY)
  const ids = ['transformer', 'nowhere', 'bert', 'lstm', 'transformer']

  test('T12 counts by year and role, the unknown year last', async () => {
    await writeWorld(store(), FAMILY)
    expect(await store().lineageYears(['transformer', 'nowhere'])).toEqual([
      [
        { year: 2017, proposes: 1, uses: 0, compares: 0 },
        { year: 2018, proposes: 0, uses: 1, compares: 0 },
        { year: 2019, proposes: 0, uses: 3, compares: 0 },
        { year: null, proposes: 0, uses: 1, compares: 1 },
      ],
      [],
    ])
    expect(await store().lineageYears([])).toEqual([])
  })

  test('W4 W6 papers in a role, in time and by how much they are about it', async () => {
    await writeWorld(store(), FAMILY)
    const idsBy = async (sort: PaperSort, role: MethodRole) => {
      const list = { of: 'entity', ids: ['transformer'], role } as const
      const { rows } = await only(store().listPapers(list, { ...IN_TIME, sort }, EVERYTHING))
      return rows.map(({ paper }) => paper.id)
    }
    expect(await idsBy(IN_TIME.sort, 'USES')).toEqual(['doi:2', 'doi:1', 'doi:4', 'doi:5', 'doi:3'])
    expect(await idsBy({ by: 'relevance', descending: true }, 'USES')).toEqual([
      'doi:5',
      'doi:4',
      'doi:3',
      'doi:2',
      'doi:1',
    ])
    expect(await idsBy(IN_TIME.sort, 'PROPOSES')).toEqual(['doi:0'])
  })

  test.each(METHOD_ROLES)('B1 B2 C1 C2 C3 C4 W1 lists and facets of papers that have it as %s', async (role) => {
    await writeWorld(store(), FAMILY)
    const lists = { of: 'entity', ids, role } as const
    const filter: PaperFilter = { is: 'year', from: 2018, to: 2019 }
    for (const query of [IN_TIME, { ...IN_TIME, filter }]) {
      const expected = ids.map((id) => papers.list({ of: 'entity', id, role }, query))
      expect(await store().listPapers(lists, query, EVERYTHING)).toEqual(expected.map(whole))
      const question = { filter: query.filter, facet: 'METHOD', size: 2 } as const
      expect(await store().facetPapers(lists, question)).toEqual(
        ids.map((id) => papers.facet({ of: 'entity', id, role }, query.filter, 'METHOD', 2)),
      )
    }
    const one = { ...lists, ids: ['transformer'] }
    expect(
      await walk(paperOrder('entity', IN_TIME.sort), (page) => only(store().listPapers(one, IN_TIME, page))),
    ).toEqual(walksOf(papers.list({ of: 'entity', id: 'transformer', role }, IN_TIME)))
  })

  test('T12 methods that build on it, with the paper that is most about both', async () => {
    await writeWorld(store(), FAMILY)
    const { rows } = await only(store().lineageMethods(['transformer'], 'USES', EVERYTHING))
    expect(rows.map(({ entity, support, paperId }) => [entity.id, support, paperId])).toEqual([
      ['bert', 2, 'doi:1'],
      ['gpt', 1, 'doi:3'],
      ['roberta', 1, 'doi:4'],
    ])
    expect(
      await walk(LINEAGE_METHOD_ORDER, (page) => only(store().lineageMethods(['transformer'], 'USES', page))),
    ).toEqual(walksOf(model.lineageMethods('transformer', 'USES')))
  })

  test('T12 B1 B2 B3 as going through everything has it', async () => {
    await writeWorld(store(), FAMILY)
    expect(await store().lineageYears(ids)).toEqual(ids.map((id) => model.lineageYears(id)))
    for (const role of ['USES', 'COMPARES'] as const) {
      expect(await store().lineageMethods(ids, role, EVERYTHING)).toEqual(
        ids.map((id) => whole(model.lineageMethods(id, role))),
      )
      expect(await store().lineageMethods([], role, EVERYTHING)).toEqual([])
    }
  })
})

describe('ties', () => {
  const store = useWorld()
  const model = createComparisonModel(WORLD)
  const papers = [...WORLD.papers.map(({ id }) => id), 'doi:nowhere']
  const entities = [...WORLD.entities.map(({ id }) => id), 'nowhere']

  test('B1 B2 B3 every fact by its ends', async () => {
    const ends = papers.flatMap((paperId) => entities.map((entityId) => ({ paperId, entityId })))
    expect(await store().factsBetween(ends)).toEqual(ends.map(({ paperId, entityId }) => model.fact(paperId, entityId)))
    expect(await store().factsBetween([])).toEqual([])
  })

  test('T13 B1 B2 B3 D2 related entities by their ends, with the paper that is most about both', async () => {
    const ends = entities.flatMap((a) => entities.map((b) => ({ a, b })))
    const expected = ends.map(({ a, b }) => model.relatedTie(a, b))
    expect(await store().relatedBetween(ends)).toEqual(expected)
    expect(expected.filter((tie) => typeof tie?.paperId === 'string').length).toBeGreaterThan(5)
    expect(await store().relatedBetween([])).toEqual([])
  })

  test('T15 B1 B2 B3 the paper that is most about two entities, whether an edge ties them or not', async () => {
    const pairs = entities.flatMap((a) => entities.map((b) => ({ a, b })))
    const expected = pairs.map(({ a, b }) => model.paperOfBoth(a, b))
    expect(await store().papersOfBoth(pairs)).toEqual(expected)
    const untied = pairs.filter(({ a, b }, n) => expected[n] !== null && model.relatedTie(a, b) === null)
    expect(untied.length).toBeGreaterThan(5)
    expect(await store().papersOfBoth([])).toEqual([])
  })

  test('B1 B2 B3 the hierarchy by its ends', async () => {
    const ends = entities.flatMap((narrower) => entities.map((broader) => ({ narrower, broader })))
    expect(await store().broaderBetween(ends)).toEqual(
      ends.map(({ narrower, broader }) => model.broader(narrower, broader)),
    )
    expect(await store().broaderBetween([])).toEqual([])
  })
})
