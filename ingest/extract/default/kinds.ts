// Kinds: what a term looks like in one paper. The kind of an entity is voted over all papers.
import type { EntityKind } from '../../../src/graph/entities.ts'
import { KIND_WEIGHTS } from './weights.ts'

/** The kind that the features of a term speak for. */
export function kindOf(features: readonly string[]): EntityKind {
  if (features.includes('known-dataset')) return 'DATASET'
  if (features.includes('known-metric')) return 'METRIC'
  if (features.includes('known-concept')) return features.includes('known-task') ? 'TASK' : 'CONCEPT'
  let sum = KIND_WEIGHTS['bias'] ?? 0
  for (const name of features) sum += KIND_WEIGHTS[name] ?? 0
  if (features.includes('known-task') && sum < 1) return 'TASK'
  return sum > 0 ? 'METHOD' : 'CONCEPT'
}
