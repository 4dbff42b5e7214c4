// The lexicon: what was packed is found, wherever its bytes lie, and nothing else is.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { packLexicon, readLexicon } from '../../../../ingest/text/lexicon.ts'

test('every word has its number and its figures, and no other word has one', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 60 }),
      fc.string({ unit: 'binary' }),
      fc.nat(7),
      (words, other, offset) => {
        const figures = Uint32Array.from(words.flatMap((word, i) => [word.length, i]))
        const packed = packLexicon(words, figures)
        const moved = new Uint8Array(packed.length + offset)
        moved.set(packed, offset)
        const lexicon = readLexicon(moved.subarray(offset))
        expect(lexicon.size).toBe(words.length)
        expect(lexicon.figures).toEqual(figures)
        expect(words.map(lexicon.indexOf)).toEqual([...words.keys()])
        expect(words.map((_, i) => lexicon.wordAt(i))).toEqual(words)
        expect(lexicon.indexOf(other)).toBe(words.indexOf(other))
      },
    ),
  ))

test('names of what objects have are words like others', () => {
  const lexicon = readLexicon(packLexicon(['constructor', 'café'], Uint32Array.of(1, 2)))
  expect(['constructor', '__proto__', 'café', 'cafe', ''].map(lexicon.indexOf)).toEqual([0, -1, 1, -1, -1])
})
