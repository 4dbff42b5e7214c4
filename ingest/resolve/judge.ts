// Judging: which of the things a paper mentions it is taken to speak of, what it does with them, and how much.
import type { EntityKind, MethodRole } from '../../src/graph/entities.ts'

/** Everything a paper's mentions say about one entity. */
export interface Evidence {
  readonly count: number
  readonly inTitle: boolean
  /** The highest of the mentions; six decimals. */
  readonly confidence: number
}

/** A paper is taken to speak of an entity when one of its mentions is at least this sure; the others then count too. */
export const CUT = 0.35

/**
 * What one paper alone says, once, not in its title and without a capital letter, must be this sure: nothing else bears it out. Of
 * such names between the two figures half are phrases that nobody would look for.
 */
const ALONE = 0.41

/** Whether a paper's word is enough, so that its entity is one though no other paper speaks of it. */
export const standsAlone = ({ count, inTitle, confidence }: Evidence, lemmas: readonly string[]): boolean =>
  confidence >= ALONE || count > 1 || inTitle || lemmas.some((lemma) => /\p{Lu}/u.test(lemma))

/** A method's role: one proposal makes it the paper's own, else comparison where it is at least as frequent as use. */
export function roleOfVotes(kind: EntityKind, votes: Readonly<Record<MethodRole, number>>): MethodRole | null {
  if (kind !== 'METHOD') return null
  if (votes.PROPOSES > 0) return 'PROPOSES'
  return votes.COMPARES > 0 && votes.COMPARES >= votes.USES ? 'COMPARES' : 'USES'
}

/** Six decimals, so that the figures are the same wherever they are computed. */
export const round = (value: number): number => Math.round(value * 1e6) / 1e6
