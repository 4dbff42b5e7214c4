// A semi-Markov conditional random field over one passage: how likely each stretch of words is a span of each type.
//
// After S. Sarawagi and W. Cohen, "Semi-Markov conditional random fields for information extraction", NIPS 2004. A reading of a
// passage is a set of spans without overlap; words outside spans weigh nothing. Two spans with at most two words between them
// also weigh as a pair. Sums over all readings are kept relative to the best reading up to each word, so that no number leaves its range.
import { LONGEST } from './passages.ts'
import { SPAN_TYPES } from './span-types.ts'

/** Number of types. */
export const TYPES = SPAN_TYPES.length
/** A word alone in its span, at its start, inside, at its end: a row of weights holds these in turn for each type. */
export const TOKEN_WIDTH = 4 * TYPES
/** A row of weights for a pair of spans: by the type of the one before, then of the one after. */
export const PAIR_WIDTH = TYPES * TYPES
/** Between the spans of a pair stand less than this many words. */
export const GAPS = 3

const [ALONE, START, INSIDE, END] = [0, TYPES, 2 * TYPES, 3 * TYPES]

/** Where the numbers of a span of `length` words from word `from` stand. */
export const spanIndex = (from: number, length: number): number => (from * LONGEST + length - 1) * TYPES
/** Where the numbers of pairs whose later span starts at word `i` stand in order. */
export const pairIndex = (i: number, gap: number): number => (i * GAPS + gap) * PAIR_WIDTH

/** Fill `tokens`, `allowed`, `spans` and `pairs` (in order, or with `pairStarts`) for a passage, `addTokens`, then `run`. */
export class Lattice {
  readonly size: number
  /** By word: its scores, as in a row of weights. */
  readonly tokens: Float64Array
  /** By span: 1 where it may be one. */
  readonly allowed: Uint8Array
  /** By span and type: its score; `addTokens` adds those of its words. */
  readonly spans: Float64Array
  /** The factors (not logarithms) of pairs: `PAIR_WIDTH` for each kind of gap. */
  pairs: Float64Array
  /** By word and gap: where its factors stand in `pairs`. */
  readonly pairStarts: Int32Array
  /** By span and type, after `run`: its probability. */
  readonly chances: Float64Array
  /** By word and gap, after `run` with `withPairs`: the probability of each pair. */
  readonly pairChances: Float64Array
  readonly #sums: Float64Array
  readonly #best: Float64Array
  readonly #entry: Float64Array
  readonly #exit: Float64Array
  readonly #far: Float64Array
  readonly #entryAfter: Float64Array
  readonly #exitAfter: Float64Array
  readonly #farAfter: Float64Array

  constructor(size: number) {
    this.size = size
    this.tokens = new Float64Array(size * TOKEN_WIDTH)
    this.allowed = new Uint8Array(size * LONGEST)
    this.spans = new Float64Array(size * LONGEST * TYPES)
    this.pairs = new Float64Array(size * GAPS * PAIR_WIDTH)
    this.pairStarts = Int32Array.from({ length: size * GAPS }, (_, k) => k * PAIR_WIDTH)
    this.chances = new Float64Array(size * LONGEST * TYPES)
    this.pairChances = new Float64Array(size * GAPS * PAIR_WIDTH)
    this.#sums = new Float64Array((size + 1) * TYPES)
    this.#best = new Float64Array(size + 1)
    this.#entry = new Float64Array((size + 1) * TYPES)
    this.#exit = new Float64Array((size + 1) * TYPES)
    this.#far = new Float64Array(size + 2)
    this.#entryAfter = new Float64Array((size + 1) * TYPES)
    this.#exitAfter = new Float64Array((size + 1) * TYPES)
    this.#farAfter = new Float64Array(size + 2)
  }

  /** Makes `chances` of the scores. Returns the logarithm of the weight of all readings. */
  run(length: number, withPairs = false): number {
    this.#forward(length)
    this.#backward(length)
    const best = this.#best
    let total = this.#far[length] ?? 0
    for (let gap = 0; gap < GAPS && gap <= length; gap += 1) {
      const decay = Math.exp((best[length - gap] ?? 0) - (best[length] ?? 0))
      for (let t = 0; t < TYPES; t += 1) total += (this.#exit[(length - gap) * TYPES + t] ?? 0) * decay
    }
    this.#takeChances(length, total)
    if (withPairs) this.#takePairChances(length, total)
    return Math.log(total) + (best[length] ?? 0)
  }

  /** Adds the scores of words to those of the spans that are allowed. */
  addTokens(length: number): void {
    const { tokens, spans, allowed } = this
    const sums = this.#sums
    for (let i = 0; i < length; i += 1)
      for (let t = 0; t < TYPES; t += 1)
        sums[(i + 1) * TYPES + t] = (sums[i * TYPES + t] ?? 0) + (tokens[i * TOKEN_WIDTH + INSIDE + t] ?? 0)
    for (let from = 0; from < length; from += 1)
      for (let size = 1; size <= LONGEST && from + size <= length; size += 1) {
        if (allowed[from * LONGEST + size - 1] === 0) continue
        const at = spanIndex(from, size)
        const first = from * TOKEN_WIDTH
        const last = (from + size - 1) * TOKEN_WIDTH
        for (let t = 0; t < TYPES; t += 1)
          spans[at + t] =
            (spans[at + t] ?? 0) +
            (size === 1
              ? (tokens[first + ALONE + t] ?? 0)
              : (tokens[first + START + t] ?? 0) +
                (tokens[last + END + t] ?? 0) +
                (sums[(from + size - 1) * TYPES + t] ?? 0) -
                (sums[(from + 1) * TYPES + t] ?? 0))
      }
  }

  /** From scores to factors relative to the best readings, and the sums over all beginnings. */
  #forward(length: number): void {
    const { spans, allowed, pairs, pairStarts } = this
    const best = this.#best
    const entry = this.#entry
    const exit = this.#exit
    const far = this.#far
    best[0] = 0
    far[0] = 1
    exit.fill(0, 0, TYPES)
    entry.fill(1, 0, TYPES)
    for (let to = 1; to <= length; to += 1) {
      let top = best[to - 1] ?? 0
      for (let size = 1; size <= LONGEST && size <= to; size += 1) {
        if (allowed[(to - size) * LONGEST + size - 1] === 0) continue
        const at = spanIndex(to - size, size)
        const before = best[to - size] ?? 0
        for (let t = 0; t < TYPES; t += 1) top = Math.max(top, before + (spans[at + t] ?? 0))
      }
      best[to] = top
      const exitAt = to * TYPES
      exit.fill(0, exitAt, exitAt + TYPES)
      for (let size = 1; size <= LONGEST && size <= to; size += 1) {
        if (allowed[(to - size) * LONGEST + size - 1] === 0) continue
        const at = spanIndex(to - size, size)
        const shift = (best[to - size] ?? 0) - top
        for (let t = 0; t < TYPES; t += 1) {
          const factor = Math.exp((spans[at + t] ?? 0) + shift)
          spans[at + t] = factor
          exit[exitAt + t] = (exit[exitAt + t] ?? 0) + factor * (entry[(to - size) * TYPES + t] ?? 0)
        }
      }
      let apart = (far[to - 1] ?? 0) * Math.exp((best[to - 1] ?? 0) - top)
      if (to >= GAPS) {
        const decay = Math.exp((best[to - GAPS] ?? 0) - top)
        for (let t = 0; t < TYPES; t += 1) apart += (exit[(to - GAPS) * TYPES + t] ?? 0) * decay
      }
      far[to] = apart
      entry.fill(apart, exitAt, exitAt + TYPES)
      if (to === length) break
      for (let gap = 0; gap < GAPS && gap <= to; gap += 1) {
        const decay = Math.exp((best[to - gap] ?? 0) - top)
        const pairAt = pairStarts[to * GAPS + gap] ?? 0
        for (let s = 0; s < TYPES; s += 1) {
          const weight = (exit[(to - gap) * TYPES + s] ?? 0) * decay
          if (weight === 0) continue
          for (let t = 0; t < TYPES; t += 1)
            entry[exitAt + t] = (entry[exitAt + t] ?? 0) + weight * (pairs[pairAt + s * TYPES + t] ?? 0)
        }
      }
    }
  }

  /** The sums over all endings. */
  #backward(length: number): void {
    const { spans, allowed, pairs, pairStarts } = this
    const best = this.#best
    const entry = this.#entryAfter
    const exit = this.#exitAfter
    const far = this.#farAfter
    exit.fill(1, length * TYPES, (length + 1) * TYPES)
    far[length] = 1
    for (let from = length - 1; from >= 0; from -= 1) {
      const at = from * TYPES
      entry.fill(0, at, at + TYPES)
      for (let size = 1; size <= LONGEST && from + size <= length; size += 1) {
        if (allowed[from * LONGEST + size - 1] === 0) continue
        const spanAt = spanIndex(from, size)
        for (let t = 0; t < TYPES; t += 1)
          entry[at + t] = (entry[at + t] ?? 0) + (spans[spanAt + t] ?? 0) * (exit[(from + size) * TYPES + t] ?? 0)
      }
      let apart = (far[from + 1] ?? 0) * Math.exp((best[from] ?? 0) - (best[from + 1] ?? 0))
      for (let t = 0; t < TYPES; t += 1) apart += entry[at + t] ?? 0
      far[from] = apart
      const rest =
        from + GAPS <= length
          ? (far[from + GAPS] ?? 0) * Math.exp((best[from] ?? 0) - (best[from + GAPS] ?? 0))
          : Math.exp((best[from] ?? 0) - (best[length] ?? 0))
      exit.fill(rest, at, at + TYPES)
      for (let gap = 0; gap < GAPS && from + gap < length; gap += 1) {
        const decay = Math.exp((best[from] ?? 0) - (best[from + gap] ?? 0))
        const pairAt = pairStarts[(from + gap) * GAPS + gap] ?? 0
        for (let s = 0; s < TYPES; s += 1) {
          let sum = 0
          for (let t = 0; t < TYPES; t += 1)
            sum += (entry[(from + gap) * TYPES + t] ?? 0) * (pairs[pairAt + s * TYPES + t] ?? 0)
          exit[at + s] = (exit[at + s] ?? 0) + sum * decay
        }
      }
    }
  }

  #takeChances(length: number, total: number): void {
    const { spans, allowed, chances } = this
    for (let from = 0; from < length; from += 1)
      for (let size = 1; size <= LONGEST && from + size <= length; size += 1) {
        const at = spanIndex(from, size)
        if (allowed[from * LONGEST + size - 1] === 0) {
          chances.fill(0, at, at + TYPES)
          continue
        }
        for (let t = 0; t < TYPES; t += 1)
          chances[at + t] =
            ((this.#entry[from * TYPES + t] ?? 0) *
              (spans[at + t] ?? 0) *
              (this.#exitAfter[(from + size) * TYPES + t] ?? 0)) /
            total
      }
  }

  #takePairChances(length: number, total: number): void {
    const { pairs, pairStarts, pairChances } = this
    const best = this.#best
    for (let i = 1; i < length; i += 1)
      for (let gap = 0; gap < GAPS && gap <= i; gap += 1) {
        const at = pairIndex(i, gap)
        const pairAt = pairStarts[i * GAPS + gap] ?? 0
        const decay = Math.exp((best[i - gap] ?? 0) - (best[i] ?? 0)) / total
        for (let s = 0; s < TYPES; s += 1)
          for (let t = 0; t < TYPES; t += 1)
            pairChances[at + s * TYPES + t] =
              (this.#exit[(i - gap) * TYPES + s] ?? 0) *
              decay *
              (pairs[pairAt + s * TYPES + t] ?? 0) *
              (this.#entryAfter[i * TYPES + t] ?? 0)
      }
  }
}
