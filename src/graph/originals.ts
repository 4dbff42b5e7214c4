// What the graph keeps of rows that curation changed: so that each change can be undone, and old ids keep leading somewhere.
import { z } from 'zod'
import { ENTITY_KINDS, FACT_RELATIONS, KIND_RULES } from './entities.ts'
import type { Alias, Entity, Fact } from './entities.ts'
import type { EntityId, PaperId } from './ids.ts'
import { TEXT_FIELDS } from './papers.ts'

/** An id that an entity had before it was merged, and the entity that it leads to. */
export interface Redirect {
  readonly id: EntityId
  readonly entityId: EntityId
}

/** The rows that curation changes. */
export interface EntityRows {
  readonly entities: readonly Entity[]
  readonly aliases: readonly Alias[]
  readonly facts: readonly Fact[]
}

/**
 * A row as ingestion made it, kept where curation made something else of it; `row: null` where ingestion made none. Stored rows
 * with originals put over them are what ingestion made.
 */
export type Original =
  | OriginalOf<'entities', Entity, null, null>
  | OriginalOf<'aliases', Alias, null, string>
  | OriginalOf<'facts', Fact, PaperId, null>

interface OriginalOf<Table extends keyof EntityRows, Row, Paper, Norm> {
  readonly table: Table
  /** The key of the row within its table, as `keyOf` makes it. */
  readonly key: string
  readonly entityId: EntityId
  /** Where the row is a fact, its paper: with the paper the original goes. */
  readonly paperId: Paper
  /** Where the row is an alias, the key of its name. */
  readonly norm: Norm
  readonly row: Row | null
}

// What is `null` by default was not kept by the versions that wrote such a row.
const span = z.object({
  field: z.enum(TEXT_FIELDS),
  start: z.int(),
  end: z.int(),
  surface: z.string(),
  kind: z.enum(ENTITY_KINDS).nullable().default(null),
})
const base = { key: z.string(), entityId: z.string() }

/** The form of an original, for engines that keep its row as JSON. */
export const originalSchema: z.ZodType<Original> = z.discriminatedUnion('table', [
  z.object({
    ...base,
    table: z.literal('entities'),
    paperId: z.null(),
    norm: z.null(),
    row: z
      .object({
        id: z.string(),
        slug: z.string(),
        name: z.string(),
        kind: z.enum(ENTITY_KINDS),
        kindRule: z.enum(KIND_RULES).nullable().default(null),
        paperCount: z.int(),
      })
      .nullable(),
  }),
  z.object({
    ...base,
    table: z.literal('aliases'),
    paperId: z.null(),
    norm: z.string(),
    row: z
      .object({ entityId: z.string(), surface: z.string(), norm: z.string(), rule: z.string(), count: z.int() })
      .nullable(),
  }),
  z.object({
    ...base,
    table: z.literal('facts'),
    paperId: z.string(),
    norm: z.null(),
    row: z
      .object({
        paperId: z.string(),
        entityId: z.string(),
        relation: z.enum(FACT_RELATIONS),
        count: z.int(),
        salience: z.number(),
        inTitle: z.boolean(),
        confidence: z.number(),
        spans: z.array(span),
      })
      .nullable(),
  }),
])

/** What the graph keeps beside its rows so that curation can be undone and old ids keep leading somewhere. */
export interface CurationRecords {
  readonly originals: readonly Original[]
  readonly redirects: readonly Redirect[]
}

/** Rows as they are stored, with what is kept about them. */
export type StoredRows = EntityRows & CurationRecords
