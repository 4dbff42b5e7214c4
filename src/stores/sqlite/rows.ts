// Rows: the columns that statements select and how they become values of the graph.
import { z } from 'zod'
import { ENTITY_KINDS, FACT_RELATIONS, KIND_RULES } from '../../graph/entities.ts'
import type { Entity, Fact } from '../../graph/entities.ts'
import { TEXT_FIELDS } from '../../graph/papers.ts'
import type { Paper } from '../../graph/papers.ts'
import { TOPIC_LEVELS } from '../../graph/topics.ts'

/** A text column that holds JSON of a shape. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z.string().transform((text, context): z.output<Schema> => {
    const parsed = schema.safeParse(readJson(text))
    if (parsed.success) return parsed.data
    const message = parsed.error.issues[0]?.message ?? 'unreadable'
    context.issues.push({ code: 'custom', message, input: text })
    return z.NEVER
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Spans as tuples: a third of the size of objects, and the bulk of the file. Those of old have no kind. */
const spans = json(
  z
    .array(z.tuple([z.enum(TEXT_FIELDS), z.int(), z.int(), z.string(), z.enum(ENTITY_KINDS).nullable().default(null)]))
    .transform((tuples) => tuples.map(([field, start, end, surface, kind]) => ({ field, start, end, surface, kind }))),
)

const ranges = json(
  z.array(z.tuple([z.int(), z.int()])).transform((tuples) => tuples.map(([start, end]) => ({ start, end }))),
)

/** A true-or-false column. */
const flag = z.literal([0, 1]).transform((value) => value === 1)

export const paperShape = {
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  sentences: ranges,
  year: z.int().nullable(),
  doi: z.string().nullable(),
  arxivId: z.string().nullable(),
  url: z.string().nullable(),
  venue: z.string().nullable(),
  authors: json(z.array(z.string())),
  source: z.string(),
  runId: z.string(),
  contentHash: z.string(),
}

export const entityShape = {
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(ENTITY_KINDS),
  kindRule: z.enum(KIND_RULES).nullable(),
  paperCount: z.int(),
}

export const aliasShape = {
  entityId: z.string(),
  surface: z.string(),
  norm: z.string(),
  rule: z.string(),
  count: z.int(),
}

export const factShape = {
  paperId: z.string(),
  entityId: z.string(),
  relation: z.enum(FACT_RELATIONS),
  count: z.int(),
  salience: z.number(),
  inTitle: flag,
  confidence: z.number(),
  spans,
}

/** The columns of a paper, its text where `:withText` says so. */
export function paperColumns(table: string): string {
  const { abstract: _, sentences: __, ...others } = paperShape
  return `${columns(table, others)}, CASE WHEN :withText THEN ${table}.abstract ELSE '' END AS abstract,
    CASE WHEN :withText THEN ${table}.sentences ELSE '[]' END AS sentences`
}

/** The columns of a fact, its spans where `:withSpans` says so. */
export function factColumns(table: string): string {
  const { spans: _, ...others } = factShape
  return `${columns(table, others)}, CASE WHEN :withSpans THEN ${table}.spans ELSE '[]' END AS spans`
}

export const relatedShape = {
  a: z.string(),
  b: z.string(),
  support: z.int(),
  npmi: z.number(),
  jaccard: z.number(),
  score: z.number(),
}

export const similarShape = { a: z.string(), b: z.string(), score: z.number(), shared: z.int() }

export const broaderShape = { narrower: z.string(), broader: z.string(), rule: z.string() }

export const topicShape = {
  id: z.string(),
  label: z.string(),
  size: z.int(),
  level: z.literal(TOPIC_LEVELS),
  parentId: z.string().nullable(),
}

export const memberShape = { topicId: z.string(), entityId: z.string(), weight: z.number() }

export const paperRow = z.object(paperShape)
export const entityRow = z.object(entityShape)

/** The columns of a shape as a table alias has them: `f.in_title AS inTitle, …`. */
export function columns(table: string, shape: Readonly<Record<string, z.ZodType>>): string {
  return Object.keys(shape)
    .map((name) => `${table}.${columnOf(name)} AS ${name}`)
    .join(', ')
}

/** The column that holds a field: `inTitle` is kept as `in_title`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The entity of a joined row. */
export function entityOf({ id, slug, name, kind, kindRule, paperCount }: Entity): Entity {
  return { id, slug, name, kind, kindRule, paperCount }
}

/** The fact of a joined row. */
export function factOf(row: Fact): Fact {
  const { paperId, entityId, relation, count, salience, inTitle, confidence, spans } = row
  return { paperId, entityId, relation, count, salience, inTitle, confidence, spans }
}

/** The paper of a joined row. */
export function paperOf(row: Paper): Paper {
  const { id, title, abstract, sentences, year, doi, arxivId, url, venue, authors, source, runId, contentHash } = row
  return { id, title, abstract, sentences, year, doi, arxivId, url, venue, authors, source, runId, contentHash }
}
