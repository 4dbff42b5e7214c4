// Statements that add or replace rows of a patch, and the properties that each thing is stored with.
import { z } from 'zod'
import { ENTITY_KINDS, FACT_RELATIONS, KIND_RULES } from '../../graph/entities.ts'
import type { Alias, Entity, EntityKind, Fact, FactRelation } from '../../graph/entities.ts'
import { TEXT_FIELDS } from '../../graph/papers.ts'
import type { Paper } from '../../graph/papers.ts'
import { searchTerms } from '../../graph/search.ts'
import { slipsOf } from '../../graph/spelling.ts'
import { noRow, statement } from '../statement.ts'
import { paperKeys } from './papers.ts'
import { kinds, labelOf, spanKind } from './rows.ts'
import { termText } from './text-units.ts'
import { fraction, integer, sortIdOf } from './values.ts'

export { extractionProperties } from './extractions.ts'

const text = z.string()
const written = z.object({ written: z.int() })

const paperSchema = z.object({
  id: text,
  title: text,
  abstract: text,
  sentenceStarts: z.array(integer),
  sentenceEnds: z.array(integer),
  year: integer.nullable(),
  doi: text.nullable(),
  arxivId: text.nullable(),
  url: text.nullable(),
  venue: text.nullable(),
  authors: z.array(text),
  source: text,
  runId: text,
  contentHash: text,
  titleKey: text,
  sortKey: text,
  sortPrefix: text,
  sortId: text.nullable(),
  titleTerms: text,
  abstractTerms: text,
})

/** What is stored of a paper: itself, and the texts that lists, look-ups and search go by. */
export function paperProperties({ sentences, ...paper }: Paper): z.input<typeof paperSchema> {
  return {
    ...paper,
    authors: [...paper.authors],
    sentenceStarts: sentences.map(({ start }) => start),
    sentenceEnds: sentences.map(({ end }) => end),
    ...paperKeys(paper),
    titleTerms: termText(paper.title),
    abstractTerms: termText(paper.abstract),
  }
}

export const papers = statement({
  name: 'put.papers',
  text: `
    UNWIND $given.rows AS row
    MERGE (p:Paper {id: row.id})
    SET p = row
    WITH p
    OPTIONAL MATCH (p)-[old:INGESTED_IN]->(run:IngestRun) WHERE run.id <> p.runId
    DELETE old
    WITH DISTINCT p
    MATCH (run:IngestRun {id: p.runId})
    MERGE (p)-[:INGESTED_IN]->(run)`,
  params: z.object({ rows: z.array(paperSchema) }),
  row: noRow,
})

/** The authors of a paper. An author is a name: nothing in a source tells two people of one name apart. */
export function paperAuthors({ id, authors }: Paper) {
  return { id, authors: authors.map((name, position) => ({ id: `author:${name}`, name, position })) }
}

const authorsSchema = z.object({
  id: text,
  authors: z.array(z.object({ id: text, name: text, position: integer })),
})

/** Takes papers from the authors they had where these change, and answers who that was. Comes before the papers are put. */
export const strayedAuthors = statement({
  name: 'put.strayedAuthors',
  text: `
    UNWIND $given.rows AS row
    MATCH (p:Paper {id: row.id}) WHERE p.authors <> [author IN row.authors | author.name]
    MATCH (p)<-[w:WROTE]-(author:Author)
    DELETE w
    RETURN DISTINCT author.id AS id`,
  params: z.object({ rows: z.array(authorsSchema) }),
  row: z.object({ id: text }),
})

export const authorships = statement({
  name: 'put.authorships',
  text: `
    UNWIND $given.rows AS row
    MATCH (p:Paper {id: row.id})
    UNWIND row.authors AS by
    MERGE (author:Author {id: by.id})
    ON CREATE SET author.name = by.name
    MERGE (author)-[:WROTE {position: by.position}]->(p)`,
  params: z.object({ rows: z.array(authorsSchema) }),
  row: noRow,
})

export const extractions = statement({
  name: 'put.extractions',
  text: `
    UNWIND $given.rows AS row
    MATCH (p:Paper {id: row.paperId})
    MERGE (x:Extraction {paperId: row.paperId})
    SET x = row
    MERGE (p)-[:HAS_EXTRACTION]->(x)
    RETURN count(*) AS written`,
  params: z.object({
    rows: z.array(z.object({ paperId: text, contentHash: text, extractor: text, mentions: text, acronyms: text })),
  }),
  row: written,
})

const entitySchema = z.object({
  id: text,
  slug: text,
  name: text,
  kind: kinds.element,
  kindRule: z.enum(KIND_RULES).nullable(),
  paperCount: integer,
  sortId: text.nullable(),
})

/** What is stored of an entity: itself, and what orders it. */
export function entityProperties(entity: Entity): z.input<typeof entitySchema> {
  return { ...entity, sortId: sortIdOf(entity.id) }
}

/** One statement a kind: labels are part of a statement, never data. */
const putEntities = (kind: EntityKind) =>
  statement({
    name: `put.entities.${kind}`,
    text: `
      UNWIND $given.rows AS row
      MERGE (e:Entity {id: row.id})
      SET e = row, e:${labelOf(kind)}
      REMOVE e:${ENTITY_KINDS.filter((other) => other !== kind)
        .map(labelOf)
        .join(':')}`,
    params: z.object({ rows: z.array(entitySchema) }),
    row: noRow,
  })

export const entities: { readonly [Kind in EntityKind]: ReturnType<typeof putEntities> } = {
  CONCEPT: putEntities('CONCEPT'),
  METHOD: putEntities('METHOD'),
  TASK: putEntities('TASK'),
  DATASET: putEntities('DATASET'),
  METRIC: putEntities('METRIC'),
}

const aliasSchema = z.object({
  entityId: text,
  surface: text,
  name: text,
  norm: text,
  rule: text,
  count: integer,
  terms: text,
  termCount: integer,
})

/** What is stored of an alias: itself, the name that drawings show, and its terms for search. */
export function aliasProperties({ entityId, surface, norm, rule, count }: Alias): z.input<typeof aliasSchema> {
  const terms = { terms: termText(surface), termCount: searchTerms(surface).length }
  return { entityId, surface, name: surface, norm, rule, count, ...terms }
}

export const aliases = statement({
  name: 'put.aliases',
  text: `
    UNWIND $given.rows AS row
    MATCH (e:Entity {id: row.entityId})
    MERGE (a:Alias {entityId: row.entityId, surface: row.surface})
    SET a = row
    MERGE (e)-[:HAS_ALIAS]->(a)
    RETURN count(*) AS written`,
  params: z.object({ rows: z.array(aliasSchema) }),
  row: written,
})

/** What is stored of the terms of aliases: their slips, cut at blanks. */
export function slipProperties(aliases: readonly Alias[]): { term: string; slips: string }[] {
  const terms = new Set(aliases.flatMap(({ surface }) => searchTerms(surface)))
  return [...terms].flatMap((term) => {
    const slips = slipsOf(term)
    return slips.length === 0 ? [] : [{ term, slips: slips.join(' ') }]
  })
}

/** Terms stay when the last alias that has them goes; they lead nowhere then. */
export const slips = statement({
  name: 'put.slips',
  text: `
    UNWIND $given.rows AS row
    MERGE (t:AliasTerm {term: row.term})
    ON CREATE SET t.slips = row.slips`,
  params: z.object({ rows: z.array(z.object({ term: text, slips: text })) }),
  row: noRow,
})

const factSchema = z.object({
  paperId: text,
  entityId: text,
  properties: z.object({
    count: integer,
    salience: fraction,
    inTitle: z.boolean(),
    confidence: fraction,
    spanFields: z.array(z.enum(TEXT_FIELDS)),
    spanStarts: z.array(integer),
    spanEnds: z.array(integer),
    spanSurfaces: z.array(text),
    spanKinds: z.array(spanKind),
  }),
})

/** What is stored of a fact: spans as parallel arrays, for properties hold no lists of maps. */
export function factProperties({ paperId, entityId, spans, count, salience, inTitle, confidence }: Fact) {
  return {
    paperId,
    entityId,
    properties: {
      count,
      salience,
      inTitle,
      confidence,
      spanFields: spans.map(({ field }) => field),
      spanStarts: spans.map(({ start }) => start),
      spanEnds: spans.map(({ end }) => end),
      spanSurfaces: spans.map(({ surface }) => surface),
      spanKinds: spans.map(({ kind }) => kind ?? ('' as const)),
    },
  }
}

/** One statement a relation. A paper has one fact an entity: an edge of another relation gives way. */
const putFacts = (relation: FactRelation) =>
  statement({
    name: `put.facts.${relation}`,
    text: `
      UNWIND $given.rows AS row
      MATCH (p:Paper {id: row.paperId})
      MATCH (e:Entity {id: row.entityId})
      CALL (p, e) {
        MATCH (p)-[old:${FACT_RELATIONS.filter((other) => other !== relation).join('|')}]->(e)
        DELETE old
      }
      MERGE (p)-[f:${relation}]->(e)
      SET f = row.properties
      RETURN count(*) AS written`,
    params: z.object({ rows: z.array(factSchema) }),
    row: written,
  })

export const facts: { readonly [Relation in FactRelation]: ReturnType<typeof putFacts> } = {
  DISCUSSES: putFacts('DISCUSSES'),
  PROPOSES: putFacts('PROPOSES'),
  USES: putFacts('USES'),
  COMPARES: putFacts('COMPARES'),
  ADDRESSES: putFacts('ADDRESSES'),
  EVALUATES_ON: putFacts('EVALUATES_ON'),
  MEASURES: putFacts('MEASURES'),
}
