// Tokens: words with their place in the text, part of speech and lemma, as wink-nlp sees them.
import winkNlp from 'wink-nlp'
import type { ItsFunction } from 'wink-nlp'
import { loadLanguageModel } from './language-model.ts'

/** A token. `text.slice(start, end)` is its text. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Universal part of speech, such as `NOUN`. */
  readonly pos: string
}

const nlp = winkNlp(loadLanguageModel(), ['pos'])
const { its } = nlp

/** Most characters are letters or blanks of ASCII. */
const isBlank = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code === 32 || ((code < 32 || code > 126) && /\s/u.test(text.charAt(at)))
}

/**
 * The tokens of a text in order, without overlap. wink-nlp has no offsets: each token is looked for from the end of the one
 * before it, and one that cannot be found as it stands (wink rewrites some characters) is left out.
 */
export function tokenise(text: string): readonly Token[] {
  if (text.trim() === '') return []
  const found = nlp.readDoc(text).tokens()
  // oxlint-disable typescript/unbound-method -- wink-nlp knows these functions by their identity
  const values = found.out(its.value)
  const tags = found.out(its.pos)
  // oxlint-enable typescript/unbound-method
  const tokens: Token[] = []
  let at = 0
  for (const [i, value] of values.entries()) {
    while (at < text.length && isBlank(text, at)) at += 1
    const start = text.startsWith(value, at) ? at : text.indexOf(value, at)
    if (value === '' || start < 0 || start - at > 64) continue
    at = start + value.length
    tokens.push({ text: value, start, end: at, pos: tags[i] ?? 'X' })
  }
  return tokens
}

// oxlint-disable-next-line typescript/unbound-method, typescript/no-unsafe-type-assertion -- a function known by its identity, typed too narrowly
const itsStem = its.stem as unknown as ItsFunction<string>
const stems = new Map<string, string>()

/** The stem of a lower-case word, after M. Porter's second algorithm ("Porter2", 2001). */
export function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const tokens = nlp.readDoc(word).tokens()
  const parts: string[] = []
  for (let i = 0; i < tokens.length(); i += 1) parts.push(tokens.itemAt(i).out(itsStem))
  const stem = parts.join('')
  stems.set(word, stem)
  return stem
}
