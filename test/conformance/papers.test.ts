import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../src/graph/errors.ts'
import { firstPage } from '../../src/graph/page.ts'
import { PAPER_ORDER } from '../../src/graph/papers.ts'
import { EVERYTHING, walk, walksOf, whole } from './lists.ts'
import { createModel } from './model.ts'
import { useEmpty, useWorld } from './stores.ts'
import { ASTRAL, HIGH, WORLD } from './world.ts'

const model = createModel(WORLD)
const byId = (id: string) => WORLD.papers.find((paper) => paper.id === id) ?? null

describe('papers', () => {
  const store = useWorld()

  test('B1 B2 by id: in the order of the ids, twice where asked twice, null where unknown', async () => {
    const ids = ['title:0000000000000002', 'doi:nowhere', 'arxiv:2001.00001', 'title:0000000000000002', '']
    expect(await store().papersById(ids)).toEqual(ids.map(byId))
  })

  test('B3 no ids, no papers', async () => {
    expect(await store().papersById([])).toEqual([])
    expect(await store().findPapers([])).toEqual([])
  })

  test('I5 found by DOI before arXiv id before title, the smallest id of one title', async () => {
    const lookups = [
      { doi: '10.1000/a', arxivId: '2001.00001', titleKey: 'b upper case title' },
      { doi: '10.1000/none', arxivId: '2001.00001', titleKey: 'b upper case title' },
      { doi: '10.1000/none', arxivId: '0', titleKey: 'b upper case title' },
      { titleKey: 'graph attention for river networks' },
      { doi: '2001.00001' },
      { arxivId: '10.1000/a' },
      {},
      { titleKey: 'graph attention for river networks' },
    ]
    expect(await store().findPapers(lookups)).toEqual(
      ['doi:10.1000/a', 'arxiv:2001.00001', 'doi:10.1000/b', 'arxiv:2001.00001', '', '', '', 'arxiv:2001.00001'].map(
        byId,
      ),
    )
  })

  test('O2 C1 C2 C3 C4 listed by title in lower case by code point, equal titles by id', async () => {
    expect(model.papers().map(({ title }) => title)).toEqual([
      '',
      'a lower case title',
      'Alone',
      'B upper case title',
      'Graph attention for river networks',
      'Graph attention for river networks',
      `${HIGH} wave`,
      `${ASTRAL} space`,
    ])
    expect(await walk(PAPER_ORDER, (page) => store().listPapers(page))).toEqual(walksOf(model.papers()))
  })

  test('C5 a cursor is a place, whether or not a row stands there', async () => {
    const { rows } = await store().listPapers({ ...firstPage(2), cursor: ['alp', 'doi:nowhere'] })
    expect(rows.map(({ title }) => title)).toEqual(['B upper case title', 'Graph attention for river networks'])
    const before = await store().listPapers({ ...firstPage(2), from: 'end', cursor: ['alp', ''] })
    expect(before.rows.map(({ title }) => title)).toEqual(['a lower case title', 'Alone'])
  })

  test('C6 a cursor of a list of numbers is refused', async () => {
    await expect(store().listPapers({ ...firstPage(), cursor: [1, 'a'] })).rejects.toThrow(InvalidInputError)
  })
})

describe('papers of an empty store', () => {
  const store = useEmpty()

  test('C1 the list is empty from both ends', async () => {
    expect(await store().listPapers(EVERYTHING)).toEqual(whole([]))
    expect(await store().listPapers({ ...EVERYTHING, from: 'end' })).toEqual(whole([]))
    expect(await store().listPapers(firstPage())).toEqual({ ...whole([]), total: null })
  })
})
