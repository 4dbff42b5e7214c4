// Labelled short and long forms: the shared tasks on acronyms of scientific texts, by offsets or by token.
//
// A. Veyseh et al., "Acronym Extraction and Acronym Disambiguation Shared Tasks at the Scientific Document Understanding
// Workshop 2022" (and 2021). They label both kinds of form and not which belongs to which, so pairs are made here: the two that
// stand nearest to each other go together, then the next, each form once. Two that have more than ten characters between them, or
// no bracket, equals sign or colon, are used beside each other and not defined one by the other: they are no pair.
import { z } from 'zod'
import type { AcronymDefinition } from '../../src/graph/extractions.ts'
import { normaliseText } from '../text/normalise.ts'
import { countAcronyms, pairErrors } from './acronym-pairs.ts'
import { emptyCount, figureOf } from './figures.ts'
import type { JsonLine } from './json-lines.ts'
import { parseLine } from './json-lines.ts'
import type { Finding, LabelFormat, LabelledSet, Scores, TextErrors } from './label-format.ts'
import { textId } from './texts.ts'

type Range = readonly [start: number, end: number]

interface LabelledText {
  readonly id: string
  readonly text: string
  readonly pairs: readonly AcronymDefinition[]
}

/** Characters between a short form and what it stands for. */
const MOST_BETWEEN = 10
const DEFINING = /^[^,;)]*[([=:][^,;)]*$/

const range = z.tuple([z.int().min(0), z.int().min(0)])
const byOffsets = z.object({ id: textId, text: z.string(), acronyms: z.array(range), long_forms: z.array(range) })
const byTokens = z
  .object({
    id: textId,
    tokens: z.array(z.string()),
    labels: z.array(z.enum(['O', 'B-short', 'I-short', 'B-long', 'I-long'])),
  })
  .refine(({ tokens, labels }) => tokens.length === labels.length, { error: 'expected as many labels as tokens' })

/** Text with the ranges of short and long forms. */
export const acronymOffsetFormat: LabelFormat = {
  name: 'acronym-offsets',
  description:
    'pairs of short and long forms in texts with offsets: {"id", "text", "acronyms": [[start, end]], "long_forms"}',
  sniff: (first) => 'acronyms' in first && 'long_forms' in first,
  read: (lines) =>
    readSet(lines, (line) => {
      const { id, text, acronyms, long_forms: longs } = parseLine(byOffsets, line)
      return { id, text, pairs: pairForms(text, acronyms, longs) }
    }),
}

/** Tokens with a label each; the text is the tokens with a blank between them. */
export const acronymTokenFormat: LabelFormat = {
  name: 'acronym-tokens',
  description: 'pairs of short and long forms in tokens: {"id", "tokens": [], "labels": ["O", "B-short", "I-long" …]}',
  sniff: (first) => 'tokens' in first && 'labels' in first,
  read: (lines) =>
    readSet(lines, (line) => {
      const { id, tokens, labels } = parseLine(byTokens, line)
      const text = tokens.join(' ')
      return { id, text, pairs: pairForms(text, rangesOf(tokens, labels, 'short'), rangesOf(tokens, labels, 'long')) }
    }),
}

function readSet(lines: readonly JsonLine[], read: (line: JsonLine) => LabelledText): LabelledSet {
  const texts = lines.map(read)
  return {
    ids: texts.map(({ id }) => id),
    texts: new Map(texts.map(({ id, text }) => [id, { title: '', abstract: normaliseText(text) }])),
    score: (findings) => scorePairs(texts, findings),
  }
}

function scorePairs(texts: readonly LabelledText[], findings: ReadonlyMap<string, Finding>): Scores {
  const count = emptyCount()
  const errors: TextErrors[] = []
  for (const { id, pairs } of texts) {
    const found = findings.get(id)?.acronyms ?? []
    countAcronyms(count, pairs, found)
    const { missed, spurious } = pairErrors(pairs, found)
    if (missed.length + spurious.length > 0) errors.push({ id, missed, spurious })
  }
  return { figures: [figureOf('acronym pairs', count)], score: null, judgements: [], kinds: [], errors }
}

function pairForms(text: string, shorts: readonly Range[], longs: readonly Range[]): readonly AcronymDefinition[] {
  const near = longs
    .flatMap((long, l) => shorts.map((short, s) => ({ l, s, long, short, gap: gapOf(long, short) })))
    .filter(({ gap, long, short }) => gap > 0 && gap <= MOST_BETWEEN && DEFINING.test(between(text, long, short)))
    .sort((a, b) => a.gap - b.gap || a.l - b.l || a.s - b.s)
  const taken = { shorts: new Set<number>(), longs: new Set<number>() }
  const pairs: AcronymDefinition[] = []
  for (const { l, s, long, short } of near) {
    if (taken.longs.has(l) || taken.shorts.has(s)) continue
    taken.longs.add(l)
    taken.shorts.add(s)
    pairs.push({ short: text.slice(...short), long: text.slice(...long) })
  }
  return pairs
}

const between = (text: string, a: Range, b: Range): string => text.slice(Math.min(a[1], b[1]), Math.max(a[0], b[0]))

/** Characters between two ranges; negative where they overlap. */
const gapOf = (a: Range, b: Range): number => Math.max(a[0], b[0]) - Math.min(a[1], b[1])

function rangesOf(tokens: readonly string[], labels: readonly string[], form: 'short' | 'long'): readonly Range[] {
  const ranges: [number, number][] = []
  let at = 0
  let open: [number, number] | null = null
  for (const [i, token] of tokens.entries()) {
    const label = labels[i]
    if (label === `B-${form}` || (label === `I-${form}` && open === null)) ranges.push((open = [at, at + token.length]))
    else if (label === `I-${form}` && open !== null) open[1] = at + token.length
    else open = null
    at += token.length + 1
  }
  return ranges
}
