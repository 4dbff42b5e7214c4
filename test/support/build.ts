// Builders: small, valid rows of the graph. A test says only what it is about; the rest is filled in the same way each time.
import type { Alias, BroaderEdge, Entity, Fact, FactSpan, RelatedEdge } from '../../src/graph/entities.ts'
import { relationFor } from '../../src/graph/entities.ts'
import type { Extraction } from '../../src/graph/extractions.ts'
import { digest, slugOf } from '../../src/graph/ids.ts'
import { nameKey } from '../../src/graph/names.ts'
import type { Paper } from '../../src/graph/papers.ts'
import { EMPTY_PATCH } from '../../src/graph/patch.ts'
import type { Change, GraphPatch, PatchRows, PatchTable } from '../../src/graph/patch.ts'
import { NO_COUNTS } from '../../src/graph/runs.ts'
import type { NewRun, RunCounters } from '../../src/graph/runs.ts'
import type { Topic, TopicMember } from '../../src/graph/topics.ts'
import type { SimilarEdge } from '../../src/graph/traversals.ts'
import type { Derived } from '../../src/graph/writer.ts'

/** A paper with a title of its own. */
export function buildPaper(id: string, fields: Partial<Omit<Paper, 'id'>> = {}): Paper {
  const paper = {
    title: `On ${id}`,
    abstract: '',
    sentences: [],
    year: null,
    doi: null,
    arxivId: null,
    url: null,
    venue: null,
    authors: [],
    source: 'sample.txt',
    runId: 'run:1',
    ...fields,
  }
  return { id, contentHash: digest(JSON.stringify(paper)), ...paper }
}

/** An entity of one paper, called by its id. */
export function buildEntity(id: string, fields: Partial<Omit<Entity, 'id'>> = {}): Entity {
  const name = fields.name ?? id
  return { id, slug: slugOf(name), name, kind: 'CONCEPT', kindRule: 'MENTIONS', paperCount: 1, ...fields }
}

/** An alias that occurs once. */
export function buildAlias(
  entityId: string,
  surface: string,
  fields: Partial<Omit<Alias, 'entityId' | 'surface'>> = {},
): Alias {
  return { entityId, surface, norm: nameKey(surface), rule: 'canonical', count: 1, ...fields }
}

/** A fact with a span in the title; the relation is that of concepts. */
export function buildFact(
  paperId: string,
  entityId: string,
  fields: Partial<Omit<Fact, 'paperId' | 'entityId'>> = {},
): Fact {
  const spans: readonly FactSpan[] = fields.spans ?? [
    { field: 'title', start: 0, end: 2, surface: 'On', kind: 'CONCEPT' },
  ]
  return {
    paperId,
    entityId,
    relation: relationFor('CONCEPT', null),
    salience: 0.5,
    confidence: 0.9,
    ...fields,
    inTitle: fields.inTitle ?? spans.some(({ field }) => field === 'title'),
    count: fields.count ?? spans.length,
    spans,
  }
}

/** An extraction that found one thing. */
export function buildExtraction(paperId: string, fields: Partial<Omit<Extraction, 'paperId'>> = {}): Extraction {
  return {
    paperId,
    contentHash: digest(paperId),
    extractor: 'sample@1',
    mentions: [
      {
        field: 'title',
        start: 0,
        end: 2,
        surface: 'On',
        lemma: 'on',
        kind: 'CONCEPT',
        role: null,
        confidence: 0.9,
        rule: 'phrase',
      },
    ],
    acronyms: [],
    ...fields,
  }
}

/** An edge between two entities, given in either order. */
export function buildRelated(
  one: string,
  other: string,
  fields: Partial<Omit<RelatedEdge, 'a' | 'b'>> = {},
): RelatedEdge {
  return { ...inOrder(one, other), support: 2, npmi: 0.4, jaccard: 0.3, score: 0.5, ...fields }
}

/** An edge between two papers, given in either order. */
export function buildSimilar(
  one: string,
  other: string,
  fields: Partial<Omit<SimilarEdge, 'a' | 'b'>> = {},
): SimilarEdge {
  return { ...inOrder(one, other), score: 0.5, shared: 2, ...fields }
}

export function buildBroader(narrower: string, broader: string, rule = 'modifier'): BroaderEdge {
  return { narrower, broader, rule }
}

export function buildTopic(id: string, fields: Partial<Omit<Topic, 'id'>> = {}): Topic {
  return { id, label: id, size: 1, level: 0, parentId: null, ...fields }
}

export function buildMember(topicId: string, entityId: string, weight = 0.5): TopicMember {
  return { topicId, entityId, weight }
}

/** A run that is about to begin. */
export function buildRun(fields: Partial<NewRun> = {}): NewRun {
  return {
    sources: ['sample.txt'],
    sha256: digest('sample'),
    extractor: 'sample@1',
    startedAt: '2026-01-02T03:04:05.678Z',
    owner: 'host:1',
    key: null,
    ...fields,
  }
}

export function buildCounters(fields: Partial<RunCounters> = {}): RunCounters {
  return { ...NO_COUNTS, ...fields }
}

/** The rows of a patch, by table. */
export type Rows = { readonly [Table in PatchTable]?: readonly PatchRows[Table][] }

/** The patch that adds rows. */
export function buildPatch(rows: Rows): GraphPatch {
  return { ...EMPTY_PATCH, ...mapRows(rows, (row) => ({ before: null, after: row })) }
}

/** The patch that removes rows. */
export function buildRemoval(rows: Rows): GraphPatch {
  return { ...EMPTY_PATCH, ...mapRows(rows, (row) => ({ before: row, after: null })) }
}

/** Derived data; what is not given is empty. */
export function buildDerived(derived: Partial<Derived> = {}): Derived {
  return { related: [], similar: [], broader: [], topics: [], members: [], ...derived }
}

function mapRows(rows: Rows, change: <Row>(row: Row) => Change<Row>): Partial<GraphPatch> {
  return {
    papers: (rows.papers ?? []).map(change),
    extractions: (rows.extractions ?? []).map(change),
    entities: (rows.entities ?? []).map(change),
    aliases: (rows.aliases ?? []).map(change),
    facts: (rows.facts ?? []).map(change),
  }
}

function inOrder(one: string, other: string): { readonly a: string; readonly b: string } {
  return one < other ? { a: one, b: other } : { a: other, b: one }
}
