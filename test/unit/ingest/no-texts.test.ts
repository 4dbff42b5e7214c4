// What somebody may send who means no good: no text, but as long as one may be. Reading it takes no longer than reading a text.
import { expect, test } from 'vitest'
import { createAnnotator } from '../../../ingest/annotate.ts'
import { createExtractor } from '../../../ingest/extract/index.ts'
import { nameKey } from '../../../src/graph/names.ts'

const LENGTH = 20_000

test.each([
  '(',
  '<',
  '"',
  ':',
  'A-',
  'a/',
  "a'",
  'a#',
  '&amp;',
  '\u{1F600}',
  '\u0301',
  'AB ',
  'Ab ',
  'AB (',
  'self-attention ',
])('%s, again and again, is read in no time', async (piece) => {
  const annotator = createAnnotator(await createExtractor())
  await annotator.annotate('We propose dropout.')
  const text = piece.repeat(Math.floor(LENGTH / piece.length))
  const began = performance.now()
  for (const { start, end, surface } of await annotator.annotate(text)) expect(text.slice(start, end)).toBe(surface)
  expect(performance.now() - began).toBeLessThan(3_000)
})

test('marks are taken off Latin letters in no time, and off no others', () => {
  const began = performance.now()
  expect(nameKey(`po${'\u0301'.repeat(LENGTH)}ncare`)).toBe('poncare')
  expect(performance.now() - began).toBeLessThan(500)
  expect(nameKey('poincar\u0065\u0301\u0302')).toBe('poincare')
  expect(nameKey('\u0438\u0306')).not.toBe(nameKey('\u0438'))
})
