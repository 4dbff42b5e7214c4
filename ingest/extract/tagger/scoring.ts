// Scoring: from the features of a passage and the weights to the numbers of a lattice.
import { REACH, gapFeatures, placeFeatures, spanFeatures, wordFeatures } from './features.ts'
import type { Form } from './forms.ts'
import { HashList } from './hash.ts'
import { GAPS, PAIR_WIDTH, TOKEN_WIDTH, TYPES, pairIndex, spanIndex } from './lattice.ts'
import type { Lattice } from './lattice.ts'
import { LONGEST, maySpan, reachOf } from './passages.ts'
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
      if (maySpan(passage, from, from + size)) allowed[from * LONGEST + size - 1] = 1
  }
}

const STEPS = 2 * REACH + 1
const KEPT = 20_000

/** Fills lattices; remembers what words and gaps weigh. */
export class Scorer {
  readonly #weights: TaggerWeights
  readonly #features = new HashList()
  readonly #words = new Map<Form, Float64Array>()
  readonly #gaps = new Map<number, Float64Array>()

  constructor(weights: TaggerWeights) {
    this.#weights = weights
  }

  /** Writes the scores of a passage into a lattice that is at least as long. */
  fill(passage: Passage, lattice: Lattice): void {
    allowSpans(passage, lattice)
    this.#fillTokens(passage, lattice)
    this.#fillSpans(passage, lattice)
    this.#fillPairs(passage, lattice)
  }

  #fillTokens(passage: Passage, { tokens }: Lattice): void {
    const { forms } = passage
    const features = this.#features
    tokens.fill(0, 0, forms.length * TOKEN_WIDTH)
    for (const [i, form] of forms.entries()) {
      const scores = this.#scoresOf(form)
      for (let step = -REACH; step <= REACH; step += 1) {
        // A word lends features to the place that it is `step` away from.
        const place = i - step
        if (place < 0 || place >= forms.length) continue
        const from = (step + REACH) * TOKEN_WIDTH
        const to = place * TOKEN_WIDTH
        for (let k = 0; k < TOKEN_WIDTH; k += 1) tokens[to + k] = (tokens[to + k] ?? 0) + (scores[from + k] ?? 0)
      }
      features.clear()
      placeFeatures(passage, i, features)
      this.#weights.tokens.addTo(features, tokens, i * TOKEN_WIDTH)
    }
  }

  /** What a form weighs at each step, remembered. */
  #scoresOf(form: Form): Float64Array {
    let scores = this.#words.get(form)
    if (scores === undefined) {
      if (this.#words.size >= KEPT) this.#words.clear()
      scores = new Float64Array(STEPS * TOKEN_WIDTH)
      for (let step = -REACH; step <= REACH; step += 1) {
        this.#features.clear()
        wordFeatures(form, step, this.#features)
        this.#weights.tokens.addTo(this.#features, scores, (step + REACH) * TOKEN_WIDTH)
      }
      this.#words.set(form, scores)
    }
    return scores
  }

  #fillSpans(passage: Passage, { spans, allowed }: Lattice): void {
    const { length } = passage.forms
    const features = this.#features
    spans.fill(0, 0, length * LONGEST * TYPES)
    for (let from = 0; from < length; from += 1)
      for (let size = 1; size <= LONGEST && from + size <= length; size += 1) {
        if (allowed[from * LONGEST + size - 1] === 0) continue
        features.clear()
        spanFeatures(passage, from, from + size, features)
        this.#weights.spans.addTo(features, spans, spanIndex(from, size))
      }
  }

  #fillPairs(passage: Passage, { pairs }: Lattice): void {
    const features = this.#features
    for (let i = 1; i < passage.forms.length; i += 1)
      for (let gap = 0; gap < GAPS && gap <= i; gap += 1) {
        features.clear()
        gapFeatures(passage, i, gap, features)
        // The last feature of a gap is the most special one: it says which gap this is.
        const key = features.values[features.length - 1] ?? 0
        let factors = this.#gaps.get(key)
        if (factors === undefined) {
          if (this.#gaps.size >= KEPT) this.#gaps.clear()
          factors = new Float64Array(PAIR_WIDTH)
          this.#weights.pairs.addTo(features, factors, 0)
          for (let k = 0; k < PAIR_WIDTH; k += 1) factors[k] = Math.exp(factors[k] ?? 0)
          this.#gaps.set(key, factors)
        }
        pairs.set(factors, pairIndex(i, gap))
      }
  }
}
