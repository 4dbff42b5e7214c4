// Judgement: how likely each term of a paper is one that the paper should be found by, which is a method, and which its own.
import { PLACES } from './features/places.ts'
import { PROPOSING } from './features/proposing.ts'
import { RIVALRY, STANDING, summarise } from './features/rivals.ts'
import { SHAPE } from './features/shape.ts'
import { USAGES } from './features/usages.ts'
import type { Reading } from './reading.ts'
import type { Rivals } from './rivals.ts'
import { findRivals } from './rivals.ts'
import type { Usages } from './statistics.ts'
import type { Trees } from './trees.ts'
import { probabilityOf, sumTrees } from './trees.ts'
import type { View } from './view.ts'
import { viewTerms } from './view.ts'

const OWN = [...SHAPE, ...PLACES, ...PROPOSING, ...USAGES]
/** The names of the features the first judgement looks at, in order; kind and proposal look at the same. */
export const FEATURES: readonly string[] = [...OWN, ...RIVALRY].map(([name]) => name)
/** The names of those the second looks at. */
export const LATER_FEATURES: readonly string[] = [...FEATURES, ...STANDING.map(([name]) => name)]

/** Terms less likely than this are left out; resolution judges the others with the whole corpus before it. */
export const FLOOR = 0.15

/** States such as overparameterization are read off one word; nothing about them is left to weigh. */
const STATE = 0.9

/**
 * How often labels have a term of this chance. Of papers they have not learnt from the trees are surer than they may be; this
 * is fitted to cross-validated chances (Platt 1999), and what is left to correct is printed by training with `--figures`.
 */
export const confidenceOf = (chance: number): number =>
  probabilityOf(CALIBRATION.shift + CALIBRATION.slope * Math.log(chance / (1 - chance)))
const CALIBRATION = { shift: -0.284, slope: 0.871 }

/** What a judgement needs. */
export interface Model {
  readonly usages: Usages
  readonly first: Trees
  readonly term: Trees
  readonly method: Trees
  readonly proposal: Trees
  /** Of each of {@link LATER_FEATURES}, whether some tree asks about it: 1 or 0. */
  readonly asked: Uint8Array
}

/** What trees ask about, as {@link Model} has it. */
export function askedBy(all: readonly Trees[]): Uint8Array {
  const asked = new Uint8Array(LATER_FEATURES.length)
  for (const { features, thresholds } of all)
    for (let i = 0; i < features.length; i += 1) if (thresholds[i] !== Infinity) asked[features[i] ?? 0] = 1
  return asked
}

/** Chances of one term, 0 to 1. */
export interface Judgement {
  readonly term: number
  readonly method: number
  readonly proposal: number
}

/** A paper's terms as numbers, a row a term. */
export interface Rows {
  readonly rows: readonly Float32Array[]
  readonly rivals: readonly Rivals[]
}

/** What `asked` says 0 of is left 0, since nobody looks at it. */
export function rowsOf(reading: Reading, usages: Usages, asked: Uint8Array = ALL): Rows {
  const views = viewTerms(reading, usages)
  const rivals = findRivals(reading.terms)
  // One table for all: a block of memory a row would take longer than filling it in.
  const width = LATER_FEATURES.length
  const table = new Float32Array(views.length * width)
  const rows = views.map((_, i) => table.subarray(i * width, (i + 1) * width))
  // Feature after feature: what is done many times in a row is done faster.
  let column = -1
  for (const of of OF_VIEW) if (asked[++column] === 1) fillColumn(table, column, views, of)
  for (const of of OF_RIVALS)
    if (asked[++column] === 1) fillColumn(table, column, views, (view, i) => of(view, rivals[i] ?? NO_RIVALS, views))
  return { rows, rivals }
}

const ALL = new Uint8Array(LATER_FEATURES.length).fill(1)

const NO_RIVALS: Rivals = { holders: [], parts: [], crossing: [] }
const OF_VIEW = OWN.map(([, of]) => of)
const OF_RIVALS = RIVALRY.map(([, of]) => of)
const OF_CHANCES = STANDING.map(([, of]) => of)

function fillColumn(
  table: Float32Array,
  column: number,
  views: readonly View[],
  of: (view: View, i: number) => number | boolean,
): void {
  const width = LATER_FEATURES.length
  for (let i = 0; i < views.length; i += 1) {
    const view = views[i]
    if (view !== undefined) table[i * width + column] = Number(of(view, i))
  }
}

/** Fills in what the first judgement says about each term and its rivals. */
export function addStanding({ rows, rivals }: Rows, chances: readonly number[]): void {
  const all = summarise(chances)
  for (const [i, row] of rows.entries()) {
    const own = rivals[i] ?? NO_RIVALS
    for (let k = 0; k < OF_CHANCES.length; k += 1) row[FEATURES.length + k] = OF_CHANCES[k]?.(chances, i, own, all) ?? 0
  }
}

/** Judges all terms of a paper, in their order. */
export function judgeTerms(reading: Reading, model: Model): readonly Judgement[] {
  const found = rowsOf(reading, model.usages, model.asked)
  addStanding(
    found,
    found.rows.map((row) => probabilityOf(sumTrees(model.first, row))),
  )
  return found.rows.map((row, i) => {
    const isState = reading.terms[i]?.places.some(({ rule }) => rule === 'state') === true
    const term = isState ? STATE : probabilityOf(sumTrees(model.term, row))
    // What is no term needs no kind.
    if (term < FLOOR) return { term, method: 0, proposal: 0 }
    return {
      term,
      method: probabilityOf(sumTrees(model.method, row)),
      proposal: probabilityOf(sumTrees(model.proposal, row)),
    }
  })
}
