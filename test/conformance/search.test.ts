import { describe, expect, test } from 'vitest'
import { hitId, parseSearch, SEARCH_ORDER } from '../../src/graph/search.ts'
import type { SearchQuery } from '../../src/graph/search.ts'
import { buildPaper, buildPatch, buildRemoval } from '../support/build.ts'
import { EVERYTHING, walk, walksOf, whole } from './lists.ts'
import { createModel } from './model.ts'
import { useEmpty, useWorld } from './stores.ts'
import { ASTRAL, HIGH, termsOf, WORLD } from './world.ts'

const model = createModel(WORLD)

describe('search', () => {
  const store = useWorld()
  const scores = async (text: string) =>
    (await store().search(parseSearch(text), EVERYTHING)).rows.map((hit) => [hitId(hit), hit.score])

  test('S1 S2 an entity by its name scores 1, by part of it 0.9 times the part; a paper by text and salience', async () => {
    expect(await scores('Graphs')).toEqual([
      ['constructor', 1],
      ['graph', 1],
      ['river', 1],
      ['arxiv:2001.00001', 0.736667],
      ['arxiv:2001.00002', 0.575],
      ['title:0000000000000002', 0.533333],
      ['attention', 0.45],
      ['doi:10.1000/a', 0.45],
      ['title:0000000000000001', 0.2],
    ])
  })

  test('S2 a paper that has the entity but not all the words scores by salience alone', async () => {
    expect(await scores('SGD')).toEqual([
      ['stochastic-gradient-descent', 1],
      ['doi:10.1000/a', 0.36],
    ])
  })

  test('S2 S3 all terms count, in title and abstract together', async () => {
    expect(await scores('title rivers')).toEqual([
      ['arxiv:2001.00002', 0.3125],
      ['doi:10.1000/a', 0.3125],
    ])
    expect(await scores('title rivers nonsense')).toEqual([])
  })

  test('S4 nothing is found without a letter or digit', async () => {
    for (const text of ['', ' ', '"*"', '-', HIGH, '&& || !', '*:*']) expect(await scores(text)).toEqual([])
    expect(await store().search({ terms: [], norm: 'graph' }, EVERYTHING)).toEqual(whole([]))
  })

  test.each([
    ...termsOf(WORLD),
    'graph attention',
    'attention graph',
    'gradient descent',
    'stochastic gradient descent',
    'space graph space',
    'graph OR river',
    'graph AND river NOT wave',
    'NEAR(graph river, 5)',
    'title:graph',
    'gra*',
    'grpah~1',
    '"graph attention"',
    "graph' OR '1'='1",
    'graph") RETURN 1 //',
    'a b c d e f g h i j k l m n o p q',
    '__proto__',
    'constructor',
    'É',
    ASTRAL,
    `${ASTRAL} ${HIGH}`,
    'wave form',
  ])('S1 S2 S3 as going through everything finds: %s', async (text) => {
    const query = parseSearch(text)
    expect(await store().search(query, EVERYTHING)).toEqual(whole(model.search(query)))
  })

  test('S5 terms are data, whatever they hold', async () => {
    for (const term of [
      'OR',
      '"',
      'graph"',
      '*',
      'a AND b',
      "'",
      '\\',
      '$terms',
      '`',
      '(',
      '{',
      'title : graph',
      '^',
    ]) {
      const query: SearchQuery = { terms: [term], norm: term }
      expect(await store().search(query, EVERYTHING)).toEqual(whole([]))
    }
  })

  test('C1 C2 C3 C4 O1 pages of papers and entities together', async () => {
    for (const text of ['graph', 'gradient descent', 'nothing of the kind']) {
      const query = parseSearch(text)
      expect(await walk(SEARCH_ORDER, (page) => store().search(query, page))).toEqual(walksOf(model.search(query)))
    }
  })
})

describe('search after changes', () => {
  const store = useEmpty()
  const ids = async (text: string) =>
    (await store().search(parseSearch(text), EVERYTHING)).rows.map((hit) => [hitId(hit), hit.score])

  test('S6 a replaced paper is found by its new text alone, a removed one by nothing', async () => {
    const before = buildPaper('doi:10.1000/a', { title: 'Old words', abstract: 'old' })
    const after = { ...before, title: 'New words', abstract: '' }
    await store().apply(buildPatch({ papers: [before] }))
    expect(await ids('old')).toEqual([['doi:10.1000/a', 0.4]])
    await store().apply(buildPatch({ papers: [after] }))
    expect(await ids('old')).toEqual([])
    expect(await ids('new')).toEqual([['doi:10.1000/a', 0.375]])
    await store().apply(buildRemoval({ papers: [after] }))
    expect(await ids('words')).toEqual([])
  })
})
