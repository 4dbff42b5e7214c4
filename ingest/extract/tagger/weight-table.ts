// A table of weights: a row of small integers for each feature that is known.
import type { HashList } from './hash.ts'

/** Bits of the sieve for each feature: one unknown feature in sixteen gets through. */
const SIEVE_BITS = 16

/** Rows of `width` weights by the hash of their feature; a weight is a byte times `step`. */
export class WeightTable {
  readonly width: number
  readonly step: number
  readonly hashes: Int32Array
  readonly rows: Int8Array
  /** A hash and its row plus one, side by side; zero where there is none. */
  readonly #slots: Int32Array
  readonly #mask: number
  /** A bit for each known hash. Most features of a text are unknown, and this fits where reading is fast. */
  readonly #sieve: Int32Array
  readonly #sieveMask: number

  /** `rows` holds the weights of the hashes in their order; no hash twice. */
  constructor(width: number, step: number, hashes: Int32Array, rows: Int8Array) {
    this.width = width
    this.step = step
    this.hashes = hashes
    this.rows = rows
    const size = powerOfTwo(hashes.length * 2)
    this.#mask = size - 1
    this.#slots = new Int32Array(size * 2)
    const bits = powerOfTwo(hashes.length * SIEVE_BITS)
    this.#sieveMask = bits - 1
    this.#sieve = new Int32Array(bits / 32)
    for (const [row, hash] of hashes.entries()) {
      let slot = hash & this.#mask
      while (this.#slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.#mask
      this.#slots[slot * 2] = hash
      this.#slots[slot * 2 + 1] = row + 1
      const bit = (hash >>> 3) & this.#sieveMask
      this.#sieve[bit >>> 5] = (this.#sieve[bit >>> 5] ?? 0) | (1 << (bit & 31))
    }
  }

  /** The row of a feature, or -1 where it is not known. */
  rowOf(hash: number): number {
    const bit = (hash >>> 3) & this.#sieveMask
    if (((this.#sieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return -1
    const slots = this.#slots
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const row = slots[slot * 2 + 1] ?? 0
      if (row === 0 || slots[slot * 2] === hash) return row - 1
    }
  }

  /** Adds the weights of all features that are known, in steps, to the numbers from `at` on. */
  addTo(features: HashList, sums: Int32Array, at: number): void {
    const { width, rows } = this
    const { values, length } = features
    for (let i = 0; i < length; i += 1) {
      const row = this.rowOf(values[i] ?? 0)
      if (row < 0) continue
      const from = row * width
      for (let k = 0; k < width; k += 1) sums[at + k] = (sums[at + k] ?? 0) + (rows[from + k] ?? 0)
    }
  }
}

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(Math.max(least, 64)))
