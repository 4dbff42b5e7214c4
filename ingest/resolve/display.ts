// Display: the name of an entity as people write it in running text, rather than as a title or a plural has it.
import { lemmaOf } from '../text/lemma.ts'

/** How often the papers write each word in lower case and, inside a name in running text, with a capital. */
export interface Spellings {
  /** Whether a capitalised word is an ordinary one: "Gradient" is, "Gaussian" is none. */
  readonly isOrdinary: (word: string) => boolean
}

/** Reads the forms of a corpus, each with how often it stands in abstracts. */
export function countSpellings(
  surfaces: readonly (readonly [form: string, at: { readonly abstract: number }])[],
): Spellings {
  const lower = new Map<string, number>()
  const upper = new Map<string, number>()
  for (const [surface, { abstract }] of surfaces) {
    if (abstract === 0) continue
    for (const [i, [word]] of [...surface.matchAll(WORD)].entries()) {
      // A capital at the start may be that of a sentence.
      if (/^\p{Ll}/u.test(word)) lower.set(word, (lower.get(word) ?? 0) + abstract)
      else if (i > 0) upper.set(word.toLowerCase(), (upper.get(word.toLowerCase()) ?? 0) + abstract)
    }
  }
  return {
    isOrdinary: (word) => {
      const key = word.toLowerCase()
      const count = lower.get(key) ?? 0
      return count > 0 && count >= (upper.get(key) ?? 0)
    },
  }
}

const WORD = /\p{L}[\p{L}\p{M}]*/gu
const CAPITALISED = /(?<![\p{L}\p{N}-])\p{Lu}[\p{Ll}\p{M}]+(?:-\p{L}[\p{Ll}\p{M}]+)*(?![\p{L}\p{N}-])/gu

/**
 * A name as people write it: in the singular, ordinary words in lower case. Names that running text writes with a capital at
 * every word stay as they are ("Deep Sets"), unless a short form is given for them: its letters are why they are capitals.
 */
export function displayName(name: string, isProper: boolean, { isOrdinary }: Spellings): string {
  if (isProper) return name
  const plain = name.replace(CAPITALISED, (compound) => {
    const parts = compound.split('-')
    // "Sharpness-Aware": what follows an ordinary word in a compound is one too.
    return isOrdinary(parts[0] ?? '') || parts.every(isOrdinary) ? compound.toLowerCase() : compound
  })
  const last = /\p{L}+$/u.exec(plain)?.[0] ?? ''
  const isPlural = /^\p{Ll}{4,}$/u.test(last) || /^\p{Lu}{2,}s$/u.test(last)
  return isPlural && !PLURAL_NAMES.test(plain) ? lemmaOf(plain) : plain
}

/** Names whose plural belongs to them: "least squares", "bag of words", "chaos", "flat minima". */
const PLURAL_NAMES = /\sof\s|(?:^|[\s-])(?:squares|dynamics|data|goods|means)$|os$|ma$/

/** Whether a form is written with a capital at every word. */
export const isTitleCase = (surface: string): boolean => {
  const words = surface
    .split(/[\s-]+/)
    .filter((word) => /^\p{L}{3}/u.test(word) && !/^(?:and|the|for|with|via)$/.test(word))
  return words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word))
}
