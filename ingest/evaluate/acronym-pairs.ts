// Acronym pairs: a short form with what it stands for, compared by their form keys, each pair once in a text.
import { z } from 'zod'
import type { AcronymDefinition } from '../../src/graph/extractions.ts'
import type { Count } from './figures.ts'
import { addCount } from './figures.ts'
import { formKey } from './forms.ts'
import type { TextErrors } from './label-format.ts'

export const acronymLabel = z.object({ short: z.string().min(1), long: z.string().min(1) })

/** Compares the pairs of one text. */
export function countAcronyms(
  count: Count,
  labels: readonly AcronymDefinition[],
  found: readonly AcronymDefinition[],
): void {
  const [wanted, given] = [pairsByKey(labels), pairsByKey(found)]
  addCount(count, [...given.keys()].filter((key) => wanted.has(key)).length, wanted.size, given.size)
}

/** The pairs of one text that only the labels have, and those that only the findings have, for people. */
export function pairErrors(
  labels: readonly AcronymDefinition[],
  found: readonly AcronymDefinition[],
): Omit<TextErrors, 'id'> {
  const [wanted, given] = [pairsByKey(labels), pairsByKey(found)]
  return { missed: pairsBeside(wanted, given), spurious: pairsBeside(given, wanted) }
}

type Pairs = ReadonlyMap<string, AcronymDefinition>

const pairsByKey = (pairs: readonly AcronymDefinition[]): Pairs =>
  new Map(pairs.map((pair) => [`${formKey(pair.short)}=${formKey(pair.long)}`, pair]))

const pairsBeside = (pairs: Pairs, others: Pairs): readonly string[] =>
  [...pairs].filter(([key]) => !others.has(key)).map(([, { short, long }]) => `${short} = ${long}`)
