// Learning: fits the weights to examples by stochastic gradient ascent on their likelihood.
//
// Step sizes after J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods", JMLR 2011. A part of the features is left out
// at each step, so that none is relied on alone. The weights are the mean over the later epochs and over several seeds.
import { REACH, gapFeatures, placeFeatures, spanFeatures, wordFeatures } from '../features.ts'
import { HashList } from '../hash.ts'
import { GAPS, Lattice, PAIR_WIDTH, TOKEN_WIDTH, TYPES, pairIndex, spanIndex } from '../lattice.ts'
import { LONGEST, PASSAGE } from '../passages.ts'
import type { Passage } from '../passages.ts'
import { allowSpans } from '../scoring.ts'
import type { TaggerWeights } from '../scoring.ts'
import { WeightTable } from '../weight-table.ts'
import { createRandom } from './random.ts'

/** A passage with the spans it should have; `type` is an index into `SPAN_TYPES`. */
export interface Example {
  readonly passage: Passage
  readonly spans: readonly { readonly from: number; readonly to: number; readonly type: number }[]
  /** How much it counts. */
  readonly weight: number
}

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
}

/** The rows of all features of an example: those of item `i` stand from `starts[i]` to before `starts[i + 1]`. */
interface Rows {
  readonly starts: Int32Array
  readonly rows: Int32Array
}

interface Prepared {
  readonly example: Example
  readonly allowed: Uint8Array
  readonly tokens: Rows
  readonly spans: Rows
  readonly pairs: Rows
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
  return sums.toWeights(hashes, taken)
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random() * (i + 1))
    const kept = order[i] ?? 0
    order[i] = order[other] ?? 0
    order[other] = kept
  }
}

interface Hashes {
  readonly tokens: Int32Array
  readonly spans: Int32Array
  readonly pairs: Int32Array
}

/** Calls `visit` with the features of every word, span and gap of an example. */
function visitFeatures(
  { passage }: Example,
  allowed: Uint8Array,
  visit: (kind: keyof Hashes, item: number, features: HashList) => void,
): void {
  const features = new HashList()
  const { forms } = passage
  for (let i = 0; i < forms.length; i += 1) {
    features.clear()
    for (let step = -REACH; step <= REACH; step += 1) {
      const form = forms[i + step]
      if (form !== undefined) wordFeatures(form, step, features)
    }
    placeFeatures(passage, i, features)
    visit('tokens', i, features)
  }
  for (let from = 0; from < forms.length; from += 1)
    for (let size = 1; size <= LONGEST; size += 1) {
      features.clear()
      if (from + size <= forms.length && allowed[from * LONGEST + size - 1] === 1)
        spanFeatures(passage, from, from + size, features)
      visit('spans', from * LONGEST + size - 1, features)
    }
  for (let i = 0; i < forms.length; i += 1)
    for (let gap = 0; gap < GAPS; gap += 1) {
      features.clear()
      if (i > 0 && gap <= i) gapFeatures(passage, i, gap, features)
      visit('pairs', i * GAPS + gap, features)
    }
}

/** Finds the features worth learning and looks their rows up once for all epochs. */
function prepare(examples: readonly Example[], least: number): { items: readonly Prepared[]; hashes: Hashes } {
  const lattice = new Lattice(PASSAGE)
  const allowedOf = examples.map(({ passage }) => {
    allowSpans(passage, lattice)
    return lattice.allowed.slice(0, passage.forms.length * LONGEST)
  })
  const none = new Uint8Array(0)
  // A feature that no span of the examples has says nothing but that there is none: left out for size.
  const ofSpans = new Set<number>()
  for (const [i, example] of examples.entries()) {
    const isSpan = new Set(example.spans.map(({ from, to }) => from * LONGEST + to - from - 1))
    visitFeatures(example, allowedOf[i] ?? none, (kind, item, features) => {
      if (kind !== 'spans' || !isSpan.has(item)) return
      for (let k = 0; k < features.length; k += 1) ofSpans.add(features.values[k] ?? 0)
    })
  }
  const counts = {
    tokens: new Map<number, number>(),
    spans: new Map<number, number>(),
    pairs: new Map<number, number>(),
  }
  for (const [i, example] of examples.entries())
    visitFeatures(example, allowedOf[i] ?? none, (kind, _, features) => {
      for (let k = 0; k < features.length; k += 1) {
        const hash = features.values[k] ?? 0
        if (kind === 'spans' && !ofSpans.has(hash)) continue
        counts[kind].set(hash, (counts[kind].get(hash) ?? 0) + 1)
      }
    })
  const kept = (kind: keyof Hashes): Int32Array =>
    Int32Array.from([...counts[kind]].filter(([, count]) => count >= least).map(([hash]) => hash)).sort()
  const hashes = { tokens: kept('tokens'), spans: kept('spans'), pairs: kept('pairs') }
  const tables = {
    tokens: new WeightTable(0, hashes.tokens, new Float32Array(0)),
    spans: new WeightTable(0, hashes.spans, new Float32Array(0)),
    pairs: new WeightTable(0, hashes.pairs, new Float32Array(0)),
  }
  const items = examples.map((example, i): Prepared => {
    const allowed = allowedOf[i] ?? none
    const lists = { tokens: new RowList(), spans: new RowList(), pairs: new RowList() }
    visitFeatures(example, allowed, (kind, _, features) => lists[kind].add(features, tables[kind]))
    return {
      example,
      allowed,
      tokens: lists.tokens.take(),
      spans: lists.spans.take(),
      pairs: lists.pairs.take(),
    }
  })
  return { items, hashes }
}

class RowList {
  readonly #starts: number[] = [0]
  readonly #rows: number[] = []

  add(features: HashList, table: WeightTable): void {
    for (let k = 0; k < features.length; k += 1) {
      const row = table.rowOf(features.values[k] ?? 0)
      if (row >= 0) this.#rows.push(row)
    }
    this.#starts.push(this.#rows.length)
  }

  take(): Rows {
    return { starts: Int32Array.from(this.#starts), rows: Int32Array.from(this.#rows) }
  }
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
    let flat = true
    for (let w = 0; w < width; w += 1) if (Math.abs(slopes[at + w] ?? 0) > 1e-5) flat = false
    if (flat) return
    for (let k = starts[item] ?? 0; k < (starts[item + 1] ?? 0); k += 1) {
      if (dropped[k] === 1) continue
      const from = (rows[k] ?? 0) * width
      for (let w = 0; w < width; w += 1) {
        const weight = weights[from + w] ?? 0
        const slope = (slopes[at + w] ?? 0) - plan.decay * weight
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
    const drop = ({ rows }: Rows): Uint8Array => Uint8Array.from(rows, () => (random() < plan.dropout ? 1 : 0))
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
    score -= lattice.run(length, true)
    this.#climb(item, dropped, plan)
    return score
  }

  #climb(item: Prepared, dropped: Readonly<Record<keyof Hashes, Uint8Array>>, plan: LearningPlan): void {
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

  toWeights(hashes: Hashes, divisor: number): TaggerWeights {
    const table = (hashesOf: Int32Array, { width, weights }: Block): WeightTable =>
      new WeightTable(
        width,
        hashesOf,
        weights.map((weight) => weight / divisor),
      )
    return {
      tokens: table(hashes.tokens, this.#tokens),
      spans: table(hashes.spans, this.#spans),
      pairs: table(hashes.pairs, this.#pairs),
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

/** The score of the reading that an example should have; before `run`. */
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
