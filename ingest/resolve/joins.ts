// Joins: from lemmas to things. Each lemma has one key; keys that name one thing share a root.
import type { Extraction } from '../../src/graph/extractions.ts'
import { nameKey } from '../../src/graph/names.ts'
import { lemmaOf } from '../text/lemma.ts'
import type { Corpus, PackedPaper, Trace } from './corpus.ts'
import { findMisspellings } from './misspellings.ts'
import type { Spelling } from './misspellings.ts'
import { heardIn, longFormsAlike, readSenses } from './corpus-senses.ts'
import type { CorpusSenses } from './corpus-senses.ts'
import { findWordsApart, isLoud, isShouted } from './shouting.ts'
import { NO_SENSES, sensesOfPaper, writeOut } from './senses.ts'
import type { Senses } from './senses.ts'
import { mayDrop } from './tails.ts'
import { createDisjointSets } from './union.ts'
import { stateOf, variantsOf, writeNumbers } from './variants.ts'
import type { Variant } from './variants.ts'

/** Which thing each mention of a paper names. */
export interface Joins {
  /** The root key of each mention, in their order; the empty string for mentions that name nothing. */
  rootsOf(
    paper: PackedPaper | Pick<Extraction, 'acronyms'>,
    traces: readonly Pick<Trace, 'lemma' | 'field'>[],
  ): readonly string[]
  /** The keys that share a root, by how many papers mention them (most first), then by key. */
  keysOf(root: string): readonly string[]
  /** The rule that joined a key to its root; `null` for keys that stand by themselves. */
  ruleOf(key: string): string | null
}

type Link = Pick<Variant, 'rule' | 'onlyName'> & {
  /** Whether the other form stands there in lower case somewhere. */
  readonly isLower: boolean
}

/** The keys of a corpus: in how many papers each is, and which keys it may go by. */
interface KeyTable {
  readonly spellings: Map<string, Spelling>
  readonly links: Map<string, Map<string, Link>>
  /** Keys that a noun has; a state whose noun nobody uses names nothing by its participle alone. */
  readonly nouns: Set<string>
  /** Keys that texts write in lower case somewhere. */
  readonly plain: Set<string>
  /** Keys that texts do not write in capitals only: "MATH" is no mathematics. */
  readonly cased: Set<string>
  /** Keys of the short forms that papers give a key. */
  readonly shorts: Map<string, Set<string>>
  /** The keys of each paper's mentions, in their order. */
  readonly mentioned: Map<object, readonly string[]>
}

/** Keys of learners whose class is hardly ever left out. */
const LEARNER = /(?:encoderdecoder|sequencetosequence)$/

/** Keys in so many papers are common. */
const COMMON = 3

/** Reads the whole corpus and joins what belongs together. The order of the papers does not matter. */
export function joinNames(corpus: Corpus): Joins {
  const senses = readSenses(corpus)
  const keyOf = createKeys(senses.common, findWordsApart(corpus.strings))
  const table = tabulateKeys(corpus.papers, keyOf, senses)
  const papersOf = (key: string): number => table.spellings.get(key)?.papers ?? 0
  // What nobody writes by itself may be written with several tails: "encoder-decoder framework", "encoder-decoder network".
  const bare = [...table.links.values()].flatMap((links) => [...links.keys()].filter((key) => LEARNER.test(key)))
  const keys = [...new Set([...table.spellings.keys(), ...bare])].sort()
  const index = new Map(keys.map((key, i) => [key, i]))
  const sets = createDisjointSets(keys.length)
  const rules = new Map<string, string>()
  const join = (key: string, other: string, rule: string): void => {
    const a = index.get(key)
    const b = index.get(other)
    if (a === undefined || b === undefined || a === b) return
    if (sets.find(a) !== sets.find(b)) sets.join(a, b)
    // Joined by way of a third key, it still is a form of the other.
    else if (rules.has(key)) return
    rules.set(key, rule)
  }
  for (const key of keys) {
    const links = table.links.get(key)
    if (links === undefined) continue
    for (const [other, { rule, onlyName, isLower }] of links) {
      if (onlyName && (table.plain.has(other) || table.plain.has(key))) continue
      if (isLower && table.spellings.has(other) && !table.cased.has(other)) continue
      if (areToldApart(key, other, table)) continue
      // Of two full names the more frequent one is the name: "graph convolutional network". A net is a network.
      const isName = (rule === 'network' && !key.endsWith('net')) || rule === 'wording'
      if (isName && table.spellings.has(other) && papersOf(other) < papersOf(key)) join(other, key, rule)
      else join(key, other, rule)
    }
  }
  for (const { keys: alike, rule } of longFormsAlike(corpus.papers, (name) =>
    keyOf(lemmaOf(name), NO_SENSES, NO_SENSES),
  )) {
    const [most = '', ...others] = [...alike].sort((a, b) => papersOf(b) - papersOf(a) || (a < b ? -1 : 1))
    for (const other of others) join(other, most, rule)
  }
  for (const [wrong, right] of findMisspellings(table.spellings)) join(wrong, right, 'misspelling')

  const rootOf = (key: string): string => {
    const i = index.get(key)
    return i === undefined ? '' : (keys[sets.find(i)] ?? '')
  }
  const members = Map.groupBy(keys, rootOf)
  for (const found of members.values()) found.sort((a, b) => papersOf(b) - papersOf(a) || (a < b ? -1 : 1))
  return {
    rootsOf: (paper, traces) => {
      const keys =
        table.mentioned.get(corpus.packedOf(paper) ?? paper) ?? keysOfPaper(paper, traces, keyOf, senses).keys
      return traces.map(({ lemma }, i) => {
        const key = keys[i] ?? ''
        return isBareState(lemma) && !table.nouns.has(key) ? '' : rootOf(key)
      })
    },
    keysOf: (root) => members.get(root) ?? [],
    ruleOf: (key) => rules.get(key) ?? null,
  }
}

/**
 * Whether papers shorten two keys to different names: a Multimodal Transformer (MulT), Multimodal Transformer Networks (MTN). What
 * many papers speak of is no name that one of them gave: an attention mechanism (AM) is attention (ATT).
 */
function areToldApart(key: string, other: string, { shorts, spellings }: KeyTable): boolean {
  if (Math.min(spellings.get(key)?.papers ?? 0, spellings.get(other)?.papers ?? 0) >= COMMON) return false
  const [own, others] = [shorts.get(key), shorts.get(other)]
  return own !== undefined && others !== undefined && ![...own].some((short) => others.has(short))
}

function tabulateKeys(papers: readonly PackedPaper[], keyOf: KeyOf, senses: CorpusSenses): KeyTable {
  const table: KeyTable = {
    spellings: new Map(),
    links: new Map(),
    nouns: new Set(),
    plain: new Set(),
    cased: new Set(),
    shorts: new Map(),
    mentioned: new Map(),
  }
  for (const [number, paper] of papers.entries()) {
    const own = sensesOfPaper(paper.acronyms)
    for (const [short, long] of own) {
      const key = nameKey(lemmaOf(long))
      table.shorts.set(key, (table.shorts.get(key) ?? new Set()).add(short))
    }
    const seen = new Map<string, string>()
    const traces = paper.traces()
    const { keys, heard } = keysOfPaper(paper, traces, keyOf, senses)
    table.mentioned.set(paper, keys)
    let i = 0
    for (const { lemma, surface } of traces) {
      const key = keys[i++] ?? ''
      if (key === '') continue
      if (!seen.has(key) || seen.get(key) === '') seen.set(key, nameKey(lemma) === key ? lemma : '')
      if (stateOf(lemma) === null) table.nouns.add(key)
      if (!/^\p{Lu}/u.test(lemma)) table.plain.add(key)
      if (!isShouted(lemma) || key !== lemma.toLowerCase()) table.cased.add(key)
      addLinks(table, key, lemmaOf(surface), (form) => keyOf(form, own, heard))
    }
    for (const [key, lemma] of seen) {
      const known = table.spellings.get(key)
      table.spellings.set(key, {
        papers: (known?.papers ?? 0) + 1,
        first: known?.first ?? number,
        lemma: known?.lemma || lemma,
      })
    }
  }
  return table
}

/** The keys of a paper's mentions, and what was heard of the short forms in them. */
function keysOfPaper(
  { acronyms }: Pick<Extraction, 'acronyms'>,
  traces: readonly Pick<Trace, 'lemma' | 'field'>[],
  keyOf: KeyOf,
  senses: CorpusSenses,
): { readonly keys: readonly string[]; readonly heard: Senses } {
  const own = sensesOfPaper(acronyms)
  const heard = heardIn(own, traces, senses)
  const loud = isLoud(traces)
  return {
    keys: traces.map(({ lemma, field }) => {
      const key = keyOf(lemma, own, heard)
      return loud && field === 'title' && isShouted(key) ? nameKey(key) : key
    }),
    heard,
  }
}

/** Adds the keys that a form may go by. As it stands: capitals tell names, also where a sentence starts. */
function addLinks(table: KeyTable, key: string, written: string, keyOf: (form: string) => string): void {
  for (const { form, rule, onlyName, tail } of variantsOf(written)) {
    const links = table.links.get(key) ?? new Map<string, Link>()
    const other = keyOf(form)
    if (tail !== null && other !== nameKey(form) && !mayDrop(tail, other)) continue
    // Only what stands for itself may go by what it is short for.
    if (rule === 'acronym' && key !== nameKey(written)) continue
    // One lemma that needs no name is enough, and one in lower case.
    const known = links.get(other)
    const isLower = (known?.isLower ?? false) || !/\p{Lu}/u.test(form)
    table.links.set(key, links.set(other, { rule, onlyName: onlyName && (known?.onlyName ?? true), isLower }))
  }
}

/**
 * The key of a lemma in a paper: that of the state it names, else that of its form with short forms written out, as the paper itself
 * says, as it was heard, as everybody means.
 */
type KeyOf = (lemma: string, own: Senses, heard: Senses) => string

/** Lemmas come again and again; each is looked at once, unless the paper gives a short form in it a meaning of its own. */
function createKeys(common: Senses, apart: ReadonlySet<string>): KeyOf {
  const keys = new Map<string, string>()
  return (lemma, own, heard) => {
    // Two lemmas that differ only by what this paper means have different forms here.
    const written = writeOut(writeOut(lemma, own, NO_SENSES), NO_SENSES, heard)
    const known = keys.get(written)
    if (known !== undefined) return known
    const meant = writeOut(written, NO_SENSES, common)
    const isApart = isShouted(meant) && apart.has(meant.toLowerCase())
    const key = isApart ? meant : nameKey(stateOf(written) ?? writeNumbers(meant))
    keys.set(written, key)
    return key
  }
}

const isBareState = (lemma: string): boolean => !lemma.includes(' ') && stateOf(lemma) !== null
