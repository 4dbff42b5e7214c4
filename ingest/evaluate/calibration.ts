// Calibration: what salience should weigh, and whether confidence means what it says, judged by labelled papers.
import type { FoundEntity, FoundPaper } from '../extract-papers.ts'
import type { Places } from '../resolve/salience.ts'
import { salienceFeatures } from '../resolve/salience.ts'
import { formsOf } from './forms.ts'
import type { Rows } from './logistic.ts'
import { fitLogistic, probabilityOf } from './logistic.ts'
import { pairSame } from './pairing.ts'
import type { readLabels } from './paper-labels.ts'
import type { Judgement } from './reliability.ts'
import { reliabilityOf } from './reliability.ts'

const FOLDS = 5

/** One entity found: its features, and what the labels of its paper say. */
interface Example {
  readonly paper: number
  readonly places: Places
  readonly confidence: number
  readonly isLabelled: boolean
  readonly isCentral: boolean
}

/** Compares what was found in papers with their labels. */
export function calibrationExamples(
  papers: readonly FoundPaper[],
  labels: ReturnType<typeof readLabels>,
): readonly Example[] {
  return papers.flatMap(({ id, entities }, paper) => {
    const named = labels.get(id) ?? []
    const found = entities.map((entity) => ({ entity, forms: formsOf([entity.name, ...entity.aliases]) }))
    const labelled = new Set(pairSame(named, found).map(([, one]) => one))
    const central = new Set(
      pairSame(
        named.filter(({ isCentral }) => isCentral),
        found,
      ).map(([, one]) => one),
    )
    return found.map((one): Example => {
      const { confidence } = one.entity
      const [isLabelled, isCentral] = [labelled.has(one), central.has(one)]
      return { paper, places: placesOf(one.entity), confidence, isLabelled, isCentral }
    })
  })
}

function placesOf({ spans, confidence, role }: FoundEntity): Places {
  return spans.map(({ field, start }) => ({ field, start, confidence, role }))
}

/** Lines to read: weights for `../resolve/salience.ts`, and a table each for salience on papers held out and confidence. */
export function calibrationLines(examples: readonly Example[]): readonly string[] {
  const weights = fitLogistic(centralRows(examples))
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const isHeld = ({ paper }: Example): boolean => paper % FOLDS === fold
    const others = fitLogistic(centralRows(examples.filter((one) => !isHeld(one))))
    return examples.filter(isHeld).map(({ places, isCentral }): Judgement => {
      return { confidence: probabilityOf(others, salienceFeatures(places)), isCorrect: isCentral }
    })
  })
  const logit = (p: number): number => Math.log(p / (1 - p))
  const [shift = 0, slope = 0] = fitLogistic({
    rows: examples.map(({ confidence }) => [1, logit(Math.min(Math.max(confidence, 0.01), 0.99))]),
    holds: examples.map(({ isLabelled }) => isLabelled),
  })
  return [
    `${examples.length} entities found`,
    `salience weights ${JSON.stringify(weights.map((weight) => Math.round(weight * 1000) / 1000))}`,
    `salience on papers held out (${FOLDS} folds)`,
    ...tableOf(held.flat()),
    `confidence: log odds of being right = ${shift.toFixed(3)} + ${slope.toFixed(3)} * its log odds (0 and 1 are perfect)`,
    ...tableOf(examples.map(({ confidence, isLabelled }) => ({ confidence, isCorrect: isLabelled }))),
  ]
}

function centralRows(examples: readonly Example[]): Rows {
  return {
    rows: examples.map(({ places }) => salienceFeatures(places)),
    holds: examples.map(({ isCentral }) => isCentral),
  }
}

function tableOf(judgements: readonly Judgement[]): readonly string[] {
  const { buckets = [], error = 0 } = reliabilityOf(judgements) ?? {}
  const rows = buckets.map(
    ({ from, to, count, confidence, correct }) =>
      `  ${from.toFixed(1)}-${to.toFixed(1)}  mean ${confidence.toFixed(3)}  right ${correct.toFixed(3)}  ${count}`,
  )
  return [...rows, `  expected calibration error ${error.toFixed(3)}`]
}
