// Senses of the corpus: what short forms stand for in papers that do not say.
import type { AcronymDefinition } from '../../src/graph/extractions.ts'
import { foldWord, nameKey } from '../../src/graph/names.ts'
import { isDataset, isWrittenAsDataset, METRICS } from '../extract/default/lexicon/known.ts'
import { lemmaOf } from '../text/lemma.ts'
import type { Corpus, PackedPaper, Trace } from './corpus.ts'
import { KNOWN, NO_SENSES, sensesOfPaper, wordsOfLemma, writeOut } from './senses.ts'
import type { Senses } from './senses.ts'
import { namesMeasure } from './tails.ts'

/** Share of the papers defining a short form that must agree before papers that do not define it follow. */
const AGREEMENT = 0.8
/** The same for what the whole field means by it. */
const MAJORITY = 0.5

/** How many papers say what a short form means. */
interface Vote {
  readonly short: string
  readonly count: number
  readonly long: string
  readonly isForeign: boolean
}

/** So many papers make a meaning of their own one of the corpus. */
const SEVERAL = 3

/** What one paper alone says a short form means. Another may mean something else by it: TED is a distance, and a series of talks. */
interface Hearsay {
  /** As it is written there. */
  readonly short: string
  readonly long: string
  /** Whether it looks like nothing else: long, and no word. */
  readonly isName: boolean
}

/** What short forms mean in papers that do not say. */
export interface CorpusSenses {
  /** In all of them. */
  readonly common: Senses
  readonly hearsay: ReadonlyMap<string, Hearsay>
}

/**
 * Reads what the papers of a corpus say of short forms. One that different papers define differently has no common meaning: it
 * stands for itself, so that unlike things are kept apart.
 */
export function readSenses({ papers, strings }: Corpus): CorpusSenses {
  const votes = countVotes(papers)
  const common = new Map<string, string>([...KNOWN].filter(([short]) => !votes.has(short)))
  const said = new Map<string, Pick<Hearsay, 'short' | 'long'>>()
  for (const [short, longs] of votes) {
    const all = [...longs.values()]
    const count = all.reduce((sum, vote) => sum + vote.count, 0)
    const agreeing = (meaning: string): number =>
      all.filter(({ long }) => saysTheSame(long, meaning)).reduce((sum, vote) => sum + vote.count, 0) / count
    const [best] = all.toSorted(
      (a, b) => b.count - a.count || b.long.length - a.long.length || (a.long < b.long ? -1 : 1),
    )
    const known = KNOWN.get(short)
    if (best === undefined || (best.isForeign && best.count < SEVERAL)) continue
    if (known !== undefined && (agreeing(known) >= MAJORITY || best.count < SEVERAL)) common.set(short, known)
    else if (count === 1 && !isKnownByName(best.short)) said.set(short, best)
    else if (agreeing(best.long) >= AGREEMENT) common.set(short, best.long)
  }
  return { common, hearsay: tellNames(said, strings) }
}

function countVotes(papers: readonly PackedPaper[]): ReadonlyMap<string, ReadonlyMap<string, Vote>> {
  const votes = new Map<string, Map<string, Vote>>()
  for (const { acronyms } of papers) {
    const foreign = new Set(acronyms.filter(isForeign).map(({ long }) => long))
    const writtenAs = new Map(acronyms.map(({ short }) => [nameKey(lemmaOf(short)), lemmaOf(short)]))
    for (const [short, written] of sensesOfPaper(acronyms)) {
      // "bidirectional LSTM (BiLSTM)" says what "bidirectional long short-term memory (BiLSTM)" does.
      const long = KNOWN.has(short) ? written : writeOut(written, NO_SENSES, KNOWN)
      const longs = votes.get(short) ?? new Map<string, Vote>()
      votes.set(short, longs)
      const vote = longs.get(nameKey(long))
      longs.set(nameKey(long), {
        short: vote?.short ?? writtenAs.get(short) ?? short,
        long: vote === undefined || long < vote.long ? long : vote.long,
        count: (vote?.count ?? 0) + 1,
        isForeign: (vote?.isForeign ?? false) || foreign.has(written),
      })
    }
  }
  return votes
}

/** Data and measures go by names that mean one thing. */
const isKnownByName = (short: string): boolean => isDataset(short) || METRICS.has(nameKey(short))

/** A name of fewer letters may be that of anything; with small ones among them, as in "muP", one less will do. */
const NAME_LENGTH = 4

/** Tells which short forms are no words of the corpus: "trade" and "scan" are. */
function tellNames(
  said: ReadonlyMap<string, Pick<Hearsay, 'short' | 'long'>>,
  strings: readonly string[],
): ReadonlyMap<string, Hearsay> {
  const words = new Set<string>()
  const wanted = new Set([...said.values()].map(({ short }) => short.toLowerCase()))
  if (wanted.size > 0)
    for (const text of strings) for (const word of text.split(' ')) if (wanted.has(word)) words.add(word)
  return new Map(
    [...said].map(([key, { short, long }]) => {
      const letters = short.length + Number(/\p{Ll}/u.test(short))
      return [key, { short, long, isName: letters >= NAME_LENGTH && !words.has(short.toLowerCase()) }]
    }),
  )
}

/**
 * What short forms mean in a paper because another paper says so that it has much in common with, given all its mentions. What it
 * says itself comes before that.
 */
export function heardIn(own: Senses, traces: readonly Pick<Trace, 'lemma'>[], { hearsay }: CorpusSenses): Senses {
  if (hearsay.size === 0) return NO_SENSES
  const heard = new Map<string, string>()
  let stems: ReadonlySet<string> | undefined
  for (const { lemma } of traces) {
    // Most lemmas are plain words.
    if (!/\p{Lu}/u.test(lemma)) continue
    for (const { text, key, looksShort } of wordsOfLemma(lemma)) {
      const found = looksShort && !own.has(key) && !heard.has(key) ? hearsay.get(key) : undefined
      if (found === undefined) continue
      const isName = found.isName && lemmaOf(text) === found.short
      // Once a paper, and few papers need them.
      if (isName || speaksOf((stems ??= stemsIn(traces)), found.long)) heard.set(key, found.long)
    }
  }
  return heard.size > 0 ? heard : NO_SENSES
}

/** So many letters tell a word and its like: "fast Fourier transform", "Fourier transforms". */
const STEM = 6

/** Whether half of the words of a long form, and more than one, are in what a paper mentions, given its stems. */
function speaksOf(stems: ReadonlySet<string>, long: string): boolean {
  const wanted = new Set(stemsOf(long))
  const found = [...wanted].filter((stem) => stems.has(stem)).length
  return found >= Math.max(2, wanted.size / 2)
}

const stemsIn = (traces: readonly Pick<Trace, 'lemma'>[]): ReadonlySet<string> =>
  new Set(traces.flatMap(({ lemma }) => stemsOf(lemma)))

const stemsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3)
    .map((word) => word.slice(0, STEM))

/**
 * Whether a paper gives the name of known data or of a known measure a meaning of its own: "Coding Concepts (CoCo)", "image generation
 * on ILSVRC2012 (ImageNet)", "emotion cause extraction (ECE)". Unless several papers say so, it counts there and nowhere else.
 */
function isForeign({ short, long }: AcronymDefinition): boolean {
  if (METRICS.has(nameKey(short))) return !METRICS.has(nameKey(long)) && !namesMeasure(nameKey(long))
  if (!isDataset(short)) return false
  const initials = long
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('')
  return !(short === initials.toUpperCase() || (isWrittenAsDataset(short) && /^\p{Lu}.*\s\p{Lu}/u.test(long)))
}

/** Whether one long form only leaves out words of the other: "convolutional network", "convolutional neural network". */
function saysTheSame(a: string, b: string): boolean {
  const [short = [], long = []] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length)
  let at = 0
  for (const word of long) {
    const one = short[at]
    // "convolution" and "convolutional"
    if (one !== undefined && (word.startsWith(one) || one.startsWith(word))) at += 1
  }
  return at === short.length
}

/** Keys of one thing, and the rule that says so. */
export interface Alike {
  readonly keys: ReadonlySet<string>
  readonly rule: 'wording' | 'acronym'
}

/**
 * Long forms of one short form that differ by no more than an ending, a conjunction or an empty word: "vision-language navigation" and
 * "vision-and-language navigation" (VLN), "large-scale language model" (LLM). And what papers say the name of known data stands for.
 */
export function longFormsAlike(papers: readonly PackedPaper[], keyOf: (name: string) => string): readonly Alike[] {
  const longs = new Map<string, Set<string>>()
  const data = new Map<string, Set<string>>()
  const add = (to: Map<string, Set<string>>, group: string, ...keys: readonly string[]): void => {
    const known = to.get(group)
    if (known === undefined) to.set(group, new Set(keys))
    else for (const key of keys) known.add(key)
  }
  for (const [short, long] of KNOWN) add(longs, `${short} ${bareOf(long)}`, keyOf(long))
  for (const { acronyms } of papers) {
    for (const [short, long] of sensesOfPaper(acronyms)) add(longs, `${short} ${bareOf(long)}`, keyOf(long))
    for (const acronym of acronyms)
      if (isDataset(acronym.short) && !isForeign(acronym))
        add(data, nameKey(acronym.short), keyOf(acronym.short), keyOf(acronym.long))
  }
  return [
    ...[...longs.values()].map((keys): Alike => ({ keys, rule: 'wording' })),
    ...[...data.values()].map((keys): Alike => ({ keys, rule: 'acronym' })),
  ].filter(({ keys }) => keys.size > 1)
}

const EMPTY = /^(?:and|the|an?|scale)$/

/** The words of a long form that tell what it is. */
const bareOf = (long: string): string =>
  wordsOf(long)
    // A convolutional network is a neural one; neural NER is one way of doing it.
    .filter((word, i, all) => !EMPTY.test(word) && !(word === 'neural' && /^net(?:work)?$/.test(all[i + 1] ?? '')))
    .map((word) => word.replace(/(?<=ion)al$|(?<=.{4})ed$/, ''))
    .join(' ')
    .replace(/(?<= (?:memory|unit))(?: recurrent)? network$/, '')

const wordsOf = (long: string): readonly string[] =>
  lemmaOf(long)
    .toLowerCase()
    .split(/[\s-]+/)
    // "knowledge base question answering" and "knowledge-based question answering"
    .map((word) => (word === 'bases' ? 'base' : word === 'base' ? word : foldWord(word)))
