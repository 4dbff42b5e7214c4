// Stored text: what becomes of blanks, invisible characters and broken ones.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseText } from '../../../../ingest/text/normalise.ts'

test.each([
  ['a\u00A0 b\r\n\tc ', 'a b c'],
  ['e\u0301tude', 'étude'],
  ['over\u00ADfit\u200Bting', 'overfitting'],
  ['\uFEFFtitle\u0000', 'title'],
  ['lone \uD800 half', 'lone \uFFFD half'],
  ['recep(cid:173) tive \uFB01elds, a\uFB03ne', 'receptive fields, affine'],
  ['', ''],
])('%j is stored as %j', (raw, stored) => {
  expect(normaliseText(raw)).toBe(stored)
})

test('stored text is composed, well-formed, trimmed, and does not change again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const text = normaliseText(raw)
      expect(normaliseText(text)).toBe(text)
      expect(text.normalize('NFC')).toBe(text)
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toMatch(/\p{Cc}|\s\s|^\s|\s$/u)
    }),
  )
})
