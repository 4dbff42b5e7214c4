// Terms: the candidates of one paper gathered by name, with what the text says about each.
import { nameKey } from '../../../src/graph/names.ts'
import type { Candidate } from './candidates.ts'
import { lemmaOf } from '../../text/lemma.ts'

/** All places of one name in a paper. */
export interface Term {
  readonly key: string
  readonly places: readonly Candidate[]
}

/** The candidates by name, in the order of their first place. */
export function gatherTerms(
  candidates: readonly Candidate[],
  textOf: (candidate: Candidate) => string,
): readonly Term[] {
  const places = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const key = nameKey(lemmaOf(textOf(candidate)))
    if (key === '') continue
    const known = places.get(key)
    if (known === undefined) places.set(key, [candidate])
    else known.push(candidate)
  }
  return [...places].map(([key, found]) => ({ key, places: found }))
}
