// Stretches of text between blanks, such as `(over-parameterized)`: what one is parted into, found out once for each way of writing it,
// since most come again and again.
import { remembered } from '../../src/graph/remembered.ts'
import { COMPOUND_AND_MARK, loadLanguageModel, WORD_AND_MARK } from './language-model.ts'
import type { Lexeme } from './language-model.ts'
import { correctTags } from './pos-machine.ts'

/** A word of a stretch: `stretch.slice(from, to)`. */
export interface Part {
  readonly text: string
  readonly lower: string
  readonly from: number
  readonly to: number
  /** Whether it holds letters or digits. */
  readonly isLettered: boolean
  /** Which of the lexemes says what it is: the last lettered one that it touches; -1 for none. */
  readonly teller: number
}

/** What stands between two blanks. */
interface Stretch {
  /** As wink-nlp parts it. */
  readonly lexemes: readonly Lexeme[]
  /** As we do: hyphenated compounds are one word. */
  readonly parts: readonly Part[]
}

/** A stretch in its text. */
export interface Placed {
  readonly start: number
  readonly stretch: Stretch
}

const PART =
  /(?:\p{L}\.){2,}|\p{Lu}{2,4}\(\d{1,2}\)(?:-[\p{L}\p{N}-]+)?|[\p{L}\p{N}\p{M}_]+(?:(?:(?:-{1,2}|[\u2010\u2011])(?=[\p{L}\p{N}])|[.,](?=\d)|(?<=\d)\.(?=\d)|(?<=\p{L})['\u2019](?=\p{L})(?!['\u2019]?[sS](?![\p{L}]))|\\["'`^]\{?(?=\p{L}))[\p{L}\p{N}\p{M}_]+\}?)*(?:\+{1,2}|#|\*(?=\s|$))?|['\u2019]s(?![\p{L}\p{N}])|\S/gu

/** How many stretches are kept. */
const MAX_STRETCHES = 50_000

/** What goes on for longer without a blank is no text; it is parted at this length, as reading it takes time by the square of its length. */
const MAX_LENGTH = 500

const model = loadLanguageModel()

const stretchOf = remembered(MAX_STRETCHES, readStretch)

function readStretch(text: string): Stretch {
  const lexemes = model.lexemesOf(text)
  // Most stretches: a word, with or without a mark behind it. What follows would say the same and take longer.
  if (areIn(text, lexemes) && (WORD_AND_MARK.test(text) || COMPOUND_AND_MARK.test(text))) {
    const end = /[A-Za-z]$/.test(text) ? text.length : text.length - 1
    const last = lexemes.length - 1
    if (end === text.length) return { lexemes, parts: [partAt(text, 0, true, last)] }
    if (lexemes[last]?.value === text.slice(end))
      return {
        lexemes,
        parts: [partAt(text.slice(0, end), 0, true, last - 1), partAt(text.slice(end), end, false, -1)],
      }
  }
  const places = placesOf(text, lexemes)
  const parts = Array.from(text.matchAll(PART), ({ 0: word, index: from }): Part => {
    const to = from + word.length
    const teller = places.findLastIndex(
      (start, i) => start < to && start + (lexemes[i]?.value.length ?? 0) > from && hasLetters(lexemes[i]?.value ?? ''),
    )
    return partAt(word, from, hasLetters(word), teller)
  })
  return { lexemes, parts }
}

function partAt(written: string, from: number, isLettered: boolean, teller: number): Part {
  const { text, lower } = spellingOf(written)
  return { text, lower, from, to: from + written.length, isLettered, teller }
}

/** Whether lexemes stand as they are in a text, and nothing else. */
const areIn = (text: string, lexemes: readonly Lexeme[]): boolean =>
  lexemes.length === 1 ? lexemes[0]?.value === text : lexemes.map(({ value }) => value).join('') === text

/** A word and its lower case: the same texts for the same word, so that maps and sets that are asked for them compare them at once. */
export const spellingOf: (text: string) => Pick<Part, 'text' | 'lower'> = remembered(MAX_STRETCHES, (text) => {
  return { text, lower: text.toLowerCase() }
})

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

/** The stretches of a text in order. Line ends are some of their own, since tagging sees them; they hold no words. */
export function stretchesIn(text: string): readonly Placed[] {
  // As texts are stored they have no other blanks.
  if (OTHER_BLANK.test(text))
    return Array.from(text.matchAll(STRETCH), ({ 0: stretch, index: start }) => ({
      start,
      stretch: stretchOf(stretch),
    }))
  const found: Placed[] = []
  for (let start = 0; start < text.length;) {
    const blank = text.indexOf(' ', start)
    const end = Math.min(blank < 0 ? text.length : blank, start + MAX_LENGTH)
    if (end > start) found.push({ start, stretch: stretchOf(text.slice(start, end)) })
    start = end === blank ? end + 1 : end
  }
  return found
}

const OTHER_BLANK = /[^\S ]/u
const STRETCH = new RegExp(`[\\t\\n\\r]+|\\S{1,${MAX_LENGTH}}`, 'gu')

/** The names of the parts of speech, such as `NOUN`, by number. */
export const PARTS_OF_SPEECH = model.tags

/** The part of speech of each lexeme of a text, by number, given its stretches in order. */
export function tagStretches(stretches: readonly Placed[]): readonly number[] {
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

/** The stem of a lower-case word. */
export const stemOf = (word: string): string =>
  stretchesIn(word)
    .flatMap(({ stretch }) => stretch.lexemes.map(({ value }) => model.stem(value)))
    .join('')
