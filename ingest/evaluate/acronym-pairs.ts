// Acronym pairs: a short form with what it stands for, compared by their form keys, each pair once in a text.
import { z } from 'zod'
import type { AcronymDefinition } from '../../src/graph/extractions.ts'
import type { Count } from './figures.ts'
import { addCount } from './figures.ts'
import { formKey } from './forms.ts'

export const acronymLabel = z.object({ short: z.string().min(1), long: z.string().min(1) })

/** Compares the pairs of one text. */
export function countAcronyms(
  count: Count,
  labels: readonly AcronymDefinition[],
  found: readonly AcronymDefinition[],
): void {
  const [wanted, given] = [labels, found].map((pairs) => new Set(pairs.map(pairKey)))
  if (wanted === undefined || given === undefined) return
  addCount(count, [...given].filter((pair) => wanted.has(pair)).length, wanted.size, given.size)
}

/** What a pair is compared by. */
const pairKey = ({ short, long }: AcronymDefinition): string => `${formKey(short)}=${formKey(long)}`
