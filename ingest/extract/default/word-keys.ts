// Keys of words: the same few thousand words come in every paper.
import { nameKey } from '../../../src/graph/names.ts'
import type { Word } from '../../text/words.ts'

const keys = new Map<string, string>()
/** The map is emptied before it grows without end. */
const MAX_KEYS = 50_000

/** The {@link nameKey} of a word. */
export function keyOfWord({ lower }: Word): string {
  const known = keys.get(lower)
  if (known !== undefined) return known
  if (keys.size >= MAX_KEYS) keys.clear()
  const key = nameKey(lower)
  keys.set(lower, key)
  return key
}

/** The key of a stretch of words: their keys in a row. */
export const keyOfWords = (words: readonly Word[]): string => words.map(keyOfWord).join('')
