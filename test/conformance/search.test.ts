import { describe, expect, test } from 'vitest'
import { expandSearch } from '../../src/graph/expand.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import { HIT_KINDS, hitId, SEARCH_ORDER } from '../../src/graph/search.ts'
import type { SearchQuery } from '../../src/graph/search.ts'
import { buildAlias, buildEntity, buildFact, buildPaper, buildPatch, buildRemoval } from '../support/build.ts'
import { EVERYTHING, only, walk, walksOf, whole } from './lists.ts'
import { createModel } from './model.ts'
import { useEmpty, useWorld } from './stores.ts'
import { ASTRAL, HIGH, termsOf, WORLD, writeWorld } from './world.ts'

const model = createModel(WORLD)

/** Expands a text by going through everything. */
const expand = (text: string) =>
  expandSearch(text, {
    entitiesNamed: async (norms) => norms.map(model.entitiesNamed),
    aliasesOf: async (ids) => ids.map(model.aliasesOf),
  })

describe('search', () => {
  const store = useWorld()
  const scores = async (text: string) =>
    (await store().search(await expandSearch(text, store()), {}, EVERYTHING)).rows.map((hit) => [hitId(hit), hit.score])

  test('S1 S2 an entity by its name scores 1, by part of it 0.9 times the part; a paper by place and salience', async () => {
    expect(await scores('Attentions')).toEqual([
      ['attention', 1],
      ['arxiv:2001.00001', 0.72],
      ['arxiv:2001.00002', 0.475],
      ['doi:10.1000/b', 0.2],
    ])
    expect(await scores('form')).toEqual([[`${ASTRAL}x`, 0.45]])
  })

  test('S2 a name is found by its facts, and where texts have another alias of it', async () => {
    expect(await scores('SGD')).toEqual([
      ['stochastic-gradient-descent', 1],
      ['doi:10.1000/a', 0.61],
    ])
    expect(await scores('stochastic gradient-descents')).toEqual(await scores('SGD'))
  })

  test('S2 S3 all units count, title and abstract together; the terms of a form stand side by side in one of them', async () => {
    expect(await scores('title lower')).toEqual([['doi:10.1000/a', 0.375]])
    expect(await scores('title twice')).toEqual([['arxiv:2001.00002', 0.25]])
    expect(await scores('title lower nonsense')).toEqual([])
    const found = async (form: readonly string[]) =>
      (await store().search({ units: [{ entities: [], forms: [form] }] }, {}, EVERYTHING)).rows.map(hitId)
    expect(await found(['lower', 'case', 'title'])).toEqual(['doi:10.1000/a'])
    expect(await found(['lower', 'title'])).toEqual([])
    expect(await found(['network', 'attention'])).toEqual([])
  })

  test('S4 nothing is found without a letter or digit', async () => {
    for (const text of ['', ' ', '"*"', '-', HIGH, '&& || !', '*:*', '\0']) expect(await scores(text)).toEqual([])
    expect(await store().search({ units: [] }, {}, EVERYTHING)).toEqual(whole([]))
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
    'knowledge graph river',
    'over-parameterised',
  ])('S1 S2 S3 as going through everything finds: %s', async (text) => {
    const query = await expandSearch(text, store())
    expect(query).toEqual(await expand(text))
    expect(await store().search(query, {}, EVERYTHING)).toEqual(whole(model.search(query)))
    for (const kinds of [HIT_KINDS.slice(0, 1), HIT_KINDS.slice(1), HIT_KINDS.slice(2, 4), HIT_KINDS.slice(0, 2)]) {
      expect(await store().search(query, { kinds }, EVERYTHING)).toEqual(whole(model.search(query, { kinds })))
    }
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
      'graph\0',
      '\u{1F600}',
      '',
    ]) {
      for (const forms of [[[term]], [['graph', term]], [[term], [term, term]]]) {
        const query: SearchQuery = { units: [{ entities: [term], forms }] }
        expect(await store().search(query, {}, EVERYTHING)).toEqual(whole([]))
      }
    }
  })

  test.each([
    ['attention AND', 'attention and'],
    ['"attention', 'attention'],
    ['attention*', 'attention'],
    ['attention~2', 'attention 2'],
    ['-attention +graph', 'attention graph'],
    ["attention' OR 1=1 --", 'attention or 1 1'],
    ['title:(graph^4 attention)', 'title graph 4 attention'],
    ['NEAR("graph" attention, 5)', 'near graph attention 5'],
    ['{graph}\\[attention]\0', 'graph attention'],
    ['/grap?h/ && !river || <wave>', 'grap h river wave'],
  ])('S5 no sign is an operator: %s', async (text, words) => {
    expect(await expandSearch(text, store())).toEqual(await expandSearch(words, store()))
  })

  test('S7 a name means its entities, those of most papers first', async () => {
    const norms = ['graph', 'waveform', 'nothing', 'graph', '', '__proto__', 'constructor', "'"]
    expect(await store().entitiesNamed(norms)).toEqual(norms.map(model.entitiesNamed))
    expect(await store().entitiesNamed([])).toEqual([])
  })

  test('C1 C2 C3 C4 O1 pages of papers and entities together', async () => {
    for (const text of ['graph', 'gradient descent', 'nothing of the kind']) {
      const query = await expandSearch(text, store())
      expect(await walk(SEARCH_ORDER, (page) => store().search(query, {}, page))).toEqual(walksOf(model.search(query)))
    }
  })
})

describe('search after changes', () => {
  const store = useEmpty()
  const ids = async (text: string) =>
    (await store().search(await expandSearch(text, store()), {}, EVERYTHING)).rows.map((hit) => [hitId(hit), hit.score])

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

describe('search under any spelling', () => {
  const store = useEmpty()
  const papersFor = async (text: string) =>
    (await store().search(await expandSearch(text, store()), { kinds: ['PAPER'] }, EVERYTHING)).rows

  /** The papers that the words filter of lists lets through, the best first. */
  const listFor = async (text: string) => {
    const filter: PaperFilter = { is: 'text', ...(await expandSearch(text, store())) }
    const question = { filter, sort: { by: 'relevance', descending: true } as const }
    const { rows } = await only(store().listPapers({ of: 'all' }, question, EVERYTHING))
    return rows.map(({ paper, relevance }) => [paper.id, relevance])
  }

  const STATE = [
    'over-parameterization',
    'overparametrized',
    'overparameterization',
    'over parameterised',
    'Over-Parametrisation',
    'OVERPARAMETERIZED',
    'the over\u2010parameterization',
  ]
  const KERNEL = ['NTK', 'neural tangent kernel', 'Neural-Tangent Kernels', 'ntks', '"the NTK"']

  const papers = [
    buildPaper('doi:joined', { title: 'Overparameterization helps', abstract: 'And so it does.' }),
    buildPaper('doi:split', { title: 'Training', abstract: 'We study over-parameterized models in the NTK regime.' }),
    buildPaper('doi:british', { title: 'Over-parametrised learning', abstract: '' }),
    buildPaper('doi:apart', {
      title: 'Not it',
      abstract: 'A parameterized curve goes over a hill, tangent to no kernel.',
    }),
    buildPaper('doi:long', { title: 'Kernels', abstract: 'The neural tangent kernel of wide networks.' }),
    buildPaper('doi:fact', { title: 'Wide nets', abstract: 'Excess of weights.' }),
  ]
  const spoken = ['doi:joined', 'doi:split', 'doi:british', 'doi:fact', 'doi:long']

  test.each([
    ['with aliases', true],
    ['without an alias', false],
  ])('S7 S8 W10 all spellings of a state give the same papers in the same order, %s', async (_, known) => {
    await store().apply(
      buildPatch({
        papers,
        entities: known ? [buildEntity('overparameterization')] : [],
        aliases: known ? [buildAlias('overparameterization', 'Overparametrization')] : [],
        facts: known ? [buildFact('doi:fact', 'overparameterization')] : [],
      }),
    )
    const [first, ...others] = await Promise.all(STATE.map(papersFor))
    const ids = new Set(first?.map(hitId))
    expect(ids).toEqual(new Set([...spoken.slice(0, 3), ...(known ? ['doi:fact'] : [])]))
    for (const other of others) expect(other).toEqual(first)
    const [list, ...lists] = await Promise.all(STATE.map(listFor))
    expect(list).toEqual([
      ['doi:british', 0.75],
      ['doi:joined', 0.75],
      ['doi:split', 0.5],
    ])
    for (const other of lists) expect(other).toEqual(list)
    const combined = await Promise.all(STATE.map((name) => papersFor(`models ${name} regime`)))
    expect(combined.map((hits) => hits.map(hitId))).toEqual(STATE.map(() => ['doi:split']))
  })

  test('S7 W10 an acronym and its long form give the same papers', async () => {
    await store().apply(
      buildPatch({
        papers,
        entities: [buildEntity('neural-tangent-kernel')],
        aliases: ['neural tangent kernel', 'NTK'].map((surface) => buildAlias('neural-tangent-kernel', surface)),
      }),
    )
    const [first, ...others] = await Promise.all(KERNEL.map(papersFor))
    expect(new Set(first?.map(hitId))).toEqual(new Set(['doi:split', 'doi:long']))
    for (const other of others) expect(other).toEqual(first)
    for (const name of KERNEL) {
      expect(await listFor(name)).toEqual([
        ['doi:long', 0.5],
        ['doi:split', 0.5],
      ])
    }
  })

  test('S10 accents do not count, in what people type nor in texts and names', async () => {
    await store().apply(
      buildPatch({
        papers: [
          buildPaper('doi:plain', { abstract: 'A naive estimate of the Renyi divergence.' }),
          buildPaper('doi:accents', { abstract: 'A na\u00efve estimate of the R\u00e9nyi divergence.' }),
        ],
        entities: [buildEntity('renyi-divergence')],
        aliases: [buildAlias('renyi-divergence', 'Renyi divergence')],
      }),
    )
    const found = async (text: string) => (await papersFor(text)).map(hitId)
    expect(await found('na\u00efve')).toEqual(['doi:accents', 'doi:plain'])
    expect(await found('nai\u0308ve')).toEqual(['doi:accents', 'doi:plain'])
    expect(await found('naive')).toEqual(['doi:accents', 'doi:plain'])
    expect((await expandSearch('R\u00e9nyi divergence', store())).units).toEqual([
      { entities: ['renyi-divergence'], forms: [['renyi', 'divergence']] },
    ])
    expect(await found('R\u00e9nyi divergence')).toEqual(['doi:accents', 'doi:plain'])
  })

  test('S7 signs tell names apart where names have them', async () => {
    await writeWorld(store(), {
      ...WORLD,
      entities: [buildEntity('c'), buildEntity('c-plus-plus', { name: 'C++' })],
      aliases: [buildAlias('c', 'C'), buildAlias('c-plus-plus', 'C++')],
      facts: [],
      related: [],
      broader: [],
      members: [],
    })
    const meant = async (text: string) => (await expandSearch(text, store())).units.map(({ entities }) => entities)
    expect(await meant('C++')).toEqual([['c-plus-plus']])
    expect(await meant('C')).toEqual([['c']])
    expect(await meant('C*')).toEqual([['c']])
  })
})
