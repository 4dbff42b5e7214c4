// Keyphrases: the first names by salience, stems compared, averaged over texts.
import { expect, test } from 'vitest'
import type { FoundName } from '../../../../ingest/evaluate/label-format.ts'
import { keyphraseFormat } from '../../../../ingest/evaluate/keyphrases.ts'

const name = (text: string): FoundName => ({ name: text, aliases: [], kind: 'CONCEPT', role: null, confidence: 0.5 })

test('scores the first names of each text and averages over texts', () => {
  const set = keyphraseFormat.read([
    {
      file: 'f',
      line: 1,
      value: { id: 'a', title: 'T', abstract: 'A', keyphrases: ['Neural Network', 'boosted trees', 'x'] },
    },
    { file: 'f', line: 2, value: { id: 'b', text: 'B', keyphrases: ['kernel'] } },
  ])
  expect([...set.texts]).toEqual([
    ['a', { title: 'T', abstract: 'A' }],
    ['b', { title: '', abstract: 'B' }],
  ])
  const names = ['neural networks', 'one', 'two', 'three', 'network', 'boosting tree', 'Neural networks'].map(name)
  const scores = set.score(new Map([['a', { id: 'a', entities: names, acronyms: [] }]]))
  const [five, ten] = scores.figures
  // One of five in text a, nothing in b; then two of six, since two names of one stem are one answer.
  expect(five).toMatchObject({ name: 'first 5', precision: 0.2 / 2, gold: 4, found: 5 })
  expect(five?.recall).toBeCloseTo(1 / 3 / 2, 12)
  expect(five?.f1).toBeCloseTo(2 / 8 / 2, 12)
  expect(ten).toMatchObject({ name: 'first 10', precision: 2 / 6 / 2, found: 6 })
  expect(scores.judgements.filter(({ isCorrect }) => isCorrect)).toHaveLength(2)
  expect(scores.errors).toEqual([
    { id: 'a', missed: ['x'], spurious: ['one', 'two', 'three', 'network'] },
    { id: 'b', missed: ['kernel'], spurious: [] },
  ])
})
