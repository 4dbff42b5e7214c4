// Counts how words and phrases are used in unlabelled papers: the table that ../statistics.ts reads.
import { nameKey } from '../../../../src/graph/names.ts'
import { findRuled } from '../candidates.ts'
import { findPhrases } from '../phrases.ts'
import { retag } from '../retag.ts'
import { COLUMNS, PAPER_STEPS, wordEntry } from '../statistics.ts'
import { USING } from '../usage.ts'
import type { Word } from '../forms.ts'
import { hashKey } from '../../../text/hash.ts'
import { readWords } from '../forms.ts'

/** A paper without labels. */
export interface PlainPaper {
  readonly title: string
  readonly abstract: string
  readonly keywords: readonly string[]
}

interface Tally {
  papers: number
  titled: number
  withKeywords: number
  keyed: number
  places: number
  ends: number
  whole: number
  used: number
  /** Places inside and outside noun phrases. */
  all: number
}

/** Entries in fewer papers say too little. */
const LEAST_PAPERS = 3
const MAX_WORDS = 4

/** The table's bytes. */
export function countUsages(papers: readonly PlainPaper[]): Uint8Array {
  const tallies = new Map<string, Tally>()
  for (const paper of papers) countPaper(paper, tallies)
  const kept = [...tallies].filter(([, { papers }]) => papers >= LEAST_PAPERS)
  const byHash = new Map(kept.map(([key, tally]) => [hashKey(key), tally]))
  const hashes = [...byHash.keys()].sort((a, b) => a - b)
  const bytes = new Uint8Array(4 + hashes.length * (4 + COLUMNS.length))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, hashes.length, true)
  for (const [i, hash] of hashes.entries()) {
    view.setUint32(4 + 4 * i, hash, true)
    const tally = byHash.get(hash)
    if (tally === undefined) continue
    // Shares are drawn towards the usual one where papers are few.
    const share = (part: number, all: number, usual: number): number =>
      Math.round((255 * (part + 4 * usual)) / (all + 4))
    const { papers, titled, withKeywords, keyed, places, ends, whole, used, all } = tally
    const columns = [
      Math.min(255, Math.round((1 + Math.log2(papers)) * PAPER_STEPS)),
      share(titled, papers, 0.1),
      share(ends, places, 0.5),
      share(whole, places, 0.3),
      share(keyed, withKeywords, 0.05),
      share(used, ends, 0.1),
      share(places, Math.max(all, places), 0.8),
    ]
    for (const [column, value] of columns.entries()) bytes[4 + hashes.length * (4 + column) + i] = value
  }
  return bytes
}

function countPaper({ title, abstract, keywords }: PlainPaper, tallies: Map<string, Tally>): void {
  const inTitle = new Set<string>()
  const seen = new Set<string>()
  for (const isTitle of [true, false]) {
    for (const [i, sentence] of readWords(isTitle ? title : abstract, isTitle).entries()) {
      const field = isTitle ? 'title' : 'abstract'
      const words = retag(sentence, isTitle)
      const phrases = findPhrases(words, field, i)
      const ruled = findRuled({ words, field, sentence: i }, phrases, [])
      const wholes = new Set(ruled.flatMap(({ rule, from, to }) => (rule === 'phrase' ? [`${from}:${to}`] : [])))
      const keys = words.map(({ form }) => form.key)
      for (const key of keys) if (key !== '') tallyOf(tallies, wordEntry(key)).all += 1
      for (const phrase of phrases) {
        const usedHere = isUsed(words, phrase.from)
        for (let from = phrase.from; from < phrase.to; from += 1) {
          for (let to = from + 1; to <= Math.min(phrase.to, from + MAX_WORDS); to += 1) {
            const key = keys.slice(from, to).join('')
            if (key === '') continue
            const at = { ends: to === phrase.to, whole: wholes.has(`${from}:${to}`), used: usedHere }
            const entries = to === from + 1 ? [key, wordEntry(key)] : [key]
            for (const entry of entries) {
              count(tallies, entry, at)
              seen.add(entry)
              if (isTitle) inTitle.add(entry)
            }
          }
        }
      }
    }
  }
  const keyed = new Set(
    keywords.flatMap((keyword) => [nameKey(keyword), ...keyword.split(/\s+/).map((word) => wordEntry(nameKey(word)))]),
  )
  for (const entry of seen) {
    const tally = tallies.get(entry)
    if (tally === undefined) continue
    tally.papers += 1
    if (inTitle.has(entry)) tally.titled += 1
    if (keywords.length > 0) tally.withKeywords += 1
    if (keyed.has(entry)) tally.keyed += 1
  }
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const known = tallies.get(key)
  if (known !== undefined) return known
  const fresh = { papers: 0, titled: 0, withKeywords: 0, keyed: 0, places: 0, ends: 0, whole: 0, used: 0, all: 0 }
  tallies.set(key, fresh)
  return fresh
}

function count(
  tallies: Map<string, Tally>,
  key: string,
  at: { readonly ends: boolean; readonly whole: boolean; readonly used: boolean },
): void {
  const tally = tallyOf(tallies, key)
  tally.places += 1
  if (at.ends) tally.ends += 1
  if (at.whole) tally.whole += 1
  if (at.ends && at.used) tally.used += 1
}

/** Whether a phrase is something used or proposed, not counting an article before it. */
function isUsed(words: readonly Word[], from: number): boolean {
  let at = from - 1
  while (at >= 0 && words[at]?.tag === 'D') at -= 1
  return USING.test(words[at]?.lower ?? '')
}
