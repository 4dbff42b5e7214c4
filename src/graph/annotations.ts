// Annotation: what a text speaks of, found as ingestion finds it. Whoever starts the server brings the annotator.
import type { EntityKind, MethodRole } from './entities.ts'
import type { TextRange } from './papers.ts'

/** One place of a text that speaks of something. */
export interface Annotation extends TextRange {
  readonly surface: string
  /** What it looks like: a graph decides over all mentions of a thing. */
  readonly kind: EntityKind
  /** What the text does with it, where it looks like a method. */
  readonly role: MethodRole | null
  /** How sure the extraction is, 0 to 1. */
  readonly confidence: number
  /** The rule that found it, for people who ask why. */
  readonly rule: string
  /** Keys by which a graph may know it, as `nameKey` makes them, the most telling first. */
  readonly norms: readonly string[]
}

/** Finds what ingestion would find in a text. */
export interface Annotator {
  /** In the order of the text. Offsets are those of the text as given, at most `MAX_TEXT_LENGTH` long. */
  annotate(text: string): Promise<readonly Annotation[]>
}
