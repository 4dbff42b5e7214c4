// Reliability: whether confidence means what it says. Of what is found with confidence 0.7, seven in ten should be right.
//
// Expected calibration error after M. P. Naeini, G. Cooper, M. Hauskrecht, "Obtaining well calibrated probabilities using
// Bayesian binning", AAAI 2015: the mean distance between confidence and share of right ones over buckets of equal width,
// weighted by how many fall into each.

/** One found entity: how sure we were, and whether the labels have it. */
export interface Judgement {
  readonly confidence: number
  readonly isCorrect: boolean
}

/** What was found with a confidence of at least `from` and less than `to`; 1 belongs to the last bucket. */
interface Bucket {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Mean confidence. */
  readonly confidence: number
  /** Share of right ones. */
  readonly correct: number
}

/** How confidence and truth agree. */
export interface Reliability {
  /** Those that hold something, in order. */
  readonly buckets: readonly Bucket[]
  /** Expected calibration error, 0 to 1. */
  readonly error: number
}

const BUCKETS = 10

/** The table, or `null` where nothing was judged. */
export function reliabilityOf(judgements: readonly Judgement[]): Reliability | null {
  if (judgements.length === 0) return null
  const groups = new Map<number, Judgement[]>()
  for (const judgement of judgements) {
    const at = Math.min(Math.floor(judgement.confidence * BUCKETS), BUCKETS - 1)
    groups.set(at, [...(groups.get(at) ?? []), judgement])
  }
  const buckets = [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([at, group]): Bucket => {
      const confidence = group.reduce((sum, one) => sum + one.confidence, 0) / group.length
      const correct = group.filter(({ isCorrect }) => isCorrect).length / group.length
      return { from: at / BUCKETS, to: (at + 1) / BUCKETS, count: group.length, confidence, correct }
    })
  const error = buckets.reduce(
    (sum, { count, confidence, correct }) => sum + (count / judgements.length) * Math.abs(confidence - correct),
    0,
  )
  return { buckets, error }
}
