// Ways: "adaptive scheme", "estimation procedure", "classification-based method". They tell how something is done, not what.
import type { Word } from './forms.ts'
import { keyOfWords } from './forms.ts'
import { BASES, KNOWN_WAYS, MANNERS, NON_KINDS, OPERATIONS, OTHER_WAYS, WAYS } from './lexicon/manners.ts'
import { METHODS } from './lexicon/known.ts'

/** Whether a head of method is told apart by nothing but the manner of it, by what it does, or by what it is not. */
export function isAnyWay(words: readonly Word[]): boolean {
  const head = words.at(-1)?.form.singular ?? ''
  const isWay = WAYS.has(head)
  if (!isWay && !OTHER_WAYS.has(head)) return false
  const last = words.length - 2
  for (let i = last; i >= 0; i -= 1) {
    const word = words[i]
    if (word === undefined) return false
    if (i === last && OPERATIONS.has(word.lower)) continue
    if (!isWay || !saysHow(word, words.length === 2)) return false
  }
  if (last < 0) return false
  const key = keyOfWords(words)
  return !KNOWN_WAYS.has(key) && !METHODS.has(key)
}

function saysHow({ form, lower, tag }: Word, isOnlyOne: boolean): boolean {
  if (MANNERS.has(lower) || form.isEmptyModifier || form.isVagueModifier) return true
  if (form.isLightModifier && (isOnlyOne || tag === 'J')) return true
  if (!lower.includes('-')) return false
  if (/-(?:specific|agnostic|independent|efficient)$/.test(lower)) return true
  const [, base] = /^(.+)-(?:based|driven|oriented)$/.exec(lower) ?? []
  if (base !== undefined && (BASES.has(base) || OPERATIONS.has(base))) return true
  return lower.startsWith('non-') && !NON_KINDS.test(lower)
}
