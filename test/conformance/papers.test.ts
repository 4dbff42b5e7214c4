import { describe, expect, test } from 'vitest'
import { useWorld } from './stores.ts'
import { WORLD } from './world.ts'

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
})
