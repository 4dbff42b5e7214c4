// Spans: every stretch of a noun phrase that could be the name meant, and phrases joined by a preposition. Rules find the likely
// candidates; these are there so that the fuller or the barer form can be preferred where it reads more like a name.
import type { Word } from './forms.ts'
import { EMPTY_ADVERBS } from './lexicon/grammar.ts'
import { isGeneric } from './generic.ts'
import { isProse } from './of-any-paper.ts'
import { isComparative, isShots, opensInVain } from './openers.ts'
import type { Phrase } from './phrases.ts'

/** A stretch of a sentence's words. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly words: readonly Word[]
  readonly rule: 'part' | 'joined'
}

/** Longer names than this are rare. */
const MAX_WORDS = 6

/** The stretches of a phrase that end in a noun and say something. */
export function findParts({ words, from: offset }: Phrase): readonly Span[] {
  const spans: Span[] = []
  const inVain = words.map((_, from) => opensNothing(words, from))
  for (let to = words.length; to > 0; to -= 1) {
    const last = words[to - 1]
    if (last === undefined || !isNoun(last, words[to - 2]) || (to > 1 && last.form.isPlainVerb)) continue
    for (let from = Math.max(0, to - MAX_WORDS); from < to; from += 1) {
      // "heavily overparameterized models": the state is a candidate by itself.
      if (inVain[from] === true || (from > 0 && words[from]?.form.namesState === true)) continue
      const part = words.slice(from, to)
      if (!saysNothing(part)) spans.push({ from: offset + from, to: offset + to, words: part, rule: 'part' })
    }
  }
  return spans
}

/** "curvature of the loss function": two phrases with no more than a preposition and an article between them. */
export function findJoined(phrases: readonly Phrase[], words: readonly Word[]): readonly Span[] {
  const spans: Span[] = []
  for (const [i, left] of phrases.entries()) {
    const right = phrases[i + 1]
    if (right === undefined || right.from - left.to > 2) continue
    const [preposition, article] = words.slice(left.to, right.from)
    if (preposition === undefined || !JOINING.test(preposition.lower)) continue
    if (article !== undefined && !/^(?:the|an?)$/.test(article.lower)) continue
    for (const from of starts(left)) {
      const to = right.to
      if (left.to - from + right.words.length > MAX_WORDS || saysNothing(words.slice(from, left.to))) continue
      // "symmetries of the type"
      if (right.words.length === 1 && right.words[0]?.form.isJunkHead === true) continue
      if (isClause(left.words.at(-1), preposition, right.words.at(-1)) && !isTitle(left, right, words)) continue
      // "mixture of numerical experiments"
      if (isProse(right.words) || (right.words.at(-1)?.form.isJunkHead === true && isGeneric(right.words))) continue
      spans.push({ from, to, words: words.slice(from, to), rule: 'joined' })
    }
  }
  return spans
}

/** Other prepositions hardly ever stand inside a name. */
const JOINING = /^(?:of|to)$/

/** "sensitivity of augmentations", "robustness to noise": a clause made a noun, said of some things; "mixture of experts" is one. */
const isClause = (head: Word | undefined, preposition: Word, last: Word | undefined): boolean =>
  head !== undefined &&
  last !== undefined &&
  CLAUSE_HEAD.test(head.lower) &&
  !COMPOSITION.test(head.lower) &&
  (preposition.lower === 'to' || /(?:[^su]s|data)$/.test(last.lower))
/** What a title is, or is up to its colon, is a name whatever it is made of: "Robustness to Noise". */
const isTitle = (left: Phrase, right: Phrase, words: readonly Word[]): boolean =>
  left.field === 'title' && left.from === 0 && (right.to === words.length || words[right.to]?.text === ':')

const CLAUSE_HEAD = /(?:ity|ities|ness|ance|ence|ment|ing|tions?|trust|invariances)$/
/** "intersection of halfspaces", "separation of variables": things made of things. */
const COMPOSITION =
  /^(?:super|de)?(?:composition|position|combination|intersection|separation|summation|conservation)s?$/

/** Where the left part of joined phrases may start: at its first word that is not empty, and at its head. */
function starts({ words, from }: Phrase): readonly number[] {
  let first = 0
  for (let word = words[first]; word !== undefined && first < words.length - 1; word = words[first]) {
    if (!word.form.isEmptyModifier && !isComparative(word)) break
    first += 1
  }
  return [...new Set([from + first, from + words.length - 1])]
}

const isNoun = ({ tag }: Word, before: Word | undefined): boolean =>
  tag === 'N' || tag === 'P' || tag === 'G' || (tag === 'M' && before?.tag === 'P')

function opensNothing(words: readonly Word[], from: number): boolean {
  const word = words[from]
  if (word === undefined) return true
  const { form, lower, tag } = word
  if (isShots(word, words[from + 1])) return false
  return (
    form.isDeterminer ||
    tag === 'M' ||
    tag === 'R' ||
    (tag === 'B' && EMPTY_ADVERBS.has(lower)) ||
    isComparative(word) ||
    opensInVain(words, from) ||
    (form.isEmptyModifier && !NAMING.test(lower))
  )
}

/** Of the modifiers that praise, place or count, those that may open a name: "weak learner", "efficient exploration". */
const NAMING =
  /^(?:efficient|effective|reliable|scalable|flexible|explicit|fair|large|small|long|short|higher|weak|strong|fast|naive|true|total|full|common|key|critical|principal|first|second|third|last|sub-?optimal|near-optimal)$/

/** Whether no word of a stretch tells anything, so that it can be no name whatever stands around it. */
function saysNothing(words: readonly Word[]): boolean {
  const last = words.at(-1)
  if (last === undefined || !words.some(({ form }) => form.hasLetters) || words.some(({ tag }) => tag === 'X'))
    return true
  const { form } = last
  if (form.isAcronym) return false
  const isEmptied =
    words.length === 1
      ? form.isJunkHead || form.isNeverAlone || form.isWeakHead || form.isBareHead || isEmpty(last)
      : (form.isJunkHead || form.isBareHead) && words.slice(0, -1).every(isEmpty)
  return isEmptied || isGeneric(words)
}

const isEmpty = ({ form }: Word): boolean => form.isEmptyModifier || form.isLightModifier
