// Confidence against truth.
import { expect, test } from 'vitest'
import { reliabilityOf } from '../../../../ingest/evaluate/reliability.ts'

test('buckets of a tenth, and the mean distance from the diagonal', () => {
  const judge = (confidence: number, isCorrect: boolean) => ({ confidence, isCorrect })
  const table = reliabilityOf([judge(1, true), judge(0.95, false), judge(0.2, false), judge(0.25, true)])
  expect(table?.buckets).toEqual([
    { from: 0.2, to: 0.3, count: 2, confidence: 0.225, correct: 0.5 },
    { from: 0.9, to: 1, count: 2, confidence: 0.975, correct: 0.5 },
  ])
  expect(table?.error).toBeCloseTo((0.275 + 0.475) / 2, 12)
  expect(reliabilityOf([])).toBeNull()
})
