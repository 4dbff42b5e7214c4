// Learning: fits the weights to examples by stochastic gradient ascent on their likelihood.
//
// Step sizes after J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods", JMLR 2011. A part of the features is left out
// at each step, so that none is relied on alone. The weights are the mean over the later epochs and over several seeds.
import { GAPS, Lattice, PAIR_WIDTH, TOKEN_WIDTH, TYPES, pairIndex, spanIndex } from '../lattice.ts'
import { LONGEST, PASSAGE } from '../passages.ts'
import type { TaggerWeights } from '../scoring.ts'
import type { WeightTable } from '../weight-table.ts'
import { prepare } from './prepare.ts'
import type { Example, Hashes, Prepared, Rows } from './prepare.ts'
import { quantise } from './quantise.ts'
import type { Rounding } from './quantise.ts'
import { createRandom } from './random.ts'

/** How to learn. */
export interface LearningPlan {
  readonly epochs: number
  readonly seeds: readonly number[]
  readonly rate: number
  /** Share of the features left out at each step. */
  readonly dropout: number
  /** Pull towards zero. */
  readonly decay: number
  /** Features seen less often are not learnt. */
  readonly least: number
  readonly rounding: Rounding
}

/** Learns from examples. The same examples and plan give the same weights to the bit. */
export function learn(
  examples: readonly Example[],
  plan: LearningPlan,
  tell: (line: string) => void = () => {},
): TaggerWeights {
  const prepared = prepare(examples, plan.least)
  const { hashes } = prepared
  tell(`${hashes.tokens.length} word, ${hashes.spans.length} span and ${hashes.pairs.length} pair features`)
  const sums = new Learner(hashes.tokens.length, hashes.spans.length, hashes.pairs.length)
  let taken = 0
  for (const seed of plan.seeds) {
    const learner = new Learner(hashes.tokens.length, hashes.spans.length, hashes.pairs.length)
    const random = createRandom(seed)
    const order = prepared.items.map((_, i) => i)
    for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
      shuffle(order, random)
      let likelihood = 0
      for (const i of order) {
        const item = prepared.items[i]
        if (item !== undefined) likelihood += learner.step(item, plan, random)
      }
      if (epoch % 5 === 4) tell(`seed ${seed}, epoch ${epoch + 1}: log likelihood ${likelihood.toFixed(1)}`)
      if (epoch * 2 < plan.epochs) continue
      sums.addFrom(learner)
      taken += 1
    }
  }
  return sums.toWeights(hashes, taken, plan.rounding)
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random() * (i + 1))
    const kept = order[i] ?? 0
    order[i] = order[other] ?? 0
    order[other] = kept
  }
}

/** Where a slope is smaller, what is learnt is right enough already. */
const FLAT = 1e-3

function isFlat(slopes: Float64Array, from: number, to: number): boolean {
  for (let k = from; k < to; k += 1) if (Math.abs(slopes[k] ?? 0) >= FLAT) return false
  return true
}

/** Weights of one table while they are learnt. */
class Block {
  readonly width: number
  readonly weights: Float32Array
  readonly squares: Float32Array

  constructor(rows: number, width: number) {
    this.width = width
    this.weights = new Float32Array(rows * width)
    this.squares = new Float32Array(rows * width).fill(1e-6)
  }

  addTo(
    { starts, rows }: Rows,
    item: number,
    sums: Float64Array,
    at: number,
    dropped: Uint8Array,
    scale: number,
  ): void {
    const { width, weights } = this
    for (let k = starts[item] ?? 0; k < (starts[item + 1] ?? 0); k += 1) {
      if (dropped[k] === 1) continue
      const from = (rows[k] ?? 0) * width
      for (let w = 0; w < width; w += 1) sums[at + w] = (sums[at + w] ?? 0) + scale * (weights[from + w] ?? 0)
    }
  }

  climb(
    { starts, rows }: Rows,
    item: number,
    slopes: Float64Array,
    at: number,
    dropped: Uint8Array,
    plan: LearningPlan,
  ): void {
    const { width, weights, squares } = this
    if (isFlat(slopes, at, at + width)) return
    for (let k = starts[item] ?? 0; k < (starts[item + 1] ?? 0); k += 1) {
      if (dropped[k] === 1) continue
      const from = (rows[k] ?? 0) * width
      for (let w = 0; w < width; w += 1) {
        const climb = slopes[at + w] ?? 0
        if (Math.abs(climb) < FLAT) continue
        const weight = weights[from + w] ?? 0
        const slope = climb - plan.decay * weight
        const square = (squares[from + w] ?? 0) + slope * slope
        squares[from + w] = square
        weights[from + w] = weight + (plan.rate * slope) / Math.sqrt(square)
      }
    }
  }
}

class Learner {
  readonly #tokens: Block
  readonly #spans: Block
  readonly #pairs: Block
  readonly #lattice = new Lattice(PASSAGE)
  readonly #slopes = new Float64Array(PASSAGE * TOKEN_WIDTH)
  readonly #pairSlopes = new Float64Array(PAIR_WIDTH)

  constructor(tokens: number, spans: number, pairs: number) {
    this.#tokens = new Block(tokens, TOKEN_WIDTH)
    this.#spans = new Block(spans, TYPES)
    this.#pairs = new Block(pairs, PAIR_WIDTH)
  }

  /** One step towards an example. Returns its log likelihood before. */
  step(item: Prepared, plan: LearningPlan, random: () => number): number {
    const { example } = item
    const { length } = example.passage.forms
    const lattice = this.#lattice
    const keep = 1 - plan.dropout
    const drop = ({ rows }: Rows): Uint8Array => {
      const marks = new Uint8Array(rows.length)
      for (let k = 0; k < marks.length; k += 1) if (random() < plan.dropout) marks[k] = 1
      return marks
    }
    const dropped = { tokens: drop(item.tokens), spans: drop(item.spans), pairs: drop(item.pairs) }
    lattice.allowed.set(item.allowed)
    lattice.tokens.fill(0, 0, length * TOKEN_WIDTH)
    lattice.spans.fill(0, 0, length * LONGEST * TYPES)
    lattice.pairs.fill(0, 0, length * GAPS * PAIR_WIDTH)
    for (let i = 0; i < length; i += 1)
      this.#tokens.addTo(item.tokens, i, lattice.tokens, i * TOKEN_WIDTH, dropped.tokens, 1 / keep)
    for (let i = 0; i < length * LONGEST; i += 1)
      this.#spans.addTo(item.spans, i, lattice.spans, i * TYPES, dropped.spans, 1 / keep)
    for (let i = 0; i < length * GAPS; i += 1)
      this.#pairs.addTo(item.pairs, i, lattice.pairs, i * PAIR_WIDTH, dropped.pairs, 1 / keep)
    let score = goldScore(example, lattice)
    for (let k = 0; k < length * GAPS * PAIR_WIDTH; k += 1) lattice.pairs[k] = Math.exp(lattice.pairs[k] ?? 0)
    lattice.addTokens(length)
    score -= lattice.run(length, true)
    this.#climb(item, dropped, plan)
    return score
  }

  #climb(
    item: Prepared,
    dropped: Readonly<Record<keyof Omit<Hashes, 'shared'>, Uint8Array>>,
    plan: LearningPlan,
  ): void {
    const { example } = item
    const { length } = example.passage.forms
    const { chances, pairChances } = this.#lattice
    const weight = example.weight
    // From here on `chances` holds what should be less what is.
    for (let k = 0; k < length * LONGEST * TYPES; k += 1) chances[k] = -weight * (chances[k] ?? 0)
    for (const { from, to, type } of example.spans) {
      const at = spanIndex(from, to - from) + type
      chances[at] = (chances[at] ?? 0) + weight
    }
    spreadToTokens(chances, length, this.#slopes)
    for (let i = 0; i < length; i += 1)
      this.#tokens.climb(item.tokens, i, this.#slopes, i * TOKEN_WIDTH, dropped.tokens, plan)
    for (let i = 0; i < length * LONGEST; i += 1)
      this.#spans.climb(item.spans, i, chances, i * TYPES, dropped.spans, plan)
    const truePairs = pairsOf(example)
    for (let i = 1; i < length; i += 1)
      for (let gap = 0; gap < GAPS && gap <= i; gap += 1) {
        const at = pairIndex(i, gap)
        for (let k = 0; k < PAIR_WIDTH; k += 1)
          this.#pairSlopes[k] = weight * ((truePairs.has(at + k) ? 1 : 0) - (pairChances[at + k] ?? 0))
        this.#pairs.climb(item.pairs, i * GAPS + gap, this.#pairSlopes, 0, dropped.pairs, plan)
      }
  }

  /** Adds the weights of another one to these. */
  addFrom(other: Learner): void {
    for (const [to, from] of [
      [this.#tokens, other.#tokens],
      [this.#spans, other.#spans],
      [this.#pairs, other.#pairs],
    ] as const)
      for (let k = 0; k < to.weights.length; k += 1) to.weights[k] = (to.weights[k] ?? 0) + (from.weights[k] ?? 0)
  }

  toWeights(hashes: Hashes, divisor: number, rounding: Rounding): TaggerWeights {
    const table = (kind: 'tokens' | 'spans' | 'pairs', { width, weights }: Block): WeightTable => {
      const shared = hashes.shared[kind]
      const rows = weights.subarray(0, shared * width).map((weight) => weight / divisor)
      return quantise(width, hashes[kind].slice(0, shared), rows, rounding)
    }
    return {
      tokens: table('tokens', this.#tokens),
      spans: table('spans', this.#spans),
      pairs: table('pairs', this.#pairs),
    }
  }
}

/** Indices of the pairs that stand in an example. */
function pairsOf({ spans }: Example): ReadonlySet<number> {
  const pairs = new Set<number>()
  for (const [k, span] of spans.entries()) {
    const before = spans[k - 1]
    if (before === undefined || span.from - before.to >= GAPS) continue
    pairs.add(pairIndex(span.from, span.from - before.to) + before.type * TYPES + span.type)
  }
  return pairs
}

/** The score of the reading that an example should have; before `addTokens`. */
function goldScore(example: Example, { tokens, spans, pairs }: Lattice): number {
  let score = 0
  for (const { from, to, type } of example.spans) {
    score += spans[spanIndex(from, to - from) + type] ?? 0
    for (let i = from; i < to; i += 1) score += tokens[i * TOKEN_WIDTH + partOf(i, from, to) + type] ?? 0
  }
  for (const pair of pairsOf(example)) score += pairs[pair] ?? 0
  return score
}

/** Which quarter of a row a word of a span draws on: alone, first, inside, last. */
const partOf = (i: number, from: number, to: number): number =>
  to - from === 1 ? 0 : i === from ? TYPES : i === to - 1 ? 3 * TYPES : 2 * TYPES

/** Sums what spans say over their words. */
function spreadToTokens(spans: Float64Array, length: number, tokens: Float64Array): void {
  tokens.fill(0, 0, length * TOKEN_WIDTH)
  for (let from = 0; from < length; from += 1)
    for (let size = 1; size <= LONGEST && from + size <= length; size += 1) {
      const at = spanIndex(from, size)
      for (let t = 0; t < TYPES; t += 1) {
        const slope = spans[at + t] ?? 0
        if (slope === 0) continue
        for (let i = from; i < from + size; i += 1) {
          const k = i * TOKEN_WIDTH + partOf(i, from, from + size) + t
          tokens[k] = (tokens[k] ?? 0) + slope
        }
      }
    }
}
