// Rounding: what was learnt as bytes, without the many rows that hardly weigh.
import { WeightTable } from '../weight-table.ts'

/** How coarse the weights become. */
export interface Rounding {
  /** Weights become multiples of this, up to 127 times as large. */
  readonly step: number
  /** Rows none of whose weights is as many steps are left out. */
  readonly least: number
}

/** A table of the rows that weigh enough, by their hashes. `rows` holds `width` weights for each hash. */
export function quantise(
  width: number,
  hashes: Int32Array,
  rows: Float32Array,
  { step, least }: Rounding,
): WeightTable {
  const rounded = Int8Array.from(rows, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))))
  const kept = [...hashes.keys()]
    .filter((row) => rounded.subarray(row * width, (row + 1) * width).some((weight) => Math.abs(weight) >= least))
    .sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0))
  const bytes = new Int8Array(kept.length * width)
  for (const [i, row] of kept.entries()) bytes.set(rounded.subarray(row * width, (row + 1) * width), i * width)
  return new WeightTable(
    width,
    Math.fround(step),
    Int32Array.from(kept, (row) => hashes[row] ?? 0),
    bytes,
  )
}
