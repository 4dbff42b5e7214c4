// Forms: what can be told of a word by its letters alone, found out once for each way of writing it. The same few thousand words come
// in every paper, and every step asks the same of them: what is found here is kept with the word, and the steps read the answers.
import { american, foldedSingular, nameKey, singular } from '../../../src/graph/names.ts'
import { remembered } from '../../../src/graph/remembered.ts'
import { createWordReader } from '../../text/words.ts'
import type { Word as PlainWord, WordTag } from '../../text/words.ts'
import * as generic from './lexicon/generic.ts'
import { CONCEPT_HEADS, METHOD_HEADS, STRONG_CONCEPT_HEADS } from './lexicon/heads.ts'
import { DATASETS, lettersOf } from './lexicon/known.ts'
import * as letters from './letters.ts'
import * as matter from './matter.ts'
import { BIT, classesOf, headClassesOf } from './word-classes.ts'

/** A word as it is written. Lists of words are asked for it in lower case, lists of heads for its singular as Americans write it. */
export interface Form {
  readonly text: string
  readonly lower: string
  readonly singular: string
  /** The `nameKey` of its lower case. */
  readonly key: string
  /** What its letters tell: see `letters.ts`. */
  readonly isPlain: boolean
  readonly isAcronym: boolean
  readonly isCapitalised: boolean
  readonly hasLetters: boolean
  readonly namesState: boolean
  readonly isDegree: boolean
  readonly endsInAdjective: boolean
  readonly isHalfCompound: boolean
  readonly isVerb: boolean
  readonly isForeign: boolean
  /** Whether it holds two hyphens in a row, and whether these are a dash. */
  readonly hasTwoHyphens: boolean
  readonly isDash: boolean
  readonly startsUpper: boolean
  /** Two letters of which the second only is a capital. */
  readonly isCamel: boolean
  readonly hasDigit: boolean
  /** How physics and chemistry write: see `matter.ts`. */
  readonly isQuantity: boolean
  readonly isUnit: boolean
  readonly isChemicalFormula: boolean
  /** Whether it may be part of a name of data, and its letters and digits, as lists of such names have them. */
  readonly hasUpperOrDigit: boolean
  readonly letters: string
  /** What names end in: the singular, of a compound that of its last part unless the whole is a head of its own. */
  readonly head: string
  /** The lists that this is in, a bit each: see `word-classes.ts`. */
  readonly headClasses: number
  /** Lists of heads. */
  readonly isJunkHead: boolean
  readonly isWeakHead: boolean
  readonly isBareHead: boolean
  readonly isVagueHead: boolean
  readonly isHopelessHead: boolean
  readonly isNeverAlone: boolean
  /** Lists of words. */
  readonly isJunkName: boolean
  readonly isEmptyModifier: boolean
  readonly isLightModifier: boolean
  readonly isVagueModifier: boolean
  readonly isDeterminer: boolean
  readonly isBaseVerb: boolean
  readonly isThirdPerson: boolean
  readonly isPlainVerb: boolean
  /** Its classes, a bit each: see `word-classes.ts`. */
  readonly classes: number
  /** What a second look at the word alone makes of the tagger's class; filled in by `retag`. */
  readonly alone: Partial<Record<WordTag, WordTag>>
}

/** A word in its text. */
export interface Word extends PlainWord {
  readonly form: Form
}

/** How many forms are kept. */
const MAX_FORMS = 50_000

/** The form of a word. */
export const formOf: (text: string) => Form = remembered(MAX_FORMS, readForm)

/** The words of each sentence of a text, with their forms. */
export const readWords = createWordReader(formOf)

function readForm(text: string): Form {
  const lower = text.toLowerCase()
  const one = singular(american(lower))
  const isPlain = letters.isPlain(text)
  const hasTwoHyphens = !isPlain && text.includes('--')
  const hasDigit = !isPlain && /\d/.test(text)
  const head = headOf(lower, one)
  const classes = classesOf(lower, one)
  const is = (bit: number): boolean => (classes & bit) !== 0
  return {
    text,
    lower,
    singular: one,
    key: isPlain ? foldedSingular(one) : nameKey(lower),
    isPlain,
    isAcronym: letters.isAcronymLike(text),
    isCapitalised: letters.isCapitalised(text),
    hasLetters: letters.hasLetters(text),
    namesState: letters.namesState(lower),
    isDegree: letters.isDegree(lower),
    endsInAdjective: letters.endsInAdjective(text, lower),
    isHalfCompound: letters.isHalfCompound(lower),
    isVerb: letters.isVerb(lower),
    isForeign: letters.isForeign(lower),
    hasTwoHyphens,
    isDash: hasTwoHyphens && letters.isDash(text),
    startsUpper: !isPlain && /^\p{Lu}/u.test(text),
    isCamel: !isPlain && /\p{Ll}\p{Lu}/u.test(text),
    hasDigit,
    isQuantity: hasDigit && matter.isQuantity(text),
    isUnit: !isPlain && matter.isUnit(text),
    isChemicalFormula: !isPlain && matter.isChemicalFormula(text),
    hasUpperOrDigit: hasDigit || (!isPlain && /\p{Lu}/u.test(text)),
    letters: isPlain ? text : lettersOf(text),
    head,
    headClasses: headClassesOf(head),
    isJunkHead: is(BIT.junkHead),
    isWeakHead: is(BIT.weakHead),
    isBareHead: is(BIT.bareHead),
    isVagueHead: is(BIT.vagueHead),
    isHopelessHead: is(BIT.hopelessHead),
    isNeverAlone: is(BIT.neverAlone),
    isJunkName: generic.JUNK_NAMES.has(text) || (hasDigit && letters.isRegistration(text)),
    isEmptyModifier: is(BIT.emptyModifier),
    isLightModifier: is(BIT.lightModifier),
    isVagueModifier: is(BIT.vagueModifier),
    isDeterminer: is(BIT.determiner),
    isBaseVerb: is(BIT.baseVerb),
    isThirdPerson: is(BIT.thirdPerson),
    isPlainVerb: is(BIT.plainVerb),
    classes,
    alone: {},
  }
}

function headOf(lower: string, one: string): string {
  if (!lower.includes('-') || METHOD_HEADS.has(one) || CONCEPT_HEADS.has(one) || STRONG_CONCEPT_HEADS.has(one))
    return one
  return singular(american(lower.slice(lower.lastIndexOf('-') + 1)))
}

/** Whether words are the name of a known data set. */
export const isDatasetName = (words: readonly Word[]): boolean =>
  words.some(({ form }) => form.hasUpperOrDigit) && DATASETS.has(words.map(({ form }) => form.letters).join(''))

/** The key of a stretch of words: their keys in a row. */
export function keyOfWords(words: readonly Word[]): string {
  let key = ''
  for (let i = 0; i < words.length; i += 1) key += words[i]?.form.key ?? ''
  return key
}

/** Whether a word is a noun by its class and a plural by its ending. */
export const isPluralNoun = (word: Word): boolean =>
  (word.tag === 'N' || word.tag === 'P' || word.tag === 'G') &&
  /[^su]s$/.test(word.lower) &&
  // The S of an acronym is no ending.
  !/\p{Lu}S$/u.test(word.text) &&
  !/(?:ics|sis)$/.test(word.lower)
