// Keys of words: the same few thousand words come in every paper.
import { nameKey } from '../../../src/graph/names.ts'
import { remembered } from '../../../src/graph/remembered.ts'
import type { Word } from '../../text/words.ts'

const keyOf = remembered(50_000, nameKey)

/** The {@link nameKey} of a word. */
export const keyOfWord = ({ lower }: Word): string => keyOf(lower)

/** The key of a stretch of words: their keys in a row. */
export const keyOfWords = (words: readonly Word[]): string => words.map(keyOfWord).join('')
