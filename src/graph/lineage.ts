// Lineage: where a method comes from and what became of it, by what papers do with it and when.
import type { Entity, EntityPaper, MethodRole } from './entities.ts'
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

/** Stands in {@link LINEAGE_PAPER_ORDER} for the year of papers without one. */
export const NO_YEAR = 99_999

/** The papers of a method: the oldest first, those without a year last. */
export const LINEAGE_PAPER_ORDER: Order<EntityPaper> = {
  name: 'method.lineage.papers',
  position: ({ paper }) => [paper.year ?? NO_YEAR, paper.id],
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
  /** The papers that have each method in a role, in {@link LINEAGE_PAPER_ORDER}. */
  lineagePapers(ids: readonly EntityId[], role: MethodRole, page: PageRequest): Promise<readonly Slice<EntityPaper>[]>
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
