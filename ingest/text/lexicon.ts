// A lexicon as a file: words are found by their hash where they lie, so that nothing need be read before the first is asked for.
//
// All little endian: the number of words and of figures a word (32 bits each), where each word starts, a table of indices plus one
// with open addressing, the figures, then the words one after the other in UTF-16.
import { hashKey } from './hash.ts'

/** Words by number, each with the same number of figures. */
export interface Lexicon {
  readonly size: number
  /** The number of a word; -1 for one that is not there. */
  readonly indexOf: (word: string) => number
  readonly wordAt: (index: number) => string
  /** Of each word one after the other. */
  readonly figures: Uint32Array
}

/** Writes a lexicon. No word may come twice. */
export function packLexicon(words: readonly string[], figures: Uint32Array): Uint8Array {
  const starts = Uint32Array.from({ length: words.length + 1 })
  for (const [i, word] of words.entries()) starts[i + 1] = (starts[i] ?? 0) + word.length
  const slots = new Uint32Array(slotsFor(words.length))
  for (const [i, word] of words.entries()) {
    let at = hashKey(word) % slots.length
    while (slots[at] !== 0) at = (at + 1) % slots.length
    slots[at] = i + 1
  }
  const head = Uint32Array.of(words.length, words.length === 0 ? 0 : figures.length / words.length)
  const parts = [head, starts, slots, figures].map(({ buffer, byteOffset, byteLength }) => {
    return new Uint8Array(buffer, byteOffset, byteLength)
  })
  return Buffer.concat([...parts, Buffer.from(words.join(''), 'utf16le')])
}

/** Reads a lexicon where it lies. */
export function readLexicon(bytes: Uint8Array): Lexicon {
  // Numbers are read where they lie, for which they must lie at a multiple of four.
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes)
  let from = byteOffset
  const next = (length: number): Uint32Array => {
    const numbers = new Uint32Array(buffer, from, length)
    from += numbers.byteLength
    return numbers
  }
  const [size = 0, width = 0] = next(2)
  const [starts, slots, figures] = [next(size + 1), next(slotsFor(size)), next(size * width)]
  const text = Buffer.from(buffer, from, 2 * (starts[size] ?? 0)).toString('utf16le')
  const isAt = (index: number, word: string): boolean => {
    const start = starts[index] ?? 0
    return (starts[index + 1] ?? 0) - start === word.length && text.startsWith(word, start)
  }
  return {
    size,
    figures,
    indexOf: (word) => {
      for (let at = hashKey(word) % slots.length; ; at = (at + 1) % slots.length) {
        const index = (slots[at] ?? 0) - 1
        if (index < 0 || isAt(index, word)) return index
      }
    },
    wordAt: (index) => text.slice(starts[index], starts[index + 1]),
  }
}

/** A power of two of which at least half stays free. */
const slotsFor = (size: number): number => 2 ** Math.ceil(Math.log2(2 * size + 1))
