// Salience: what is brought in, named early, often and surely is what a paper is about.
import { expect, test } from 'vitest'
import type { Places } from '../../../../ingest/resolve/salience.ts'
import { salienceOf } from '../../../../ingest/resolve/salience.ts'

type Place = Places[number]
const at = (field: Place['field'], start: number, more: Partial<Place> = {}): Place => {
  return { field, start, confidence: 0.6, role: null, ...more }
}

test.each<[string, Places, Places]>([
  ['the title comes before the end of the abstract', [at('title', 0)], [at('abstract', 900)]],
  ['the start of the abstract before its end', [at('abstract', 10)], [at('abstract', 900)]],
  ['three places before one', [at('abstract', 10), at('abstract', 200), at('abstract', 300)], [at('abstract', 10)]],
  ['title and abstract before the title', [at('title', 0), at('abstract', 500)], [at('title', 0)]],
  ['what is sure before what is not', [at('title', 0, { confidence: 0.9 })], [at('title', 0)]],
  ['a proposal before what is used', [at('title', 0, { role: 'PROPOSES' })], [at('title', 0, { role: 'USES' })]],
])('%s', (_, more, less) => {
  expect(salienceOf(more)).toBeGreaterThan(salienceOf(less))
})

test('stays between 0 and 1 at the ends', () => {
  for (const confidence of [0, 1]) {
    const value = salienceOf([at('abstract', 1e6, { confidence })])
    expect(value).toBeGreaterThan(0)
    expect(value).toBeLessThan(1)
  }
})
