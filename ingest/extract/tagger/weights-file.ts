// The weights as one binary file: clusters of words, then three tables whose weights are bytes.
//
// Compressed with Brotli; below that little-endian. "PLTG", version, floor; the clusters: number of words, of levels, the hashes, the levels' clusters; each table: number
// of rows, width, size of a step, the hashes, then for each row which of its weights are not zero (a bit each) and those.
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { TOKEN_WIDTH, PAIR_WIDTH, TYPES } from './lattice.ts'
import type { ClusterLookup } from './forms.ts'
import type { TaggerWeights } from './scoring.ts'
import { WeightTable } from './weight-table.ts'

/** Everything a tagger needs. */
export interface TaggerModel {
  readonly weights: TaggerWeights
  /** Words and clusters on each level, in the order of the hashes. */
  readonly clusters: ReadonlyMap<number, readonly number[]>
  /** Spans less likely than this are not reported. */
  readonly floor: number
}

const MAGIC = 0x47544c50
const VERSION = 1
/** Looks clusters up in a model. */
export const clusterLookup =
  ({ clusters }: TaggerModel): ClusterLookup =>
  (id) =>
    clusters.get(id) ?? []

/** The file of a model. The same model gives the same bytes. */
export function writeModel({ weights, clusters, floor }: TaggerModel): Uint8Array {
  const out = new ByteWriter()
  out.uint32(MAGIC)
  out.uint32(VERSION)
  out.float32(floor)
  const words = [...clusters].sort(([a], [b]) => a - b)
  const levels = words[0]?.[1].length ?? 0
  out.uint32(words.length)
  out.uint32(levels)
  for (const [id] of words) out.int32(id)
  for (let level = 0; level < levels; level += 1) for (const [, ofWord] of words) out.uint16(ofWord[level] ?? 0)
  for (const table of [weights.tokens, weights.spans, weights.pairs]) writeTable(table, out)
  return brotliCompressSync(out.bytes(), { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } })
}

function writeTable({ width, step, hashes, rows }: WeightTable, out: ByteWriter): void {
  out.uint32(hashes.length)
  out.uint32(width)
  out.float32(step)
  for (const hash of hashes) out.int32(hash)
  for (let row = 0; row < hashes.length; row += 1) {
    const weightsOf = rows.subarray(row * width, (row + 1) * width)
    for (let k = 0; k < width; k += 8) {
      let bits = 0
      for (let bit = 0; bit < 8; bit += 1) if ((weightsOf[k + bit] ?? 0) !== 0) bits |= 1 << bit
      out.uint8(bits)
    }
    for (const weight of weightsOf) if (weight !== 0) out.int8(weight)
  }
}

/**
 * Reads the file of a model.
 *
 * @throws {Error} where the bytes are not such a file
 */
export function readModel(bytes: Uint8Array): TaggerModel {
  const input = new ByteReader(unpack(bytes))
  if (input.uint32() !== MAGIC || input.uint32() !== VERSION)
    throw new Error('These are no tagger weights of this version.')
  const floor = input.float32()
  const [words, levels] = [input.count(4), input.uint32()]
  const ids = Array.from({ length: words }, () => input.int32())
  const byLevel = Array.from({ length: levels }, () => Array.from({ length: words }, () => input.uint16()))
  const clusters = new Map(ids.map((id, i) => [id, byLevel.map((ofLevel) => ofLevel[i] ?? 0)]))
  const weights = {
    tokens: readTable(input, TOKEN_WIDTH),
    spans: readTable(input, TYPES),
    pairs: readTable(input, PAIR_WIDTH),
  }
  return { weights, clusters, floor }
}

/** More than any weights: what is read is bounded, whatever is given. */
const LARGEST = 64 * 1024 * 1024

function unpack(bytes: Uint8Array): Uint8Array {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: LARGEST })
  } catch (error) {
    throw new Error('These bytes are no tagger weights.', { cause: error })
  }
}

function readTable(input: ByteReader, width: number): WeightTable {
  const count = input.count(4)
  if (input.uint32() !== width) throw new Error('The tagger weights are of other types of spans.')
  const step = input.float32()
  const hashes = Int32Array.from({ length: count }, () => input.int32())
  const rows = new Int8Array(count * width)
  const bits = new Uint8Array(Math.ceil(width / 8))
  for (let row = 0; row < count; row += 1) {
    for (let k = 0; k < bits.length; k += 1) bits[k] = input.uint8()
    for (let k = 0; k < width; k += 1)
      if (((bits[k >> 3] ?? 0) & (1 << (k & 7))) !== 0) rows[row * width + k] = input.int8()
  }
  return new WeightTable(width, step, hashes, rows)
}

class ByteWriter {
  #view = new DataView(new ArrayBuffer(1 << 20))
  #at = 0

  uint8(value: number): void {
    this.#room(1).setUint8(this.#at - 1, value)
  }
  int8(value: number): void {
    this.#room(1).setInt8(this.#at - 1, value)
  }
  uint16(value: number): void {
    this.#room(2).setUint16(this.#at - 2, value, true)
  }
  uint32(value: number): void {
    this.#room(4).setUint32(this.#at - 4, value, true)
  }
  int32(value: number): void {
    this.#room(4).setInt32(this.#at - 4, value, true)
  }
  float32(value: number): void {
    this.#room(4).setFloat32(this.#at - 4, value, true)
  }
  bytes(): Uint8Array {
    return new Uint8Array(this.#view.buffer, 0, this.#at)
  }

  #room(size: number): DataView {
    if (this.#at + size > this.#view.byteLength) {
      const wider = new Uint8Array(this.#view.byteLength * 2)
      wider.set(new Uint8Array(this.#view.buffer))
      this.#view = new DataView(wider.buffer)
    }
    this.#at += size
    return this.#view
  }
}

/** Every read beyond the end throws a `RangeError`. */
class ByteReader {
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  uint8(): number {
    return this.#view.getUint8(this.#skip(1))
  }
  int8(): number {
    return this.#view.getInt8(this.#skip(1))
  }
  uint16(): number {
    return this.#view.getUint16(this.#skip(2), true)
  }
  uint32(): number {
    return this.#view.getUint32(this.#skip(4), true)
  }
  int32(): number {
    return this.#view.getInt32(this.#skip(4), true)
  }
  float32(): number {
    return this.#view.getFloat32(this.#skip(4), true)
  }
  /** A number of things of `size` bytes, which must fit into what is left. */
  count(size: number): number {
    const count = this.uint32()
    if (count * size > this.#view.byteLength - this.#at) throw new Error('The tagger weights are cut short.')
    return count
  }

  #skip(size: number): number {
    this.#at += size
    return this.#at - size
  }
}
