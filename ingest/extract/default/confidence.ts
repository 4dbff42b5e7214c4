// Confidence: how likely a candidate is a term, given what can be said about it.
import { TERM_WEIGHTS } from './weights.ts'

/** Between 0 and 1: the features' weights are log odds. */
export function confidenceOf(features: readonly string[]): number {
  let sum = TERM_WEIGHTS['bias'] ?? 0
  for (const name of features) sum += TERM_WEIGHTS[name] ?? 0
  return 1 / (1 + Math.exp(-sum))
}
