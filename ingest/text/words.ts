// Words: what blanks and punctuation part. Hyphened compounds are one word with one tag, whatever the tokeniser made of them.
import { remembered } from '../../src/graph/remembered.ts'
import { isEnglish } from './language.ts'
import { maskText } from './mask.ts'
import { splitSentences } from './sentences.ts'
import { tokenise } from './tokens.ts'

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

const PART =
  /(?:\p{L}\.){2,}|\p{Lu}{2,4}\(\d{1,2}\)(?:-[\p{L}\p{N}-]+)?|[\p{L}\p{N}\p{M}_]+(?:(?:(?:-{1,2}|[\u2010\u2011])(?=[\p{L}\p{N}])|[.,](?=\d)|(?<=\d)\.(?=\d)|(?<=\p{L})['\u2019](?=\p{L})(?!['\u2019]?[sS](?![\p{L}]))|\\["'`^]\{?(?=\p{L}))[\p{L}\p{N}\p{M}_]+\}?)*(?:\+{1,2}|#|\*(?=\s|$))?|['\u2019]s(?![\p{L}\p{N}])|\S/gu

const TAGS: Readonly<Record<string, WordTag>> = {
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

/** The words of each sentence of a text; none for sentences that are not English. A title may be in title case, which hides what is a name. */
export function readSentences(text: string, isTitle: boolean): readonly (readonly Word[])[] {
  const masked = maskText(text)
  const plain = lowerOrdinaryWords(masked.text, isTitle)
  const tokens = tokenise(plain)
  const inFormula = new Set(masked.formulas.map(({ start }) => start))
  let next = 0
  return (isTitle ? [{ start: 0, end: text.length }] : splitSentences(text)).map(({ start, end }) => {
    const words: Word[] = []
    if (!isEnglish(text.slice(start, end))) return words
    for (const match of masked.text.slice(start, end).matchAll(PART)) {
      const from = start + match.index
      const to = from + match[0].length
      let pos = 'PUNCT'
      while (next < tokens.length && (tokens[next]?.end ?? 0) <= from) next += 1
      // The last lettered token of a compound says what the compound is.
      for (let i = next; i < tokens.length; i += 1) {
        const token = tokens[i]
        if (token === undefined || token.start >= to) break
        if (hasLetters(token.text)) pos = token.pos
      }
      const formula = inFormula.has(from)
      const tag = formula ? 'X' : hasLetters(match[0]) ? (TAGS[pos] ?? 'N') : 'S'
      const surface = text.slice(from, to)
      words.push({
        text: surface,
        lower: lowerOf(surface),
        start: from,
        end: to,
        tag,
        parted: isParted(text, words.at(-1)?.end ?? from, from),
      })
    }
    return words
  })
}

/** The same text for the same word: maps and sets that are asked for it compare it at once. */
const lowerOf = remembered(50_000, (word) => word.toLowerCase())

/** Letters or digits; most words begin with one of ASCII. */
const hasLetters = (text: string): boolean => /^[a-zA-Z0-9]/.test(text) || /[\p{L}\p{N}]/u.test(text)

const isParted = (text: string, from: number, to: number): boolean =>
  to > from && !(to === from + 1 && text.charCodeAt(from) === 32) && /\S/u.test(text.slice(from, to))

/** Lower case for words that only start a sentence or a title with a capital; the tagger takes them for names otherwise. */
function lowerOrdinaryWords(text: string, isTitle: boolean): string {
  if (isTitle)
    return text.replace(/(?<![\p{L}\p{N}])[A-Z](?=[a-z]+(?![\p{L}\p{N}]))/gu, (letter) => letter.toLowerCase())
  return text.replace(/(?:^|(?<=[.!?:]["'\u201D)]*\s+["'\u201C(]*))[A-Z](?=[a-z]+(?![\p{L}\p{N}]))/gu, (letter) =>
    letter.toLowerCase(),
  )
}
