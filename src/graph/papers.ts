// Papers: their text as stored, and how they are read.
import type { PaperId, RunId } from './ids.ts'

/** The parts of a paper that hold text. */
export const TEXT_FIELDS = ['title', 'abstract'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** The longest title, abstract or other text that is read, in UTF-16 code units: no abstract is longer, and what reads it needs a bound. */
export const MAX_TEXT_LENGTH = 20_480

/** A stretch of text: UTF-16 code units, `start` inclusive, `end` exclusive. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A paper as stored. Text is NFC, well-formed, and never changed after offsets were taken from it. */
export interface Paper {
  readonly id: PaperId
  readonly title: string
  readonly abstract: string
  /** The sentences of the abstract, in order, without overlap. The title is one sentence. */
  readonly sentences: readonly TextRange[]
  /** Year of publication, where the source says. */
  readonly year: number | null
  /** Lower case, without resolver. */
  readonly doi: string | null
  /** Without version. */
  readonly arxivId: string | null
  /** An http(s) address. */
  readonly url: string | null
  readonly venue: string | null
  /** Names of the authors in the order of the paper. */
  readonly authors: readonly string[]
  /** Where the paper was read from: the name of the file or stream, without folders. */
  readonly source: string
  /** The run that wrote this version of the paper. */
  readonly runId: RunId
  /** Digest of everything the source says about the paper; equal digests mean there is nothing to do. */
  readonly contentHash: string
}

/** The key papers are listed by title with. */
export function paperSortKey(paper: Pick<Paper, 'title'>): string {
  return paper.title.toLowerCase()
}

/** What a paper may be recognised by. Several may be given; any that meets a stored paper counts. */
export interface PaperLookup {
  readonly doi?: string
  readonly arxivId?: string
  /** As {@link titleKey} makes it. */
  readonly titleKey?: string
}

/** The text of a field. */
export function textOf(paper: Pick<Paper, 'title' | 'abstract'>, field: TextField): string {
  return field === 'title' ? paper.title : paper.abstract
}

/** The sentence that holds a position of a field, as a range of that field; the whole field if no sentence does. */
export function sentenceAt(
  paper: Pick<Paper, 'title' | 'abstract' | 'sentences'>,
  field: TextField,
  at: number,
): TextRange {
  const whole = { start: 0, end: textOf(paper, field).length }
  if (field === 'title') return whole
  return paper.sentences.find((sentence) => sentence.start <= at && at < sentence.end) ?? whole
}

/** How much of papers to read. Their texts are the bulk of them, and most lists are read for something else. */
export interface PaperDetail {
  /** Whether papers have their text; as if true when absent. Where false, the abstracts of all are empty and have no sentences. */
  readonly withText?: boolean
}

/** Reading papers. */
export interface PaperReader {
  /** Papers by id, in the order of the ids; `null` where there is none. */
  papersById(ids: readonly PaperId[]): Promise<readonly (Paper | null)[]>
  /**
   * The stored paper each look-up meets, in the order of the look-ups; `null` where none does. A DOI counts before an
   * arXiv id, that before a title; among several papers of one DOI, arXiv id or title the smallest id counts.
   */
  findPapers(lookups: readonly PaperLookup[]): Promise<readonly (Paper | null)[]>
}
