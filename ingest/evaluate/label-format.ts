// The port that a format of labels implements: lines in, texts to read and a way to score what was found in them out.
import type { AcronymDefinition } from '../../src/graph/extractions.ts'
import type { PaperText } from '../extract/extractor.ts'
import type { Figure } from './figures.ts'
import type { JsonLine } from './json-lines.ts'
import type { KindPair } from './kinds.ts'
import type { Judgement } from './reliability.ts'

/** An entity that was found in a text, by us or by another program. */
export interface FoundName {
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly role: string | null
  /** 0 to 1; `null` where the program that found it does not say. */
  readonly confidence: number | null
}

/** What was found in one text, the most salient first. */
export interface Finding {
  readonly id: string
  readonly entities: readonly FoundName[]
  readonly acronyms: readonly AcronymDefinition[]
}

/** What the labels of one text say was missed, and what was found beside them. */
export interface TextErrors {
  readonly id: string
  readonly missed: readonly string[]
  readonly spurious: readonly string[]
}

/** The outcome of a comparison. */
export interface Scores {
  readonly figures: readonly Figure[]
  /** One number for all, where the format has one. */
  readonly score: { readonly value: number; readonly meaning: string } | null
  /** One a found entity, where the labels tell which of them are right. */
  readonly judgements: readonly Judgement[]
  /** One a found entity that the labels have, where they tell kinds. */
  readonly kinds: readonly KindPair[]
  /** Texts with errors only, in the order of the labels. */
  readonly errors: readonly TextErrors[]
}

/** Labelled texts. */
export interface LabelledSet {
  /** Ids of the texts, each once, in the order of the labels. */
  readonly ids: readonly string[]
  /** The texts the labels came with, by id. Those that are missing must be given apart. */
  readonly texts: ReadonlyMap<string, PaperText>
  /** Compares the labels with what was found; a text without a finding counts as one in which nothing was found. */
  score(findings: ReadonlyMap<string, Finding>): Scores
}

/** A form that labels come in. */
export interface LabelFormat {
  /** Stable name, such as `papers`. */
  readonly name: string
  /** What it holds and how it is scored, in a line. */
  readonly description: string
  /** Whether a file that starts with this object is of this format. Looks at the content, never at a file's name. */
  sniff(first: JsonLine['value']): boolean
  /**
   * Reads all lines.
   *
   * @throws SourceError for a line that is not as the format wants it.
   */
  read(lines: readonly JsonLine[]): LabelledSet
}
