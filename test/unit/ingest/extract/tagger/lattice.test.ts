import { describe, expect, it } from 'vitest'
import { decode } from '../../../../../ingest/extract/tagger/decode.ts'
import {
  GAPS,
  Lattice,
  PAIR_WIDTH,
  TOKEN_WIDTH,
  TYPES,
  pairIndex,
  spanIndex,
} from '../../../../../ingest/extract/tagger/lattice.ts'
import { LONGEST } from '../../../../../ingest/extract/tagger/passages.ts'
import { createRandom } from '../../../../../ingest/extract/tagger/train/random.ts'

interface Span {
  readonly from: number
  readonly to: number
  readonly type: number
}

/** All sets of spans without overlap that start at or after a word. */
function* readingsFrom(start: number, length: number): Generator<readonly Span[]> {
  yield []
  for (let from = start; from < length; from += 1)
    for (let to = from + 1; to <= Math.min(length, from + LONGEST); to += 1)
      for (let type = 0; type < TYPES; type += 1)
        for (const rest of readingsFrom(to, length)) yield [{ from, to, type }, ...rest]
}

function randomLattice(length: number, seed: number, scale: number): Lattice {
  const lattice = new Lattice(length)
  const random = createRandom(seed)
  const score = (): number => (random() - 0.5) * scale
  lattice.allowed.fill(1)
  for (let k = 0; k < lattice.tokens.length; k += 1) lattice.tokens[k] = score()
  for (let k = 0; k < lattice.spans.length; k += 1) lattice.spans[k] = score()
  for (let k = 0; k < lattice.pairs.length; k += 1) lattice.pairs[k] = Math.exp((random() - 0.5) * 4)
  return lattice
}

function finish(lattice: Lattice, length: number): number {
  lattice.addTokens(length)
  return lattice.run(length, true)
}

function scoreOf(reading: readonly Span[], { tokens, spans, pairs }: Lattice): number {
  let sum = 0
  for (const [k, { from, to, type }] of reading.entries()) {
    sum += spans[spanIndex(from, to - from) + type] ?? NaN
    for (let i = from; i < to; i += 1) {
      const part = to - from === 1 ? 0 : i === from ? 1 : i === to - 1 ? 3 : 2
      sum += tokens[i * TOKEN_WIDTH + part * TYPES + type] ?? NaN
    }
    const before = reading[k - 1]
    if (before !== undefined && from - before.to < GAPS)
      sum += Math.log(pairs[pairIndex(from, from - before.to) + before.type * TYPES + type] ?? NaN)
  }
  return sum
}

describe('Lattice', () => {
  it('gives the probabilities that counting every reading gives', () => {
    const length = 4
    const lattice = randomLattice(length, 7, 4)
    const chances = new Float64Array(lattice.chances.length)
    const pairs = new Float64Array(lattice.pairChances.length)
    let total = 0
    for (const reading of readingsFrom(0, length)) {
      const weight = Math.exp(scoreOf(reading, lattice))
      total += weight
      for (const [k, { from, to, type }] of reading.entries()) {
        const at = spanIndex(from, to - from) + type
        chances[at] = (chances[at] ?? 0) + weight
        const before = reading[k - 1]
        if (before === undefined || from - before.to >= GAPS) continue
        const pair = pairIndex(from, from - before.to) + before.type * TYPES + type
        pairs[pair] = (pairs[pair] ?? 0) + weight
      }
    }
    expect(finish(lattice, length)).toBeCloseTo(Math.log(total), 9)
    for (const [k, chance] of chances.entries()) expect(lattice.chances[k]).toBeCloseTo(chance / total, 9)
    for (let k = PAIR_WIDTH * GAPS; k < pairs.length; k += 1)
      expect(lattice.pairChances[k]).toBeCloseTo((pairs[k] ?? 0) / total, 9)
  })

  it('stays within the range of numbers when scores are extreme', () => {
    const lattice = randomLattice(80, 3, 300)
    expect(finish(lattice, 80)).toBeGreaterThan(1000)
    for (let i = 0; i < 80; i += 1) {
      let sum = 0
      for (let from = Math.max(0, i - LONGEST + 1); from <= i; from += 1)
        for (let size = i - from + 1; size <= LONGEST && from + size <= 80; size += 1)
          for (let t = 0; t < TYPES; t += 1) sum += lattice.chances[spanIndex(from, size) + t] ?? NaN
      expect(sum).toBeGreaterThanOrEqual(0)
      expect(sum).toBeLessThanOrEqual(1 + 1e-6)
    }
  })

  it('gives nothing to spans that are not allowed', () => {
    const lattice = randomLattice(5, 1, 4)
    lattice.allowed.fill(0, 2 * LONGEST, 3 * LONGEST)
    finish(lattice, 5)
    for (let size = 1; size <= 3; size += 1) expect(lattice.chances[spanIndex(2, size)]).toBe(0)
    expect(lattice.chances[spanIndex(1, 1)]).toBeGreaterThan(0)
  })
})

describe('decode', () => {
  const latticeOf = (chances: readonly (Span & { readonly score: number })[]): Lattice => {
    const lattice = new Lattice(6)
    lattice.allowed.fill(1)
    for (const { from, to, type, score } of chances) lattice.chances[spanIndex(from, to - from) + type] = score
    return lattice
  }

  it('takes two short spans rather than a long one that is less likely than both together', () => {
    const spans = [
      { from: 0, to: 2, type: 0, score: 0.5 },
      { from: 2, to: 4, type: 1, score: 0.5 },
      { from: 0, to: 4, type: 2, score: 0.6 },
    ]
    expect(decode(latticeOf(spans), 6, 0.25)).toEqual(spans.slice(0, 2))
    expect(decode(latticeOf(spans), 6, 0.45)).toEqual(spans.slice(2))
  })

  it('takes the likeliest type of a place and nothing below the floor', () => {
    const likely = { from: 1, to: 2, type: 4, score: 0.5 }
    const lattice = latticeOf([likely, { ...likely, type: 3, score: 0.4 }, { from: 3, to: 5, type: 0, score: 0.2 }])
    expect(decode(lattice, 6, 0.25)).toEqual([likely])
  })
})
