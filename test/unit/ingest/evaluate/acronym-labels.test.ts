// Labelled short and long forms: which go together, in both forms of the shared tasks.
import { expect, test } from 'vitest'
import { acronymOffsetFormat, acronymTokenFormat } from '../../../../ingest/evaluate/acronym-labels.ts'
import type { LabelFormat } from '../../../../ingest/evaluate/label-format.ts'

function missedOf(format: LabelFormat, value: Record<string, unknown>): readonly string[] {
  expect(format.sniff(value)).toBe(true)
  return format
    .read([{ file: 'f', line: 1, value }])
    .score(new Map())
    .errors.flatMap(({ missed }) => missed)
}

const range = (text: string, form: string): readonly number[] => {
  const at = text.indexOf(form)
  return [at, at + form.length]
}

test.each([
  ['ridge regression (RR) and GP', ['RR', 'GP'], ['ridge regression'], ['RR = ridge regression']],
  ['AB=alpha beta, CD=cold day', ['AB', 'CD'], ['alpha beta', 'cold day'], ['AB = alpha beta', 'CD = cold day']],
  ['AB (alpha beta)', ['AB'], ['alpha beta'], ['AB = alpha beta']],
  ['alpha beta, AB', ['AB'], ['alpha beta'], []],
  ['alpha beta (in the sense of the first) AB', ['AB'], ['alpha beta'], []],
])('%j', (text, shorts, longs, pairs) => {
  const ranges = {
    acronyms: shorts.map((form) => range(text, form)),
    long_forms: longs.map((form) => range(text, form)),
  }
  expect(missedOf(acronymOffsetFormat, { id: 1, text, ...ranges })).toEqual(pairs)
})

test('tokens are joined by blanks', () => {
  const tokens = ['use', 'ridge', 'regression', '(', 'RR', ')']
  const labels = ['O', 'B-long', 'I-long', 'O', 'B-short', 'O']
  expect(missedOf(acronymTokenFormat, { id: 'x', tokens, labels })).toEqual(['RR = ridge regression'])
  const line = { file: 'f', line: 3, value: { id: 'x', tokens, labels: ['O'] } }
  expect(() => acronymTokenFormat.read([line])).toThrow(
    'f: line 3: it is not as it must be: expected as many labels as tokens',
  )
})

test('pairs are the same when their keys are', () => {
  const value = { id: 1, text: 'Ridge Regressions (RR)', acronyms: [[19, 21]], long_forms: [[0, 17]] }
  const set = acronymOffsetFormat.read([{ file: 'f', line: 1, value }])
  const finding = { id: '1', entities: [], acronyms: [{ short: 'RR', long: 'ridge regression' }] }
  expect(set.score(new Map([['1', finding]])).figures).toMatchObject([{ name: 'acronym pairs', f1: 1 }])
})
