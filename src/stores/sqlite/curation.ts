// Curation: the log, where merged ids lead, and rows as ingestion made them.
import { z } from 'zod'
import type { CurationReader, CurationWriter } from '../../graph/curation.ts'
import type { Original } from '../../graph/originals.ts'
import { operationSchema } from '../../graph/curation.ts'
import { originalSchema } from '../../graph/originals.ts'
import { ConflictError } from '../../graph/errors.ts'
import { sliceOf } from '../../graph/page.ts'
import { noRow, statement } from '../statement.ts'
import type { Database } from './database.ts'
import { inBothDirections, inOrderOf, pageParams, pageValues } from './paging.ts'
import { createPatcher } from './patch.ts'
import { aliasShape, columns, entityShape, factShape, json } from './rows.ts'

const curationShape = {
  id: z.string(),
  seq: z.int(),
  actor: z.string(),
  at: z.string(),
  operation: json(operationSchema),
  undoneBy: z.string().nullable(),
}
const curationRow = z.object(curationShape)
const CURATION = columns('c', curationShape)

const listCurations = inBothDirections(({ from, after, order }) =>
  statement({
    name: `curations.list.${from}`,
    text: `
      SELECT ${CURATION}
      FROM curations c
      WHERE ${after('c.seq', 'c.id')}
      ORDER BY ${order('c.seq', 'c.id')}
      LIMIT :limit`,
    params: z.object(pageParams),
    row: curationRow,
  }),
)

const countCurations = statement({
  name: 'curations.count',
  text: `SELECT count(*) AS total FROM curations`,
  params: z.object({}),
  row: z.object({ total: z.int() }),
})

const curationsById = statement({
  name: 'curations.byId',
  text: `SELECT ${CURATION} FROM curations c WHERE c.id IN (SELECT value FROM json_each(:ids))`,
  params: z.object({ ids: z.string() }),
  row: curationRow,
})

const activeCurations = statement({
  name: 'curations.active',
  text: `SELECT ${CURATION} FROM curations c WHERE c.undone_by IS NULL AND c.op <> 'UNDO' ORDER BY c.seq`,
  params: z.object({}),
  row: curationRow,
})

const head = statement({
  name: 'curations.head',
  text: `
    SELECT
      coalesce((SELECT max(seq) FROM curations), 0) AS seq,
      coalesce((SELECT max(seq) FROM runs), 0) AS run,
      coalesce((SELECT curation FROM derivation), 0) AS derived,
      (SELECT id FROM runs WHERE status = 'RUNNING') AS running`,
  params: z.object({}),
  row: z.object({ seq: z.int(), run: z.int(), derived: z.int(), running: z.string().nullable() }),
})

const survivors = statement({
  name: 'curations.survivors',
  text: `
    SELECT coalesce(r.entity_id, i.value) AS id
    FROM json_each(:ids) i LEFT JOIN redirects r ON r.id = i.value
    ORDER BY i.key`,
  params: z.object({ ids: z.string() }),
  row: z.object({ id: z.string() }),
})

const redirectShape = { id: z.string(), entityId: z.string() }

const originalShape = {
  tableName: z.string(),
  key: z.string(),
  entityId: z.string(),
  paperId: z.string().nullable(),
  norm: z.string().nullable(),
  content: json(z.unknown()),
}
const originalRow = z
  .object(originalShape)
  .transform(({ tableName: table, content: row, ...rest }): unknown => ({ table, row, ...rest }))
  .pipe(originalSchema)

/** Rows of a table that belong to some entities. */
function ofEntities<Row extends z.ZodType>(
  table: string,
  shape: Readonly<Record<string, z.ZodType>>,
  key: string,
  row: Row,
) {
  return statement({
    name: `curations.rows.${table}`,
    text: `
      SELECT ${columns('t', shape)}
      FROM json_each(:ids) i CROSS JOIN ${table} t ON t.${key} = i.value`,
    params: z.object({ ids: z.string() }),
    row,
  })
}

const rowsOf = {
  entities: ofEntities('entities', entityShape, 'id', z.object(entityShape)),
  aliases: ofEntities('aliases', aliasShape, 'entity_id', z.object(aliasShape)),
  facts: ofEntities('facts', factShape, 'entity_id', z.object(factShape)),
  originals: ofEntities('originals', originalShape, 'entity_id', originalRow),
  redirects: ofEntities('redirects', redirectShape, 'id', z.object(redirectShape)),
}

const entitiesWithNames = statement({
  name: 'curations.entitiesWithNames',
  text: `
    SELECT a.entity_id AS id FROM json_each(:norms) n CROSS JOIN aliases a ON a.norm = n.value
    UNION
    SELECT o.entity_id FROM json_each(:norms) n CROSS JOIN originals o ON o.norm = n.value`,
  params: z.object({ norms: z.string() }),
  row: z.object({ id: z.string() }),
})

const allOriginals = statement({
  name: 'curations.originals',
  text: `SELECT ${columns('o', originalShape)} FROM originals o`,
  params: z.object({}),
  row: originalRow,
})

const allRedirects = statement({
  name: 'curations.redirects',
  text: `SELECT ${columns('r', redirectShape)} FROM redirects r`,
  params: z.object({}),
  row: z.object(redirectShape),
})

/** Reads the log of a file and what is kept beside rows. */
export function createCurationReader(db: Database): CurationReader {
  return {
    async listCurations(page) {
      const rows = db.all(listCurations[page.from], pageValues(page))
      return sliceOf(page, rows, page.withTotal ? (db.all(countCurations, {})[0]?.total ?? 0) : null)
    },
    async curationsById(ids) {
      return inOrderOf(ids, db.all(curationsById, { ids: JSON.stringify(ids) }))
    },
    async activeCurations() {
      return db.all(activeCurations, {})
    },
    async curationHead() {
      const [{ seq, run, derived } = { seq: 0, run: 0, derived: 0 }] = db.all(head, {})
      return { seq, run, derived }
    },
    async survivors(ids) {
      return db.all(survivors, { ids: JSON.stringify(ids) }).map(({ id }) => id)
    },
    async rowsOfEntities(entityIds) {
      const ids = JSON.stringify([...new Set(entityIds)])
      const originals: Original[] = db.all(rowsOf.originals, { ids })
      return {
        entities: db.all(rowsOf.entities, { ids }),
        aliases: db.all(rowsOf.aliases, { ids }),
        facts: db.all(rowsOf.facts, { ids }),
        originals,
        redirects: db.all(rowsOf.redirects, { ids }),
      }
    },
    async entitiesWithNames(norms) {
      return db.all(entitiesWithNames, { norms: JSON.stringify(norms) }).map(({ id }) => id)
    },
    async curationRecords() {
      return { originals: db.all(allOriginals, {}), redirects: db.all(allRedirects, {}) }
    },
  }
}

const insertCuration = statement({
  name: 'curations.insert',
  text: `
    INSERT INTO curations (seq, id, op, actor, at, operation, undone_by)
    VALUES (:seq, :id, :op, :actor, :at, :operation, NULL)`,
  params: z.object({
    seq: z.int(),
    id: z.string(),
    op: z.string(),
    actor: z.string(),
    at: z.string(),
    operation: z.string(),
  }),
  row: noRow,
})

const markCuration = statement({
  name: 'curations.mark',
  text: `UPDATE curations SET undone_by = :undoneBy WHERE id = :id`,
  params: z.object({ id: z.string(), undoneBy: z.string().nullable() }),
  row: noRow,
})

const markDerived = statement({
  name: 'curations.markDerived',
  text: `
    INSERT INTO derivation (one, curation) VALUES (1, :seq)
    ON CONFLICT (one) DO UPDATE SET curation = max(curation, excluded.curation)`,
  params: z.object({ seq: z.int() }),
  row: noRow,
})

/** Writes the log of a file. The transaction takes the write lock first, so that nothing comes between look and change. */
export function createCurationWriter(db: Database): CurationWriter {
  const applyPatch = createPatcher(db)
  return {
    async curate({ curation, marks, patch, run }) {
      const { id, seq, actor, at, operation } = curation
      db.transaction(() => {
        const [now] = db.all(head, {})
        if (now?.running != null) {
          throw new ConflictError('An ingestion is under way. Curate when it has ended.')
        }
        if (now?.seq !== seq - 1 || now.run !== run) {
          throw new ConflictError('The graph was changed in the meantime. Look at it again, then try again.')
        }
        applyPatch(patch)
        db.change(insertCuration, { seq, id, op: operation.op, actor, at, operation: JSON.stringify(operation) })
        for (const mark of marks) db.change(markCuration, { ...mark })
      })
    },
    async markDerived(seq) {
      db.change(markDerived, { seq })
    },
  }
}
