// Fitting: from lessons to a model. The second judgement learns from what the first says of papers it has not seen.
import type { Model } from '../judge.ts'
import { FEATURES, LATER_FEATURES, addStanding, askedBy } from '../judge.ts'
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
const PROPOSAL: Growth = { ...GROWTH, depth: 3, trees: 50, rate: 0.12 }
const FOLDS = 3
/** How many times proposals, which are few, are learnt, with other samples of rows and columns; what they say is averaged. */
const BAGS = 3

/** Learns a model. The lessons' rows are left holding what the first judgement says. */
export function fitModel(lessons: readonly Lesson[], usages: Usages): Model {
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const first = fitFirst(lessons.filter((_, i) => i % FOLDS !== fold))
    for (const { found } of lessons.filter((_, i) => i % FOLDS === fold))
      addStanding(found, chancesOf(first, found.rows))
  }
  const fit = (of: (target: Target) => readonly [label: number, weight: number], growth: Growth, bags = 1): Trees => {
    const examples = examplesOf(lessons, of)
    return averageTrees(
      Array.from({ length: bags }, (_, bag) =>
        growTrees(examples, LATER_FEATURES.length, { ...growth, seed: growth.seed + bag }),
      ),
    )
  }
  const trees = {
    first: fitFirst(lessons),
    term: fit(({ isTerm, termWeight }) => [isTerm, termWeight], TERM),
    method: fit(({ isMethod, methodWeight }) => [isMethod, methodWeight], METHOD),
    proposal: fit(({ isOwn, ownWeight }) => [isOwn, ownWeight], PROPOSAL, BAGS),
  }
  return { usages, ...trees, asked: askedBy(Object.values(trees)) }
}

/** Trees whose sum is the mean of the sums of others (bagging: Breiman 1996). All of one depth. */
function averageTrees(all: readonly Trees[]): Trees {
  const share = 1 / all.length
  return {
    depth: all[0]?.depth ?? 0,
    base: Math.fround(all.reduce((sum, { base }) => sum + base * share, 0)),
    features: Int16Array.from(all.flatMap(({ features }) => [...features])),
    thresholds: Float32Array.from(all.flatMap(({ thresholds }) => [...thresholds])),
    leaves: Float32Array.from(all.flatMap(({ leaves }) => [...leaves].map((leaf) => leaf * share))),
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
