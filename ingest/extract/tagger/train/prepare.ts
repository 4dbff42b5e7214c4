// What is learnt from: passages with the spans they should have, and the rows of weights that their features are about.
import { REACH, classFeatures, gapFeatures, placeFeatures, spanFeatures, wordFeatures } from '../features.ts'
import { HashList, mix } from '../hash.ts'
import { GAPS, Lattice } from '../lattice.ts'
import { LONGEST, PASSAGE } from '../passages.ts'
import type { Passage } from '../passages.ts'
import { allowSpans } from '../scoring.ts'
import { WeightTable } from '../weight-table.ts'

/** A passage with the spans it should have; `type` is an index into `SPAN_TYPES`. */
export interface Example {
  readonly passage: Passage
  readonly spans: readonly { readonly from: number; readonly to: number; readonly type: number }[]
  /** How much it counts. */
  readonly weight: number
  /**
   * 0 for the guidelines to learn. An example of others has every feature twice, once for all and once for its guidelines alone,
   * so that what guidelines differ in does not spoil what they share (H. Daumé III, "Frustratingly easy domain adaptation", ACL 2007).
   */
  readonly guideline: number
}

/** The rows of all features of an example: those of item `i` stand from `starts[i]` to before `starts[i + 1]`. */
export interface Rows {
  readonly starts: Int32Array
  readonly rows: Int32Array
}

export interface Prepared {
  readonly example: Example
  readonly allowed: Uint8Array
  readonly tokens: Rows
  readonly spans: Rows
  readonly pairs: Rows
}

/** The features that are learnt, in the order of their rows. */
export interface Hashes {
  readonly tokens: Int32Array
  readonly spans: Int32Array
  readonly pairs: Int32Array
  /** How many of each are for all guidelines; those for one alone come after them. */
  readonly shared: Readonly<Record<Kind, number>>
}

type Kind = 'tokens' | 'spans' | 'pairs'

/** Calls `visit` with the features of every word, span and gap of an example. */
function visitFeatures(
  { passage, guideline }: Example,
  allowed: Uint8Array,
  visit: (kind: Kind, item: number, features: HashList, shared: number) => void,
): void {
  const features = new HashList()
  const { forms } = passage
  const own = (kind: Kind, item: number): void => {
    const shared = features.length
    if (guideline > 0) for (let k = 0; k < shared; k += 1) features.push(mix(features.values[k] ?? 0, guideline))
    visit(kind, item, features, shared)
  }
  for (let i = 0; i < forms.length; i += 1) {
    features.clear()
    for (let step = -REACH; step <= REACH; step += 1) {
      const form = forms[i + step]
      if (form !== undefined) wordFeatures(form, step, features)
    }
    classFeatures(passage, i, features)
    placeFeatures(passage, i, features)
    own('tokens', i)
  }
  for (let from = 0; from < forms.length; from += 1)
    for (let size = 1; size <= LONGEST; size += 1) {
      features.clear()
      if (from + size <= forms.length && allowed[from * LONGEST + size - 1] === 1)
        spanFeatures(passage, from, from + size, features)
      own('spans', from * LONGEST + size - 1)
    }
  for (let i = 0; i < forms.length; i += 1)
    for (let gap = 0; gap < GAPS; gap += 1) {
      features.clear()
      if (i > 0 && gap <= i) gapFeatures(passage, i, gap, features)
      own('pairs', i * GAPS + gap)
    }
}

/** Finds the features worth learning and looks their rows up once for all epochs. */
export function prepare(examples: readonly Example[], least: number): { items: readonly Prepared[]; hashes: Hashes } {
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
  const counts = { tokens: new Counts(), spans: new Counts(), pairs: new Counts() }
  for (const [i, example] of examples.entries())
    visitFeatures(example, allowedOf[i] ?? none, (kind, _, features, shared) => {
      for (let k = 0; k < features.length; k += 1) {
        const hash = features.values[k] ?? 0
        if (kind !== 'spans' || ofSpans.has(hash)) counts[kind].add(hash, k < shared)
      }
    })
  const [tokens, spans, pairs] = [counts.tokens.take(least), counts.spans.take(least), counts.pairs.take(least)]
  const hashes = {
    tokens: tokens.hashes,
    spans: spans.hashes,
    pairs: pairs.hashes,
    shared: { tokens: tokens.shared, spans: spans.shared, pairs: pairs.shared },
  }
  const tables = {
    tokens: new WeightTable(0, 1, hashes.tokens, new Int8Array(0)),
    spans: new WeightTable(0, 1, hashes.spans, new Int8Array(0)),
    pairs: new WeightTable(0, 1, hashes.pairs, new Int8Array(0)),
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

/** How often features occur. */
class Counts {
  readonly #shared = new Map<number, number>()
  readonly #own = new Map<number, number>()

  add(hash: number, isShared: boolean): void {
    const counts = isShared ? this.#shared : this.#own
    counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }

  take(least: number): { hashes: Int32Array; shared: number } {
    const frequent = (counts: ReadonlyMap<number, number>): number[] =>
      [...counts].flatMap(([hash, count]) => (count >= least ? [hash] : []))
    const shared = frequent(this.#shared)
    const own = frequent(this.#own).filter((hash) => !this.#shared.has(hash))
    return { hashes: Int32Array.from([...shared, ...own]), shared: shared.length }
  }
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
