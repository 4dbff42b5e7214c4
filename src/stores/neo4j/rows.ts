// What statements return of each thing, as Cypher text and as the shape that is parsed. Variables are always named the
// same: p a paper, e an entity, f a fact, r another edge.
import { z } from 'zod'
import { ENTITY_KINDS, FACT_RELATIONS } from '../../graph/entities.ts'
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

/** The map of a paper `p`. */
export const PAPER = `p {
    .id, .title, .abstract, .sentenceStarts, .sentenceEnds, .year, .doi, .arxivId, .url, .venue, .authors, .source,
    .runId, .contentHash
  }`

export const paperRow = z
  .object({
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
  })
  .transform(({ sentenceStarts, sentenceEnds, ...paper }): Paper => ({
    ...paper,
    sentences: sentenceStarts.map((start, i) => ({ start, end: sentenceEnds[i] ?? start })),
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

/** The map of an entity `e`. */
export const ENTITY = 'e { .id, .slug, .name, .kind, .paperCount }'

export const entityRow: z.ZodType<Entity> = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(ENTITY_KINDS),
  paperCount: z.int(),
})

/** The map of a fact `f` between `p` and `e`. */
export const FACT = `f {
    paperId: p.id, entityId: e.id, relation: type(f),
    .count, .salience, .inTitle, .confidence, .spanFields, .spanStarts, .spanEnds, .spanSurfaces
  }`

export const factRow = z
  .object({
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
  })
  .transform(({ spanFields, spanStarts, spanEnds, spanSurfaces, ...fact }): Fact => ({
    ...fact,
    spans: spanFields.map((field, i) => {
      const start = spanStarts[i] ?? 0
      return { field, start, end: spanEnds[i] ?? start, surface: spanSurfaces[i] ?? '' }
    }),
  }))

/** The map of an alias `a` of `e`. */
export const ALIAS = 'a { .entityId, .surface, .norm, .rule, .count }'

export const aliasRow = z.object({
  entityId: z.string(),
  surface: z.string(),
  norm: z.string(),
  rule: z.string(),
  count: z.int(),
})

/** The condition on `e` that a filter of kinds sets; takes `$given.kinds`. */
export const OF_KINDS = '(size($given.kinds) = 0 OR e.kind IN $given.kinds)'

export const kinds = z.array(z.enum(ENTITY_KINDS))
