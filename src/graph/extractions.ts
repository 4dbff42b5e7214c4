// Extractions: what the extractor said about one paper, kept so that names can be resolved over the whole corpus again.
import type { EntityKind, MethodRole, Span } from './entities.ts'
import type { PaperId } from './ids.ts'

/** One place where a text speaks of something, before it is known which entity that is. */
export interface Mention extends Span {
  /**
   * The surface with inflection removed from its last word and determiners dropped: what resolution keys on. Capitals that only
   * the start of a sentence or a title gives may be lowered.
   */
  readonly lemma: string
  /** What this mention looks like; the entity's kind is decided over all its mentions. */
  readonly kind: EntityKind
  /** What the paper does with it, where it looks like a method. */
  readonly role: MethodRole | null
  /** 0 to 1. */
  readonly confidence: number
  /** The rule that found it, for people who ask why. */
  readonly rule: string
}

/** A short form that a text defines: "hyperparameter optimization (HPO)". */
export interface AcronymDefinition {
  readonly short: string
  readonly long: string
}

/** Everything an extractor found in one paper. */
export interface Extraction {
  readonly paperId: PaperId
  /** The content hash of the paper it was made from. */
  readonly contentHash: string
  /** Name and version of the extractor with its configuration; another value means the paper must be read again. */
  readonly extractor: string
  /** Title before abstract, then by start. */
  readonly mentions: readonly Mention[]
  readonly acronyms: readonly AcronymDefinition[]
}
