// Statistics: how words and phrases are used in thousands of papers that nobody labelled. A term is in titles and among
// keywords more often than other words of its frequency, its words keep together, and a method is something one uses.

import { remembered } from '../../../src/graph/remembered.ts'
import { hashKey } from '../../text/hash.ts'

/** What is known of a word or a phrase; shares are 0 to 1. Unknown ones have no papers. */
export interface Usage {
  /** Number of papers, as the power of two below it plus one: 0 for none. */
  readonly papers: number
  /** Of the papers that have it, the share that has it in the title. */
  readonly titled: number
  /** Of its places in noun phrases, the share where it ends one. */
  readonly ends: number
  /** Of its places, the share where it is the whole phrase but for empty words; of a word, where it stands alone. */
  readonly whole: number
  /** Of the papers with keywords that have it, the share that has it among them. */
  readonly keyed: number
  /** Of the places where it ends a phrase, the share after "using", "propose" and the like. */
  readonly used: number
  /** Of the places of a word, the share inside noun phrases; 1 for phrases. */
  readonly nominal: number
}

/** Columns of the table, a byte each. */
export const COLUMNS = ['papers', 'titled', 'ends', 'whole', 'keyed', 'used', 'nominal'] as const

/** Of what no paper has. */
export const NONE: Usage = { papers: 0, titled: 0, ends: 0, whole: 0, keyed: 0, used: 0, nominal: 0 }
/** Papers are counted on a scale of this many steps a doubling. */
export const PAPER_STEPS = 16

/** Looks usage up by key. */
export interface Usages {
  /** Of a phrase. A key of two parts need not be put together. */
  (key: string, rest?: string): Usage
  /** Of a word by itself. */
  readonly ofWord: (key: string) => Usage
}

/**
 * Reads a table: the number of its entries (32 bits), their hashes in order, then a byte an entry for each column. All little
 * endian. Two keys with one hash share an entry; of 60,000 keys less than one has a neighbour.
 */
export function readUsages(bytes: Uint8Array): Usages {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(0, true)
  const from = bytes.byteOffset + 4
  const hashes = new Uint32Array(bytes.buffer.slice(from, from + 4 * size))
  const columns = COLUMNS.map((_, i) => bytes.subarray(4 + size * (4 + i), 4 + size * (5 + i)))
  const usageAt = (at: number): Usage => {
    const share = (column: number): number => (columns[column]?.[at] ?? 0) / 255
    const papers = (columns[0]?.[at] ?? 0) / PAPER_STEPS
    return {
      papers,
      titled: share(1),
      ends: share(2),
      whole: share(3),
      keyed: share(4),
      used: share(5),
      nominal: share(6),
    }
  }
  const known = new Map<number, Usage>()
  const of = (key: string, rest = ''): Usage => {
    const at = indexOf(hashes, hashKey(rest, hashKey(key)))
    if (at < 0) return NONE
    const read = known.get(at)
    if (read !== undefined) return read
    const usage = usageAt(at)
    known.set(at, usage)
    return usage
  }
  return Object.assign(of, { ofWord: remembered(MAX_WORDS, (key) => of(WORD, key)) })
}

/** How many words are kept with their usage. */
const MAX_WORDS = 50_000

function indexOf(sorted: Uint32Array, wanted: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = sorted[middle] ?? 0
    if (found === wanted) return middle
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Keys of words and phrases share the table; a word by itself is not the phrase of one word. */
export const wordEntry = (key: string): string => WORD + key
const WORD = 'w:'

/** The papers whose usages are counted are about 2^13. */
const LOG_PAPERS = 13

/** How much more often two neighbours stand together than their frequencies say, in doublings; -4 where they never do. */
export function cohesion(usageOf: Usages, a: string, b: string): number {
  const together = usageOf(a, b).papers
  if (together === 0) return -4
  return together + LOG_PAPERS - usageOf.ofWord(a).papers - usageOf.ofWord(b).papers
}
