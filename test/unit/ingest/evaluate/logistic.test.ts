// Logistic regression: finds the weights that made the data.
import { expect, test } from 'vitest'
import { fitLogistic, probabilityOf } from '../../../../ingest/evaluate/logistic.ts'

test('meets the shares of two groups, drawn a little towards each other', () => {
  // Of the ones 80 in 100 hold, of the others 20.
  const rows = Array.from({ length: 200 }, (_, i) => [1, i < 100 ? 1 : 0])
  const holds = rows.map((_, i) => i % 100 < (i < 100 ? 80 : 20))
  const weights = fitLogistic({ rows, holds })
  expect(probabilityOf(weights, [1, 1])).toBeCloseTo(0.775, 3)
  expect(probabilityOf(weights, [1, 0])).toBeCloseTo(0.225, 2)
})

test('two features that say the same share what they weigh', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [1, i % 2, i % 2])
  const [, first = 0, second = 0] = fitLogistic({ rows, holds: rows.map((_, i) => i % 2 === 1) })
  expect(first).toBeGreaterThan(1)
  expect(second).toBeCloseTo(first, 9)
})
