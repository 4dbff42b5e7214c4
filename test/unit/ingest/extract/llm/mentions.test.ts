// Answers are taken item by item; what comes out of them are stretches of the text, whatever the answer says.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { interpretAnswer } from '../../../../../ingest/extract/llm/mentions.ts'
import { ENTITY_KINDS } from '../../../../../src/graph/entities.ts'
import { item } from './model-server.ts'

const TEXT = {
  title: 'Sharpness-Aware Minimization and Gradient Descent',
  abstract:
    'We study sharpness-aware minimization (SAM) against stochastic gradient descent (SGD). Gradient descent and SAM differ on CIFAR-10; accuracy decides. The word constructor is here.',
}
const read = (value: unknown) => interpretAnswer(typeof value === 'string' ? value : JSON.stringify(value), TEXT)
const codes = (value: unknown) => read(value).flaws.map(({ code }) => code)
const said = (value: unknown) =>
  read(value).found?.mentions.map(({ field, surface, kind, role }) => [field, surface, kind, role]) ?? null

const SAM = item('METHOD', 'sharpness-aware minimization', { aliases: ['SAM'], role: 'PROPOSES', central: true })

test('forms become mentions with kind, role, lemma and confidence, title first', () => {
  const { found, flaws } = read({
    items: [SAM, item('DATASET', 'CIFAR-10'), item('METRIC', 'accuracy')],
    acronyms: [{ short: 'SAM', long: 'Sharpness-aware minimization' }],
  })
  expect(flaws).toEqual([])
  expect(
    found?.mentions.map(({ field, surface, kind, role, confidence }) => [field, surface, kind, role, confidence]),
  ).toEqual([
    ['title', 'Sharpness-Aware Minimization', 'METHOD', 'PROPOSES', 0.95],
    ['abstract', 'sharpness-aware minimization', 'METHOD', 'PROPOSES', 0.95],
    ['abstract', 'SAM', 'METHOD', 'PROPOSES', 0.95],
    ['abstract', 'SAM', 'METHOD', 'PROPOSES', 0.95],
    ['abstract', 'CIFAR-10', 'DATASET', null, 0.75],
    ['abstract', 'accuracy', 'METRIC', null, 0.75],
  ])
  expect(found?.mentions.every(({ rule, lemma, surface }) => rule === 'llm' && lemma === surface)).toBe(true)
  expect(found?.acronyms).toEqual([{ short: 'SAM', long: 'Sharpness-Aware Minimization' }])
})

test('of names that overlap the longest counts', () => {
  const answer = {
    items: [item('METHOD', 'gradient descent'), item('METHOD', 'stochastic gradient descent', { role: 'COMPARES' })],
  }
  expect(said(answer)).toEqual([
    ['title', 'Gradient Descent', 'METHOD', 'USES'],
    ['abstract', 'stochastic gradient descent', 'METHOD', 'COMPARES'],
    ['abstract', 'Gradient descent', 'METHOD', 'USES'],
  ])
})

test('a name that is said only as part of longer ones counts there', () => {
  const longer = item('METHOD', 'stochastic gradient descent')
  const answer = { items: [item('CONCEPT', 'stochastic'), longer, item('CONCEPT', 'stochastic gradient')] }
  expect(said(answer)).toEqual([
    ['abstract', 'stochastic gradient descent', 'METHOD', 'USES'],
    ['abstract', 'stochastic gradient', 'CONCEPT', null],
    ['abstract', 'stochastic', 'CONCEPT', null],
  ])
  expect(codes(answer)).toEqual([])
  const twice = { items: [item('CONCEPT', 'stochastic'), longer, item('TASK', 'Stochastic')] }
  expect(said(twice)).toHaveLength(2)
  expect(codes(twice)).toEqual(['llm-name-taken'])
})

test('a thing that is listed twice has the kind it had first', () => {
  const answer = { items: [item('METRIC', 'accuracy'), item('CONCEPT', 'Accuracy')] }
  expect(said(answer)).toEqual([['abstract', 'accuracy', 'METRIC', null]])
  expect(codes(answer)).toEqual(['llm-name-taken'])
})

test('names that are not in the text are left out and told of', () => {
  const items = [item('CONCEPT', 'flat minima'), { ...SAM, aliases: ['SAM', 'ASAM'] }]
  const acronyms = [
    { short: 'SGD', long: 'some good dogs' },
    { short: 'SGD', long: 'stochastic gradient descent' },
  ]
  const { found, flaws } = read({ items, acronyms })
  expect(found?.mentions).toHaveLength(4)
  expect(found?.acronyms).toEqual([{ short: 'SGD', long: 'stochastic gradient descent' }])
  expect(flaws.map(({ severity, code, message }) => [severity, code, message])).toEqual([
    ['warning', 'llm-name-not-found', '"flat minima" does not stand in the text and was left out.'],
    [
      'info',
      'llm-name-not-found',
      '"ASAM" does not stand in the text and was left out; other forms of the name were found.',
    ],
    ['info', 'llm-acronym-not-found', '"SGD" for "some good dogs" was left out: the text does not have both.'],
  ])
})

test.each([
  ['no object', 7],
  ['no kind', { name: 'accuracy', aliases: [], role: null, central: false }],
  ['another kind', item('PERSON', 'accuracy')],
  ['another role', item('METHOD', 'accuracy', { role: 'INVENTS' })],
  ['no name', { ...item('METRIC', ''), name: null }],
  ['a name without letters', item('METRIC', '(10)')],
  ['a name that is an essay', item('METRIC', 'accuracy '.repeat(40))],
])('an item with %s costs itself only', (_, bad) => {
  const answer = { items: [item('DATASET', 'CIFAR-10'), bad, SAM], acronyms: [null] }
  expect(said(answer)).toHaveLength(5)
  expect(codes(answer)).toEqual(['llm-bad-item', 'llm-bad-acronym'])
})

test('small liberties are taken as they are meant', () => {
  const { role: _role, ...bare } = item('METHOD', 'SAM')
  const items = [
    bare,
    item('dataset', ' CIFAR-10 ', { role: 'N/A', central: 'yes', aliases: null }),
    item('METRIC', 'accuracy', { aliases: [3] }),
  ]
  expect(said({ items })).toEqual([
    ['abstract', 'SAM', 'METHOD', 'USES'],
    ['abstract', 'SAM', 'METHOD', 'USES'],
    ['abstract', 'CIFAR-10', 'DATASET', null],
    ['abstract', 'accuracy', 'METRIC', null],
  ])
  expect(codes({ items })).toEqual(['llm-bad-alias'])
})

const WHOLE = JSON.stringify({ items: [item('DATASET', 'CIFAR-10'), SAM], acronyms: [] })
test.each([
  ['a code fence', `\`\`\`json\n${WHOLE}\n\`\`\``],
  ['friendly words', `Here you are:\n${WHOLE}\nAnything else? :}`.replace(':}', '')],
  ['a train of thought', `<think>Maybe {"kind":"TASK","name":"word"}?</think>\n${WHOLE}`],
])('%s around an answer is left out', (_, content) => {
  expect(said(content)).toHaveLength(5)
  expect(codes(content)).toEqual([])
})

test('of an answer that broke off the whole items are taken, wherever it broke off', () => {
  for (let length = 0; length < WHOLE.length - 1; length++) {
    const { found, flaws } = read(WHOLE.slice(0, length))
    const first = WHOLE.indexOf('}') + 1
    const second = WHOLE.indexOf('}', first) + 1
    expect(found?.mentions.length ?? null).toBe(length < first ? null : length < second ? 1 : 5)
    expect(flaws.map(({ code }) => code)).toContain('llm-broken-answer')
  }
})

test.each([
  ['a list without its object', JSON.stringify([SAM])],
  ['another name for the list', JSON.stringify({ entities: [SAM], note: 'x' })],
  ['a line end within a string', `{"items": [{"kind": "TASK", "name": "acc\nuracy}, ${JSON.stringify(SAM)}]}`],
])('%s: the items are taken', (_, content) => {
  expect(said(content)).toHaveLength(4)
  expect(codes(content)).toContain('llm-broken-answer')
})

test.each([
  '',
  'I cannot do that.',
  '{}',
  '[]',
  'null',
  '{"items": "many"}',
  '{"items": [1, 2]}',
  '<think>{"items": []}',
  '}{',
  '{"items":',
])('%j is no answer', (content) => {
  expect(read(content).found).toBeNull()
})

test('names only of things that are not in the text are no answer, an empty list is one', () => {
  expect(read({ items: [item('CONCEPT', 'flat minima')] }).found).toBeNull()
  expect(read({ items: [], acronyms: [] })).toEqual({ found: { mentions: [], acronyms: [] }, flaws: [] })
})

test('an answer that goes round in circles ends somewhere', () => {
  const { found, flaws } = read({ items: [SAM, ...Array.from({ length: 5000 }, () => item('CONCEPT', 'word'))] })
  expect(found?.mentions).toHaveLength(5)
  expect(flaws.filter(({ code }) => code === 'llm-broken-answer')).toHaveLength(1)
})

test('names that mean something to JavaScript are names', () => {
  expect(
    said(
      '{"items": [{"kind": "CONCEPT", "name": "constructor", "aliases": ["__proto__"], "__proto__": {"kind": "TASK"}}]}',
    ),
  ).toEqual([['abstract', 'constructor', 'CONCEPT', null]])
})

test('whatever an answer says, mentions are stretches of the text in order, none twice', () => {
  const words = TEXT.abstract.split(/[ .;]+/)
  const name = fc
    .tuple(fc.nat(words.length), fc.integer({ min: 1, max: 4 }))
    .map(([from, count]) => words.slice(from, from + count).join(' '))
  const form = fc.oneof(name, fc.string({ unit: 'grapheme' }), fc.anything())
  const items = fc.array(
    fc.oneof(
      fc.anything(),
      fc.record({
        kind: fc.constantFrom(...ENTITY_KINDS, 'X'),
        name: form,
        aliases: fc.array(form),
        role: fc.constantFrom(null, 'USES', 'no'),
      }),
    ),
  )
  const acronyms = fc.array(fc.record({ short: form, long: form }))
  let total = 0
  fc.assert(
    fc.property(items, acronyms, fc.nat(), (items, acronyms, cut) => {
      const content = JSON.stringify({ items, acronyms })
      for (const { found } of [read(content), read(content.slice(0, cut % content.length))]) {
        let last = ''
        const fields = found?.mentions.map(({ field }) => field) ?? []
        expect(fields).toEqual(fields.toSorted().toReversed())
        for (const { field, start, end, surface, kind, role } of found?.mentions ?? []) {
          total++
          expect(TEXT[field].slice(start, end)).toBe(surface)
          const place = [field === 'title' ? 0 : 1, start, 9999 - end].map((n) => String(n).padStart(4, '0')).join()
          expect(place > last).toBe(true)
          last = place
          expect(ENTITY_KINDS).toContain(kind)
          expect(role === null).toBe(kind !== 'METHOD')
        }
        for (const { short, long } of found?.acronyms ?? []) {
          expect(`${TEXT.title} ${TEXT.abstract}`).toContain(short)
          expect(`${TEXT.title} ${TEXT.abstract}`).toContain(long)
        }
      }
    }),
    { numRuns: 500 },
  )
  expect(total).toBeGreaterThan(100)
})
