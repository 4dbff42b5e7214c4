// A view of a term: what features look at, worked out once.
import type { Word } from './forms.ts'
import { isNominal, sharesAround } from './around.ts'
import type { Candidate } from './candidates.ts'
import { isRuled } from './candidates.ts'
import { nearestProposing } from './nearest.ts'
import type { Distance } from './nearest.ts'
import { isOurs, proposes } from './proposals.ts'
import type { ProposalKind } from './proposals.ts'
import type { Reading } from './reading.ts'
import type { Usage, Usages } from './statistics.ts'
import { cohesion } from './statistics.ts'
import type { Term } from './terms.ts'

/** A term of a paper as features see it. */
export interface View {
  readonly term: Term
  readonly reading: Reading
  readonly about: About
  /** Shares of the places, as `AROUND` names them. */
  readonly around: readonly number[]
  /** The place that says most: in running text, of the long form, where there is one. */
  readonly best: Candidate
  /** Its words, and those of its sentence. */
  readonly words: readonly Word[]
  readonly sentence: readonly Word[]
  /** Its head in the singular: the last word before a preposition, of a compound its last part. */
  readonly head: string
  /** The lists that this is in, a bit each: see `word-classes.ts`. */
  readonly headClasses: number
  /** Index of the head among the words. */
  readonly headAt: number
  /** Places a rule found, rather than a stretch of a phrase. */
  readonly ruled: number
  readonly inTitle: boolean
  readonly inAbstract: readonly Candidate[]
  /** How the paper brings it in as its own, if it does. */
  readonly proposal: ProposalKind | undefined
  /** How the place nearest to a verb of proposing stands to it. */
  readonly nearest: Distance
  readonly usage: Usage
  readonly usageOfWords: readonly Usage[]
  /** That of the words but the head. */
  readonly usageOfModifiers: readonly Usage[]
  /** That of the words but the first; of the words with their left neighbour, where that is part of the phrase. */
  readonly usageOfTail: Usage | null
  readonly usageWidened: Usage | null
  /** How well each word but the first goes with the one before it. */
  readonly cohesions: readonly number[]
  readonly usageOf: Usages
  /** Keys of the words. */
  readonly keys: readonly string[]
}

/** What the sentences of an abstract and its title say about the whole paper. */
interface About {
  /** Of each sentence, whether it proposes or studies something. */
  readonly proposing: readonly boolean[]
  readonly studying: readonly boolean[]
  /** How many do. */
  readonly proposingSentences: number
  readonly studyingSentences: number
  /** Keys of the words of the title. */
  readonly titleKeys: ReadonlySet<string>
  /** Index of the colon in the title, or -1. */
  readonly colon: number
}

/** All terms of a paper. */
export function viewTerms(reading: Reading, usageOf: Usages): readonly View[] {
  const proposing = reading.abstract.map((words) => words.some((word, i) => proposes(word) && isOurs(words, i)))
  const studying = reading.abstract.map((words) =>
    words.some(({ lower }, i) => words[i - 1]?.lower === 'we' && STUDYING.test(lower)),
  )
  const about = {
    proposing,
    studying,
    proposingSentences: proposing.filter(Boolean).length,
    studyingSentences: studying.filter(Boolean).length,
    titleKeys: new Set(reading.title.map(({ form }) => form.key)),
    colon: reading.title.findIndex(({ text }) => text === ':'),
  }
  return reading.terms.map((term) => viewTerm(term, reading, about, usageOf))
}

const STUDYING =
  /^(?:study|analy[sz]e|prove|investigate|characteri[sz]e|examine|explore|revisit|show|demonstrate|understand)$/

function viewTerm(term: Term, reading: Reading, about: About, usageOf: Usages): View {
  const best = bestPlace(term)
  const { words } = best
  const sentence = reading.wordsAround(best)
  const headAt = headOf(words)
  const { keys, usageOfWords, cohesions } = lookUpWords(words, usageOf)
  const whole = keys.join('')
  const left = sentence[best.from - 1]
  const inAbstract: Candidate[] = []
  let ruled = 0
  for (const place of term.places) {
    if (place.field === 'abstract') inAbstract.push(place)
    if (isRuled(place)) ruled += 1
  }
  return {
    term,
    reading,
    about,
    around: sharesAround(term, reading),
    best,
    words,
    sentence,
    headAt,
    head: words[headAt]?.form.head ?? '',
    headClasses: words[headAt]?.form.headClasses ?? 0,
    ruled,
    inTitle: inAbstract.length < term.places.length,
    inAbstract,
    proposal: reading.proposals.get(term.key),
    nearest: nearestProposing(inAbstract, about.proposing, reading.wordsAround),
    keys,
    usage: usageOf(whole),
    usageOfWords,
    usageOfModifiers: usageOfWords.toSpliced(headAt, 1),
    usageOfTail: keys.length > 1 ? usageOf(whole.slice(keys[0]?.length)) : null,
    usageWidened: left !== undefined && isNominal(left) ? usageOf(left.form.key, whole) : null,
    cohesions,
    usageOf,
  }
}

/** Index of the head: the last word before a preposition, else the last. */
function headOf(words: readonly Word[]): number {
  let at = 1
  while (at < words.length && words[at]?.tag !== 'A') at += 1
  return at - 1
}

/** What is known of words one by one, and of each with the one before it. */
function lookUpWords(words: readonly Word[], usageOf: Usages): Pick<View, 'keys' | 'usageOfWords' | 'cohesions'> {
  const keys: string[] = []
  const usageOfWords: Usage[] = []
  const cohesions: number[] = []
  let last = ''
  for (const { form } of words) {
    const { key } = form
    if (keys.length > 0) cohesions.push(cohesion(usageOf, last, key))
    keys.push(key)
    usageOfWords.push(usageOf.ofWord(key))
    last = key
  }
  return { keys, usageOfWords, cohesions }
}

/** The place in running text, where capitals tell something; the title only where there is no other; long forms first. */
function bestPlace({ places, short }: Term): Candidate {
  const first = places[0]
  if (first !== undefined && places.length === 1) return first
  const isShort = (place: Candidate): boolean =>
    short !== null && place.words.length === 1 && place.words[0]?.form.isAcronym === true
  const long = places.filter((place) => !isShort(place))
  const among = long.length > 0 ? long : places
  const best =
    among.find(({ field, from }) => field === 'abstract' && from > 0) ??
    among.find(({ field }) => field === 'abstract') ??
    among[0]
  if (best === undefined) throw new Error('A term has at least one place.')
  return best
}
