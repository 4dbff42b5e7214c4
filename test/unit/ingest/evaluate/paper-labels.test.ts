// Our own labels: what counts as found, and which lines are refused.
import { expect, test } from 'vitest'
import { kindRowsOf } from '../../../../ingest/evaluate/kinds.ts'
import type { Finding, FoundName } from '../../../../ingest/evaluate/label-format.ts'
import { paperLabelFormat } from '../../../../ingest/evaluate/paper-labels.ts'

const LABELS = {
  id: 'a',
  methods: [
    { name: 'ridge regression', aliases: ['RR'], role: 'PROPOSES' },
    { name: 'boosting', role: 'COMPARES' },
  ],
  concepts: [
    { name: 'benign overfitting', central: true },
    { name: 'test error', central: false },
  ],
  tasks: ['regression', 'test error'],
  datasets: ['MNIST'],
  acronyms: [{ short: 'RR', long: 'ridge regression' }],
}

const name = (text: string, kind: string, more: Partial<FoundName> = {}): FoundName => {
  return { name: text, aliases: [], kind, role: null, confidence: null, ...more }
}

function score(found: Partial<Finding>, labels: readonly Record<string, unknown>[] = [LABELS]) {
  const set = paperLabelFormat.read(labels.map((value, i) => ({ file: 'labels', line: i + 1, value })))
  return set.score(new Map([['a', { id: 'a', entities: [], acronyms: [], ...found }]]))
}

const figure = (scores: ReturnType<typeof score>, row: string) => scores.figures.find(({ name }) => name === row)

test('tells as what kind things were found that the labels have', () => {
  const { kinds } = score({
    entities: [
      name('RR', 'METHOD'),
      name('boosting', 'CONCEPT'),
      name('regression', 'task'),
      name('MNIST', 'Corpus'),
      name('test errors', 'METRIC'),
      name('beside the labels', 'METHOD'),
    ],
  })
  expect(kinds.map(({ labelled, found }) => `${labelled} as ${found}`).toSorted()).toEqual([
    'CONCEPT as METRIC',
    'DATASET as CONCEPT',
    'METHOD as CONCEPT',
    'METHOD as METHOD',
    'TASK as TASK',
  ])
  const rows = kindRowsOf(kinds)
  expect(rows.map(({ labelled, right }) => [labelled, right])).toEqual([
    ['CONCEPT', 0],
    ['METHOD', 1 / 2],
    ['TASK', 1],
    ['DATASET', 0],
  ])
  expect(rows[1]?.found.map(({ kind, count }) => `${kind} ${count}`)).toEqual([
    'CONCEPT 1',
    'METHOD 1',
    'TASK 0',
    'DATASET 0',
    'METRIC 0',
  ])
})

test('counts what is found by any of its forms, of its kind, once', () => {
  const scores = score({
    entities: [
      name('Ridge Regressions', 'METHOD', { role: 'PROPOSES', confidence: 0.9 }),
      name('RR', 'METHOD', { confidence: 0.3 }),
      name('benign over-fitting', 'METHOD'),
      name('regression', 'TASK'),
      name('the errors', 'CONCEPT'),
    ],
    acronyms: [
      { short: 'RR', long: 'Ridge regression' },
      { short: 'RR', long: 'random regression' },
    ],
  })
  // Six labels: the test error is a concept and a task, which is one thing.
  expect(figure(scores, 'entities')).toEqual({
    name: 'entities',
    precision: 3 / 5,
    recall: 3 / 6,
    f1: 6 / 11,
    gold: 6,
    found: 5,
  })
  expect(figure(scores, 'relaxed')?.recall).toBe(4 / 6)
  expect(figure(scores, 'methods')).toMatchObject({ precision: 1 / 3, recall: 1 / 2 })
  expect(figure(scores, 'concepts')).toMatchObject({ precision: 1 / 2, recall: 1 / 3 })
  expect(figure(scores, 'proposes')).toMatchObject({ precision: 1, recall: 1 })
  expect(figure(scores, 'acronyms')).toMatchObject({ precision: 1 / 2, recall: 1 })
  expect(figure(scores, 'central')).toMatchObject({ precision: null, recall: 1, f1: null, gold: 2 })
  expect(scores.score?.value).toBeCloseTo((6 / 11 + 2 / 5 + 1 + 1) / 4, 12)
  expect(scores.judgements).toEqual([
    { confidence: 0.9, isCorrect: true },
    { confidence: 0.3, isCorrect: false },
  ])
  expect(scores.errors).toEqual([
    { id: 'a', missed: ['boosting', 'test error', 'MNIST'], spurious: ['RR', 'the errors'] },
  ])
})

test('a text without a finding is one in which nothing was found', () => {
  const scores = score({}, [LABELS, { ...LABELS, id: 'b' }])
  expect(figure(scores, 'entities')).toMatchObject({ precision: 0, recall: 0, f1: 0, gold: 12, found: 0 })
})

test.each([
  [{ methods: [] }, /^labels: line 1: id is not as it must be: expected text or a number/],
  [{ id: 1, methods: [{ name: 'x', role: 'INVENTS' }] }, /line 1: methods\.0\.role .*PROPOSES/],
  [{ id: 1, concepts: ['x'] }, /line 1: concepts\.0 .*object/],
])('refuses %j', (line, message) => {
  expect(() => score({}, [line])).toThrow(message)
})
