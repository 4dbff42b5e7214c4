// Tokens: words with their place in the text and part of speech, as wink-nlp sees them.
import { loadLanguageModel } from './language-model.ts'
import type { Lexeme } from './language-model.ts'
import { correctTags } from './pos-machine.ts'

/** A token. `text.slice(start, end)` is its text. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Universal part of speech, such as `NOUN`. */
  readonly pos: string
}

const model = loadLanguageModel()

/** Most characters are letters or blanks of ASCII. */
const isBlank = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code === 32 || ((code < 32 || code > 126) && /\s/u.test(text.charAt(at)))
}

/**
 * The tokens of a text in order, without overlap. The model gives no offsets: each token is looked for from the end of the one
 * before it, and one that cannot be found as it stands (wink rewrites some characters) is left out.
 */
export function tokenise(text: string): readonly Token[] {
  const lexemes = lexemesIn(text)
  const tags = lexemes.map(({ tag }) => tag)
  for (const machine of model.machines) correctTags(machine, lexemes, tags)
  const tokens: Token[] = []
  let at = 0
  for (const [i, { value, tag, isFixed }] of lexemes.entries()) {
    while (at < text.length && isBlank(text, at)) at += 1
    const start = text.startsWith(value, at) ? at : text.indexOf(value, at)
    if (value === '' || start < 0 || start - at > 64) continue
    at = start + value.length
    tokens.push({ text: value, start, end: at, pos: model.tags[isFixed ? tag : (tags[i] ?? 0)] ?? 'X' })
  }
  return tokens
}

function lexemesIn(text: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = []
  for (const stretch of text.split(model.blanks)) {
    // The blanks are among the stretches; line ends and tabs are tokens.
    if (stretch !== '' && !BLANKS.test(stretch)) for (const lexeme of model.lexemesOf(stretch)) lexemes.push(lexeme)
  }
  return lexemes
}

/** Blanks that are no tokens. */
const BLANKS = /^[ \u00A0\u2002-\u2005\u2009\u200A\u202F\u205F]/

/** The stem of a lower-case word. */
export const stemOf = (word: string): string =>
  lexemesIn(word)
    .map(({ value }) => model.stem(value))
    .join('')
