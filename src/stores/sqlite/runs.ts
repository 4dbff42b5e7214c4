// Runs: the log of ingestions, the one that is under way, and the graph in figures.
import { z } from 'zod'
import { ENTITY_KINDS } from '../../graph/entities.ts'
import { ConflictError, NotFoundError } from '../../graph/errors.ts'
import { runId } from '../../graph/ids.ts'
import { sliceOf } from '../../graph/page.ts'
import { NO_COUNTS, RUN_STATUSES } from '../../graph/runs.ts'
import type { Run, RunReader } from '../../graph/runs.ts'
import { EDGE_RELATIONS } from '../../graph/traversals.ts'
import type { GraphWriter } from '../../graph/writer.ts'
import { noRow, statement } from '../statement.ts'
import type { Database } from './database.ts'
import { inBothDirections, inOrderOf, pageParams, pageValues } from './paging.ts'
import { columns, json } from './rows.ts'

type RunWriter = Pick<GraphWriter, 'beginRun' | 'endRun' | 'discardRun'>

const count = z.int()
const runShape = {
  id: z.string(),
  seq: z.int(),
  status: z.enum(RUN_STATUSES),
  sources: json(z.array(z.string())),
  sha256: z.string(),
  extractor: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  owner: z.string(),
  key: z.string().nullable(),
  counters: json(
    z.object({
      papersSeen: count,
      papersAdded: count,
      papersChanged: count,
      papersUnchanged: count,
      // Layouts before the fourth did not count it.
      papersRemoved: count.default(0),
      problems: count,
    }),
  ),
}
const runRow = z.object(runShape)

const runsById = statement({
  name: 'runs.byId',
  text: `SELECT ${columns('r', runShape)} FROM runs r WHERE r.id IN (SELECT value FROM json_each(:ids))`,
  params: z.object({ ids: z.string() }),
  row: runRow,
})

const runsByKey = statement({
  name: 'runs.byKey',
  text: `SELECT ${columns('r', runShape)} FROM runs r WHERE r.key IN (SELECT value FROM json_each(:keys))`,
  params: z.object({ keys: z.string() }),
  row: runRow,
})

const listRuns = inBothDirections(({ from, after, order }) =>
  statement({
    name: `runs.list.${from}`,
    text: `
      SELECT ${columns('r', runShape)}
      FROM runs r
      WHERE ${after('r.seq', 'r.id')}
      ORDER BY ${order('r.seq', 'r.id')}
      LIMIT :limit`,
    params: z.object(pageParams),
    row: runRow,
  }),
)

const countRuns = statement({
  name: 'runs.count',
  text: `SELECT count(*) AS total FROM runs`,
  params: z.object({}),
  row: z.object({ total: z.int() }),
})

const lastRun = statement({
  name: 'runs.last',
  text: `SELECT ${columns('r', runShape)} FROM runs r ORDER BY r.seq DESC LIMIT 1`,
  params: z.object({}),
  row: runRow,
})

const runningRun = statement({
  name: 'runs.running',
  text: `SELECT ${columns('r', runShape)} FROM runs r WHERE r.status = 'RUNNING'`,
  params: z.object({}),
  row: runRow,
})

const insertRun = statement({
  name: 'runs.insert',
  text: `
    INSERT INTO runs (seq, id, status, sources, sha256, extractor, started_at, finished_at, owner, key, counters)
    VALUES (:seq, :id, 'RUNNING', :sources, :sha256, :extractor, :startedAt, NULL, :owner, :key, :counters)`,
  params: z.object({
    seq: z.int(),
    id: z.string(),
    sources: z.string(),
    sha256: z.string(),
    extractor: z.string(),
    startedAt: z.string(),
    owner: z.string(),
    key: z.string().nullable(),
    counters: z.string(),
  }),
  row: noRow,
})

const finishRun = statement({
  name: 'runs.finish',
  text: `
    UPDATE runs
    SET status = :status, finished_at = :finishedAt, counters = coalesce(:counters, counters)
    WHERE id = :id AND status = 'RUNNING'`,
  params: z.object({
    id: z.string(),
    status: z.enum(RUN_STATUSES).exclude(['RUNNING']),
    finishedAt: z.string(),
    counters: z.string().nullable(),
  }),
  row: noRow,
})

const deleteRun = statement({
  name: 'runs.delete',
  text: `DELETE FROM runs WHERE id = :id`,
  params: z.object({ id: z.string() }),
  row: noRow,
})

const figures = statement({
  name: 'runs.figures',
  text: `
    SELECT 'papers' AS what, '' AS name, count(*) AS count FROM papers
    UNION ALL SELECT 'topics', '', count(*) FROM topics
    UNION ALL SELECT 'kind', kind, count(*) FROM entities GROUP BY kind
    UNION ALL SELECT 'edge', relation, count(*) FROM facts GROUP BY relation
    UNION ALL SELECT 'edge', 'RELATED_TO', count(*) FROM related
    UNION ALL SELECT 'edge', 'SIMILAR_TO', count(*) FROM similar
    UNION ALL SELECT 'edge', 'BROADER', count(*) FROM broader`,
  params: z.object({}),
  row: z.object({ what: z.enum(['papers', 'topics', 'kind', 'edge']), name: z.string(), count: z.int() }),
})

/** Reads runs and figures from a file. */
export function createRunReader(db: Database): RunReader {
  return {
    async stats() {
      const rows = db.all(figures, {})
      const countOf = (what: string, name: string) =>
        rows.find((row) => row.what === what && row.name === name)?.count ?? 0
      const entitiesByKind = ENTITY_KINDS.map((kind) => ({ kind, count: countOf('kind', kind) }))
      const edgesByRelation = EDGE_RELATIONS.map((relation) => ({ relation, count: countOf('edge', relation) }))
      return {
        papers: countOf('papers', ''),
        entities: entitiesByKind.reduce((sum, { count }) => sum + count, 0),
        entitiesByKind,
        topics: countOf('topics', ''),
        edges: edgesByRelation.reduce((sum, { count }) => sum + count, 0),
        edgesByRelation,
        lastRun: db.all(lastRun, {})[0] ?? null,
      }
    },
    async runsById(ids) {
      return inOrderOf(ids, db.all(runsById, { ids: JSON.stringify(ids) }))
    },
    async lastRun() {
      return db.all(lastRun, {})[0] ?? null
    },
    async runsByKey(keys) {
      const found = new Map(db.all(runsByKey, { keys: JSON.stringify(keys) }).map((run) => [run.key, run]))
      return keys.map((key) => found.get(key) ?? null)
    },
    async listRuns(page) {
      const rows = db.all(listRuns[page.from], pageValues(page))
      return sliceOf(page, rows, page.withTotal ? (db.all(countRuns, {})[0]?.total ?? 0) : null)
    },
  }
}

/** Writes runs to a file. The transactions take the write lock first, so that of two callers one sees the other's run. */
export function createRunWriter(db: Database): RunWriter {
  const runOf = (id: string): Run => {
    const [run] = db.all(runsById, { ids: JSON.stringify([id]) })
    if (!run) throw new NotFoundError('run', id)
    return run
  }
  return {
    async beginRun(run, supersedes) {
      return db.transaction(() => {
        const [running] = db.all(runningRun, {})
        if (running && running.id !== supersedes) {
          throw new ConflictError(
            `Another run, of ${running.owner}, is under way since ${running.startedAt}. Wait until it has ended.`,
          )
        }
        if (running) {
          db.change(finishRun, { id: running.id, status: 'FAILED', finishedAt: run.startedAt, counters: null })
        }
        const seq = (db.all(lastRun, {})[0]?.seq ?? 0) + 1
        const { sha256, extractor, startedAt, owner, key } = run
        if (key !== null && db.all(runsByKey, { keys: JSON.stringify([key]) }).length > 0) {
          throw new ConflictError(`There is a run with the key "${key}" already.`)
        }
        const sources = JSON.stringify(run.sources)
        const counters = JSON.stringify(NO_COUNTS)
        db.change(insertRun, { seq, id: runId(seq), sources, sha256, extractor, startedAt, owner, key, counters })
        return runOf(runId(seq))
      })
    },
    async endRun(id, { status, finishedAt, counters }) {
      return db.transaction(() => {
        const changed = db.change(finishRun, { id, status, finishedAt, counters: JSON.stringify(counters) })
        const run = runOf(id)
        if (changed === 0) throw new ConflictError(`The run has ended already, as ${run.status}.`)
        return run
      })
    },
    async discardRun(id) {
      db.change(deleteRun, { id })
    },
  }
}
