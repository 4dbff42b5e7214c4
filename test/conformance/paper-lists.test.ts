import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../src/graph/errors.ts'
import { firstPage } from '../../src/graph/page.ts'
import type { PageRequest } from '../../src/graph/page.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import { PAPER_KEYS, paperOrder } from '../../src/graph/paper-lists.ts'
import type { PaperQuery, PaperSort } from '../../src/graph/paper-lists.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import type { Seeds } from '../../src/graph/traversals.ts'
import { buildPaper } from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import * as any from './any-filter.ts'
import { world as anyWorld } from './random-world.ts'
import { EVERYTHING, only, walk, walksOf, whole } from './lists.ts'
import { alone, createPaperModel } from './paper-model.ts'
import type { OneList } from './paper-model.ts'
import { ALL, BY_TITLE, LISTS, NEAREST } from './paper-questions.ts'
import { A, B, C, D, SEEDS, SPACE, WAVE, ALONE } from './seeds.ts'
import { useEmpty, useWorld } from './stores.ts'
import { ASTRAL, EMPTY_WORLD, HIGH, WORLD, writeWorld } from './world.ts'

const model = createPaperModel(WORLD)
const SORTS: readonly PaperSort[] = PAPER_KEYS.flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
])

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
