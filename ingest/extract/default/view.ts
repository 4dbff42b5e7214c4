// A view of a term: what features look at, worked out once.
import { nameKey, singular } from '../../../src/graph/names.ts'
import type { Word } from '../../text/words.ts'
import type { Candidate } from './candidates.ts'
import { isRuled } from './candidates.ts'
import { CONCEPT_HEADS, METHOD_HEADS, STRONG_CONCEPT_HEADS } from './lexicon/heads.ts'
import type { Reading } from './reading.ts'
import { isAcronymLike } from './retag.ts'
import type { Usage, Usages } from './statistics.ts'
import { wordEntry } from './statistics.ts'
import type { Term } from './terms.ts'

/** A term of a paper as features see it. */
export interface View {
  readonly term: Term
  readonly reading: Reading
  /** The place that says most: in running text, of the long form, where there is one. */
  readonly best: Candidate
  /** Its words, and those of its sentence. */
  readonly words: readonly Word[]
  readonly sentence: readonly Word[]
  /** Its head in the singular: the last word before a preposition, of a compound its last part. */
  readonly head: string
  /** Index of the head among the words. */
  readonly headAt: number
  /** Places a rule found, rather than a stretch of a phrase. */
  readonly ruled: number
  readonly inTitle: boolean
  readonly inAbstract: readonly Candidate[]
  readonly usage: Usage
  readonly usageOfWords: readonly Usage[]
  readonly usageOf: Usages
  /** Keys of the words. */
  readonly keys: readonly string[]
}

export function viewTerm(term: Term, reading: Reading, usageOf: Usages): View {
  const best = bestPlace(term)
  const { words } = best
  const sentence = reading.wordsAround(best)
  const preposition = words.findIndex(({ tag }, i) => i > 0 && tag === 'A')
  const headAt = preposition > 0 ? preposition - 1 : words.length - 1
  const keys = words.map(({ text }) => nameKey(text))
  return {
    term,
    reading,
    best,
    words,
    sentence,
    headAt,
    head: headOf(words[headAt]?.lower ?? ''),
    ruled: term.places.filter(isRuled).length,
    inTitle: term.places.some(({ field }) => field === 'title'),
    inAbstract: term.places.filter(({ field }) => field === 'abstract'),
    keys,
    usage: usageOf(keys.join('')),
    usageOfWords: keys.map((key) => usageOf(wordEntry(key))),
    usageOf,
  }
}

function headOf(last: string): string {
  const whole = singular(last)
  if (METHOD_HEADS.has(whole) || CONCEPT_HEADS.has(whole) || STRONG_CONCEPT_HEADS.has(whole)) return whole
  return singular(last.slice(last.lastIndexOf('-') + 1))
}

/** The place in running text, where capitals tell something; the title only where there is no other; long forms first. */
function bestPlace({ places, short }: Term): Candidate {
  const isShort = (place: Candidate): boolean =>
    short !== null && place.words.length === 1 && isAcronymLike(place.words[0]?.text ?? '')
  const long = places.filter((place) => !isShort(place))
  const among = long.length > 0 ? long : places
  const best =
    among.find(({ field, from }) => field === 'abstract' && from > 0) ??
    among.find(({ field }) => field === 'abstract') ??
    among[0]
  if (best === undefined) throw new Error('A term has at least one place.')
  return best
}
