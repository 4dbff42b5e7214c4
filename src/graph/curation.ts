// Curation: what people put right. A log of operations that is only added to, and what the graph keeps so that each can be undone.
import { z } from 'zod'
import { ENTITY_KINDS } from './entities.ts'
import type { Entity, EntityKind } from './entities.ts'
import type { CurationId, EntityId, PaperId } from './ids.ts'
import type { Order, PageRequest, Slice } from './page.ts'
import type { CurationRecords, StoredRows } from './originals.ts'
import type { GraphPatch } from './patch.ts'

const entityKind = z.enum(ENTITY_KINDS)
const texts = z.array(z.string()).readonly()

/** An entity as an operation names it: found by its id, else by its name, which outlives a graph that was built anew. */
const namedEntity = z.object({ id: z.string(), name: z.string() }).readonly()
export type NamedEntity = z.infer<typeof namedEntity>

/**
 * What people can do. Operations name entities by id and name, and names by their key (`nameKey`), never by how the graph
 * happens to look: they are applied again after every ingestion.
 */
export const operationSchema = z.discriminatedUnion('op', [
  /** All of `from` are `into`. */
  z.object({ op: z.literal('MERGE'), into: namedEntity, from: z.array(namedEntity).readonly() }).readonly(),
  /**
   * What `entity` has under names with the keys `norms` (all names when empty) in `papers` (all papers when empty) is a
   * thing of its own, the entity `part`.
   */
  z
    .object({
      op: z.literal('SPLIT'),
      entity: namedEntity,
      part: z.object({ id: z.string(), name: z.string(), kind: entityKind.nullable() }).readonly(),
      norms: texts,
      papers: texts,
    })
    .readonly(),
  /** `entity` is called `name`. */
  z.object({ op: z.literal('RENAME'), entity: namedEntity, name: z.string() }).readonly(),
  /** `entity` is of a kind. */
  z.object({ op: z.literal('RECLASSIFY'), entity: namedEntity, kind: entityKind }).readonly(),
  /** `entity` is nothing worth a node, and neither is what goes by names with the keys `norms`. */
  z.object({ op: z.literal('REJECT'), entity: namedEntity, norms: texts }).readonly(),
  /** `name` means `entity`. */
  z.object({ op: z.literal('ADD_ALIAS'), entity: namedEntity, name: z.string() }).readonly(),
  /** The curation `target` does not count; if that is an UNDO, what it undid counts again. */
  z.object({ op: z.literal('UNDO'), target: z.string() }).readonly(),
])
export type Operation = z.infer<typeof operationSchema>

export const CURATION_OPS = ['MERGE', 'SPLIT', 'RENAME', 'RECLASSIFY', 'REJECT', 'ADD_ALIAS', 'UNDO'] as const
export type CurationOp = Operation['op']

/** One entry of the log. */
export interface Curation {
  readonly id: CurationId
  /** 1 for the first, then counting up: the order in which operations are applied. */
  readonly seq: number
  /** Who did it, as the API knows them. */
  readonly actor: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly operation: Operation
  /** The UNDO that takes it back at present; `null` where it counts. */
  readonly undoneBy: CurationId | null
}

/** The log: the newest first. */
export const CURATION_ORDER: Order<Curation> = {
  name: 'curations.seq',
  position: ({ seq, id }) => [-seq, id],
}

/** How far log, ingestion and derivation are: what a change was worked out upon. */
export interface CurationHead {
  /** The number of the newest entry; 0 for an empty log. */
  readonly seq: number
  /** The number of the newest run; 0 before the first. */
  readonly run: number
  /** The number of the entry up to which derived edges know of curation. Below `seq`, they are stale. */
  readonly derived: number
}

/** An entry with everything that it changes. */
export interface CurationChange {
  /** The entry; its number is one above that of the head it was worked out upon. */
  readonly curation: Curation
  /** Older entries whose `undoneBy` changes. */
  readonly marks: readonly Pick<Curation, 'id' | 'undoneBy'>[]
  readonly patch: GraphPatch
  /** The newest run at the time the change was worked out. */
  readonly run: number
}

/** Reading the log and what is kept beside rows. */
export interface CurationReader {
  /** The log in {@link CURATION_ORDER}. */
  listCurations(page: PageRequest): Promise<Slice<Curation>>
  /** Entries by id, in the order of the ids; `null` where there is none. */
  curationsById(ids: readonly CurationId[]): Promise<readonly (Curation | null)[]>
  /** The entries that count, by number: those that are not undone, without the UNDOs. */
  activeCurations(): Promise<readonly Curation[]>
  curationHead(): Promise<CurationHead>
  /** Where ids of entities lead: the entity that one was merged into, else the id itself, in the order of the ids. */
  survivors(ids: readonly EntityId[]): Promise<readonly EntityId[]>
  /** All rows and records of entities, the records also of ids that no entity has now. In no particular order. */
  rowsOfEntities(ids: readonly EntityId[]): Promise<StoredRows>
  /** The ids of the entities that have a name with one of these keys, now or as ingestion made them; in no particular order. */
  entitiesWithNames(norms: readonly string[]): Promise<readonly EntityId[]>
  /** Everything kept beside rows. */
  curationRecords(): Promise<CurationRecords>
}

/** Writing the log. */
export interface CurationWriter {
  /**
   * Adds an entry and applies its patch in one transaction. Throws {@link ConflictError} when a run is RUNNING, or when log or
   * runs went on since the change was worked out; nothing is written then.
   */
  curate(change: CurationChange): Promise<void>
  /** Notes that derived edges know of all entries up to a number. */
  markDerived(seq: number): Promise<void>
}

/** What somebody asks for, with ids as they know them: an id of an entity that was merged means the one it leads to. */
export type CurationRequest =
  | { readonly op: 'MERGE'; readonly into: EntityId; readonly from: readonly EntityId[] }
  | {
      readonly op: 'SPLIT'
      readonly entity: EntityId
      readonly name: string
      /** The kind of the entity that is split when `null`. */
      readonly kind: EntityKind | null
      /** Names that go to the new entity, in any spelling; all when empty. */
      readonly aliases: readonly string[]
      /** Papers whose mentions go to the new entity; all when empty. */
      readonly papers: readonly PaperId[]
    }
  | { readonly op: 'RENAME'; readonly entity: EntityId; readonly name: string }
  | { readonly op: 'RECLASSIFY'; readonly entity: EntityId; readonly kind: EntityKind }
  | { readonly op: 'REJECT'; readonly entity: EntityId }
  | { readonly op: 'ADD_ALIAS'; readonly entity: EntityId; readonly name: string }
  | { readonly op: 'UNDO'; readonly target: CurationId }

/** What a request did, or would do. */
export interface CurationOutcome {
  /** The entry as it was, or would be, added. */
  readonly curation: Curation
  readonly isDryRun: boolean
  readonly patch: GraphPatch
  /** The entity it is about as it is, or would be, afterwards: of a split the new one; `null` where it is gone. */
  readonly entity: Entity | null
  /** Whether edges derived from facts are still those of before. */
  readonly isDerivedStale: boolean
}

/** What speaks for or against two entities being one. */
export const MERGE_REASONS = [
  'SAME_NAME',
  'SPELLING',
  'WORD_ORDER',
  'ACRONYM',
  'SHARED_RELATED',
  'CO_OCCURRENCE',
  'CONTAINMENT',
  'OTHER_KIND',
] as const

/** One thing that speaks for it (above 0) or against it (below). */
export interface MergeReason {
  readonly kind: (typeof MERGE_REASONS)[number]
  readonly contribution: number
  /** In words. */
  readonly summary: string
}

/** Two entities that may be one. */
export interface MergeSuggestion {
  /** The one of more papers. */
  readonly into: Entity
  readonly from: Entity
  /** The contributions of the reasons together, at most 1. */
  readonly score: number
  readonly reasons: readonly MergeReason[]
}

/** Suggestions: the likeliest first. */
export const SUGGESTION_ORDER: Order<MergeSuggestion> = {
  name: 'suggestions.score',
  position: ({ score, into, from }) => [-score, `${into.id}\n${from.id}`],
}

/** What the API can do with curation. */
export interface Curator {
  /**
   * Does what is asked, or works out what it would do.
   *
   * @throws InvalidInputError, NotFoundError or ConflictError when it cannot be done; nothing is written then.
   */
  curate(
    request: CurationRequest,
    options: { readonly actor: string; readonly dryRun: boolean },
  ): Promise<CurationOutcome>
  /** Entities that may be one, in {@link SUGGESTION_ORDER}. */
  suggestMerges(page: PageRequest): Promise<Slice<MergeSuggestion>>
}
