import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FACT_RELATIONS } from '../../src/graph/entities.ts'
import { InvalidInputError } from '../../src/graph/errors.ts'
import { firstPage } from '../../src/graph/page.ts'
import type { PageRequest } from '../../src/graph/page.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import { PAPER_KEYS, paperOrder } from '../../src/graph/paper-lists.ts'
import type { PaperQuery, PaperSort } from '../../src/graph/paper-lists.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import type { Seeds } from '../../src/graph/traversals.ts'
import { buildBroader, buildEntity, buildFact, buildPaper } from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import * as any from './any-filter.ts'
import { world as anyWorld } from './random-world.ts'
import { EVERYTHING, only, walk, walksOf, whole } from './lists.ts'
import { alone, createPaperModel } from './paper-model.ts'
import type { OneList } from './paper-model.ts'
import { A, B, C, D, SEEDS, SPACE, WAVE, ALONE } from './seeds.ts'
import { useEmpty, useWorld } from './stores.ts'
import { ASTRAL, EMPTY_WORLD, HIGH, WORLD, writeWorld } from './world.ts'

const model = createPaperModel(WORLD)
const ALL: OneList = { of: 'all' }
const BY_TITLE = { filter: NO_FILTER, sort: { by: 'title', descending: false } } as const
const NEAREST = { filter: NO_FILTER, sort: { by: 'relevance', descending: true } } as const
const SORTS: readonly PaperSort[] = PAPER_KEYS.flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
])
const LISTS: readonly OneList[] = [
  ALL,
  { of: 'entity', id: 'graph' },
  { of: 'topic', id: 'topic:graph' },
  { of: 'run', id: 'run:1' },
  { of: 'near', seeds: { papers: [C], entities: [] } },
  { of: 'near', seeds: { papers: [], entities: ['graph'] } },
]

describe('all papers', () => {
  const store = useWorld()

  test('O2 W5 by title in lower case by code point, equal titles by id', async () => {
    const [papers] = await store().listPapers({ of: 'all' }, BY_TITLE, EVERYTHING)
    expect(papers).toEqual(whole(model.list(ALL, BY_TITLE)))
    expect(papers?.rows.map(({ paper }) => paper.title)).toEqual([
      '',
      'a lower case title',
      'Alone',
      'B upper case title',
      'Graph attention for river networks',
      'Graph attention for river networks',
      `${HIGH} wave`,
      `${ASTRAL} space`,
    ])
  })

  test('C5 a cursor is a place, whether or not a row stands there', async () => {
    const titles = async (page: PageRequest) =>
      (await only(store().listPapers({ of: 'all' }, BY_TITLE, page))).rows.map(({ paper }) => paper.title)
    expect(await titles({ ...firstPage(2), cursor: ['alp', 'doi:nowhere'] })).toEqual([
      'B upper case title',
      'Graph attention for river networks',
    ])
    expect(await titles({ ...firstPage(2), from: 'end', cursor: ['alp', ''] })).toEqual(['a lower case title', 'Alone'])
  })

  test.each(SORTS)('C6 a cursor of the other type is refused, by $by, descending $descending', async (sort) => {
    const page = { ...firstPage(), cursor: [sort.by === 'title' ? 1 : 'a', 'a'] as const }
    await expect(store().listPapers({ of: 'all' }, { filter: NO_FILTER, sort }, page)).rejects.toThrow(
      InvalidInputError,
    )
  })

  test('W4 papers without a year stand at the end in either direction', async () => {
    const years = async (descending: boolean) => {
      const sort = { by: 'year', descending } as const
      return (await only(store().listPapers({ of: 'all' }, { filter: NO_FILTER, sort }, EVERYTHING))).rows.map(
        ({ paper }) => paper.year,
      )
    }
    const none = Array.from({ length: WORLD.papers.length - 2 }, () => null)
    expect(await years(false)).toEqual([1999, 2020, ...none])
    expect(await years(true)).toEqual([2020, 1999, ...none])
  })
})

describe('lists of papers', () => {
  const store = useWorld()

  test.each(LISTS.flatMap((list) => SORTS.map((sort) => ({ list, sort }))))(
    'C1 C2 C3 C4 O1 pages of $list, $sort',
    async ({ list, sort }) => {
      const query = { filter: NO_FILTER, sort }
      expect(
        await walk(paperOrder(list.of, sort), (page) => only(store().listPapers(alone(list), query, page))),
      ).toEqual(walksOf(model.list(list, query)))
    },
  )

  test('F2 without spans when nobody wants them, else the same', async () => {
    const list = { of: 'entity', id: 'graph' } as const
    const expected = model.list(list, NEAREST)
    expect(expected.some(({ fact }) => (fact?.spans.length ?? 0) > 0)).toBe(true)
    const bare = expected.map((row) => ({ ...row, fact: row.fact && { ...row.fact, spans: [] } }))
    const read = (withSpans: boolean) => store().listPapers(alone(list), { ...NEAREST, withSpans }, EVERYTHING)
    expect(await read(false)).toEqual([whole(bare)])
    expect(await read(true)).toEqual([whole(expected)])
    for (const other of LISTS.filter(({ of }) => of !== 'entity')) {
      expect(await store().listPapers(alone(other), { ...NEAREST, withSpans: false }, EVERYTHING)).toEqual([
        whole(model.list(other, NEAREST)),
      ])
    }
  })

  test('F3 without text when nobody wants it, else the same', async () => {
    for (const list of LISTS) {
      const expected = model.list(list, NEAREST)
      const bare = expected.map((row) => ({ ...row, paper: { ...row.paper, abstract: '', sentences: [] } }))
      const read = (withText: boolean) => store().listPapers(alone(list), { ...NEAREST, withText }, EVERYTHING)
      expect(await read(false)).toEqual([whole(bare)])
      expect(await read(true)).toEqual([whole(expected)])
    }
  })

  test('B1 B2 B3 a batch of owners', async () => {
    const ids = [...WORLD.entities.map(({ id }) => id), 'nowhere', 'graph']
    const of = (id: string) => whole(model.list({ of: 'entity', id }, NEAREST))
    expect(await store().listPapers({ of: 'entity', ids }, NEAREST, EVERYTHING)).toEqual(ids.map(of))
    const topics = ['topic:empty', 'topic:graph', 'topic:nowhere', 'topic:graph']
    expect(await store().listPapers({ of: 'topic', ids: topics }, NEAREST, EVERYTHING)).toEqual(
      topics.map((id) => whole(model.list({ of: 'topic', id }, NEAREST))),
    )
    for (const of of ['entity', 'topic', 'run'] as const) {
      expect(await store().listPapers({ of, ids: [] }, NEAREST, EVERYTHING)).toEqual([])
    }
    expect(await store().listPapers({ of: 'near', seeds: [] }, NEAREST, EVERYTHING)).toEqual([])
  })

  test('D2 B1 similar papers are read from both ends', async () => {
    const seeds = [...WORLD.papers.map(({ id }) => id), 'doi:nowhere', A].map((id) => ({ papers: [id], entities: [] }))
    const expected = seeds.map((seeds) => whole(model.list({ of: 'near', seeds }, NEAREST)))
    expect(await store().listPapers({ of: 'near', seeds }, NEAREST, EVERYTHING)).toEqual(expected)
  })
})

describe('papers near seeds', () => {
  const store = useWorld()
  const near = async (seeds: Seeds) =>
    (await only(store().listPapers({ of: 'near', seeds: [seeds] }, NEAREST, EVERYTHING))).rows

  test('T3 the score is the mean over all seeds; support counts those that lead there', async () => {
    const rows = await near({ papers: [A, 'doi:nowhere'], entities: ['attention'] })
    expect(rows.map(({ paper, relevance, support }) => [paper.id, relevance, support])).toEqual([
      [B, 0.383333, 2],
      [D, 0.25, 2],
      [C, 0.083333, 1],
    ])
  })

  test('T4 for one seed paper, score and support are those of the edges', async () => {
    const rows = await near({ papers: [A, A], entities: [] })
    expect(rows.map(({ paper, relevance, support }) => [paper.id, relevance, support])).toEqual([
      [B, 0.9, 3],
      [C, 0.25, 2],
      [D, 0.25, 1],
    ])
  })

  test('O3 halves of the sixth decimal go up', async () => {
    const rows = await near({ papers: [WAVE, ALONE], entities: [] })
    expect(rows.map(({ paper, relevance }) => [paper.id, relevance])).toEqual([[SPACE, 0.061729]])
  })

  test('T9 exclusions take off what they would add; what is not nearer to the seeds is left out', async () => {
    const seeds = { papers: [A], entities: [], not: { papers: [], entities: ['gradient-descent'] } }
    // B 0.9 - 0, C 0.25 - 1, D 0.25 - 0.5.
    const rows = await near(seeds)
    expect(rows.map(({ paper, relevance, away, support }) => [paper.id, relevance, away, support])).toEqual([
      [B, 0.9, 0, 3],
    ])
    const gently = { ...seeds, not: { papers: [], entities: ['gradient-descent', 'one', 'two', 'three', 'four'] } }
    expect((await near(gently)).map(({ paper, relevance, away }) => [paper.id, relevance, away])).toEqual([
      [B, 0.9, 0],
      [D, 0.15, 0.1],
      [C, 0.05, 0.2],
    ])
  })

  test('T3 T9 B1 any seeds, in one batch', async () => {
    expect(await store().listPapers({ of: 'near', seeds: SEEDS }, NEAREST, EVERYTHING)).toEqual(
      SEEDS.map((seeds) => whole(model.list({ of: 'near', seeds }, NEAREST))),
    )
  })
})

/** Units by their forms, each as a text has it. */
const words = (is: 'text' | 'title', ...units: (readonly string[])[]): PaperFilter => ({
  is,
  units: units.map((forms) => ({ forms: forms.map((form) => form.split(' ')) })),
})

const entities = (groups: readonly (readonly string[])[], narrower = false): PaperFilter => ({
  is: 'entities',
  groups,
  narrower,
  relations: FACT_RELATIONS,
})

describe('filters of papers', () => {
  const store = useWorld()
  const idsOf = async (filter: PaperFilter) => {
    const { rows, total } = await only(store().listPapers({ of: 'all' }, { ...BY_TITLE, filter }, EVERYTHING))
    expect(total).toBe(rows.length)
    return rows.map(({ paper }) => paper.id)
  }

  test.each<[string, PaperFilter, readonly string[]]>([
    ['all units, title or abstract', words('text', ['graph'], ['title']), [C, B]],
    ['units of the title alone', words('title', ['title']), [C, D]],
    ['one form of each unit', words('text', ['nothing', 'scale to', 'same title'], ['graph']), [A, B]],
    ['the terms of a form side by side', words('text', ['attention river']), []],
    ['no form from one text to the other', words('text', ['network attention']), []],
    ['units that are data', words('text', ['" OR graph']), []],
    ['no units', words('text'), []],
    ['no units of a title', words('title'), []],
    ['years, ends included', { is: 'year', from: 1999, to: 2020 }, [C, A]],
    ['every group', entities([['attention'], ['flood-set']]), [A, B]],
    ['one of a group', entities([['f1', 'river']]), [C, A]],
    ['narrower entities as well', entities([['gradient-descent'], ['graph']], true), [C, D, A, SPACE]],
    ['methods by role', { is: 'entities', groups: [['attention']], narrower: false, relations: ['PROPOSES'] }, [A]],
    ['any method by role', { is: 'relation', any: ['PROPOSES'] }, [C, A]],
    ['topics', { is: 'topic', any: ['topic:gradient-descent'] }, [C, D, A, SPACE]],
    ['authors', { is: 'author', any: ['李雷', 'nobody'] }, [A]],
    ['venues', { is: 'venue', any: ['Workshop on \'Quotes\' & "More"'] }, [C]],
    ['an and of nothing', { is: 'and', of: [] }, model.list(ALL, BY_TITLE).map(({ paper }) => paper.id)],
    ['an or of nothing', { is: 'or', of: [] }, []],
  ])('W1 W2 %s', async (_, filter, ids) => {
    expect(await idsOf(filter)).toEqual(ids)
  })

  const OWNED = LISTS.filter(({ of }) => of !== 'all')
  const CONDITIONS: readonly PaperFilter[] = [
    words('text', ['graph']),
    entities([['attention']]),
    { is: 'relation', any: ['PROPOSES', 'USES'] },
    { is: 'topic', any: ['topic:gradient-descent', 'topic:graph'] },
    { is: 'author', any: ['李雷'] },
  ]
  test.each(OWNED.flatMap((list) => CONDITIONS.map((filter) => ({ list, filter }))))(
    'W1 W2 in every list: $list, $filter',
    async ({ list, filter }) => {
      for (const asked of [filter, { is: 'not', of: filter } as const]) {
        const query = { ...BY_TITLE, filter: asked }
        expect(await only(store().listPapers(alone(list), query, EVERYTHING))).toEqual(whole(model.list(list, query)))
      }
    },
  )

  const EVERY_KIND: readonly PaperFilter[] = [
    ...CONDITIONS,
    words('title', ['title']),
    { is: 'year', from: 1999, to: 2019 },
    { is: 'yearUnknown' },
    { is: 'venue', any: ['Workshop on \'Quotes\' & "More"'] },
    { is: 'venueUnknown' },
    { is: 'source', any: ['nowhere'] },
    { is: 'run', any: ['run:1'] },
  ]
  const MANY: readonly PaperFilter[] = [
    { is: 'or', of: EVERY_KIND },
    { is: 'and', of: EVERY_KIND.slice(1, 6).map((of) => ({ is: 'not', of })) },
    { is: 'and', of: [entities([['graph', 'river']]), { is: 'or', of: EVERY_KIND.slice(4) }] },
    {
      is: 'and',
      of: [
        { is: 'not', of: { is: 'and', of: EVERY_KIND.slice(0, 2) } },
        {
          is: 'or',
          of: [
            { is: 'and', of: EVERY_KIND.slice(5, 7) },
            { is: 'not', of: { is: 'or', of: [] } },
          ],
        },
        { is: 'topic', any: ['topic:gradient-descent', 'topic:graph'] },
      ],
    },
  ]
  test.each(LISTS.flatMap((list) => MANY.map((filter) => ({ list, filter }))))(
    'W1 W2 many conditions in every list: $list, $filter',
    async ({ list, filter }) => {
      for (const sort of [BY_TITLE.sort, NEAREST.sort]) {
        const query = { filter, sort }
        expect(await only(store().listPapers(alone(list), query, EVERYTHING))).toEqual(whole(model.list(list, query)))
      }
    },
  )

  test('W3 BROADER is followed down a bounded number of steps, in circles too', async () => {
    await using empty = await currentEngine().openEmpty()
    const chain = Array.from({ length: 8 }, (_, at) => `e${at}`)
    await writeWorld(empty, {
      ...EMPTY_WORLD,
      papers: chain.map((id) => buildPaper(`doi:${id}`)),
      entities: chain.map((id) => buildEntity(id)),
      facts: chain.map((id) => buildFact(`doi:${id}`, id)),
      broader: chain.map((id, at) => buildBroader(chain[at + 1] ?? 'e0', id)),
    })
    const query = { ...BY_TITLE, filter: entities([['e6']], true) }
    const { rows } = await only(empty.listPapers({ of: 'all' }, query, EVERYTHING))
    expect(rows.map(({ paper }) => paper.id)).toEqual(['doi:e0', 'doi:e1', 'doi:e2', 'doi:e3', 'doi:e6', 'doi:e7'])
  })
})

describe('lists of an empty store', () => {
  const store = useEmpty()

  test('C1 are empty from both ends', async () => {
    for (const list of LISTS) {
      expect(await store().listPapers(alone(list), BY_TITLE, EVERYTHING)).toEqual([whole([])])
      expect(await store().listPapers(alone(list), NEAREST, { ...EVERYTHING, from: 'end' })).toEqual([whole([])])
      expect(await store().listPapers(alone(list), BY_TITLE, firstPage())).toEqual([{ ...whole([]), total: null }])
    }
  })
})

describe('what a paper was changed to', () => {
  const store = useEmpty()

  test('W7 counts in filters, and what it was does not', async () => {
    const before = buildPaper('doi:a', {
      authors: ['One', 'Two', 'One'],
      year: 1,
      venue: 'x',
      source: 'x',
      runId: 'run:1',
    })
    await writeWorld(store(), { ...EMPTY_WORLD, papers: [before] })
    const after = buildPaper('doi:a', { authors: ['Two', 'Three'], year: 2, venue: 'y', source: 'y', runId: 'run:2' })
    await writeWorld(store(), { ...EMPTY_WORLD, papers: [after] })
    const total = async (filter: PaperFilter) =>
      (await only(store().listPapers({ of: 'all' }, { ...BY_TITLE, filter }, EVERYTHING))).total
    for (const [is, was, now] of [
      ['author', 'One', 'Three'],
      ['venue', 'x', 'y'],
      ['source', 'x', 'y'],
      ['run', 'run:1', 'run:2'],
    ] as const) {
      expect([is, await total({ is, any: [was] }), await total({ is, any: [now] })]).toEqual([is, 0, 1])
    }
    expect([await total({ is: 'year', from: 1, to: 1 }), await total({ is: 'year', from: 2, to: 2 })]).toEqual([0, 1])
  })
})

describe('any graph, any filter, any order', () => {
  const question = fc.record({ list: any.list, filter: any.filter, other: any.filter, sort: any.sort })
  const questions = fc.array(question, { minLength: any.QUESTIONS, maxLength: any.QUESTIONS })

  test(
    'W1 W2 W6 every list is that of asking each paper; and, or and not join lists as they join sets',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyWorld, questions, async (world, questions) => {
          await using store = await currentEngine().openEmpty()
          await writeWorld(store, world)
          const model = createPaperModel(world)
          for (const { list, filter, other, sort } of questions) {
            const ask = async (filter: PaperFilter) => only(store.listPapers(alone(list), { filter, sort }, EVERYTHING))
            const found = await ask(filter)
            expect(found).toEqual(whole(model.list(list, { filter, sort })))
            expect(await walkBack(store, list, { filter, sort })).toEqual(found.rows)

            const idsOf = async (filter: PaperFilter) => (await ask(filter)).rows.map(({ paper }) => paper.id)
            const [one, two, everything] = [await idsOf(filter), await idsOf(other), await idsOf(NO_FILTER)]
            const alike = (ids: readonly string[], expected: readonly string[]) =>
              expect(ids.toSorted()).toEqual(expected.toSorted())
            alike(
              await idsOf({ is: 'and', of: [filter, other] }),
              one.filter((id) => two.includes(id)),
            )
            alike(
              await idsOf({ is: 'or', of: [filter, other] }),
              everything.filter((id) => one.includes(id) || two.includes(id)),
            )
            alike(
              await idsOf({ is: 'not', of: filter }),
              everything.filter((id) => !one.includes(id)),
            )
          }
        }),
        { numRuns: any.RUNS, seed: 20260102 },
      )
    },
  )
})

/** All rows of a list, two at a time from its end. */
async function walkBack(store: GraphStore, list: OneList, query: PaperQuery) {
  const { position } = paperOrder(list.of, query.sort)
  const rows = []
  for (let page: PageRequest = { ...firstPage(2), from: 'end' }; ;) {
    const slice = await only(store.listPapers(alone(list), query, page))
    rows.unshift(...slice.rows)
    const [first] = slice.rows
    if (!slice.hasPrevious || first === undefined) return rows
    page = { ...page, cursor: position(first) }
  }
}
