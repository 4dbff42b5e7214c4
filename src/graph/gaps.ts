// Gaps: entities that ought to meet and never did. D. R. Swanson (1986), "Undiscovered public knowledge": what A is tied to is
// tied to C, and no paper speaks of A and C.
import type { Entity, KindFilter } from './entities.ts'
import type { EntityId } from './ids.ts'
import { compareText, roundScore } from './page.ts'
import type { Order, PageRequest, Slice } from './page.ts'

/** How many ties of an entity are followed, the strongest first: what bounds hubs. */
export const GAP_REACH = 50

/** How many entities must link the two ends of a gap. */
export const GAP_LINKS = 2

/** An entity that is tied to both ends of a gap. */
export interface GapLink {
  readonly entityId: EntityId
  /** RELATED_TO score between it and the entity that was asked about. */
  readonly near: number
  /** RELATED_TO score between it and the other end. */
  readonly far: number
  /** What it adds to the score of the gap: `near * far`, divided by the sum of `near` over all ties followed; six decimals. */
  readonly share: number
}

/** An entity that never occurs in a paper together with another, though both are tied to the same ones. */
export interface Gap {
  readonly entity: Entity
  /** The mean of `far` over the ties of the entity asked about, 0 where one leads not there, weighted by `near`; 0 to 1. */
  readonly score: number
  /** What links the two, the largest share before rounding first, then by id; at least {@link GAP_LINKS}. */
  readonly links: readonly GapLink[]
}

/** The links of a gap in their order, from the two scores of each and the sum of `near` over all ties followed. */
export function orderLinks(ties: readonly Omit<GapLink, 'share'>[], allNear: number): readonly GapLink[] {
  return ties
    .toSorted((x, y) => y.near * y.far - x.near * x.far || compareText(x.entityId, y.entityId))
    .map(({ entityId, near, far }) => ({
      entityId,
      near,
      far,
      share: allNear > 0 ? roundScore((near * far) / allNear) : 0,
    }))
}

/** Gaps: the highest score first. */
export const GAP_ORDER: Order<Gap> = { name: 'entity.gaps', position: ({ entity, score }) => [-score, entity.id] }

/** Reading gaps. */
export interface GapReader {
  /**
   * The gaps of an entity in {@link GAP_ORDER}. Its ties are its {@link GAP_REACH} strongest RELATED_TO edges, by score, then
   * id; from each of these the strongest {@link GAP_REACH} are followed. Left out are entities that occur in a paper with it,
   * those that fewer than {@link GAP_LINKS} ties lead to, and those right above or below it. Six decimals.
   */
  gapsOf(id: EntityId, filter: KindFilter, page: PageRequest): Promise<Slice<Gap>>
}
