// What a source yields: papers as the outside has them, checked and cleaned, with the place they came from.
import type { Problem } from './problems.ts'

/** A paper as a source gives it. Text is NFC, well-formed, without control characters, blanks single and trimmed. */
export interface SourceRecord {
  /** The input's own id, where it has one. Not the graph's id. */
  readonly id: string | null
  readonly title: string
  readonly abstract: string
  readonly year: number | null
  readonly doi: string | null
  readonly arxivId: string | null
  readonly url: string | null
  readonly venue: string | null
  readonly authors: readonly string[]
  readonly origin: Origin
}

/** Where a record stands: the source's name without folders, and its lines, counted from 1. */
export interface Origin {
  readonly source: string
  readonly firstLine: number
  readonly lastLine: number
}

/** What a source yields one at a time: a record, or a problem with what is no record. */
export type SourceItem =
  { readonly type: 'record'; readonly record: SourceRecord } | { readonly type: 'problem'; readonly problem: Problem }
