// SciERC (Luan et al., EMNLP 2018): reads its documents as running text, and scores spans found in that text against its tokens.
import { z } from 'zod'
import { joinTokens } from './joined-tokens.ts'
import type { JoinedTokens } from './joined-tokens.ts'
import { SPAN_TYPES } from './span-types.ts'
import type { SpanType } from './span-types.ts'

/** A stretch of the tokens of a document, `last` included, as SciERC counts them. */
interface TokenSpan {
  readonly first: number
  readonly last: number
  readonly type: SpanType
}

/** An abstract of SciERC. */
export interface ScierDocument extends JoinedTokens {
  readonly id: string
  readonly spans: readonly TokenSpan[]
}

/** A span found in the text of a document, in UTF-16 code units. */
export interface TextSpan {
  readonly start: number
  readonly end: number
  readonly type: SpanType
}

const documentSchema = z.object({
  doc_key: z.string(),
  sentences: z.array(z.array(z.string().min(1))),
  ner: z.array(z.array(z.tuple([z.int().min(0), z.int().min(0), z.enum(SPAN_TYPES)]))),
})

/**
 * Reads the lines of a SciERC file. Its tokens are put together to running text again, so that what is scored is the whole
 * way from text to spans and not only the part that starts from somebody else's tokens.
 *
 * @throws {z.ZodError} where a line is no SciERC document
 */
export function readScierc(lines: Iterable<string>): readonly ScierDocument[] {
  const documents: ScierDocument[] = []
  for (const line of lines) if (line.trim() !== '') documents.push(toDocument(documentSchema.parse(JSON.parse(line))))
  return documents
}

function toDocument({ doc_key: id, sentences, ner }: z.infer<typeof documentSchema>): ScierDocument {
  const spans = ner.flat().map(([first, last, type]) => ({ first, last, type }))
  return { id, ...joinTokens(sentences.flat(), false), spans }
}

/** The tokens that a stretch of the text touches, or `null` where it touches none. */
export function tokensAt(
  { starts, ends }: ScierDocument,
  start: number,
  end: number,
): { first: number; last: number } | null {
  const first = ends.findIndex((tokenEnd) => tokenEnd > start)
  const last = starts.findLastIndex((tokenStart) => tokenStart < end)
  return first < 0 || last < first ? null : { first, last }
}

/** Precision, recall and their harmonic mean, with what they are counted from. */
export interface Figures {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly gold: number
  readonly found: number
  readonly right: number
}

/** How well the spans found agree with those of SciERC. */
export interface ScierFigures {
  /** Same tokens, same type; over all types. */
  readonly typed: Figures
  readonly byType: Readonly<Record<SpanType, Figures>>
  /** Same tokens, any type. */
  readonly untyped: Figures
  /** At least one token in common, any type: precision over the spans found, recall over the spans of SciERC. */
  readonly overlap: Figures
  /** Distinct names a paper: the tokens of a span in lower case, each name once an abstract, whatever its type; `Generic` spans are no names. */
  readonly names: Figures
  /** The same with `Generic` spans. */
  readonly namesAndGeneric: Figures
  /** Distinct names of methods a paper. */
  readonly methodNames: Figures
}

/**
 * Scores what `tag` finds in the text of each document. A span found counts as the tokens that it touches. Every span of
 * SciERC counts, also the few that stand inside another one (about one in a hundred).
 */
export function evaluateScierc(
  documents: readonly ScierDocument[],
  tag: (text: string) => readonly TextSpan[],
): ScierFigures {
  const counts = new Counts()
  for (const document of documents) {
    const found = new Map<string, TokenSpan>()
    for (const { start, end, type } of tag(document.text)) {
      const tokens = tokensAt(document, start, end)
      if (tokens !== null) found.set(`${tokens.first} ${tokens.last} ${type}`, { ...tokens, type })
    }
    countDocument(document, [...found.values()], counts)
  }
  return {
    typed: counts.figures('typed'),
    byType: {
      Method: counts.figures('Method'),
      Task: counts.figures('Task'),
      Metric: counts.figures('Metric'),
      Material: counts.figures('Material'),
      OtherScientificTerm: counts.figures('OtherScientificTerm'),
      Generic: counts.figures('Generic'),
    },
    untyped: counts.figures('untyped'),
    overlap: counts.figures('overlap'),
    names: counts.figures('names'),
    namesAndGeneric: counts.figures('namesAndGeneric'),
    methodNames: counts.figures('methodNames'),
  }
}

function countDocument(document: ScierDocument, found: readonly TokenSpan[], counts: Counts): void {
  const { spans, text, starts, ends } = document
  const place = ({ first, last }: TokenSpan): string => `${first} ${last}`
  const typed = (span: TokenSpan): string => `${place(span)} ${span.type}`
  const name = ({ first, last }: TokenSpan): string => text.slice(starts[first], ends[last]).toLowerCase()
  const ofType = (type: SpanType) => (span: TokenSpan) => span.type === type
  const notGeneric = (span: TokenSpan): boolean => span.type !== 'Generic'
  counts.compare('typed', spans.map(typed), found.map(typed))
  for (const type of SPAN_TYPES)
    counts.compare(type, spans.filter(ofType(type)).map(place), found.filter(ofType(type)).map(place))
  counts.compare('untyped', spans.map(place), found.map(place))
  counts.compare('names', spans.filter(notGeneric).map(name), found.filter(notGeneric).map(name))
  counts.compare('namesAndGeneric', spans.map(name), found.map(name))
  counts.compare('methodNames', spans.filter(ofType('Method')).map(name), found.filter(ofType('Method')).map(name))
  const touches = (one: TokenSpan) => (other: TokenSpan) => one.first <= other.last && other.first <= one.last
  counts.add('overlap', {
    gold: spans.length,
    found: found.length,
    goldFound: spans.filter((span) => found.some(touches(span))).length,
    foundRight: found.filter((span) => spans.some(touches(span))).length,
  })
}

interface Count {
  gold: number
  found: number
  goldFound: number
  foundRight: number
}

class Counts {
  readonly #counts = new Map<string, Count>()

  /** Counts what two sets have in common; what is listed twice counts once. */
  compare(what: string, gold: readonly string[], found: readonly string[]): void {
    const [goldSet, foundSet] = [new Set(gold), new Set(found)]
    const both = goldSet
      .keys()
      .filter((item) => foundSet.has(item))
      .toArray().length
    this.add(what, { gold: goldSet.size, found: foundSet.size, goldFound: both, foundRight: both })
  }

  add(what: string, count: Readonly<Count>): void {
    const sum = this.#counts.get(what) ?? { gold: 0, found: 0, goldFound: 0, foundRight: 0 }
    sum.gold += count.gold
    sum.found += count.found
    sum.goldFound += count.goldFound
    sum.foundRight += count.foundRight
    this.#counts.set(what, sum)
  }

  figures(what: string): Figures {
    const { gold, found, goldFound, foundRight } = this.#counts.get(what) ?? {
      gold: 0,
      found: 0,
      goldFound: 0,
      foundRight: 0,
    }
    const precision = found === 0 ? 0 : foundRight / found
    const recall = gold === 0 ? 0 : goldFound / gold
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    return { precision, recall, f1, gold, found, right: foundRight }
  }
}
