// What statements return of each thing, as Cypher text and as the shape that is parsed. Variables are always named the
// same: p a paper, e an entity, f a fact, r another edge.
import { z } from 'zod'
import { ENTITY_KINDS, FACT_RELATIONS, KIND_RULES } from '../../graph/entities.ts'
import type { Entity, EntityKind, Fact } from '../../graph/entities.ts'
import { TEXT_FIELDS } from '../../graph/papers.ts'
import type { Paper } from '../../graph/papers.ts'

/** All relationship types of facts, as a pattern names them. */
export const FACTS = FACT_RELATIONS.join('|')

/** Derived edges and topics belong to one generation; all but the current one are invisible. Binds `generation`. */
export const GENERATION = `
  OPTIONAL MATCH (m:Meta {key: 'derived'})
  WITH coalesce(m.generation, 0) AS generation`

/** What a node is ordered by where keys are equal: its id, or its order key where Neo4j would compare ids wrongly. */
export function idOf(node: 'p' | 'e' | 't' | 'i'): string {
  return `coalesce(${node}.sortId, ${node}.id)`
}

/** `roundScore` in Cypher: the same operations on the same numbers give the same bits. */
export function rounded(expression: string): string {
  return `floor((${expression}) * 1000000.0 + 0.500001) / 1000000.0`
}

/** What a thing is read as: the list of its values in the order of its fields. Names of fields would be half of what travels. */
function listed<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape)
  return z.preprocess((values) => {
    if (!Array.isArray(values) || values.length !== names.length) return values
    const fields: Record<string, unknown> = {}
    for (let i = 0; i < names.length; i++) fields[names[i] ?? ''] = values[i]
    return fields
  }, z.object(shape))
}

/** The list of fields of a node or edge; those of names that `others` has are expressions. */
function listOf(variable: string, shape: z.ZodRawShape, others: Readonly<Record<string, string>> = {}): string {
  return `[${Object.keys(shape)
    .map((name) => others[name] ?? `${variable}.${name}`)
    .join(', ')}]`
}

const paperShape = {
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  sentenceStarts: z.array(z.int()),
  sentenceEnds: z.array(z.int()),
  year: z.int().nullable(),
  doi: z.string().nullable(),
  arxivId: z.string().nullable(),
  url: z.string().nullable(),
  venue: z.string().nullable(),
  authors: z.array(z.string()),
  source: z.string(),
  runId: z.string(),
  contentHash: z.string(),
}

/** The fields of a paper `p`. */
export const PAPER = listOf('p', paperShape)

/** The same, with its text where `$given.withText` says so. */
export const PAPER_AS_ASKED = listOf('p', paperShape, {
  abstract: `CASE WHEN $given.withText THEN p.abstract ELSE '' END`,
  sentenceStarts: 'CASE WHEN $given.withText THEN p.sentenceStarts ELSE [] END',
  sentenceEnds: 'CASE WHEN $given.withText THEN p.sentenceEnds ELSE [] END',
})

export const paperRow = listed(paperShape).transform((row): Paper => ({
  id: row.id,
  title: row.title,
  abstract: row.abstract,
  sentences: row.sentenceStarts.map((start, i) => ({ start, end: row.sentenceEnds[i] ?? start })),
  year: row.year,
  doi: row.doi,
  arxivId: row.arxivId,
  url: row.url,
  venue: row.venue,
  authors: row.authors,
  source: row.source,
  runId: row.runId,
  contentHash: row.contentHash,
}))

const LABELS: { readonly [Kind in EntityKind]: string } = {
  CONCEPT: 'Concept',
  METHOD: 'Method',
  TASK: 'Task',
  DATASET: 'Dataset',
  METRIC: 'Metric',
}

/** The label that an entity of a kind has besides `Entity`. */
export function labelOf(kind: EntityKind): string {
  return LABELS[kind]
}

const entityShape = {
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(ENTITY_KINDS),
  kindRule: z.enum(KIND_RULES).nullable(),
  paperCount: z.int(),
}

/** The fields of an entity `e`. */
export const ENTITY = listOf('e', entityShape)

export const entityRow: z.ZodType<Entity> = listed(entityShape)

/** The kind of a span in a list of a property, which holds no nulls. */
export const spanKind = z.enum([...ENTITY_KINDS, ''])

const factShape = {
  paperId: z.string(),
  entityId: z.string(),
  relation: z.enum(FACT_RELATIONS),
  count: z.int(),
  salience: z.number(),
  inTitle: z.boolean(),
  confidence: z.number(),
  spanFields: z.array(z.enum(TEXT_FIELDS)),
  spanStarts: z.array(z.int()),
  spanEnds: z.array(z.int()),
  spanSurfaces: z.array(z.string()),
  /** Facts of old have no list. */
  spanKinds: z.array(spanKind).nullable(),
}

const ENDS = { paperId: 'p.id', entityId: 'e.id', relation: 'type(f)' }
const asked = (list: string) => `CASE WHEN $given.withSpans THEN f.${list} ELSE [] END`

/** The fields of a fact `f` between `p` and `e`. */
export const FACT = listOf('f', factShape, ENDS)

/** The same, with spans where `$given.withSpans` says so. */
export const FACT_AS_ASKED = listOf('f', factShape, {
  ...ENDS,
  spanFields: asked('spanFields'),
  spanStarts: asked('spanStarts'),
  spanEnds: asked('spanEnds'),
  spanSurfaces: asked('spanSurfaces'),
  spanKinds: asked('spanKinds'),
})

export const factRow = listed(factShape).transform((row): Fact => ({
  paperId: row.paperId,
  entityId: row.entityId,
  relation: row.relation,
  count: row.count,
  salience: row.salience,
  inTitle: row.inTitle,
  confidence: row.confidence,
  spans: row.spanFields.map((field, i) => {
    const start = row.spanStarts[i] ?? 0
    const kind = row.spanKinds?.[i] || null
    return { field, start, end: row.spanEnds[i] ?? start, surface: row.spanSurfaces[i] ?? '', kind }
  }),
}))

const aliasShape = { entityId: z.string(), surface: z.string(), norm: z.string(), rule: z.string(), count: z.int() }

/** The fields of an alias `a`. */
export const ALIAS = listOf('a', aliasShape)

export const aliasRow = listed(aliasShape)

/** The condition on `e` that a filter of kinds sets; takes `$given.kinds`. */
export const OF_KINDS = '(size($given.kinds) = 0 OR e.kind IN $given.kinds)'

export const kinds = z.array(z.enum(ENTITY_KINDS))
