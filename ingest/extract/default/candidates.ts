// Candidates: stretches of words that may be terms, cut so that empty words at either end are gone.
import type { TextField } from '../../../src/graph/papers.ts'
import type { Word } from './forms.ts'
import type { FoundAcronym } from './acronyms.ts'
import { isDatasetName, keyOfWords } from './forms.ts'
import { JUNK_HEADS, JUNK_NAMES } from './lexicon/generic.ts'
import { GERUND_NOUNS, wordSet } from './lexicon/grammar.ts'
import { FIELDS_OF_STUDY, METRICS, TASKS } from './lexicon/known.ts'
import { isGeneric } from './generic.ts'
import { isComparative, isShots, opensInVain } from './openers.ts'
import { opensOutside } from './outside.ts'
import { findPhrases } from './phrases.ts'
import type { Phrase } from './phrases.ts'
import { findJoined, findParts } from './spans.ts'

/** How a candidate was found. */
type CandidateRule = 'phrase' | 'title' | 'known' | 'state' | 'definition' | 'part' | 'joined'

/** A stretch of a field that may be a term; `words` are the words it touches. */
export interface Candidate {
  readonly field: TextField
  readonly sentence: number
  /** Index of the first word in the sentence. */
  readonly from: number
  /** Index past the last word. */
  readonly to: number
  readonly words: readonly Word[]
  readonly start: number
  readonly end: number
  readonly rule: CandidateRule
}

/** Whether rules, which leave out what says little, found a candidate. */
export const isRuled = ({ rule }: Candidate): boolean => rule !== 'part' && rule !== 'joined'

/** A sentence and where it stands. */
interface Place {
  readonly words: readonly Word[]
  readonly field: TextField
  readonly sentence: number
}

/** More than the length of any text. */
const MAX_LENGTH = 2 ** 26

/** The candidates of one sentence, in no order; two of them may overlap, none have the same place. */
export function findCandidates(place: Place, definitions: readonly FoundAcronym[]): readonly Candidate[] {
  const { words, field, sentence } = place
  const phrases = findPhrases(words, field, sentence)
  const found = [...findRuled(place, phrases, definitions)]
  for (const span of [...phrases.flatMap(findParts), ...findJoined(phrases, words)]) {
    const first = span.words[0]
    const last = span.words.at(-1)
    if (first === undefined || last === undefined) continue
    const { from, to, rule } = span
    found.push({ field, sentence, from, to, words: span.words, start: first.start, end: last.end, rule })
  }
  const venues = definitions.filter(({ long }) => VENUE.test(long)).map(({ short }) => short)
  const seen = new Set<number>()
  return found.filter((candidate) => {
    const { start, end } = candidate
    const at = start * MAX_LENGTH + end
    if (seen.has(at)) return false
    if (mayBeGeneric(candidate) && isGeneric(candidate.words)) return false
    if (venues.length > 0 && candidate.words.length === 1 && venues.includes(candidate.words[0]?.text ?? ''))
      return false
    if (isIdiom(candidate, words) || isHalf(candidate, words) || opensOutside(candidate.words, words[candidate.to]))
      return false
    seen.add(at)
    return true
  })
}

/** What is known or defined is not, and of the stretches of a phrase the generic ones are left out already, but for short forms. */
const mayBeGeneric = ({ rule, words }: Candidate): boolean =>
  rule !== 'known' && rule !== 'definition' && (rule !== 'part' || words.at(-1)?.form.isAcronym === true)

/** The candidates that rules find, likelier than the other stretches of the phrases. */
export function findRuled(
  place: Place,
  phrases: readonly Phrase[],
  definitions: readonly FoundAcronym[],
): readonly Candidate[] {
  const { words } = place
  const found: Candidate[] = []
  for (const phrase of phrases) {
    if (isWholeTitle(phrase, words))
      found.push({ ...phrase, start: words[0]?.start ?? 0, end: phrase.words.at(-1)?.end ?? 0, rule: 'title' })
    const trimmed = trimPhrase(phrase)
    if (trimmed !== null) found.push(trimmed)
    found.push(...findKnown(phrase))
  }
  const defined = findDefined(place, definitions)
  // Inside a long form stand only pieces of it.
  const pieces = (one: Candidate): boolean =>
    defined.some(({ start, end }) => start <= one.start && one.end <= end && one.end - one.start < end - start)
  const whole = defined.length === 0 ? found : found.filter((one) => one.rule === 'known' || !pieces(one))
  return [...findStates(place), ...whole, ...defined]
}

/** "Deep Sets", "Manifold Diffusion Fields", "Flow Matching on …": where a title opens with a name, no word of it is empty. */
function isWholeTitle(phrase: Phrase, words: readonly Word[]): boolean {
  const next = words[phrase.to]
  if (phrase.field !== 'title' || phrase.from !== 0 || phrase.words.length < 2 || phrase.words.length > 5) return false
  if (NUMERAL.test(phrase.words.at(-1)?.text ?? '')) return false
  if (JUNK_OPENERS.has(phrase.words.at(-1)?.lower ?? '') || phrase.words[0]?.form.isEmptyModifier === true) return false
  return next === undefined || next.text === ':' || /^(?:for|with|via|by|through|using|on|from)$/.test(next.lower)
}

/** What is left of a phrase once empty words are cut, or `null` where nothing is. */
function trimPhrase(phrase: Phrase): Candidate | null {
  let from = 0
  const all = phrase.words
  let to = all.length
  while (to > from && isEmptyTail(all[to - 1], to - from)) to -= 1
  // What stands before a junk head is a term by itself only if it ends in a noun.
  while (to > from && isAdjective(all[to - 1])) to -= 1
  while (from < to && opensEmpty(all, from, to)) from += 1
  const words = all.slice(from, to)
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined || !isTerm(words)) return null
  // A field that a paper only stands in is nothing it speaks of; its title tells.
  if (phrase.field !== 'title' && FIELDS_OF_STUDY.has(keyOfWords(words))) return null
  return {
    ...phrase,
    words,
    from: phrase.from + from,
    to: phrase.from + to,
    start: first.start,
    end: last.end,
    rule: 'phrase',
  }
}

const opensEmpty = (words: readonly Word[], at: number, to: number): boolean =>
  isEmptyModifier(words[at], words[at + 1], to - at) ||
  opensInVain(words, at) ||
  isClassOfName(words[at], words[at + 1])

/** "has received significant attention": no mechanism of networks; "the source code is available": what any paper says. */
function isIdiom({ words, from, to }: Candidate, sentence: readonly Word[]): boolean {
  const head = words.at(-1)?.form.singular
  if (head === 'attention' && words.length === 1)
    return sentence
      .slice(Math.max(0, from - 4), from)
      .some(({ lower }) =>
        /^(?:gain|receiv|attract|pa(?:y|id)|dr[aeo]w|garner|deserv|catch|caught|turn|devot)/.test(lower),
      )
  if (head !== 'code' || words.length > 2 || words[0]?.lower !== 'source') return false
  const comma = sentence.findIndex(({ text }, i) => i >= to && text === ',')
  const after = sentence.slice(to, comma < 0 ? sentence.length : comma)
  return [...sentence.slice(Math.max(0, from - 3), from), ...after].some(({ lower }) => GIVEN.test(lower))
}
const GIVEN = /^(?:available|found|here|obtained|open-sourced|provided?|public|publicly|releas(?:e|ed))$/

/** Words that what follows belongs to: "a mixture (of experts)", "the curses of symmetry (and initialization)", "Foo-Bar (tests)". */
function isHalf({ field, rule, words, to }: Candidate, sentence: readonly Word[]): boolean {
  const last = words.at(-1)
  const next = sentence[to]
  if (last === undefined || next === undefined) return false
  // "Foo Programs VI: …": the sixth part of a work.
  if (field === 'title' && next.text === ':') return NUMERAL.test(last.text)
  if (next.lower === 'of') return words.length <= 2 && CONTAINERS.has(last.form.singular)
  if (rule === 'joined' && /^(?:and|or)$/.test(next.lower) && /^[NGV]$/.test(sentence[to + 1]?.tag ?? ''))
    return words.some(({ lower }, i) => words[i + 1]?.lower === 'of' && SIDES.test(lower))
  return words.length === 1 && PEOPLE.test(last.text) && isNounOfPeople(next, sentence.slice(to + 1, to + 4))
}

/** What several things have each its own of. */
const SIDES =
  /^(?:[a-z]*(?:effect|curse|blessing|role|impact|benefit|limit|cost|danger|risk|challenge|tradeoff|trade-off|measure)s|[a-z]+(?:iti|nci)es)$/

/** Heads that say nothing of what they hold. Singular. */
const CONTAINERS = wordSet('mixture superposition concatenation')

/** Two names or more of people: what they are known for is missing. */
const PEOPLE = /^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)+$/u

/** "(Foo-Bar) tests", "(Foo-Bar) and Baz-Qux tests" */
const isNounOfPeople = (next: Word, rest: readonly Word[]): boolean =>
  (next.tag === 'N' && next.text === next.lower) ||
  (/^(?:and|or)$/.test(next.lower) && /^\p{Lu}\p{Ll}+/u.test(rest[0]?.text ?? '') && rest[1]?.tag === 'N')

const NUMERAL = /^[IVX]{1,4}$/

/** Junk heads and Roman numerals: "Tensor Programs IV" is about Tensor Programs. */
function isEmptyTail(word: Word | undefined, left: number): boolean {
  if (word === undefined) return false
  if (left > 1 && NUMERAL.test(word.text)) return true
  return !word.form.isAcronym && word.form.isJunkHead
}

function isEmptyModifier(word: Word | undefined, next: Word | undefined, left: number): boolean {
  if (word === undefined) return false
  // "first order methods", "least squares", "second moment": the number belongs to the name.
  if (
    /^(?:order|moment|squares?|derivatives?)$/.test(next?.lower ?? '') &&
    /^(?:first|second|third|least)$/.test(word.lower)
  )
    return false
  if (isShots(word, next)) return false
  if (word.form.isDeterminer || word.tag === 'M' || word.tag === 'R') return true
  if (word.form.isAcronym && word.lower !== 'sota') return false
  if (word.lower === 'even') return next?.tag === 'J'
  // "strong lottery tickets", "large language models": before two more words a size is often part of the name.
  if (isComparative(word)) return true
  return word.form.isEmptyModifier && !(left > 2 && NAMING_SIZES.test(word.lower) && next?.tag !== 'J')
}

/** Heads that open titles of studies: "Risk Bounds of …", "Scaling Laws for …", "An Analysis of …". */
const JUNK_OPENERS =
  wordSet(`analysis study survey review perspective view approach introduction tutorial framework bounds limits results insights evidence
  evaluation comparison role impact effect effects importance`)

const NAMING_SIZES =
  /^(?:large|small|long|short|deep|weak|strong|fast|high|low|core|common|key|second|critical|vanilla)$/

/** "algorithm GO-UCB": what a name is stands before it and does not belong to it. */
const isClassOfName = (word: Word | undefined, next: Word | undefined): boolean =>
  word !== undefined && next !== undefined && word.tag === 'N' && word.form.isBareHead && next.form.isAcronym

function isTerm(words: readonly Word[]): boolean {
  const last = words.at(-1)
  if (last === undefined || !words.some(({ form }) => form.hasLetters) || words.some((word) => word.tag === 'X'))
    return false
  if (words.length === 1) return isTermAlone(last)
  // "general framework", "deep model": a weak head with a light modifier is no term; features judge the rest.
  return !last.form.isBareHead || words.slice(0, -1).some(({ form }) => !form.isLightModifier && !form.isEmptyModifier)
}

const isAdjective = (word: Word | undefined): boolean =>
  word !== undefined && (word.tag === 'J' || word.form.endsInAdjective)

function isTermAlone({ lower, form }: Word): boolean {
  if (form.isJunkName) return false
  if (form.isAcronym) return true
  if (TASKS.has(form.key)) return true
  if (isAdjectival(lower)) return false
  if (lower.endsWith('ing') && !GERUND_NOUNS.has(lower) && !PREFIXED.test(lower)) return false
  if (lower.length < 4 || form.isNeverAlone || form.isWeakHead || form.isJunkHead) return false
  return !form.isEmptyModifier && !form.isLightModifier
}

/** "under-represented", "equivariant", "Euclidean": what a noun is missing from, whatever the tagger says. */
const isAdjectival = (lower: string): boolean =>
  /-\p{L}+ed$/u.test(lower) ||
  (/(?:ian|ean|iant|ential|ormal|omial|onal|ious|able|ible)$/.test(lower) && !NOUNS_IN_IAN.has(lower))
const NOUNS_IN_IAN = wordSet('hessian jacobian laplacian lagrangian hamiltonian mean polynomial variable marginal')
const PREFIXED = /^(?:un|re|over|under|pre|post|mis|de|co|meta|non|sub|super|down|up)-?\p{L}{4}/u

/** Known names inside a longer phrase: the data set of "ImageNet classification", the task of "language modeling tasks". */
function findKnown(phrase: Phrase): readonly Candidate[] {
  const found: Candidate[] = []
  const { words } = phrase
  if (words.length < 2) return found
  const mayHoldName = words.some(({ form }) => form.hasUpperOrDigit)
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(words.length, from + 4); to > from; to -= 1) {
      const first = words[from]
      const last = words[to - 1]
      if (first === undefined || last === undefined || to - from === words.length) continue
      const mayBeTask = /^(?:tasks?|problems?|benchmarks?|datasets?)$/.test(words[to]?.lower ?? '')
      const mayBeMeasure = to - from > 1 && to === words.length
      if (!mayHoldName && !mayBeTask && !mayBeMeasure) continue
      const part = words.slice(from, to)
      const isTaskOfPhrase = mayBeTask && TASKS.has(keyOfWords(part))
      const isMeasureOfPhrase = mayBeMeasure && METRICS.has(keyOfWords(part))
      const isName = mayHoldName && isDatasetName(part)
      if (!isName && !isTaskOfPhrase && !isMeasureOfPhrase) continue
      found.push({
        ...phrase,
        words: part,
        from: phrase.from + from,
        to: phrase.from + to,
        start: first.start,
        end: last.end,
        rule: 'known',
      })
      // What stands inside a known name is no other one.
      from = to - 1
      break
    }
  }
  return found
}

/** "multi-task (MT) models": a noun is missing. */
const HALF = /^(?:multi|single)-(?!\p{Ll}*(?:ing|ion|ity|ness|or|er)$)\p{Ll}+$/iu

/** Where papers are read, not what they are about: "Workshop on Noisy User-generated Text (W-NUT)". */
const VENUE = /\b(?:workshop|conference|symposium|proceedings)\b/i

/** Both forms of the acronyms that the sentence defines. */
function findDefined({ words, field, sentence }: Place, definitions: readonly FoundAcronym[]): readonly Candidate[] {
  if (definitions.length === 0) return []
  const begin = words[0]?.start ?? 0
  const stop = words.at(-1)?.end ?? 0
  const telling = definitions.filter(
    ({ short, long }) =>
      !JUNK_NAMES.has(short) && !JUNK_HEADS.has(long.toLowerCase()) && !HALF.test(long) && !VENUE.test(long),
  )
  return telling.flatMap(({ short, long, shortAt, longAt }) =>
    [
      { start: longAt, end: longAt + long.length },
      { start: shortAt, end: shortAt + short.length },
    ].flatMap(({ start, end }): Candidate[] => {
      // Most are defined in another sentence.
      if (start < begin || end > stop) return []
      const from = words.findIndex((word) => word.end > start)
      const to = words.findIndex((word) => word.start >= end)
      const touched = words.slice(Math.max(from, 0), to < 0 ? words.length : to)
      const [first, last] = [touched[0], touched.at(-1)]
      if (from < 0 || first === undefined || last === undefined || first.start > start || last.end < end) return []
      return [{ field, sentence, from, to: from + touched.length, words: touched, start, end, rule: 'definition' }]
    }),
  )
}

/** "the model is overparameterized", "the overparameterization factor": states that stand alone or inside a more special thing. */
function findStates({ words, field, sentence }: Place): readonly Candidate[] {
  const found: Candidate[] = []
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]
    if (word === undefined || !word.form.namesState || !/^[JVNP]$/.test(word.tag)) continue
    const { start, end } = word
    found.push({ field, sentence, from: i, to: i + 1, words: [word], start, end, rule: 'state' })
  }
  return found
}
