// Boosted trees: a sum of small decision trees, each of which asks a few questions about the features of one thing.
//
// A tree is complete: at depth d it has 2^d leaves, and node i's answers lead to 2i + 1 (at most the threshold) and 2i + 2. So
// a tree is three flat lists and a walk through it needs no pointers.

/** Trees that add up to log odds. */
export interface Trees {
  readonly depth: number
  /** Log odds before any tree is asked. */
  readonly base: number
  /** Of each inner node, tree after tree: the feature it asks about. */
  readonly features: Int16Array
  /** Of each inner node: values up to it go left; Infinity where nothing is asked. */
  readonly thresholds: Float32Array
  /** Of each leaf, tree after tree: what it adds. */
  readonly leaves: Float32Array
}

/** Log odds of what has these features. */
export function sumTrees(trees: Trees, row: ArrayLike<number>): number {
  const { depth, features, thresholds, leaves } = trees
  const inner = (1 << depth) - 1
  let sum = trees.base
  for (let node0 = 0, leaf0 = 0; node0 < features.length; node0 += inner, leaf0 += inner + 1) {
    let node = 0
    // Nobody can foresee the answers, a processor neither: a sum of them is twice as fast as a choice.
    for (let level = 0; level < depth; level += 1) {
      const at = node0 + node
      node = 2 * node + 1 + Number((row[features[at] ?? 0] ?? 0) > (thresholds[at] ?? 0))
    }
    sum += leaves[leaf0 + node - inner] ?? 0
  }
  return sum
}

/** The probability that log odds stand for. */
export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

/**
 * How much each feature moved the log odds, the most telling first: at every question the walk's expectation changes, and the
 * change is the feature's (Saabas 2014). Base and changes add up to {@link sumTrees}.
 */
export function explainTrees(
  trees: Trees,
  row: ArrayLike<number>,
  names: readonly string[],
): readonly { readonly feature: string; readonly change: number }[] {
  const { depth, features, thresholds, leaves } = trees
  const inner = (1 << depth) - 1
  const changes = new Map<string, number>()
  for (let node0 = 0, leaf0 = 0; node0 < features.length; node0 += inner, leaf0 += inner + 1) {
    const expected = expectations(leaves.subarray(leaf0, leaf0 + inner + 1))
    for (let node = 0; node < inner;) {
      const feature = features[node0 + node] ?? 0
      const threshold = thresholds[node0 + node] ?? 0
      const next = 2 * node + ((row[feature] ?? 0) > threshold ? 2 : 1)
      const name = (threshold === Infinity ? undefined : names[feature]) ?? 'always'
      changes.set(name, (changes.get(name) ?? 0) + (expected[next] ?? 0) - (expected[node] ?? 0))
      node = next
    }
    changes.set('always', (changes.get('always') ?? 0) + (expected[0] ?? 0))
  }
  return [...changes]
    .map(([feature, change]) => ({ feature, change }))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.feature < b.feature ? -1 : 1))
}

/** Of each node of a tree the mean of the leaves below it. */
function expectations(leaves: Float32Array): Float64Array {
  const inner = leaves.length - 1
  const expected = new Float64Array(inner + leaves.length)
  expected.set(leaves, inner)
  for (let node = inner - 1; node >= 0; node -= 1)
    expected[node] = ((expected[2 * node + 1] ?? 0) + (expected[2 * node + 2] ?? 0)) / 2
  return expected
}
