// The port that an extractor implements: text in, mentions with offsets out.
import type { AcronymDefinition, Mention } from '../../src/graph/extractions.ts'
import type { Problem } from '../problems.ts'

/** The text of one paper, as it is stored. */
export interface PaperText {
  readonly title: string
  readonly abstract: string
}

/** What was found in one text. Every mention's offsets cut its surface out of the field they name. */
export interface ExtractedText {
  /** Title before abstract, then by start. */
  readonly mentions: readonly Mention[]
  readonly acronyms: readonly AcronymDefinition[]
  /** Set where this is a makeshift answer: the paper is read again in the next run. */
  readonly isProvisional?: boolean
  /** What went wrong on the way to this answer. */
  readonly problems?: readonly Problem[]
}

/** Finds what papers speak of. */
export interface Extractor {
  /** Name, version and digest of the configuration, such as `default@1:3fa2`. Equal ids give equal answers to equal texts. */
  readonly id: string
  /** One answer a text, in the order of the texts. */
  extract(texts: readonly PaperText[]): Promise<readonly ExtractedText[]>
}
