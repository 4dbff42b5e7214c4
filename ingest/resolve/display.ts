// Display: the name of an entity as people write it in running text, rather than as a title or a plural has it.
import { singular } from '../../src/graph/names.ts'
import { lemmaOf } from '../text/lemma.ts'
import { isProperWord } from '../text/proper.ts'

/** How often the papers write each word in lower case and, inside a name in running text, with a capital. */
export interface Spellings {
  /** Whether a capitalised word is an ordinary one: "Gradient" is, "Gaussian" is none. A word alone may be a name nobody knows. */
  readonly isOrdinary: (word: string, isAlone: boolean) => boolean
}

/** Reads the lemmas of a corpus, each with how often it stands in abstracts. */
export function countSpellings(lemmas: Iterable<readonly [lemma: string, inAbstracts: number]>): Spellings {
  const lower = new Map<string, number>()
  const upper = new Map<string, number>()
  const add = (to: Map<string, number>, word: string, count: number): void => {
    const key = singular(word)
    to.set(key, (to.get(key) ?? 0) + count)
  }
  for (const [lemma, inAbstracts] of lemmas) {
    if (inAbstracts === 0) continue
    const words = lemma.match(WORD) ?? []
    // Where every word has a capital, that says nothing about any of them.
    const tells = words.length === 1 || words.some((word) => /^\p{Ll}{3}/u.test(word))
    for (const word of words) {
      if (/^\p{Ll}/u.test(word)) add(lower, word, inAbstracts)
      else if (tells) add(upper, word.toLowerCase(), inAbstracts)
    }
  }
  return {
    isOrdinary: (word, isAlone) => {
      const key = singular(word.toLowerCase())
      const count = lower.get(key) ?? 0
      return !isProperWord(word) && count >= (upper.get(key) ?? 0) && (count > 0 || !isAlone)
    },
  }
}

const WORD = /\p{L}[\p{L}\p{M}]*/gu
/** A word without capitals inside it, and the compound it stands in. */
const COMPOUND = /(?<!\)-)[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{M}\p{N}]+)*/gu
/** Words that stay small in a title. */
const JOINING = /^(?:and|by|for|from|in|of|on|the|to|with)$/
const CAPITALISED = /^\p{Lu}[\p{Ll}\p{M}]+$/u

/**
 * A name as people write it: in the singular, ordinary words in lower case, proper words with a capital. Names that running text
 * writes with a capital at every word stay as they are ("Deep Sets"); compounds with a short form in them too ("Tree-LSTM").
 */
export function displayName(name: string, isProper: boolean, { isOrdinary }: Spellings): string {
  const isAlone = !/[\s-]/.test(name)
  const written =
    isProper && !SPELLING.test(name)
      ? name
      : quiet(name).replace(COMPOUND, (compound) => {
          const parts = compound.split(/([-\u2010\u2011])/)
          if (!/\p{Lu}/u.test(compound)) return parts.map((part) => writeSmall(part, isAlone)).join('')
          if (parts.some((part) => isCode(part) && !isShouted(part, isOrdinary))) return compound
          const small = parts.map((part, i) =>
            name.includes(' ') && PREFIX.test(part) && /^\p{Ll}/u.test(parts[i + 2] ?? '')
              ? part.toLowerCase()
              : writePart(part, isAlone, isOrdinary),
          )
          // "Self-Determination theory": neither "self-Determination" nor a guess; "Magnitude-based" says what it is.
          const isMixed =
            small.some((part, i) => part !== parts[i] && !/^(?:aware|based|driven|free|guided|like)$/.test(part)) &&
            small.some(isCapitalOfName)
          return isMixed && parts.every((part, i) => i % 2 === 1 || CAPITALISED.test(part) || JOINING.test(part))
            ? compound
            : small.join('')
        })
  // "Tensor Programs VI": half of the capitals would be neither a name nor plain words.
  const plain = DOING.test(written)
    ? written.toLowerCase()
    : isTitleCase(name) && hasOtherCapitals(written)
      ? name
      : written
  const last = /\p{L}+$/u.exec(plain)?.[0] ?? ''
  const isPlural =
    (!isProper && /^\p{Ll}{4,}$/u.test(last)) || /^\p{Lu}{2,}s$/u.test(last) || (!isAlone && CLASS_WORDS.test(last))
  return isPlural && !PLURAL_NAMES.test(plain) ? lemmaOf(plain) : plain
}

/** A name of four words and more whose last capitals show the letters of a short form: "Linearized Perch Function TRick". */
const SPELLING = /^(?:\p{Lu}[\p{L}-]+ ){3,}\p{Lu}{2}\p{Ll}{3,}$/u
const quiet = (name: string): string =>
  SPELLING.test(name) ? name.replace(/(?<=\p{Lu})\p{Lu}(?=\p{Ll}+$)/u, (letter) => letter.toLowerCase()) : name

/** "LSTM", "ResNet", "Q". */
const isCode = (part: string): boolean => /\p{L}\p{M}*\p{Lu}|^\p{Lu}\d*$/u.test(part)

/**
 * "COMmonsEnse", "EXPLORATION": capitals that show the letters of a short form, or those of a title, in a word that others write small.
 * A short word all in capitals is more likely a name of its own.
 */
const isShouted = (part: string, isOrdinary: Spellings['isOrdinary']): boolean =>
  part.length > (/\p{Ll}/u.test(part) ? 4 : 7) && isCode(part) && isOrdinary(part, true)

function writePart(part: string, isAlone: boolean, isOrdinary: Spellings['isOrdinary']): string {
  if (isShouted(part, isOrdinary)) return part.toLowerCase()
  if (CAPITALISED.test(part)) return isOrdinary(part, isAlone) ? part.toLowerCase() : part
  return writeSmall(part, isAlone)
}

/** A part without a capital: words such as "gaussian" get theirs. */
const writeSmall = (part: string, isAlone: boolean): string =>
  !isAlone && /^\p{Ll}{4}/u.test(part) && isProperWord(part) ? part[0]?.toUpperCase() + part.slice(1) : part

/** "Re-ranking" */
const PREFIX = /^(?:Anti|Auto|Co|Cross|De|Inter|Intra|Meta|Multi|Non|Over|Post|Pre|Re|Self|Semi|Sub|Un|Under)$/

const isCapitalOfName = (word: string): boolean => CAPITALISED.test(word) && !isProperWord(word)

/** "Discriminating between similar languages": what is done is no name. */
const DOING = /^\p{Lu}\p{Ll}{3,}ing (?!.*\p{Lu})/u

/** Whether ordinary words stand beside capitals of words that are not proper. */
const hasOtherCapitals = (written: string): boolean => {
  const words = written.split(/[\s-]+/)
  return words.some(isCapitalOfName) && words.some((word) => /^\p{Ll}{3}/u.test(word))
}

/** What a thing is: "Orthogonal Recurrent Neural Networks" are one network, "Deep Sets" are no set. */
const CLASS_WORDS =
  /^(?:(?:Net|Network|Model|Machine|Algorithm|Method|Transformer|Autoencoder|Encoder|Embedding|Tree|Forest|Graph|Game|Flow|Kernel|Unit|Filter|Laplacian|Hessian|Coefficient|Architecture)s|Processes)$/

/** Names whose plural belongs to them: "least squares", "bag of words", "learning from demonstrations", "chaos", "flat minima". */
const PLURAL_NAMES =
  /\s(?:of|between|from|by|with)\s|-of-\S+$|(?:^|[\s-])(?:squares|dynamics|data|goods|means)$|(?:cha|cosm|eth|path)os$|ma$/

/** Whether a form is written with a capital at every word. */
export const isTitleCase = (surface: string): boolean => {
  if (!/\p{Lu}/u.test(surface)) return false
  const words = surface
    .split(/[\s-]+/)
    .filter((word) => /^\p{L}{3}/u.test(word) && !/^(?:and|the|for|with|via)$/.test(word))
  return words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word))
}
