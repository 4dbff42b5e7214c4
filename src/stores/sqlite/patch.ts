// Applies patches: one transaction, removals first, then every row put whole. Foreign keys carry removals on.
import { z } from 'zod'
import type { Original, Redirect } from '../../graph/originals.ts'
import type { Alias, Entity, Fact } from '../../graph/entities.ts'
import type { Extraction } from '../../graph/extractions.ts'
import { titleKey } from '../../graph/ids.ts'
import { paperSortKey } from '../../graph/papers.ts'
import type { Paper } from '../../graph/papers.ts'
import type { Change, GraphPatch, PatchRows, PatchTable } from '../../graph/patch.ts'
import { searchTerms } from '../../graph/search.ts'
import { slipsOf } from '../../graph/spelling.ts'
import type { GraphWriter } from '../../graph/writer.ts'
import { noRow, statement } from '../statement.ts'
import type { Database } from './database.ts'
import { columnOf } from './rows.ts'

const text = z.string()
const textOrNull = z.string().nullable()

/** Adds a row, or replaces all of it but its key and its number, which other tables hold on to. */
function put<Shape extends z.ZodRawShape>(table: string, key: readonly string[], params: z.ZodObject<Shape>) {
  const fields = Object.keys(params.shape)
  const updates = fields.filter((field) => !key.includes(field))
  return statement({
    name: `${table}.put`,
    text: `
      INSERT INTO ${table} (${fields.map(columnOf).join(', ')})
      VALUES (${fields.map((field) => `:${field}`).join(', ')})
      ON CONFLICT (${key.map(columnOf).join(', ')}) DO UPDATE SET
        ${updates.map((field) => `${columnOf(field)} = excluded.${columnOf(field)}`).join(', ')}`,
    params,
    row: noRow,
  })
}

function remove<Shape extends z.ZodRawShape>(table: string, params: z.ZodObject<Shape>) {
  const conditions = Object.keys(params.shape).map((field) => `${columnOf(field)} = :${field}`)
  return statement({
    name: `${table}.remove`,
    text: `DELETE FROM ${table} WHERE ${conditions.join(' AND ')}`,
    params,
    row: noRow,
  })
}

const putPaper = put(
  'papers',
  ['id'],
  z.object({
    id: text,
    title: text,
    sortKey: text,
    titleKey: text,
    abstract: text,
    sentences: text,
    year: z.int().nullable(),
    doi: textOrNull,
    arxivId: textOrNull,
    url: textOrNull,
    venue: textOrNull,
    authors: text,
    source: text,
    runId: text,
    contentHash: text,
  }),
)
// A row keeps its number when it is replaced, and so its old terms give way.
const putPaperTerms = statement({
  name: 'paper_terms.put',
  text: `
    INSERT OR REPLACE INTO paper_terms (rowid, title, abstract)
    SELECT nr, :title, :abstract FROM papers WHERE id = :id`,
  params: z.object({ id: text, title: text, abstract: text }),
  row: noRow,
})

const putExtraction = put(
  'extractions',
  ['paperId'],
  z.object({ paperId: text, contentHash: text, extractor: text, mentions: text, acronyms: text }),
)

const putEntity = put(
  'entities',
  ['id'],
  z.object({ id: text, slug: text, name: text, kind: text, kindRule: textOrNull, paperCount: z.int() }),
)

const putAlias = put(
  'aliases',
  ['entityId', 'surface'],
  z.object({ entityId: text, surface: text, norm: text, rule: text, count: z.int(), terms: z.int() }),
)
const putAliasTerms = statement({
  name: 'alias_terms.put',
  text: `
    INSERT OR REPLACE INTO alias_terms (rowid, surface)
    SELECT nr, :terms FROM aliases WHERE entity_id = :entityId AND surface = :surface`,
  params: z.object({ entityId: text, surface: text, terms: text }),
  row: noRow,
})

const putAliasWord = statement({
  name: 'alias_words.put',
  text: 'INSERT OR IGNORE INTO alias_words (term) VALUES (:term)',
  params: z.object({ term: text }),
  row: noRow,
})
const putAliasSlips = statement({
  name: 'alias_slips.put',
  text: 'INSERT OR IGNORE INTO alias_slips (slip, term) SELECT value, :term FROM json_each(:slips)',
  params: z.object({ term: text, slips: text }),
  row: noRow,
})

const putFact = put(
  'facts',
  ['paperId', 'entityId'],
  z.object({
    paperId: text,
    entityId: text,
    relation: text,
    count: z.int(),
    salience: z.number(),
    inTitle: z.int(),
    confidence: z.number(),
    spans: text,
  }),
)

const putRedirect = put('redirects', ['id'], z.object({ id: text, entityId: text }))
const putOriginal = put(
  'originals',
  ['tableName', 'key'],
  z.object({ tableName: text, key: text, entityId: text, paperId: textOrNull, norm: textOrNull, content: text }),
)

const removeById = z.object({ id: text })
const removePaper = remove('papers', removeById)
const removeExtraction = remove('extractions', z.object({ paperId: text }))
const removeEntity = remove('entities', removeById)
const removeAlias = remove('aliases', z.object({ entityId: text, surface: text }))
const removeFact = remove('facts', z.object({ paperId: text, entityId: text }))
const removeRedirect = remove('redirects', removeById)
const removeOriginal = remove('originals', z.object({ tableName: text, key: text }))

/** How the rows of one table are put and removed. */
interface TableWriter<Row> {
  readonly put: (row: Row) => void
  readonly remove: (row: Row) => void
}

type Tables = { readonly [Table in PatchTable]: TableWriter<PatchRows[Table]> }

function createTables(db: Database): Tables {
  return {
    papers: {
      put(paper: Paper) {
        db.change(putPaper, {
          ...paper,
          sortKey: paperSortKey(paper),
          titleKey: titleKey(paper.title),
          sentences: JSON.stringify(paper.sentences.map(({ start, end }) => [start, end])),
          authors: JSON.stringify(paper.authors),
        })
        const title = searchTerms(paper.title).join(' ')
        const abstract = searchTerms(paper.abstract).join(' ')
        db.change(putPaperTerms, { id: paper.id, title, abstract })
      },
      remove: ({ id }) => db.change(removePaper, { id }),
    },
    extractions: {
      put({ paperId, contentHash, extractor, mentions, acronyms }: Extraction) {
        const lists = { mentions: JSON.stringify(mentions), acronyms: JSON.stringify(acronyms) }
        db.change(putExtraction, { paperId, contentHash, extractor, ...lists })
      },
      remove: ({ paperId }) => db.change(removeExtraction, { paperId }),
    },
    entities: {
      put: (entity: Entity) => db.change(putEntity, { ...entity }),
      remove: ({ id }) => db.change(removeEntity, { id }),
    },
    aliases: {
      put(alias: Alias) {
        const terms = searchTerms(alias.surface)
        const { entityId, surface } = alias
        db.change(putAlias, { ...alias, terms: terms.length })
        db.change(putAliasTerms, { entityId, surface, terms: terms.join(' ') })
        for (const term of terms) {
          if (db.change(putAliasWord, { term }) === 0) continue
          db.change(putAliasSlips, { term, slips: JSON.stringify(slipsOf(term)) })
        }
      },
      remove: ({ entityId, surface }) => db.change(removeAlias, { entityId, surface }),
    },
    facts: {
      put(fact: Fact) {
        const spans = JSON.stringify(
          fact.spans.map(({ field, start, end, surface, kind }) => [field, start, end, surface, kind]),
        )
        db.change(putFact, { ...fact, inTitle: fact.inTitle ? 1 : 0, spans })
      },
      remove: ({ paperId, entityId }) => db.change(removeFact, { paperId, entityId }),
    },
    redirects: {
      put: (redirect: Redirect) => db.change(putRedirect, { ...redirect }),
      remove: ({ id }) => db.change(removeRedirect, { id }),
    },
    originals: {
      put({ table: tableName, key, entityId, paperId, norm, row }: Original) {
        db.change(putOriginal, { tableName, key, entityId, paperId, norm, content: JSON.stringify(row) })
      },
      remove: ({ table: tableName, key }) => db.change(removeOriginal, { tableName, key }),
    },
  }
}

/** The two halves of the work on one table of a patch. */
function workOn<Row>({ put, remove }: TableWriter<Row>, changes: readonly Change<Row>[]) {
  return {
    remove: () => {
      for (const { before, after } of changes) if (before !== null && after === null) remove(before)
    },
    put: () => {
      for (const { after } of changes) if (after !== null) put(after)
    },
  }
}

/** Applies patches within a transaction of the caller. */
export function createPatcher(db: Database): (patch: GraphPatch) => void {
  const tables = createTables(db)
  return (patch) => {
    const work = [
      workOn(tables.papers, patch.papers),
      workOn(tables.extractions, patch.extractions),
      workOn(tables.entities, patch.entities),
      workOn(tables.aliases, patch.aliases),
      workOn(tables.facts, patch.facts),
      workOn(tables.redirects, patch.redirects),
      workOn(tables.originals, patch.originals),
    ]
    for (const { remove } of work.toReversed()) remove()
    for (const { put } of work) put()
  }
}

/** Applies patches to a file. */
export function createPatchWriter(db: Database): Pick<GraphWriter, 'apply'> {
  const patch = createPatcher(db)
  return {
    async apply(changes) {
      db.transaction(() => patch(changes))
    },
  }
}
