// Ties: single edges by their two ends, with what is behind each.
import type { BroaderEdge, Fact, RelatedEdge } from './entities.ts'
import type { EntityId, PaperId } from './ids.ts'

/** A fact by its ends. */
export interface FactEnds {
  readonly paperId: PaperId
  readonly entityId: EntityId
}

/** A RELATED_TO edge with a paper that has both ends. */
export interface RelatedTie {
  readonly edge: RelatedEdge
  /** The paper that is most about both: the highest sum of saliences, then the smallest id; `null` when none is left. */
  readonly paperId: PaperId | null
}

/** Two entities, in either order. */
export interface EntityPair {
  readonly a: EntityId
  readonly b: EntityId
}

/** Reading edges by their ends, in the order of what was asked for; `null` where there is no such edge. */
export interface TieReader {
  factsBetween(ends: readonly FactEnds[]): Promise<readonly (Fact | null)[]>
  relatedBetween(ends: readonly EntityPair[]): Promise<readonly (RelatedTie | null)[]>
  broaderBetween(
    ends: readonly { readonly narrower: EntityId; readonly broader: EntityId }[],
  ): Promise<readonly (BroaderEdge | null)[]>
  /** The paper that is most about both, as in `RelatedTie`, whether an edge ties the two or not; `null` where none has both. */
  papersOfBoth(pairs: readonly EntityPair[]): Promise<readonly (PaperId | null)[]>
}
