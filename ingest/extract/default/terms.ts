// Terms: the candidates of one paper gathered by name, with what the text says about each.
import { nameKey } from '../../../src/graph/names.ts'
import { lemmaOf } from '../../text/lemma.ts'
import type { Candidate } from './candidates.ts'
import { keyOfWords } from './forms.ts'

/** All places of one name in a paper; those of a short form that the paper defines are places of what it stands for. */
export interface Term {
  readonly key: string
  /** The key of the short form the text defines for it. */
  readonly short: string | null
  readonly places: readonly Candidate[]
}

/** The candidates by name, in the order of their first place. `longOf` gives the long form's key for a short form's. */
export function gatherTerms(
  candidates: readonly Candidate[],
  textOf: (candidate: Candidate) => string,
  longOf: ReadonlyMap<string, string>,
): readonly Term[] {
  const places = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const { words, start, end } = candidate
    const isWhole = words[0]?.start === start && words.at(-1)?.end === end
    const own = isWhole ? keyOfWords(words) : nameKey(lemmaOf(textOf(candidate)))
    if (own === '') continue
    const key = longOf.get(own) ?? own
    const known = places.get(key)
    if (known === undefined) places.set(key, [candidate])
    else known.push(candidate)
  }
  const shortOf = new Map([...longOf].map(([short, long]) => [long, short]))
  return [...places].map(([key, found]) => ({ key, short: shortOf.get(key) ?? null, places: found }))
}
