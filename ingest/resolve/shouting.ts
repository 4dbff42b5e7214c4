// Shouting: names in capitals that are words otherwise. READ is a model, and to read is not to use it.
import { isDataset, METHODS, METRICS, TASKS } from '../extract/default/lexicon/known.ts'
import type { Trace } from './corpus.ts'

/** A word in capitals throughout. */
export const isShouted = (lemma: string): boolean => /^\p{Lu}{3,}$/u.test(lemma)

/** As often, or a quarter as often, must a word be one in lower case: a few write "vqa" for VQA. */
const SELDOM = 4
/** So many forms have a word that is one. */
const SOME = 2

/** Words, in lower case, that are no slips of the same letters in capitals, given all strings of a corpus. */
export function findWordsApart(strings: readonly string[]): ReadonlySet<string> {
  const shouted = new Map<string, number>()
  for (const text of strings)
    if (/\p{Lu}{3}/u.test(text))
      for (const word of text.split(' ')) if (isShouted(word)) shouted.set(word, (shouted.get(word) ?? 0) + 1)
  const lower = new Map([...shouted.keys()].map((word) => [word.toLowerCase(), 0]))
  for (const text of strings)
    for (const word of text.split(' ')) {
      const count = lower.get(word)
      if (count !== undefined) lower.set(word, count + 1)
    }
  return new Set(
    [...shouted].flatMap(([word, count]) => {
      const plain = lower.get(word.toLowerCase()) ?? 0
      if ([METRICS, METHODS, TASKS].some((known) => known.has(word.toLowerCase())) || isDataset(word)) return []
      return plain >= SOME && plain * SELDOM >= count ? [word.toLowerCase()] : []
    }),
  )
}

/** Whether the title of a paper is in capitals throughout: it tells nothing then. */
export const isLoud = (traces: readonly Pick<Trace, 'lemma' | 'field'>[]): boolean =>
  traces.every(({ lemma, field }) => field !== 'title' || !/\p{Ll}/u.test(lemma))
