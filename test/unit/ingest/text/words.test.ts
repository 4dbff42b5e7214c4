// Masks, tokens, words and lemmas: nothing of them may move an offset.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEnglish } from '../../../../ingest/text/language.ts'
import { lemmaOf } from '../../../../ingest/text/lemma.ts'
import { maskText } from '../../../../ingest/text/mask.ts'
import { readSentences } from '../../../../ingest/text/words.ts'

/** Texts of what papers are made of, and of anything else. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'We',
        ' ',
        'over-parameterized',
        "model's",
        'R^{n times n}',
        'ell_1-loss',
        '(NTK)',
        "``x''",
        '\u201Cy\u201D',
        'can\u2019t',
        'i.i.d.',
        '. ',
        'https://a.org/b',
        '$x$',
        'SE(3)',
        '\u03BCP',
        'C++',
        '½',
        '\uFB01ne',
        '\u{1F600}',
        'e\u0301',
        '*Name*',
        '\\emph{x}',
        '--',
        '\u00A0',
      ),
    )
    .map((pieces) => pieces.join('')),
)

test('a mask has the length of its text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(maskText(text).text).toHaveLength(text.length)
    }),
  )
})

test.each([
  ['a matrix in R^{n times n} with rank', 'R^{n times n}'],
  ['code at https://example.org/x_y.', 'https://example.org/x_y'],
  ['cost O(sqrt{n log n}) holds', 'O(sqrt{n log n})'],
  ['where m asymp n is', 'asymp'],
  ['for $x^2$ only', '$x^2$'],
  ['some ideal function fcolon A to B', 'fcolon'],
  ['pairs in Atimes B, and', 'Atimes'],
  ['smoothness of 2eta holds', '2eta'],
  ['a lower bound Omega(n/p) of it', 'Omega(n/p)'],
])('%j: %j is no language', (text, formula) => {
  expect(maskText(text).formulas.map(({ start, end }) => text.slice(start, end))).toEqual([formula])
})

test.each([
  'the ell_1-loss of a model',
  'Tensor Programs IV and muP',
  'a Nystr\\"om method',
  'the partial order and its top',
  'estimators of a distancex2014a measure, many times',
])('%j is language throughout', (text) => {
  expect(maskText(text).formulas).toEqual([])
})

test('words stand where they say, in order and without overlap', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, isTitle) => {
      let at = 0
      for (const { text: surface, start, end } of readSentences(text, isTitle).flat()) {
        expect(start).toBeGreaterThanOrEqual(at)
        expect(text.slice(start, end)).toBe(surface)
        expect(end).toBeGreaterThan(start)
        at = end
      }
    }),
    { numRuns: 300 },
  )
})

test('a compound is one word', () => {
  const words = readSentences('An SE(3)-equivariant, over-parameterized model of C++ and GPT-3.5.', false).flat()
  expect(words.map(({ text }) => text)).toEqual([
    'An',
    'SE(3)-equivariant',
    ',',
    'over-parameterized',
    'model',
    'of',
    'C++',
    'and',
    'GPT-3.5',
    '.',
  ])
})

test.each([
  ['the Neural Tangent Kernels', 'Neural Tangent Kernel'],
  ['GNNs', 'GNN'],
  ['MCTS', 'MCTS'],
  ['covariance matrices', 'covariance matrix'],
  ['Vision  Transformers', 'Vision Transformer'],
  ['class imbalance', 'class imbalance'],
  ['Bayes', 'Bayes'],
  ['training dynamics', 'training dynamics'],
])('the lemma of %j is %j', (surface, lemma) => {
  expect(lemmaOf(surface)).toBe(lemma)
})

test.each([
  ['We study the compression of networks.', true],
  ['Neural networks', true],
  ['Nous proposons une méthode pour la compression des réseaux.', false],
  ['Wir untersuchen die Konvergenz von neuronalen Netzen und der Verlustfunktion.', false],
])('%j is English: %s', (text, english) => {
  expect(isEnglish(text)).toBe(english)
})
