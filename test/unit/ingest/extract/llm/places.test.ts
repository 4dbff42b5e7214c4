// Names are found where they stand, in any spelling that is one name to the graph, and nowhere else.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexNames } from '../../../../../ingest/extract/llm/places.ts'
import { nameKey } from '../../../../../src/graph/names.ts'

const found = (text: string, name: string): readonly string[] =>
  indexNames(text)
    .placesOf(name)
    .map(({ start, end }) => text.slice(start, end))

test.each([
  ['Fine-tuning helps; fine tuning and finetuning too.', 'fine-tuning', ['Fine-tuning', 'fine tuning', 'finetuning']],
  [
    'Over- parameterization is over-parametrisation.',
    'overparameterization',
    ['Over- parameterization', 'over-parametrisation'],
  ],
  [
    'A Neural Tangent Kernel; two neural tangent kernels.',
    'neural tangent kernel',
    ['Neural Tangent Kernel', 'neural tangent kernels'],
  ],
  ['Gradient descents descend. Gradient. Descent.', 'gradient descent', ['Gradient descents']],
  ['We look at SGD, SGDs, and sgd at rest.', 'SGD', ['SGD', 'SGDs']],
  ['Adversarial training at scale: AT is at work.', 'AT', ['AT']],
  ['The model is as good at it.', 'AT', []],
  ['We use Bert.', 'BERT', ['Bert']],
  ['We compare (S)GD with Adam.', '(S)GD', ['(S)GD']],
  ['Eligibility with TD(λ), and TD.', 'TD(λ)', ['TD(λ)']],
  ['Code in C++ and C.', 'C++', ['C++']],
  ['**GAN** beats TD3+BC.', 'GAN', ['GAN']],
  ['GPT-3.5 beats GPT 3', 'GPT-3.5', ['GPT-3.5']],
  ["Adam's rate and Adam’s fame", 'Adam', ['Adam', 'Adam']],
  ['Caféteria, café', 'café', ['café']],
  ['pretraining', 'training', []],
  ['a precision, recall', 'precision recall', []],
  ['models - networks', 'models networks', []],
  ['constructor and __proto__', 'constructor', ['constructor']],
  ['anything', '***', []],
  ['', 'anything', []],
])('in %j the name %j stands at %j', (text, name, expected) => {
  expect(found(text, name)).toEqual(expected)
})

const WORDS = [
  'neural',
  'kernel',
  'Kernels',
  'over',
  'SGD',
  'é',
  '𝒳',
  'ß',
  'İ',
  '3',
  'descent',
  'the',
  'GAN',
  'x',
  'analysis',
]
const GAPS = [' ', '-', ', ', '. ', ' - ', '— ', '/', '\u2011', "'s ", ' (']
const stretch = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { minLength: 1, maxLength: 12 })
  .map((pairs) => pairs.map(([word, gap]) => word + gap).join(''))

test('a place is a stretch of whole words whose key is the key of the name, in order and without overlap', () => {
  fc.assert(
    fc.property(stretch, fc.oneof(stretch, fc.string({ unit: 'grapheme', maxLength: 12 })), (text, name) => {
      let last = 0
      for (const { start, end } of indexNames(text).placesOf(name)) {
        const surface = text.slice(start, end)
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(nameKey(surface)).toBe(nameKey(name))
        expect(surface.isWellFormed()).toBe(true)
        const before = /[\p{L}\p{N}\p{M}]?$/u.exec(text.slice(0, start))?.[0] ?? ''
        const after = /^[\p{L}\p{N}\p{M}]?/u.exec(text.slice(end))?.[0] ?? ''
        // A word is not cut: next to a letter stands none, at either end.
        expect(`${before}|${surface}|${after}`).not.toMatch(/^[^|]\|[\p{L}\p{N}\p{M}]|[\p{L}\p{N}\p{M}]\|[^|]$/u)
        last = end
      }
    }),
    { numRuns: 2000 },
  )
})

test('a name that was cut out of the text is found there, also with other blanks, hyphens and letters', () => {
  const around = fc.constantFrom('', 'see: ', '(', 'X, ')
  const name = fc.array(fc.constantFrom('neural', 'tangent', 'kernel', 'descent', 'prior'), {
    minLength: 1,
    maxLength: 4,
  })
  const join = fc.constantFrom(' ', '-', '\u2011', '')
  fc.assert(
    fc.property(around, name, join, join, fc.boolean(), (before, words, written, asked, isUpper) => {
      const inText = words.join(written)
      const text = `${before}${isUpper ? inText.toUpperCase() : inText}. Done.`
      expect(indexNames(text).placesOf(words.join(asked))).toContainEqual({
        start: before.length,
        end: before.length + inText.length,
      })
    }),
    { numRuns: 500 },
  )
})

test('a long text and a long name take no more than a moment', () => {
  const index = indexNames(`${'ab '.repeat(6900)}ab* Q. Q. C++`)
  const start = performance.now()
  for (let i = 0; i < 300; i++) {
    expect(index.placesOf(`${'ab '.repeat(60)}c${i}`)).toEqual([])
    expect(index.placesOf('ab '.repeat(60))).toHaveLength(115)
  }
  expect(performance.now() - start).toBeLessThan(10_000)
})
