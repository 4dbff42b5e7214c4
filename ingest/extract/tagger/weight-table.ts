// A table of weights: a row of numbers for each feature that is known.
import type { HashList } from './hash.ts'

/** Rows of `width` weights by the hash of their feature. */
export class WeightTable {
  readonly width: number
  readonly hashes: Int32Array
  readonly rows: Float32Array
  readonly #slots: Int32Array
  readonly #mask: number

  /** `rows` holds the weights of the hashes in their order; no hash twice. */
  constructor(width: number, hashes: Int32Array, rows: Float32Array) {
    this.width = width
    this.hashes = hashes
    this.rows = rows
    const size = 2 ** Math.ceil(Math.log2(Math.max(hashes.length, 1) * 2.5))
    this.#mask = size - 1
    this.#slots = new Int32Array(size).fill(-1)
    for (const [row, hash] of hashes.entries()) {
      let slot = hash & this.#mask
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask
      this.#slots[slot] = row
    }
  }

  /** The row of a feature, or -1 where it is not known. */
  rowOf(hash: number): number {
    let slot = hash & this.#mask
    for (;;) {
      const row = this.#slots[slot] ?? 0
      if (row < 0 || this.hashes[row] === hash) return row
      slot = (slot + 1) & this.#mask
    }
  }

  /** Adds the weights of all features that are known to the numbers from `at` on. */
  addTo(features: HashList, sums: Float64Array, at: number): void {
    const { width, rows } = this
    for (let i = 0; i < features.length; i += 1) {
      const row = this.rowOf(features.values[i] ?? 0)
      if (row < 0) continue
      const from = row * width
      for (let k = 0; k < width; k += 1) sums[at + k] = (sums[at + k] ?? 0) + (rows[from + k] ?? 0)
    }
  }
}
