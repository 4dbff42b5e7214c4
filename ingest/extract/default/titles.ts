// Titles: what is told by them as by no sentence. Some are in capitals throughout, so that every word looks like a short form.
import type { PaperText } from '../extractor.ts'
import { isNominal } from './around.ts'
import type { Form, Word } from './forms.ts'
import { isPluralNoun } from './forms.ts'
import { GERUND_COMPOUNDS } from './lexicon/grammar.ts'

/** So many words in capitals are no name by themselves. */
const MANY = 3

/**
 * A title as it is to be read: one in capitals in lower case, but for words that its
 * abstract writes with capitals inside them. Of the same length.
 */
export function readableTitle({ title, abstract }: PaperText): string {
  if (/\p{Ll}/u.test(title) || (title.match(WORDS)?.length ?? 0) < MANY) return title
  const codes = new Map((abstract.match(WORDS) ?? []).filter(isCode).map((word) => [word.toUpperCase(), word]))
  return title.replace(WORDS, (word) => codes.get(word) ?? word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))
}

/** "GAN", "CNNs", "ConvNet" */
const isCode = (word: string): boolean => /\p{L}\p{Lu}/u.test(word)

const WORDS = /\p{L}[\p{L}\p{N}]*/gu

/** "Pooling Image Datasets": a title of what is done to several things; "Scaling Laws" are a thing. */
export function actsInTitle(words: readonly Word[]): boolean {
  if (!/^[a-z]+ing$/.test(words[0]?.lower ?? '')) return false
  let end = 1
  while (isNominal(words[end])) end += 1
  const last = words[end - 1]
  if (end < 3 || last === undefined || !isPluralNoun(last)) return false
  return ![words[1], last].some((word) => word !== undefined && isOfGerunds(word.form))
}
const isOfGerunds = ({ lower }: Form): boolean => GERUND_COMPOUNDS.has(lower) && !ACTED_ON.test(lower)
const ACTED_ON =
  /^(?:data|environment|example|function|gradient|image|instance|kernel|layer|module|network|operator|parameter|point|policy|sample|set|signal|token|vector|dataset)s?$/
