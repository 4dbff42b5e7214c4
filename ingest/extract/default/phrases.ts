// Noun phrases: stretches of adjectives, participles and nouns that end in a noun. What a paper may speak of is among them.
import type { TextField } from '../../../src/graph/papers.ts'
import type { Word } from './forms.ts'
import { EMPTY_ADVERBS, wordSet } from './lexicon/grammar.ts'

/** A noun phrase with its place; `words` holds no determiner. */
export interface Phrase {
  readonly field: TextField
  /** The sentence it stands in, counted over the field. */
  readonly sentence: number
  /** Index of its first word in the sentence. */
  readonly from: number
  /** Index past its last word. */
  readonly to: number
  readonly words: readonly Word[]
}

/** The longest noun phrases of a sentence in order, without overlap. */
export function findPhrases(words: readonly Word[], field: TextField, sentence: number): readonly Phrase[] {
  const phrases: Phrase[] = []
  let from = -1
  let lost = false
  const close = (to: number): void => {
    if (from < 0) return
    let end = to
    // "natural lan- guage": half a word.
    if (isCutOff(words, end)) end -= 1
    // A name may end in a number: `Llama 2`; nothing else ends in an adjective or a number.
    while (end > from && !isHead(words[end - 1], words[end - 2])) end -= 1
    // "the sentence mover's distance": whose something is, cut off.
    const isOwner = words[end]?.lower.endsWith('\u2019s') === true || words[end]?.lower === "'s"
    if (end > from && !(isOwner && end === to && words[end - 1]?.tag === 'N'))
      phrases.push({ field, sentence, from, to: end, words: words.slice(from, end) })
    from = -1
  }
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]
    const last = words[i - 1]
    if (word === undefined) continue
    if (!belongs(word, last, words[i + 1], from >= 0) && !(from >= 0 && isPossessive(word, last, words[i + 1]))) {
      close(i)
      lost = false
      continue
    }
    if (from >= 0 && breaksBefore(word, last)) {
      close(i)
      // "schemes couple structure": what follows a plural is more often a verb than a term.
      lost = !(word.parted || word.tag === 'J')
    }
    // What hangs on a formula is half a word: "d-dimensional" with the letter masked.
    if (from < 0 && (isGlued(words, i) || isRest(words, i))) lost = true
    if (from < 0 && !lost) from = i
  }
  close(words.length)
  return phrases
}

function belongs(word: Word, last: Word | undefined, next: Word | undefined, open: boolean): boolean {
  // "distributionally robust optimization": an adverb that says in which way.
  if (word.lower === 'first' || word.lower === 'second' || word.lower === 'third')
    return next?.lower === 'order' || next?.lower === 'moment'
  if (word.lower === 'least') return /^squares?$/.test(next?.lower ?? '')
  if (word.lower === 'almost') return next?.lower === 'sure'
  if (word.tag === 'B')
    return (
      next?.tag === 'J' &&
      word.lower.endsWith('ly') &&
      (!EMPTY_ADVERBS.has(word.lower) || (word.lower === 'fully' && /^(?:connected|convolutional)$/.test(next.lower)))
    )
  if (word.tag === 'N' || word.tag === 'P' || word.tag === 'J' || word.tag === 'G') return true
  return open && word.tag === 'M' && last?.tag === 'P' && /^\d{1,4}(?:\.\d)?[A-Za-z]?$/.test(word.text)
}

/** Whether a phrase ends before a word that could go on: after a plural only a noun that goes with plurals follows. */
function breaksBefore(word: Word, last: Word | undefined): boolean {
  if (last === undefined) return false
  if (word.parted || OPENS_CLAUSE.test(last.lower)) return true
  return last.tag === 'N' && isPlural(last.lower) && !PLURAL_MODIFIERS.has(last.lower)
}

/** "the way nonlinear maps transform spectra": a clause follows, no more of a name. */
const OPENS_CLAUSE = /^(?:ways?|extent|fact|reasons?|ideas?|variants?)$/

/** "Newton's method", "Alzheimer's disease"; what belongs to a system, "CLIP's features", is no name. */
const isPossessive = (word: Word, last: Word | undefined, next: Word | undefined): boolean =>
  (word.lower === "'s" || word.lower === '\u2019s') &&
  last !== undefined &&
  last.tag === 'P' &&
  /^\p{Lu}\p{Ll}+$/u.test(last.text) &&
  next?.tag === 'N'

const isHyphen = ({ text }: Word): boolean => text === '-' || text === '\u2010' || text === '\u2011'

/** A hyphen that ends a word: before the end of a line, or before a second half, "low- and high-dimensional". */
const isHanging = (hyphen: Word | undefined, word: Word | undefined): boolean =>
  hyphen !== undefined && word !== undefined && isHyphen(hyphen) && hyphen.start === word.end

const isCutOff = (words: readonly Word[], end: number): boolean => isHanging(words[end], words[end - 1])

/** "lan- guage": the other half. */
const isRest = (words: readonly Word[], i: number): boolean => isHanging(words[i - 1], words[i - 2])

const isGlued = (words: readonly Word[], i: number): boolean => {
  const before = words[i - 1]
  const word = words[i]
  if (before === undefined || word === undefined || before.end !== word.start) return false
  return before.tag === 'X' || isHyphen(before)
}

const PLURAL_MODIFIERS =
  wordSet(`systems features squares processes sensors series news programs bits words games graphics sales
  markets signals risks effects equations methods robots weights moments operations communications sports`)

const isHead = (word: Word | undefined, before: Word | undefined): boolean =>
  word !== undefined &&
  (word.tag === 'N' || word.tag === 'P' || word.tag === 'G' || (word.tag === 'M' && before?.tag === 'P'))

const isPlural = (lower: string): boolean =>
  lower.length > 3 && lower.endsWith('s') && /[^su]s$/.test(lower) && !/(?:ics|is|ss|bayes)$/.test(lower)
