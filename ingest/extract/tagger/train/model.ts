// The whole of learning: from labelled and unlabelled text to a model.
import { Forms } from '../forms.ts'
import type { TaggerModel } from '../weights-file.ts'
import { clusterWords } from './clusters.ts'
import type { Clustering } from './clusters.ts'
import { toExamples } from './examples.ts'
import type { LabelledText } from './examples.ts'
import { learn } from './learn.ts'
import type { LearningPlan } from './learn.ts'

/** How the shipped weights were learnt. */
export const PLAN: LearningPlan = {
  epochs: 10,
  seeds: [1, 2],
  rate: 0.05,
  dropout: 0.5,
  decay: 0.0005,
  least: 2,
  rounding: { step: 0.03, least: 4 },
}
/** Probability from which a span is reported. F1 is highest about where this is half of it, less what rounding takes away. */
const FLOOR = 0.22
/** How much a text counts that was labelled by other guidelines. */
const OTHERS = 0.4
const BESIDE = [-1, 1]
const AROUND = [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]

/** Clusters by what stands beside a word (the same part of speech and use), and around it (the same topic). */
export function clusterTwice(sentences: readonly (readonly string[])[]): Clustering {
  const beside = clusterWords(sentences, { steps: BESIDE, isBag: false, sizes: [512, 64] }, 1)
  const around = clusterWords(sentences, { steps: AROUND, isBag: true, sizes: [512, 64] }, 2)
  return new Map(
    [...beside].map(([word, levels]) => [word, [...levels.toReversed(), ...(around.get(word) ?? []).toReversed()]]),
  )
}

/** Learns a model from labelled texts, with the clusters of words of other ones. */
export function trainModel(
  texts: readonly LabelledText[],
  clusters: Clustering,
  plan: LearningPlan = PLAN,
  tell: (line: string) => void = () => {},
): TaggerModel {
  const forms = new Forms((id) => clusters.get(id) ?? [])
  const examples = texts.flatMap((text) => toExamples(text, forms, text.guideline === 0 ? 1 : OTHERS))
  return { weights: learn(examples, plan, tell), clusters, floor: FLOOR }
}
