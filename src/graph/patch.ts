// Changes as data: what loading computes and an engine applies. A patch can be shown, counted, joined and reversed.
import type { Original, Redirect } from './originals.ts'
import type { Alias, Entity, Fact } from './entities.ts'
import type { Extraction } from './extractions.ts'
import type { Paper } from './papers.ts'

/** One row before and after; `before: null` adds it, `after: null` removes it. At least one is there. */
export interface Change<Row> {
  readonly before: Row | null
  readonly after: Row | null
}

/** The rows that patches are made of. Each has a key that never changes: see {@link keyOf}. */
export interface PatchRows {
  readonly papers: Paper
  readonly extractions: Extraction
  readonly entities: Entity
  readonly aliases: Alias
  readonly facts: Fact
  readonly redirects: Redirect
  readonly originals: Original
}

/** The tables of a patch, in the order in which rows are put; removal goes the other way round. */
export const PATCH_TABLES = ['papers', 'extractions', 'entities', 'aliases', 'facts', 'redirects', 'originals'] as const
export type PatchTable = (typeof PATCH_TABLES)[number]

/** A set of changes that an engine applies as one transaction. At most one change a key. */
export type GraphPatch = { readonly [Table in PatchTable]: readonly Change<PatchRows[Table]>[] }

/** The patch that changes nothing. */
export const EMPTY_PATCH: GraphPatch = {
  papers: [],
  extractions: [],
  entities: [],
  aliases: [],
  facts: [],
  redirects: [],
  originals: [],
}

/** Whether a patch changes nothing. */
export function isEmpty(patch: GraphPatch): boolean {
  return PATCH_TABLES.every((table) => patch[table].length === 0)
}

/** How many rows a patch touches. */
export function patchSize(patch: GraphPatch): number {
  return PATCH_TABLES.reduce((size, table) => size + patch[table].length, 0)
}

/** The patch that takes a patch back. */
export function reversePatch(patch: GraphPatch): GraphPatch {
  const reverse = <Row>(changes: readonly Change<Row>[]) =>
    changes.map(({ before, after }) => ({ before: after, after: before }))
  return {
    papers: reverse(patch.papers),
    extractions: reverse(patch.extractions),
    entities: reverse(patch.entities),
    aliases: reverse(patch.aliases),
    facts: reverse(patch.facts),
    redirects: reverse(patch.redirects),
    originals: reverse(patch.originals),
  }
}

/** What identifies a row within its table. */
export const keyOf: { readonly [Table in PatchTable]: (row: PatchRows[Table]) => string } = {
  papers: (paper) => paper.id,
  extractions: (extraction) => extraction.paperId,
  entities: (entity) => entity.id,
  aliases: (alias) => `${alias.entityId}\n${alias.surface}`,
  facts: (fact) => `${fact.paperId}\n${fact.entityId}`,
  redirects: (redirect) => redirect.id,
  originals: (original) => `${original.table}\n${original.key}`,
}

/** Whether two rows say the same, whatever the order of their fields. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const mine = Object.entries(a)
  const theirs = new Map(Object.entries(b))
  return (
    mine.length === theirs.size && mine.every(([name, value]) => theirs.has(name) && isEqual(value, theirs.get(name)))
  )
}
