// Salience: how likely a paper is about an entity, given that it speaks of it.
//
// A logistic regression on what the places of an entity in a paper say: how sure it is, how often and where it is spoken of, and
// whether the paper brings it in as its own. It learnt which entities readers took for central (`npm run calibrate`), so that 0.7
// means: of ten entities like this, readers call seven central.
import type { Mention } from '../../src/graph/extractions.ts'

/** The places of one entity in one paper. */
export type Places = readonly Pick<Mention, 'field' | 'start' | 'confidence' | 'role'>[]

/** Log odds; in the order of {@link salienceFeatures}. */
const WEIGHTS: readonly number[] = [-1.002, 0.304, 0.327, 0.521, -1.195, 1.647]

/** Confidence is kept away from the ends, where its log odds grow without bound. */
const LEAST = 0.02
/** A long abstract; what comes later than this comes late. In UTF-16 code units. */
const LATE = 1500

/** What salience looks at: a constant, confidence in log odds, how often, title, how late, proposed. */
export function salienceFeatures(places: Places): readonly number[] {
  const confidence = Math.min(Math.max(...places.map((place) => place.confidence), LEAST), 1 - LEAST)
  const inTitle = places.some(({ field }) => field === 'title')
  const starts = places.filter(({ field }) => field === 'abstract').map(({ start }) => start)
  const late = inTitle ? 0 : Math.log1p(Math.min(...starts, LATE)) / Math.log1p(LATE)
  return [
    1,
    Math.log(confidence / (1 - confidence)),
    Math.log(places.length),
    Number(inTitle),
    late,
    Number(places.some(({ role }) => role === 'PROPOSES')),
  ]
}

/** Between 0 and 1. */
export function salienceOf(places: Places): number {
  const sum = salienceFeatures(places).reduce((total, value, i) => total + value * (WEIGHTS[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}
