// Word clusters from unlabelled text: words that stand beside the same words fall together.
//
// Positive pointwise mutual information of words and their neighbours, reduced by a randomised singular value decomposition
// (N. Halko, P. Martinsson, J. Tropp, SIAM Review 2011), then k-means by cosine.
import { hashText } from '../hash.ts'
import { createRandom } from './random.ts'

/** Which neighbours of a word count, and into how many clusters the words go. */
export interface ClusterPlan {
  /** Steps from the word; neighbours at different steps are different, unless `isBag`. */
  readonly steps: readonly number[]
  readonly isBag: boolean
  /** Sizes of the levels: the words' clusters, then clusters of these, and so on. */
  readonly sizes: readonly number[]
}

/** The cluster of each word on each level, by the hash of the word. */
export type Clustering = ReadonlyMap<number, readonly number[]>

const LEAST = 4
const CONTEXTS = 3000
const DIMENSIONS = 64
const ROUNDS = 3
const PASSES = 12

/** Clusters the words of sentences (in lower case) that are frequent enough. */
export function clusterWords(sentences: readonly (readonly string[])[], plan: ClusterPlan, seed: number): Clustering {
  const counts = new Map<string, number>()
  for (const words of sentences) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const vocabulary = [...counts]
    .filter(([, count]) => count >= LEAST)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([word]) => word)
  const random = createRandom(seed)
  const vectors = reduce(associate(sentences, vocabulary, plan), vocabulary.length, random)
  const levels: Int32Array[] = []
  let [points, size] = [vectors, vocabulary.length]
  for (const clusters of plan.sizes) {
    const { assigned, centres } = groupPoints(points, size, clusters, random)
    const below = levels.at(-1)
    levels.push(below === undefined ? assigned : below.map((cluster) => assigned[cluster] ?? 0))
    ;[points, size] = [centres, clusters]
  }
  return new Map(vocabulary.map((word, i) => [hashText(word), levels.map((level) => level[i] ?? 0)]))
}

/** A sparse matrix by rows. */
interface Sparse {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
  readonly width: number
}

/** How much more often than by chance each word has each context. */
function associate(
  sentences: readonly (readonly string[])[],
  vocabulary: readonly string[],
  plan: ClusterPlan,
): Sparse {
  const ids = new Map(vocabulary.map((word, i) => [word, i]))
  const kinds = plan.isBag ? 1 : plan.steps.length
  // Beside a word may stand one of the frequent words, another word, or nothing.
  const width = kinds * (CONTEXTS + 2)
  const counts = vocabulary.map(() => new Map<number, number>())
  for (const words of sentences) {
    const row = words.map((word) => ids.get(word) ?? -1)
    for (const [i, id] of row.entries()) {
      if (id < 0) continue
      for (const [k, step] of plan.steps.entries()) {
        const other = row[i + step]
        const context = other === undefined ? CONTEXTS : other < 0 || other >= CONTEXTS ? CONTEXTS + 1 : other
        if (plan.isBag && context >= CONTEXTS) continue
        const column = (plan.isBag ? 0 : k) * (CONTEXTS + 2) + context
        const cells = counts[id]
        cells?.set(column, (cells.get(column) ?? 0) + 1)
      }
    }
  }
  const ofColumn = new Float64Array(width)
  for (const cells of counts) for (const [column, count] of cells) ofColumn[column] = (ofColumn[column] ?? 0) + count
  const smoothed = ofColumn.map((count) => count ** 0.75)
  const total = smoothed.reduce((sum, count) => sum + count, 0)
  const starts = [0]
  const columns: number[] = []
  const values: number[] = []
  for (const cells of counts) {
    const ofRow = cells.values().reduce((sum, count) => sum + count, 0)
    for (const [column, count] of [...cells].sort(([a], [b]) => a - b)) {
      const information = Math.log((count * total) / (ofRow * (smoothed[column] ?? 0)))
      if (information <= 0) continue
      columns.push(column)
      values.push(information)
    }
    starts.push(columns.length)
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    values: Float32Array.from(values),
    width,
  }
}

/** The rows of a matrix in few dimensions, each of length one. */
function reduce(matrix: Sparse, rows: number, random: () => number): Float32Array {
  let right = new Float32Array(matrix.width * DIMENSIONS).map(() => random() - 0.5)
  let left = multiply(matrix, rows, right)
  for (let round = 0; round < ROUNDS; round += 1) {
    orthonormalise(left, rows)
    right = multiplyTransposed(matrix, rows, left)
    orthonormalise(right, matrix.width)
    left = multiply(matrix, rows, right)
  }
  // The columns of `left` are as long as the singular values, more or less; their roots weigh topics less.
  for (let d = 0; d < DIMENSIONS; d += 1) {
    let square = 0
    for (let i = 0; i < rows; i += 1) square += (left[i * DIMENSIONS + d] ?? 0) ** 2
    const scale = 1 / Math.max(square ** 0.25, 1e-9)
    for (let i = 0; i < rows; i += 1) left[i * DIMENSIONS + d] = (left[i * DIMENSIONS + d] ?? 0) * scale
  }
  normaliseRows(left, rows)
  return left
}

function multiply({ starts, columns, values }: Sparse, rows: number, dense: Float32Array): Float32Array<ArrayBuffer> {
  const product = new Float32Array(rows * DIMENSIONS)
  for (let i = 0; i < rows; i += 1)
    for (let k = starts[i] ?? 0; k < (starts[i + 1] ?? 0); k += 1) {
      const [from, value] = [(columns[k] ?? 0) * DIMENSIONS, values[k] ?? 0]
      for (let d = 0; d < DIMENSIONS; d += 1)
        product[i * DIMENSIONS + d] = (product[i * DIMENSIONS + d] ?? 0) + value * (dense[from + d] ?? 0)
    }
  return product
}

function multiplyTransposed(
  { starts, columns, values, width }: Sparse,
  rows: number,
  dense: Float32Array,
): Float32Array<ArrayBuffer> {
  const product = new Float32Array(width * DIMENSIONS)
  for (let i = 0; i < rows; i += 1)
    for (let k = starts[i] ?? 0; k < (starts[i + 1] ?? 0); k += 1) {
      const [to, value] = [(columns[k] ?? 0) * DIMENSIONS, values[k] ?? 0]
      for (let d = 0; d < DIMENSIONS; d += 1)
        product[to + d] = (product[to + d] ?? 0) + value * (dense[i * DIMENSIONS + d] ?? 0)
    }
  return product
}

/** Makes the columns orthogonal and of length one, by modified Gram-Schmidt. */
function orthonormalise(dense: Float32Array, rows: number): void {
  for (let d = 0; d < DIMENSIONS; d += 1) {
    for (let other = 0; other < d; other += 1) {
      let dot = 0
      for (let i = 0; i < rows; i += 1) dot += (dense[i * DIMENSIONS + d] ?? 0) * (dense[i * DIMENSIONS + other] ?? 0)
      for (let i = 0; i < rows; i += 1)
        dense[i * DIMENSIONS + d] = (dense[i * DIMENSIONS + d] ?? 0) - dot * (dense[i * DIMENSIONS + other] ?? 0)
    }
    let square = 0
    for (let i = 0; i < rows; i += 1) square += (dense[i * DIMENSIONS + d] ?? 0) ** 2
    const scale = 1 / Math.max(Math.sqrt(square), 1e-9)
    for (let i = 0; i < rows; i += 1) dense[i * DIMENSIONS + d] = (dense[i * DIMENSIONS + d] ?? 0) * scale
  }
}

function normaliseRows(dense: Float32Array, rows: number): void {
  for (let i = 0; i < rows; i += 1) {
    let square = 0
    for (let d = 0; d < DIMENSIONS; d += 1) square += (dense[i * DIMENSIONS + d] ?? 0) ** 2
    const scale = 1 / Math.max(Math.sqrt(square), 1e-9)
    for (let d = 0; d < DIMENSIONS; d += 1) dense[i * DIMENSIONS + d] = (dense[i * DIMENSIONS + d] ?? 0) * scale
  }
}

/** k-means by cosine; centres start at points taken by chance. */
function groupPoints(
  points: Float32Array,
  size: number,
  clusters: number,
  random: () => number,
): { assigned: Int32Array; centres: Float32Array } {
  let centres = new Float32Array(clusters * DIMENSIONS)
  for (let c = 0; c < clusters; c += 1) {
    const point = Math.min(size - 1, Math.floor(random() * size))
    centres.set(points.subarray(point * DIMENSIONS, (point + 1) * DIMENSIONS), c * DIMENSIONS)
  }
  const assigned = new Int32Array(size)
  for (let pass = 0; pass < PASSES; pass += 1) {
    const sums = new Float32Array(clusters * DIMENSIONS)
    for (let i = 0; i < size; i += 1) {
      const nearest = nearestCentre(points, i, centres, clusters)
      assigned[i] = nearest
      for (let d = 0; d < DIMENSIONS; d += 1)
        sums[nearest * DIMENSIONS + d] = (sums[nearest * DIMENSIONS + d] ?? 0) + (points[i * DIMENSIONS + d] ?? 0)
    }
    normaliseRows(sums, clusters)
    centres = sums
  }
  return { assigned, centres }
}

function nearestCentre(points: Float32Array, i: number, centres: Float32Array, clusters: number): number {
  let nearest = 0
  let most = -Infinity
  const at = i * DIMENSIONS
  for (let c = 0; c < clusters; c += 1) {
    const from = c * DIMENSIONS
    let dot = 0
    for (let d = 0; d < DIMENSIONS; d += 1) dot += (points[at + d] ?? 0) * (centres[from + d] ?? 0)
    if (dot > most) [most, nearest] = [dot, c]
  }
  return nearest
}
