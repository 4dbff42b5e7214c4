// Confidence: what the trees say, brought to how often labels agree.
import { expect, test } from 'vitest'
import { confidenceOf, FLOOR } from '../../../../../ingest/extract/default/judge.ts'

test('grows with the chance and stays between 0 and 1', () => {
  const found = [FLOOR, 0.33, 0.5, 0.7, 0.9, 0.97, 1].map(confidenceOf)
  expect(found).toEqual(found.toSorted((a, b) => a - b))
  expect(found[0]).toBeGreaterThan(0)
  expect(found.at(-1)).toBe(1)
})

test.each([0.33, 0.5, 0.7, 0.9, 0.97])('is less sure than the trees at %d', (chance) => {
  expect(confidenceOf(chance)).toBeLessThan(chance)
})
