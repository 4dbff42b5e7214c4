// Comparison: what several papers share, what each of them alone has, and all they have side by side.
import type { Entity, KindFilter, Fact, PaperEntity } from './entities.ts'
import type { PaperId } from './ids.ts'
import { roundScore } from './page.ts'
import type { Order, PageRequest, Slice } from './page.ts'

/** An entity that papers of a group share. */
export interface SharedEntity {
  readonly entity: Entity
  /**
   * Mean salience over the group, 0 for a paper that does not have it, times inverse document frequency
   * `ln((N + 1) / (paperCount + 0.5))`, `N` being the number of papers in the graph; six decimals, as `roundScore` makes them.
   */
  readonly weight: number
  /** The facts of the papers that have it, in the order of the group. */
  readonly facts: readonly Fact[]
}

/** Which entities of a group of papers count as shared. */
export interface SharedFilter extends KindFilter {
  /** How many papers of the group must have it; all of them when absent. Of more than there are, none is shared by as many. */
  readonly atLeast?: number
}

/** Shared entities: the heaviest first. */
export const SHARED_ORDER: Order<SharedEntity> = {
  name: 'papers.shared',
  position: ({ entity, weight }) => [-weight, entity.id],
}

/**
 * The rows of a comparison: what most of the papers have first, then the heaviest. A list has one number as its key, so the
 * number of papers counts a thousand; no weight comes near that.
 */
export const COMPARED_ORDER: Order<SharedEntity> = {
  name: 'papers.compared',
  position: ({ entity, weight, facts }) => [-roundScore(facts.length * 1000 + weight), entity.id],
}

/** What one paper of a group alone has: the most salient first. */
export const DISTINGUISHING_ORDER: Order<PaperEntity> = {
  name: 'paper.distinguishing',
  position: ({ fact }) => [-fact.salience, fact.entityId],
}

/** A paper and the group it is told apart from, itself in it or not. */
export interface PaperAmong {
  readonly paper: PaperId
  readonly among: readonly PaperId[]
}

/** Reading what papers have in common and what tells them apart. */
export interface ComparisonReader {
  /**
   * For each group of papers, the entities that enough of them have, in {@link SHARED_ORDER}. Equal ids in a group count
   * once; a group of fewer than two different papers shares nothing. An unknown paper counts as one that has nothing.
   */
  sharedEntities(
    groups: readonly (readonly PaperId[])[],
    filter: SharedFilter,
    page: PageRequest,
  ): Promise<readonly Slice<SharedEntity>[]>

  /**
   * For each group of papers, the entities that any of them has, in {@link COMPARED_ORDER}, with weights as
   * {@link SharedEntity} has them. Equal ids in a group count once; an unknown paper counts as one that has nothing.
   */
  comparedEntities(
    groups: readonly (readonly PaperId[])[],
    filter: KindFilter,
    page: PageRequest,
  ): Promise<readonly Slice<SharedEntity>[]>

  /** For each paper, its entities that no other paper of its group has, in {@link DISTINGUISHING_ORDER}. */
  distinguishingEntities(
    of: readonly PaperAmong[],
    filter: KindFilter,
    page: PageRequest,
  ): Promise<readonly Slice<PaperEntity>[]>
}
