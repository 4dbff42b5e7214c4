// Entities: the things papers speak of, their names, and the facts that tie them to papers.
import type { EntityId, PaperId } from './ids.ts'
import type { Order, PageRequest, Slice } from './page.ts'
import type { TextField, TextRange } from './papers.ts'

/** What an entity is. One kind an entity over the whole graph. */
export const ENTITY_KINDS = ['CONCEPT', 'METHOD', 'TASK', 'DATASET', 'METRIC'] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/**
 * What decided the kind of an entity. `MENTIONS`: what most of its mentions look like. `KNOWN`: a list of known concepts, methods,
 * tasks and metrics has its name. `DATA_NAME`: most papers call it by the name of known data, or call it data. `METRIC_NAME`: one of
 * its names is that of a known metric, and its own says that something is measured. `TASK_NAME`: its name ends in that of a known task.
 * `CURATED`: people did.
 */
export const KIND_RULES = ['MENTIONS', 'KNOWN', 'DATA_NAME', 'METRIC_NAME', 'TASK_NAME', 'CURATED'] as const
export type KindRule = (typeof KIND_RULES)[number]

/** How many mentions of an entity look like a kind, each read by itself; at least one. */
export interface KindVote {
  readonly kind: EntityKind
  readonly mentions: number
}

/** What a paper does with a method. */
export const METHOD_ROLES = ['PROPOSES', 'USES', 'COMPARES'] as const
export type MethodRole = (typeof METHOD_ROLES)[number]

/** The edges from papers to entities. A method's role is its edge's name; the other kinds have one edge each. */
export const FACT_RELATIONS = [
  'DISCUSSES',
  'PROPOSES',
  'USES',
  'COMPARES',
  'ADDRESSES',
  'EVALUATES_ON',
  'MEASURES',
] as const
export type FactRelation = (typeof FACT_RELATIONS)[number]

/** The edge that ties a paper to an entity of a kind; `role` counts for methods only. */
export function relationFor(kind: EntityKind, role: MethodRole | null): FactRelation {
  switch (kind) {
    case 'CONCEPT':
      return 'DISCUSSES'
    case 'METHOD':
      return role ?? 'USES'
    case 'TASK':
      return 'ADDRESSES'
    case 'DATASET':
      return 'EVALUATES_ON'
    case 'METRIC':
      return 'MEASURES'
  }
}

/** The role that an edge states; `null` for edges to anything but methods. */
export function roleOf(relation: FactRelation): MethodRole | null {
  return METHOD_ROLES.find((role) => role === relation) ?? null
}

/** A thing that papers speak of. */
export interface Entity {
  readonly id: EntityId
  /** Its address: the slug of its name. */
  readonly slug: string
  /** Its name as people write it. */
  readonly name: string
  readonly kind: EntityKind
  /** What decided its kind; `null` in a graph that was written before this was kept. */
  readonly kindRule: KindRule | null
  /** In how many papers it occurs; at least 1. */
  readonly paperCount: number
}

/** A surface form of an entity and the rule that led from one to the other. One alias an entity and surface. */
export interface Alias {
  readonly entityId: EntityId
  /** The form as it stands in texts. */
  readonly surface: string
  /** The look-up key of the surface: `nameKey(surface)`. */
  readonly norm: string
  /** How the form was joined to its entity, such as `canonical`, `spelling`, `number`, `acronym`. */
  readonly rule: string
  /** How often the form occurs in the corpus. */
  readonly count: number
}

/** One place where a paper speaks of an entity. `text.slice(start, end) === surface` always holds. */
export interface Span extends TextRange {
  readonly field: TextField
  readonly surface: string
}

/** A span of a fact, and what its words look like there, each mention read by itself; `null` where that was not kept. */
export interface FactSpan extends Span {
  readonly kind: EntityKind | null
}

/** The edge from a paper to an entity, with its evidence. One fact a paper and entity. */
export interface Fact {
  readonly paperId: PaperId
  readonly entityId: EntityId
  readonly relation: FactRelation
  /** How often the paper mentions the entity: the number of spans. */
  readonly count: number
  /** How much the paper is about the entity, 0 to 1. */
  readonly salience: number
  readonly inTitle: boolean
  /** How sure the extraction is, 0 to 1. */
  readonly confidence: number
  /** Title before abstract, then by start. At least one. */
  readonly spans: readonly FactSpan[]
}

/** An entity as one paper has it. */
export interface PaperEntity {
  readonly fact: Fact
  readonly entity: Entity
}

/** Two entities that occur in the same papers; stored once with `a < b`, read from both ends. */
export interface RelatedEdge {
  readonly a: EntityId
  readonly b: EntityId
  /** Papers that have both. */
  readonly support: number
  /** Normalised pointwise mutual information, -1 to 1 (Bouma 2009). */
  readonly npmi: number
  /** Papers that have both, of those that have either. */
  readonly jaccard: number
  /** NPMI discounted for thin evidence, the figure pairs are ranked by; 0 to 1. */
  readonly score: number
}

/** The other end of a {@link RelatedEdge}. */
export interface RelatedEntity {
  readonly entity: Entity
  readonly edge: RelatedEdge
}

/** An entity that is a kind of another: "stochastic gradient descent" under "gradient descent". Never a merge. */
export interface BroaderEdge {
  readonly narrower: EntityId
  readonly broader: EntityId
  /** How it was found, such as `modifier`. */
  readonly rule: string
}

/** The other end of a {@link BroaderEdge}. */
export interface HierarchyEntity {
  readonly entity: Entity
  readonly rule: string
}

/** All entities: those of most papers first. */
export const ENTITY_ORDER: Order<Entity> = {
  name: 'entities.papers',
  position: (entity) => [-entity.paperCount, entity.id],
}

/** The entities of a paper: the most salient first. */
export const PAPER_ENTITY_ORDER: Order<PaperEntity> = {
  name: 'paper.entities',
  position: ({ fact }) => [-fact.salience, fact.entityId],
}

/** Related entities: the strongest first. */
export const RELATED_ORDER: Order<RelatedEntity> = {
  name: 'entity.related',
  position: ({ entity, edge }) => [-edge.score, entity.id],
}

/** Broader and narrower entities: those of most papers first. */
export const HIERARCHY_ORDER: Order<HierarchyEntity> = {
  name: 'entity.hierarchy',
  position: ({ entity }) => [-entity.paperCount, entity.id],
}

/** Narrows a list of entities. Absent or empty `kinds` means every kind. */
export interface KindFilter {
  readonly kinds?: readonly EntityKind[]
}

/** How much of facts to read. Their spans are the bulk of them, and most lists are read for something else. */
export interface FactDetail {
  /** Whether the facts have their spans; as if true when absent. Where false, the spans of all are empty. */
  readonly withSpans?: boolean
}

/** A name to look up: any alias in any spelling, as `nameKey` writes it. */
export interface NameLookup {
  readonly norm: string
  readonly kind?: EntityKind
}

/** Reading entities. Methods that take ids answer one slice an id, in the order of the ids; unknown ids get empty ones. */
export interface EntityReader {
  /** Entities by id, in the order of the ids; `null` where there is none. */
  entitiesById(ids: readonly EntityId[]): Promise<readonly (Entity | null)[]>
  /** The entity each name means: the one of most papers, then the smallest id, that has an alias of that norm. */
  entitiesByName(lookups: readonly NameLookup[]): Promise<readonly (Entity | null)[]>
  /** All entities in {@link ENTITY_ORDER}. */
  listEntities(filter: KindFilter, page: PageRequest): Promise<Slice<Entity>>
  /** The aliases of each entity, most frequent first, then by surface. */
  aliasesOf(ids: readonly EntityId[]): Promise<readonly (readonly Alias[])[]>
  /** What the mentions of each entity look like, counted over its facts: most mentions first, then the most particular kind. */
  kindVotesOf(ids: readonly EntityId[]): Promise<readonly (readonly KindVote[])[]>
  /** What each paper speaks of, in {@link PAPER_ENTITY_ORDER}. */
  entitiesOfPapers(
    ids: readonly PaperId[],
    filter: KindFilter & FactDetail,
    page: PageRequest,
  ): Promise<readonly Slice<PaperEntity>[]>
  /** The entities each entity occurs with, in {@link RELATED_ORDER}. */
  relatedEntities(
    ids: readonly EntityId[],
    filter: KindFilter,
    page: PageRequest,
  ): Promise<readonly Slice<RelatedEntity>[]>
  /** The entities right above (`broader`) or below (`narrower`) each entity, in {@link HIERARCHY_ORDER}. */
  hierarchyOf(
    ids: readonly EntityId[],
    direction: 'broader' | 'narrower',
    page: PageRequest,
  ): Promise<readonly Slice<HierarchyEntity>[]>
}
