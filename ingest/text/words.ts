// Words: what blanks and punctuation part. Hyphened compounds are one word with one tag, whatever the tokeniser made of them.
import { isEnglish } from './language.ts'
import { maskText } from './mask.ts'
import { splitSentences } from './sentences.ts'
import { createStretchReader, PARTS_OF_SPEECH, spellingOf, tagStretches } from './stretches.ts'
import type { Part, Spelling } from './stretches.ts'

/**
 * The class of a word: noun, proper name, adjective (with participles before nouns), gerund used as noun, verb, adverb,
 * preposition, conjunction, determiner, pronoun, numeral, formula, punctuation.
 */
export type WordTag = 'N' | 'P' | 'J' | 'G' | 'V' | 'B' | 'A' | 'C' | 'D' | 'R' | 'M' | 'X' | 'S'

/** A word in its text: `text.slice(start, end) === word.text`. */
export interface Word {
  readonly text: string
  readonly lower: string
  readonly start: number
  readonly end: number
  /** As the tagger said; `retag` refines it. */
  readonly tag: WordTag
  /** Whether something that is no blank was masked between it and the word before it. */
  readonly parted: boolean
}

const TAG_OF: Readonly<Record<string, WordTag>> = {
  NOUN: 'N',
  PROPN: 'P',
  ADJ: 'J',
  VERB: 'V',
  AUX: 'V',
  ADV: 'B',
  ADP: 'A',
  SCONJ: 'C',
  CCONJ: 'C',
  DET: 'D',
  PRON: 'R',
  NUM: 'M',
  PART: 'A',
}

/** The class that each part of speech is, by its number. */
const TAGS = PARTS_OF_SPEECH.map((name) => TAG_OF[name] ?? 'N')

/** A word with what is known of the way it is written. Its tag may be settled anew. */
type Written<Form extends Spelling> = Word & { tag: WordTag; readonly form: Form }

/**
 * What reads the words of each sentence of a text; none of sentences that are not English. A title may be in title case, which hides
 * what is a name. `formOf` is asked once for each way of writing a word, and must be pure.
 */
export function createWordReader<Form extends Spelling>(
  formOf: (text: string) => Form,
): (text: string, isTitle: boolean) => readonly Written<Form>[][] {
  const stretchesIn = createStretchReader(formOf)
  /** A word as the text has it: masked or in lower case it may look different. */
  const asWritten = (text: string, at: number, { form }: Part<Form>): Form =>
    text.startsWith(form.text, at) ? form : formOf(text.slice(at, at + form.text.length))
  return (text, isTitle) => {
    const masked = maskText(text)
    const stretches = stretchesIn(lowerOrdinaryWords(masked.text, isTitle))
    const tags = tagStretches(stretches)
    const inFormula = new Set(masked.formulas.map(({ start }) => start))
    let next = 0
    let lexemes = 0
    return (isTitle ? [{ start: 0, end: text.length }] : splitSentences(text)).map(({ start, end }) => {
      const words: Written<Form>[] = []
      const isRead = isEnglish(text.slice(start, end))
      let last = -1
      for (let placed = stretches[next]; placed !== undefined && placed.start < end; placed = stretches[next]) {
        const parts = isRead ? placed.stretch.parts : []
        for (let i = 0; i < parts.length; i += 1) {
          const part = parts[i]
          if (part === undefined) continue
          const from = placed.start + part.from
          const whole = placed.start + part.to
          const hanging = inFormula.size > 0 ? formulaIn(inFormula, from, whole) : whole
          // "rank-$k$" is a formula with a word, "UFO$^2$" and "CIFAR-$10$" are words with a formula.
          const isHung = hanging < whole && text[hanging - 1] === '-'
          const isFormula = inFormula.size > 0 && (inFormula.has(from) || (isHung && !isUpper(text, from)))
          const to = isFormula ? whole : hanging - Number(isHung)
          const form = to < whole ? formOf(text.slice(from, to)) : asWritten(text, from, part)
          const told = part.teller < 0 ? undefined : TAGS[tags[lexemes + part.teller] ?? TAGS.length]
          const tag = isFormula ? 'X' : part.isLettered ? (told ?? 'N') : 'S'
          const parted = last >= 0 && isParted(text, last, from)
          last = to
          words.push({ text: form.text, lower: form.lower, start: from, end: last, tag, parted, form })
        }
        next += 1
        lexemes += placed.stretch.lexemes.length
      }
      return words
    })
  }
}

/** The words of each sentence, where nothing more is asked of them. */
export const readSentences: (text: string, isTitle: boolean) => readonly (readonly Word[])[] =
  createWordReader(spellingOf)

/** Where the first formula begins that hangs on a word, given the starts of all; the end of the word if none does. */
function formulaIn(starts: ReadonlySet<number>, from: number, to: number): number {
  for (let at = from + 1; at < to; at += 1) if (starts.has(at)) return at
  return to
}

const isUpper = (text: string, at: number): boolean => /\p{Lu}/u.test(text.charAt(at))

const isParted = (text: string, from: number, to: number): boolean =>
  to > from && !(to === from + 1 && text.charCodeAt(from) === 32) && /\S/u.test(text.slice(from, to))

/** Lower case for words that only start a sentence or a title with a capital; the tagger takes them for names otherwise. */
function lowerOrdinaryWords(text: string, isTitle: boolean): string {
  if (isTitle)
    return text.replace(/(?<![\p{L}\p{N}])[A-Z](?=[a-z]+(?![\p{L}\p{N}]))/gu, (letter) => letter.toLowerCase())
  return text.replace(/[A-Z](?<=(?:^|[.!?:]["'\u201D)]*\s+["'\u201C(]*)[A-Z])(?=[a-z]+(?![\p{L}\p{N}]))/gu, (letter) =>
    letter.toLowerCase(),
  )
}
