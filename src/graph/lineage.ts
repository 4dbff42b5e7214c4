// Lineage: where a method comes from and what became of it, by what papers do with it and when. Its papers are lists of papers in
// a role, see `paper-lists.ts`.
import type { Entity } from './entities.ts'
import type { EntityId, PaperId } from './ids.ts'
import type { Order, PageRequest, Slice } from './page.ts'

/** How many papers of a year do what with a method. */
export interface LineageYear {
  /** `null` for papers whose year is not known. */
  readonly year: number | null
  readonly proposes: number
  readonly uses: number
  readonly compares: number
}

/** A method that papers propose which do something with another. */
export interface LineageMethod {
  readonly entity: Entity
  /** How many papers propose it and use, or compare with, the other. */
  readonly support: number
  /** The paper that is most about both: the highest sum of saliences, then the smallest id. */
  readonly paperId: PaperId
}

/** Methods that descend from another: those that most papers say so of first. */
export const LINEAGE_METHOD_ORDER: Order<LineageMethod> = {
  name: 'method.lineage.methods',
  position: ({ entity, support }) => [-support, entity.id],
}

/** Reading lineages. Methods that take ids answer in the order of the ids; what is unknown or no method has nothing. */
export interface LineageReader {
  /** For each method, the years of its papers, ascending, the unknown year last. */
  lineageYears(ids: readonly EntityId[]): Promise<readonly (readonly LineageYear[])[]>
  /**
   * The other methods that are proposed by papers which have each method in a role: with USES what builds on it, with
   * COMPARES what is measured against it; in {@link LINEAGE_METHOD_ORDER}.
   */
  lineageMethods(
    ids: readonly EntityId[],
    role: 'USES' | 'COMPARES',
    page: PageRequest,
  ): Promise<readonly Slice<LineageMethod>[]>
}
