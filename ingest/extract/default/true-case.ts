// True case: a capital that only the start of a sentence or a title gives does not belong to a name.
import { isProperWord } from '../../text/proper.ts'
import type { Word } from './forms.ts'
import type { Candidate } from './candidates.ts'

/** Whether an abstract writes a word, given in lower case, in lower case somewhere, and with a capital inside a sentence. */
export interface Casing {
  readonly isLower: (word: string) => boolean
  readonly isUpper: (word: string) => boolean
}

/** Reads how the sentences of an abstract write their words. */
export function readCasing(sentences: readonly (readonly Word[])[]): Casing {
  const [lower, upper] = [new Set<string>(), new Set<string>()]
  for (const words of sentences) {
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i]
      // Nobody asks for single letters; and most of what is no plain word are marks.
      if (word === undefined || word.form.isPlain || word.text.length === 1) continue
      for (const part of word.text.match(LETTERS) ?? []) {
        if (/^\p{Ll}/u.test(part)) lower.add(part)
        else if (i > 0) upper.add(part.toLowerCase())
      }
    }
  }
  return {
    // Most words are plain, and few are asked for: they are looked at where they stand.
    isLower: (word) => lower.has(word) || sentences.some((words) => words.some(({ text }) => text === word)),
    isUpper: (word) => upper.has(word),
  }
}

/** The surface of a place with ordinary words in lower case: "Kernel methods" at the start of a sentence is "kernel methods". */
export function trueCase(surface: string, { field, from }: Pick<Candidate, 'field' | 'from'>, casing: Casing): string {
  if (field !== 'title' && from > 0) return surface
  const isName = !/[\s-]/.test(surface)
  return surface.replace(LETTERS, (part: string, at: number) => {
    if (!/^\p{Lu}[\p{Ll}\p{M}]+$/u.test(part) || (field !== 'title' && at > 0)) return part
    const plain = part.toLowerCase()
    // A single word is often a name: "Mixup: …".
    const isOrdinary = isName ? casing.isLower(plain) : !casing.isUpper(plain)
    return isOrdinary && !isProperWord(part) ? plain : part
  })
}

const LETTERS = /\p{L}[\p{L}\p{M}]*/gu
