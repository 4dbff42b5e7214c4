// Scanning whole tables in the order of their keys. Each batch is a statement of its own that starts where the last one
// ended, so a scan that is left alone half way holds nothing.
import { z } from 'zod'
import { ENTITY_KINDS, METHOD_ROLES } from '../../graph/entities.ts'
import type { ScanReader, ScanRows, ScanTable } from '../../graph/reader.ts'
import { TEXT_FIELDS } from '../../graph/papers.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import {
  aliasShape,
  broaderShape,
  columnOf,
  columns,
  entityShape,
  factShape,
  json,
  memberShape,
  paperShape,
  relatedShape,
  similarShape,
  topicShape,
} from './rows.ts'

/** Rows a batch. */
const BATCH = 500

const mention = z.object({
  field: z.enum(TEXT_FIELDS),
  start: z.int(),
  end: z.int(),
  surface: z.string(),
  lemma: z.string(),
  kind: z.enum(ENTITY_KINDS),
  role: z.enum(METHOD_ROLES).nullable(),
  confidence: z.number(),
  rule: z.string(),
})

const extractionShape = {
  paperId: z.string(),
  contentHash: z.string(),
  extractor: z.string(),
  mentions: json(z.array(mention)),
  acronyms: json(z.array(z.object({ short: z.string(), long: z.string() }))),
}

const position = z.object({ first: z.string(), second: z.string(), limit: z.int() })

/** A key of one or two texts; the second is empty where there is one. */
type Key = readonly [first: string, second: string]

/** A batch of a table behind a key of one or two fields. The schema drops the part of the position it does not use. */
function batchOf<Shape extends Readonly<Record<string, z.ZodType>>>(
  table: ScanTable,
  shape: Shape,
  fields: readonly (keyof Shape & string)[],
) {
  const key = fields.map((field) => `t.${columnOf(field)}`).join(', ')
  const pair = fields.length === 2
  return statement({
    name: `scan.${table}`,
    text: `
      SELECT ${columns('t', shape)}
      FROM ${table} t
      WHERE ${pair ? `(${key}) > (:first, :second)` : `${key} > :first`}
      ORDER BY ${key}
      LIMIT :limit`,
    params: pair ? position : position.omit({ second: true }),
    row: z.object(shape),
  })
}

const BATCHES = {
  papers: batchOf('papers', paperShape, ['id']),
  extractions: batchOf('extractions', extractionShape, ['paperId']),
  entities: batchOf('entities', entityShape, ['id']),
  aliases: batchOf('aliases', aliasShape, ['entityId', 'surface']),
  facts: batchOf('facts', factShape, ['paperId', 'entityId']),
  related: batchOf('related', relatedShape, ['a', 'b']),
  similar: batchOf('similar', similarShape, ['a', 'b']),
  broader: batchOf('broader', broaderShape, ['narrower', 'broader']),
  topics: batchOf('topics', topicShape, ['id']),
  members: batchOf('members', memberShape, ['topicId', 'entityId']),
}

async function* inBatches<Row>(read: (from: z.input<typeof position>) => readonly Row[], keyOf: (row: Row) => Key) {
  let [first, second]: Key = ['', '']
  for (;;) {
    const rows = read({ first, second, limit: BATCH })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < BATCH) return
    ;[first, second] = keyOf(last)
  }
}

/** Scans the tables of a file. */
export function createScanReader(db: Database): ScanReader {
  const scans: { readonly [Table in ScanTable]: () => AsyncIterable<readonly ScanRows[Table][]> } = {
    papers: () =>
      inBatches(
        (from) => db.all(BATCHES.papers, from),
        ({ id }) => [id, ''],
      ),
    extractions: () =>
      inBatches(
        (from) => db.all(BATCHES.extractions, from),
        ({ paperId }) => [paperId, ''],
      ),
    entities: () =>
      inBatches(
        (from) => db.all(BATCHES.entities, from),
        ({ id }) => [id, ''],
      ),
    aliases: () =>
      inBatches(
        (from) => db.all(BATCHES.aliases, from),
        ({ entityId, surface }) => [entityId, surface],
      ),
    facts: () =>
      inBatches(
        (from) => db.all(BATCHES.facts, from),
        ({ paperId, entityId }) => [paperId, entityId],
      ),
    related: () =>
      inBatches(
        (from) => db.all(BATCHES.related, from),
        ({ a, b }) => [a, b],
      ),
    similar: () =>
      inBatches(
        (from) => db.all(BATCHES.similar, from),
        ({ a, b }) => [a, b],
      ),
    broader: () =>
      inBatches(
        (from) => db.all(BATCHES.broader, from),
        (edge) => [edge.narrower, edge.broader],
      ),
    topics: () =>
      inBatches(
        (from) => db.all(BATCHES.topics, from),
        ({ id }) => [id, ''],
      ),
    members: () =>
      inBatches(
        (from) => db.all(BATCHES.members, from),
        ({ topicId, entityId }) => [topicId, entityId],
      ),
  }
  return { scan: (table) => scans[table]() }
}
