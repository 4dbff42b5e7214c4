// Scoring: from the features of a passage and the weights to the numbers of a lattice.
import { REACH, classFeatures, classKey, gapFeatures, placeFeatures, spanFeatures, wordFeatures } from './features.ts'
import type { Form } from './forms.ts'
import { HashList, mix } from './hash.ts'
import { GAPS, PAIR_WIDTH, TOKEN_WIDTH, TYPES, spanIndex } from './lattice.ts'
import type { Lattice } from './lattice.ts'
import { LONGEST, mayEnd, reachOf } from './passages.ts'
import type { Passage } from './passages.ts'
import type { WeightTable } from './weight-table.ts'

/** What a tagger has learnt. */
export interface TaggerWeights {
  readonly tokens: WeightTable
  readonly spans: WeightTable
  readonly pairs: WeightTable
}

/** Marks in a lattice which stretches may be spans. */
export function allowSpans(passage: Passage, { allowed }: Lattice): void {
  const { length } = passage.forms
  allowed.fill(0, 0, length * LONGEST)
  for (let from = 0; from < length; from += 1) {
    const reach = reachOf(passage, from)
    for (let size = 1; size <= reach; size += 1)
      if (mayEnd(passage.tags[from + size - 1] ?? 0)) allowed[from * LONGEST + size - 1] = 1
  }
}

const STEPS = 2 * REACH + 1
const KEPT = 20_000
/** A span whose words weigh less than this for every type is none, whatever else speaks for it. */
const HOPELESS = -9

/** Fills lattices; remembers what words, classes and gaps weigh. */
export class Scorer {
  readonly #weights: TaggerWeights
  readonly #features = new HashList()
  readonly #words = new Map<Form, Int32Array>()
  readonly #classes = new Map<number, Int32Array>()
  readonly #tokenSums = new Int32Array(TOKEN_WIDTH)
  readonly #spanSums = new Int32Array(TYPES)
  readonly #gapStarts = new Map<number, number>()
  #gapFactors = new Float64Array(64 * PAIR_WIDTH)

  constructor(weights: TaggerWeights) {
    this.#weights = weights
  }

  /** Writes the scores of a passage into a lattice that is at least as long. */
  fill(passage: Passage, lattice: Lattice): void {
    const { length } = passage.forms
    allowSpans(passage, lattice)
    this.#fillTokens(passage, lattice)
    lattice.spans.fill(0, 0, length * LONGEST * TYPES)
    lattice.addTokens(length)
    this.#addSpans(passage, lattice)
    this.#fillPairs(passage, lattice)
  }

  #fillTokens(passage: Passage, { tokens }: Lattice): void {
    const { forms } = passage
    const { step: unit } = this.#weights.tokens
    const features = this.#features
    const sums = this.#tokenSums
    const scores = forms.map((form) => this.#scoresOf(form))
    for (let i = 0; i < forms.length; i += 1) {
      sums.set(this.#scoresOfClasses(passage, i))
      for (let step = -REACH; step <= REACH; step += 1) {
        const lent = scores[i + step]
        if (lent === undefined) continue
        const from = (step + REACH) * TOKEN_WIDTH
        for (let k = 0; k < TOKEN_WIDTH; k += 1) sums[k] = (sums[k] ?? 0) + (lent[from + k] ?? 0)
      }
      features.clear()
      placeFeatures(passage, i, features)
      this.#weights.tokens.addTo(features, sums, 0)
      for (let k = 0; k < TOKEN_WIDTH; k += 1) tokens[i * TOKEN_WIDTH + k] = (sums[k] ?? 0) * unit
    }
  }

  /** What a form lends at each step, remembered. */
  #scoresOf(form: Form): Int32Array {
    let scores = this.#words.get(form)
    if (scores === undefined) {
      if (this.#words.size >= KEPT) this.#words.clear()
      scores = new Int32Array(STEPS * TOKEN_WIDTH)
      for (let step = -REACH; step <= REACH; step += 1) {
        this.#features.clear()
        wordFeatures(form, step, this.#features)
        this.#weights.tokens.addTo(this.#features, scores, (step + REACH) * TOKEN_WIDTH)
      }
      this.#words.set(form, scores)
    }
    return scores
  }

  /** What the classes of a word and of those around it weigh, remembered. */
  #scoresOfClasses(passage: Passage, i: number): Int32Array {
    const key = classKey(passage, i)
    let scores = this.#classes.get(key)
    if (scores === undefined) {
      if (this.#classes.size >= KEPT) this.#classes.clear()
      scores = new Int32Array(TOKEN_WIDTH)
      this.#features.clear()
      classFeatures(passage, i, this.#features)
      this.#weights.tokens.addTo(this.#features, scores, 0)
      this.#classes.set(key, scores)
    }
    return scores
  }

  /** Adds what spans weigh as a whole, where their words leave a chance. */
  #addSpans(passage: Passage, { spans, allowed }: Lattice): void {
    const { length } = passage.forms
    const { step: unit } = this.#weights.spans
    const features = this.#features
    const sums = this.#spanSums
    for (let from = 0; from < length; from += 1)
      for (let size = 1; size <= LONGEST && from + size <= length; size += 1) {
        if (allowed[from * LONGEST + size - 1] === 0) continue
        const at = spanIndex(from, size)
        let best = -Infinity
        for (let t = 0; t < TYPES; t += 1) best = Math.max(best, spans[at + t] ?? 0)
        if (best < HOPELESS) {
          allowed[from * LONGEST + size - 1] = 0
          continue
        }
        features.clear()
        spanFeatures(passage, from, from + size, features)
        sums.fill(0)
        this.#weights.spans.addTo(features, sums, 0)
        for (let t = 0; t < TYPES; t += 1) spans[at + t] = (spans[at + t] ?? 0) + (sums[t] ?? 0) * unit
      }
  }

  #fillPairs(passage: Passage, lattice: Lattice): void {
    const features = this.#features
    const { pairs } = this.#weights
    for (let i = 1; i < passage.forms.length; i += 1)
      for (let gap = 0; gap < GAPS && gap <= i; gap += 1) {
        features.clear()
        gapFeatures(passage, i, gap, features)
        // Gaps of which the same is known weigh the same.
        let known = 0
        for (let k = 0; k < features.length; k += 1) known = mix(known, pairs.rowOf(features.values[k] ?? 0))
        let start = this.#gapStarts.get(known)
        if (start === undefined) {
          start = this.#addGap()
          this.#gapStarts.set(known, start)
        }
        lattice.pairStarts[i * GAPS + gap] = start
      }
    lattice.pairs = this.#gapFactors
  }

  /** Reckons the factors of the gap whose features are at hand. Returns where they stand. */
  #addGap(): number {
    const start = this.#gapStarts.size * PAIR_WIDTH
    if (start === this.#gapFactors.length) {
      const wider = new Float64Array(start * 2)
      wider.set(this.#gapFactors)
      this.#gapFactors = wider
    }
    const sums = new Int32Array(PAIR_WIDTH)
    this.#weights.pairs.addTo(this.#features, sums, 0)
    for (let k = 0; k < PAIR_WIDTH; k += 1)
      this.#gapFactors[start + k] = Math.exp((sums[k] ?? 0) * this.#weights.pairs.step)
    return start
  }
}
