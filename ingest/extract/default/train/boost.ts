// Gradient boosting of small trees on log loss, with Newton steps and histograms (Friedman 2001; Chen and Guestrin 2016).
import type { Trees } from '../trees.ts'
import { createRandom } from './random.ts'

/** One thing to learn from. */
export interface Example {
  readonly row: ArrayLike<number>
  /** 0 to 1. */
  readonly label: number
  readonly weight: number
}

/** How trees are grown. */
export interface Growth {
  readonly trees: number
  readonly depth: number
  /** How much of each tree's step is taken. */
  readonly rate: number
  /** Shares of examples and features that a tree may look at. */
  readonly rows: number
  readonly columns: number
  /** Weight of a leaf's pull towards 0. */
  readonly ridge: number
  /** The least weight (sum of second derivatives) of a leaf. */
  readonly leastWeight: number
  readonly seed: number
}

const BINS = 32

/** Grows trees whose sum tells the examples' labels. Equal examples in equal order give equal trees. */
export function growTrees(examples: readonly Example[], width: number, growth: Growth): Trees {
  const { depth } = growth
  const random = createRandom(growth.seed)
  const edges = Array.from({ length: width }, (_, feature) => edgesOf(examples, feature))
  const binned = Array.from({ length: width }, (_, feature) => binsOf(examples, feature, edges[feature] ?? []))
  const useful = edges.flatMap((list, feature) => (list.length > 0 ? [feature] : []))
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  const share = examples.reduce((sum, { weight, label }) => sum + weight * label, 0) / total
  const base = Math.fround(Math.log(share / (1 - share)))
  const odds = new Float64Array(examples.length).fill(base)
  const inner = (1 << depth) - 1
  const trees = {
    depth,
    base,
    features: new Int16Array(growth.trees * inner),
    thresholds: new Float32Array(growth.trees * inner).fill(Infinity),
    leaves: new Float32Array(growth.trees * (inner + 1)),
  }
  const slopes = new Float64Array(examples.length)
  const bends = new Float64Array(examples.length)
  for (let tree = 0; tree < growth.trees; tree += 1) {
    for (const [i, { label, weight }] of examples.entries()) {
      const p = 1 / (1 + Math.exp(-(odds[i] ?? 0)))
      slopes[i] = weight * (label - p)
      bends[i] = weight * p * (1 - p)
    }
    const sample = Int32Array.from(examples.keys()).filter(() => random() < growth.rows)
    const columns = useful.filter(() => random() < growth.columns)
    growTree({ trees, tree, binned, edges, columns, slopes, bends, growth }, sample)
    // Every example walks the new tree, also those it has not seen.
    for (const i of examples.keys()) {
      let node = 0
      while (node < inner) {
        const feature = trees.features[tree * inner + node] ?? 0
        const right = (examples[i]?.row[feature] ?? 0) > (trees.thresholds[tree * inner + node] ?? 0)
        node = 2 * node + (right ? 2 : 1)
      }
      odds[i] = (odds[i] ?? 0) + (trees.leaves[tree * (inner + 1) + node - inner] ?? 0)
    }
  }
  return trees
}

interface Growing {
  readonly trees: Trees
  readonly tree: number
  readonly binned: readonly Uint8Array[]
  readonly edges: readonly (readonly number[])[]
  readonly columns: readonly number[]
  readonly slopes: Float64Array
  readonly bends: Float64Array
  readonly growth: Growth
}

function growTree(growing: Growing, sample: Int32Array): void {
  const { trees, tree, binned, edges, slopes, bends, growth } = growing
  const inner = (1 << trees.depth) - 1
  const level: { node: number; rows: Int32Array }[] = [{ node: 0, rows: sample }]
  for (let place = level.shift(); place !== undefined; place = level.shift()) {
    const { node, rows } = place
    if (node >= inner) {
      trees.leaves[tree * (inner + 1) + node - inner] = growth.rate * leafOf(rows, slopes, bends, growth.ridge)
      continue
    }
    const split = bestSplit(growing, rows)
    if (split === null) {
      // The walk goes left all the way down.
      level.push({ node: 2 * node + 1, rows })
      continue
    }
    const bins = binned[split.feature] ?? new Uint8Array()
    trees.features[tree * inner + node] = split.feature
    trees.thresholds[tree * inner + node] = edges[split.feature]?.[split.bin] ?? 0
    level.push({ node: 2 * node + 1, rows: rows.filter((i) => (bins[i] ?? 0) <= split.bin) })
    level.push({ node: 2 * node + 2, rows: rows.filter((i) => (bins[i] ?? 0) > split.bin) })
  }
}

function leafOf(rows: Int32Array, slopes: Float64Array, bends: Float64Array, ridge: number): number {
  let [slope, bend] = [0, ridge]
  for (const i of rows) {
    slope += slopes[i] ?? 0
    bend += bends[i] ?? 0
  }
  return slope / bend
}

function bestSplit(growing: Growing, rows: Int32Array): { readonly feature: number; readonly bin: number } | null {
  const { binned, edges, columns, slopes, bends, growth } = growing
  let [slope, bend] = [0, 0]
  for (const i of rows) {
    slope += slopes[i] ?? 0
    bend += bends[i] ?? 0
  }
  if (bend < 2 * growth.leastWeight) return null
  const sums = new Float64Array(BINS * 2)
  const whole = (slope * slope) / (bend + growth.ridge)
  let best: { feature: number; bin: number } | null = null
  let gain = 1e-9
  for (const feature of columns) {
    const bins = binned[feature] ?? new Uint8Array()
    sums.fill(0)
    for (const i of rows) {
      const at = (bins[i] ?? 0) * 2
      sums[at] = (sums[at] ?? 0) + (slopes[i] ?? 0)
      sums[at + 1] = (sums[at + 1] ?? 0) + (bends[i] ?? 0)
    }
    let [left, weight] = [0, 0]
    for (let bin = 0; bin < (edges[feature]?.length ?? 0); bin += 1) {
      left += sums[bin * 2] ?? 0
      weight += sums[bin * 2 + 1] ?? 0
      if (weight < growth.leastWeight || bend - weight < growth.leastWeight) continue
      const right = slope - left
      const better = (left * left) / (weight + growth.ridge) + (right * right) / (bend - weight + growth.ridge) - whole
      if (better > gain) {
        gain = better
        best = { feature, bin }
      }
    }
  }
  return best
}

/** Thresholds between the values of a feature, about as many examples between each two. */
function edgesOf(examples: readonly Example[], feature: number): readonly number[] {
  const values = Float32Array.from(examples, ({ row }) => row[feature] ?? 0).sort()
  const distinct = [...new Set(values)]
  const between = (a: number, b: number): number => Math.fround((a + b) / 2)
  if (distinct.length <= BINS) return distinct.slice(1).map((value, i) => between(distinct[i] ?? 0, value))
  const edges: number[] = []
  for (let k = 1; k < BINS; k += 1) {
    const at = Math.floor((values.length * k) / BINS)
    const edge = between(values[at - 1] ?? 0, values[at] ?? 0)
    if (values[0] !== undefined && edge >= values[0] && edge > (edges.at(-1) ?? -Infinity)) edges.push(edge)
  }
  return edges.filter((edge) => edge < (values.at(-1) ?? 0))
}

function binsOf(examples: readonly Example[], feature: number, edges: readonly number[]): Uint8Array {
  return Uint8Array.from(examples, ({ row }) => {
    const value = Math.fround(row[feature] ?? 0)
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (value > (edges[middle] ?? 0)) low = middle + 1
      else high = middle
    }
    return low
  })
}
