// Fitting: from lessons to a model. The second judgement learns from what the first says of papers it has not seen.
import type { Model } from '../judge.ts'
import { FEATURES, LATER_FEATURES, addStanding } from '../judge.ts'
import type { Usages } from '../statistics.ts'
import type { Trees } from '../trees.ts'
import { probabilityOf, sumTrees } from '../trees.ts'
import type { Growth } from './boost.ts'
import { growTrees } from './boost.ts'
import type { Lesson, Target } from './targets.ts'

const GROWTH: Growth = {
  trees: 200,
  depth: 4,
  rate: 0.06,
  rows: 0.6,
  columns: 0.3,
  ridge: 5,
  leastWeight: 8,
  seed: 7,
}
const FIRST: Growth = { ...GROWTH, trees: 80, rate: 0.1 }
const TERM: Growth = { ...GROWTH, depth: 5, trees: 160, rate: 0.07 }
const METHOD: Growth = { ...GROWTH, depth: 3, trees: 120 }
const PROPOSAL: Growth = { ...GROWTH, depth: 3, trees: 100 }
const FOLDS = 3

/** Learns a model. The lessons' rows are left holding what the first judgement says. */
export function fitModel(lessons: readonly Lesson[], usages: Usages): Model {
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const first = fitFirst(lessons.filter((_, i) => i % FOLDS !== fold))
    for (const { found } of lessons.filter((_, i) => i % FOLDS === fold))
      addStanding(found, chancesOf(first, found.rows))
  }
  const fit = (of: (target: Target) => readonly [label: number, weight: number], growth: Growth): Trees =>
    growTrees(examplesOf(lessons, of), LATER_FEATURES.length, growth)
  return {
    usages,
    first: fitFirst(lessons),
    term: fit(({ isTerm, termWeight }) => [isTerm, termWeight], TERM),
    method: fit(({ isMethod, methodWeight }) => [isMethod, methodWeight], METHOD),
    proposal: fit(({ isOwn, ownWeight }) => [isOwn, ownWeight], PROPOSAL),
  }
}

const fitFirst = (lessons: readonly Lesson[]): Trees =>
  growTrees(
    examplesOf(lessons, ({ isTerm, termWeight }) => [isTerm, termWeight]),
    FEATURES.length,
    FIRST,
  )

const chancesOf = (trees: Trees, rows: readonly Float32Array[]): readonly number[] =>
  rows.map((row) => probabilityOf(sumTrees(trees, row)))

function examplesOf(lessons: readonly Lesson[], of: (target: Target) => readonly [label: number, weight: number]) {
  return lessons.flatMap(({ found, targets }) =>
    found.rows.flatMap((row, i) => {
      const target = targets[i]
      if (target === undefined) return []
      const [label, weight] = of(target)
      return weight > 0 ? [{ row, label, weight }] : []
    }),
  )
}
