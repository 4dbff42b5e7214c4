// Stretches of text between blanks, such as `(over-parameterized)`: what one is parted into, found out once for each way of writing it,
// since most come again and again.
import { remembered } from '../../src/graph/remembered.ts'
import { COMPOUND_AND_MARK, loadLanguageModel, WORD_AND_MARK } from './language-model.ts'
import type { Lexeme } from './language-model.ts'
import { correctTags } from './pos-machine.ts'

/** A word and its lower case: the same object for the same word, so that maps and sets that are asked for its texts compare them at once. */
export interface Spelling {
  readonly text: string
  readonly lower: string
}

/** A word of a stretch: `stretch.slice(from, to)`. */
export interface Part<Form extends Spelling> {
  readonly form: Form
  readonly from: number
  readonly to: number
  /** Whether it holds letters or digits. */
  readonly isLettered: boolean
  /** Which of the lexemes says what it is: the last lettered one that it touches; -1 for none. */
  readonly teller: number
}

/** What stands between two blanks. */
interface Stretch<Form extends Spelling> {
  /** As wink-nlp parts it. */
  readonly lexemes: readonly Lexeme[]
  /** As we do: hyphenated compounds are one word. */
  readonly parts: readonly Part<Form>[]
}

/** A stretch in its text. */
export interface Placed<Form extends Spelling> {
  readonly start: number
  readonly stretch: Stretch<Form>
}

const PART =
  /(?:\p{L}\.){2,}|\p{Lu}{2,4}\(\d{1,2}\)(?:-[\p{L}\p{N}-]+)?|[\p{L}\p{N}\p{M}_]+(?:(?:(?:-{1,2}|[\u2010\u2011])(?=[\p{L}\p{N}])|[.,](?=\d)|(?<=\d)\.(?=\d)|(?<=\p{L})['\u2019](?=\p{L})(?!['\u2019]?[sS](?![\p{L}]))|\\["'`^]\{?(?=\p{L}))[\p{L}\p{N}\p{M}_]+\}?)*(?:\+{1,2}|#|\*(?=\s|$))?|['\u2019]s(?![\p{L}\p{N}])|\S/gu

/** How many stretches are kept. */
const MAX_STRETCHES = 50_000

/** What goes on for longer without a blank is no text; it is parted at this length, as reading it takes time by the square of its length. */
const MAX_LENGTH = 500

const model = loadLanguageModel()

function readStretch<Form extends Spelling>(text: string, formOf: (text: string) => Form): Stretch<Form> {
  const lexemes = model.lexemesOf(text)
  const partAt = (from: number, to: number, isLettered: boolean, teller: number): Part<Form> => {
    return { form: formOf(text.slice(from, to)), from, to, isLettered, teller }
  }
  // Most stretches: a word, with or without a mark behind it. What follows would say the same and take longer.
  if (areIn(text, lexemes) && (WORD_AND_MARK.test(text) || COMPOUND_AND_MARK.test(text))) {
    const end = /[A-Za-z]$/.test(text) ? text.length : text.length - 1
    const last = lexemes.length - 1
    if (end === text.length) return { lexemes, parts: [partAt(0, end, true, last)] }
    if (lexemes[last]?.value === text.slice(end))
      return { lexemes, parts: [partAt(0, end, true, last - 1), partAt(end, text.length, false, -1)] }
  }
  const places = placesOf(text, lexemes)
  const parts = Array.from(text.matchAll(PART), ({ 0: word, index: from }): Part<Form> => {
    const to = from + word.length
    const teller = places.findLastIndex(
      (start, i) => start < to && start + (lexemes[i]?.value.length ?? 0) > from && hasLetters(lexemes[i]?.value ?? ''),
    )
    return partAt(from, to, hasLetters(word), teller)
  })
  return { lexemes, parts }
}

/** Whether lexemes stand as they are in a text, and nothing else. */
const areIn = (text: string, lexemes: readonly Lexeme[]): boolean =>
  lexemes.length === 1 ? lexemes[0]?.value === text : lexemes.map(({ value }) => value).join('') === text

/** Letters or digits. */
const hasLetters = (text: string): boolean => /^[a-zA-Z0-9]/.test(text) || /[\p{L}\p{N}]/u.test(text)

/** Where each lexeme starts; Infinity for those that cannot be found as they stand, since wink rewrites some characters. */
function placesOf(text: string, lexemes: readonly Lexeme[]): readonly number[] {
  let at = 0
  return lexemes.map(({ value }) => {
    const start = text.indexOf(value, at)
    if (start < 0) return Infinity
    at = start + value.length
    return start
  })
}

/**
 * What reads the stretches of a text in order, given the form of a word, which is asked once for each way of writing a stretch. Line
 * ends are stretches of their own, since tagging sees them; they hold no words.
 */
export function createStretchReader<Form extends Spelling>(
  formOf: (text: string) => Form,
): (text: string) => readonly Placed<Form>[] {
  const stretchOf = remembered(MAX_STRETCHES, (text) => readStretch(text, formOf))
  return (text) => {
    // As texts are stored they have no other blanks.
    if (OTHER_BLANK.test(text))
      return Array.from(text.matchAll(STRETCH), ({ 0: stretch, index: start }) => ({
        start,
        stretch: stretchOf(stretch),
      }))
    const found: Placed<Form>[] = []
    for (let start = 0; start < text.length;) {
      const blank = text.indexOf(' ', start)
      const end = Math.min(blank < 0 ? text.length : blank, start + MAX_LENGTH)
      if (end > start) found.push({ start, stretch: stretchOf(text.slice(start, end)) })
      start = end === blank ? end + 1 : end
    }
    return found
  }
}

const OTHER_BLANK = /[^\S ]/u
const STRETCH = new RegExp(`[\\t\\n\\r]+|\\S{1,${MAX_LENGTH}}`, 'gu')

/** The names of the parts of speech, such as `NOUN`, by number. */
export const PARTS_OF_SPEECH = model.tags

/** The part of speech of each lexeme of a text, by number, given its stretches in order. */
export function tagStretches(stretches: readonly Placed<Spelling>[]): readonly number[] {
  const lexemes: Lexeme[] = []
  const tags: number[] = []
  for (let i = 0; i < stretches.length; i += 1) {
    const found = stretches[i]?.stretch.lexemes ?? []
    for (let k = 0; k < found.length; k += 1) {
      const lexeme = found[k]
      if (lexeme === undefined) continue
      lexemes.push(lexeme)
      tags.push(lexeme.tag)
    }
  }
  for (const machine of model.machines) correctTags(machine, lexemes, tags)
  for (let i = 0; i < lexemes.length; i += 1) if (lexemes[i]?.isFixed === true) tags[i] = lexemes[i]?.tag ?? 0
  return tags
}

/** Words with nothing more than their lower case. */
export const spellingOf: (text: string) => Spelling = remembered(MAX_STRETCHES, (text) => {
  return { text, lower: text.toLowerCase() }
})

/** The stretches of a text, where nothing more is asked of words. */
export const stretchesIn = createStretchReader(spellingOf)

/** The stem of a lower-case word. */
export const stemOf = (word: string): string =>
  stretchesIn(word)
    .flatMap(({ stretch }) => stretch.lexemes.map(({ value }) => model.stem(value)))
    .join('')
