// Loud titles: in capitals throughout, so that every word looks like a short form. They are read in lower case.
import type { PaperText } from '../extractor.ts'

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
