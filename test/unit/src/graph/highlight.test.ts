import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { highlightsIn, matchedAlias, snippetOf, spansOf } from '../../../../src/graph/highlight.ts'
import { searchTerms } from '../../../../src/graph/search.ts'
import type { SearchQuery } from '../../../../src/graph/search.ts'
import { buildAlias, buildPaper } from '../../../support/build.ts'

/** A query of units, each given by its forms. */
const asking = (...units: readonly (readonly string[])[]): SearchQuery => ({
  units: units.map((forms) => ({ entities: [], forms: forms.map(searchTerms) })),
})
const wordsIn = (text: string, query: SearchQuery) =>
  highlightsIn(text, query).map(({ start, end }) => text.slice(start, end))

describe('places of a unit in a paper', () => {
  test('are the first of the title and of each sentence of the abstract, the longest form first', () => {
    const abstract = 'Graph waves and graphs. A graph. Waves end a graph. Wave on.'
    const bounds = [0, 24, 33, 52, 60]
    const sentences = bounds.slice(1).map((end, at) => ({ start: bounds[at] ?? 0, end: end - 1 }))
    const paper = buildPaper('x', { title: 'On graphs', abstract, sentences })
    const [unit] = asking(['graph', 'graph wave']).units
    if (unit === undefined) throw new Error('There is no unit.')
    expect(spansOf(unit, paper)).toEqual([
      { field: 'title', start: 3, end: 9, surface: 'graphs' },
      { field: 'abstract', start: 0, end: 11, surface: 'Graph waves' },
      { field: 'abstract', start: 26, end: 31, surface: 'graph' },
      // "graph. Wave" lies in two sentences.
      { field: 'abstract', start: 45, end: 50, surface: 'graph' },
    ])
  })
})

describe('highlights', () => {
  test('are the words as they stand, in any spelling and number', () => {
    const query = asking(['over parameterization', 'overparameterized'], ['network'])
    expect(wordsIn('Over-Parametrisation: are overparametrised networks (Networks!) over?', query)).toEqual([
      'Over-Parametrisation',
      'overparametrised',
      'networks',
      'Networks',
    ])
  })

  test('of forms that overlap are one', () => {
    expect(wordsIn('the knowledge graph attention', asking(['knowledge graph'], ['graph attention'], ['the']))).toEqual(
      ['the', 'knowledge graph attention'],
    )
  })

  test('hold where the compatibility form has another length', () => {
    expect(wordsIn('ﬁne ｗｉｄｅ ½ 𝒳-ray ① é e\u0301', asking(['fine'], ['wide'], ['x ray'], ['1'], ['é']))).toEqual([
      'ﬁne',
      'ｗｉｄｅ',
      '½',
      '𝒳-ray',
      '①',
      'é',
      'e\u0301',
    ])
  })

  test('stand in the text, in order, without overlap, and begin and end with what they are of', () => {
    const word = fc.constantFrom('graph', 'Graphs', 'wave', 'É', '𝒳', 'ﬁt', '½', 'ö', '\u{1F600}', '"', '<b>')
    const sentence = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))
    const form = fc.array(fc.constantFrom('graph', 'wave', 'é', 'x', 'fit', '1'), { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(sentence, fc.array(form, { minLength: 1, maxLength: 3 }), (text, forms) => {
        const ranges = highlightsIn(text, { units: forms.map((form) => ({ entities: [], forms: [form] })) })
        ranges.forEach(({ start, end }, i) => {
          expect(start).toBeLessThan(end)
          expect(start).toBeGreaterThanOrEqual(ranges[i - 1]?.end ?? 0)
          expect(text.slice(start, end)).not.toMatch(/^\s|\s$/)
          expect(text.slice(start, end).isWellFormed()).toBe(true)
        })
        const has = (form: readonly string[]) => ` ${searchTerms(text).join(' ')} `.includes(` ${form.join(' ')} `)
        expect(ranges.length > 0).toBe(forms.some(has))
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})

describe('snippets', () => {
  const abstract = 'First a river. Then a graph. Then a graph of rivers. Last a graph and a river.'
  const sentences = [...abstract.matchAll(/[A-Z][^.]*\./g)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }))

  test('are the first sentence with most of what was asked for', () => {
    const snippet = snippetOf(buildPaper('doi:a', { abstract, sentences }), asking(['graph'], ['river']))
    expect(snippet).toEqual({
      text: 'Then a graph of rivers.',
      start: 29,
      highlights: [
        { start: 7, end: 12 },
        { start: 16, end: 22 },
      ],
    })
  })

  test('are the beginning where nothing stands, and nothing without an abstract', () => {
    expect(snippetOf(buildPaper('doi:a', { abstract, sentences }), asking(['lake']))).toEqual({
      text: 'First a river.',
      start: 0,
      highlights: [],
    })
    expect(snippetOf(buildPaper('doi:a'), asking(['lake']))).toBeNull()
  })

  test('of a long sentence begin shortly before the first place and end between words', () => {
    const long = `${'lorem ipsum '.repeat(60)}a graph ${'dolor sit '.repeat(60)}`.trim()
    const snippet = snippetOf(buildPaper('doi:a', { abstract: long }), asking(['graph']))
    const { text = '', start = 0, highlights = [] } = snippet ?? {}
    expect(text.length).toBeLessThanOrEqual(320)
    expect(text.length).toBeGreaterThan(300)
    expect(long.slice(start, start + text.length)).toBe(text)
    expect(text).toMatch(/^(?:lorem|ipsum) .* a graph dolor .*(?:dolor|sit)$/)
    expect(highlights.map(({ start, end }) => text.slice(start, end))).toEqual(['graph'])
  })

  test('cut no character in two', () => {
    const { text } = snippetOf(buildPaper('doi:a', { abstract: `a${'𝒳'.repeat(400)}` }), asking(['b'])) ?? { text: '' }
    expect(text.isWellFormed()).toBe(true)
    expect(text.length).toBe(319)
  })
})

describe('the alias that matched', () => {
  const aliases = [buildAlias('a', 'neural tangent kernel', { count: 9 }), buildAlias('a', 'NTK', { rule: 'acronym' })]
  const query = asking(['neural tangent kernel', 'NTK'])

  test('is the one that is called so, else the best, else none', () => {
    expect(matchedAlias(aliases, query, 'ntk')).toEqual({ alias: aliases[1], highlights: [{ start: 0, end: 3 }] })
    expect(matchedAlias(aliases, query, 'other')).toEqual({ alias: aliases[0], highlights: [{ start: 0, end: 21 }] })
    expect(matchedAlias(aliases, asking(['kernel']), 'kernel')).toEqual({
      alias: aliases[0],
      highlights: [{ start: 15, end: 21 }],
    })
    expect(matchedAlias(aliases, asking(['graph']), 'graph')).toBeNull()
  })
})
