// Runs of ingestion, and the graph in figures.
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
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { writeAlone } from './lock.ts'
import { descendingPage, distinct, inOrderOf, pagedStatement } from './paging.ts'
import { GENERATION, idOf, labelOf } from './rows.ts'
import { ids, integer } from './values.ts'

/** The map of a run `i`. */
const RUN = `i {
    .id, .seq, .status, .sources, .sha256, .extractor, .startedAt, .finishedAt, .owner, .key,
    .papersSeen, .papersAdded, .papersChanged, .papersUnchanged, .papersRemoved, .problems
  }`

/** A figure that runs of older layouts do not have. */
const laterCount = z
  .int()
  .nullable()
  .transform((count) => count ?? 0)

const runRow = z
  .object({
    id: z.string(),
    seq: z.int(),
    status: z.enum(RUN_STATUSES),
    sources: z.array(z.string()),
    sha256: z.string(),
    extractor: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    owner: z.string(),
    key: z.string().nullable(),
    papersSeen: z.int(),
    papersAdded: z.int(),
    papersChanged: z.int(),
    papersUnchanged: z.int(),
    papersRemoved: laterCount,
    problems: z.int(),
  })
  .transform(({ papersSeen, papersAdded, papersChanged, papersUnchanged, papersRemoved, problems, ...run }): Run => ({
    ...run,
    counters: { papersSeen, papersAdded, papersChanged, papersUnchanged, papersRemoved, problems },
  }))

const counters = z.object({
  papersSeen: integer,
  papersAdded: integer,
  papersChanged: integer,
  papersUnchanged: integer,
  papersRemoved: integer,
  problems: integer,
})

const runsById = statement({
  name: 'runs.runsById',
  text: `
    UNWIND $given.ids AS id
    MATCH (i:IngestRun {id: id})
    RETURN ${RUN} AS run`,
  params: z.object({ ids }),
  row: z.object({ run: runRow }),
})

const runsByKey = statement({
  name: 'runs.runsByKey',
  text: `
    UNWIND $given.keys AS key
    MATCH (i:IngestRun {key: key})
    RETURN ${RUN} AS run`,
  params: z.object({ keys: ids }),
  row: z.object({ run: runRow }),
})

const listRuns = pagedStatement({
  name: 'runs.listRuns',
  key: 'i.seq',
  id: idOf('i'),
  direction: 'descending',
  params: z.object({}),
  row: z.object({ run: runRow }),
  // The bound on the number makes the index give the runs in order.
  text: ({ beyond, order }) => `
    MATCH (i:IngestRun) WHERE i.seq > 0 AND ${beyond}
    WITH i ${order}
    RETURN ${RUN} AS run`,
})

const countRuns = statement({
  name: 'runs.countRuns',
  text: 'RETURN COUNT { (:IngestRun) } AS total',
  params: z.object({}),
  row: z.object({ total: z.int() }),
})

const lastRun = statement({
  name: 'runs.lastRun',
  text: `
    MATCH (i:IngestRun) WHERE i.seq > 0
    WITH i ORDER BY i.seq DESC LIMIT 1
    RETURN ${RUN} AS run`,
  params: z.object({}),
  row: z.object({ run: runRow }),
})

const runningRuns = statement({
  name: 'runs.runningRuns',
  text: `
    MATCH (i:IngestRun {status: 'RUNNING'})
    RETURN ${RUN} AS run ORDER BY i.seq`,
  params: z.object({}),
  row: z.object({ run: runRow }),
})

const createRun = statement({
  name: 'runs.createRun',
  text: 'CREATE (i:IngestRun) SET i = $given.run',
  params: z.object({
    run: counters.extend({
      id: z.string(),
      seq: integer,
      status: z.literal('RUNNING'),
      sources: z.array(z.string()),
      sha256: z.string(),
      extractor: z.string(),
      startedAt: z.string(),
      owner: z.string(),
      key: z.string().nullable(),
    }),
  }),
  row: noRow,
})

const finishRun = statement({
  name: 'runs.finishRun',
  text: `
    MATCH (i:IngestRun {id: $given.id})
    SET i.status = $given.status, i.finishedAt = $given.finishedAt, i += $given.counters
    RETURN ${RUN} AS run`,
  params: z.object({
    id: z.string(),
    status: z.enum(RUN_STATUSES),
    finishedAt: z.string(),
    counters: counters.partial(),
  }),
  row: z.object({ run: runRow }),
})

const discardRun = statement({
  name: 'runs.discardRun',
  text: 'MATCH (i:IngestRun {id: $given.id}) DETACH DELETE i',
  params: z.object({ id: z.string() }),
  row: noRow,
})

/** Relations whose edges belong to generations. */
const DERIVED: ReadonlySet<string> = new Set(['RELATED_TO', 'SIMILAR_TO', 'BROADER'])

/**
 * The server keeps totals of labels and types. Derived edges are counted in their index, some 0.1 s a million: a total less
 * those out of sight would be wrong whenever a derivation writes between the two counts.
 */
function countEdges(relation: string): string {
  return DERIVED.has(relation)
    ? `COUNT { ()-[r:${relation}]->() WHERE r.generation = generation }`
    : `COUNT { ()-[:${relation}]->() }`
}

const stats = statement({
  name: 'runs.stats',
  text: `
    ${GENERATION}
    RETURN COUNT { (:Paper) } AS papers, COUNT { (:Entity) } AS entities,
      COUNT { (:Topic {generation: generation}) } AS topics,
      [${ENTITY_KINDS.map((kind) => `{kind: '${kind}', count: COUNT { (:${labelOf(kind)}) }}`).join(',\n       ')}]
      AS entitiesByKind,
      [${EDGE_RELATIONS.map((relation) => `{relation: '${relation}', count: ${countEdges(relation)}}`).join(',\n       ')}]
      AS edgesByRelation`,
  params: z.object({}),
  row: z.object({
    papers: z.int(),
    entities: z.int(),
    topics: z.int(),
    entitiesByKind: z.array(z.object({ kind: z.enum(ENTITY_KINDS), count: z.int() })),
    edgesByRelation: z.array(z.object({ relation: z.enum(EDGE_RELATIONS), count: z.int() })),
  }),
})

export function createRunReader(client: Client): RunReader {
  return {
    async stats() {
      const [[figures], [last]] = await readSettled(client, (run) => Promise.all([run(stats, {}), run(lastRun, {})]))
      if (figures === undefined) throw new NotFoundError('figure', 'stats')
      const edges = figures.edgesByRelation.reduce((sum, { count }) => sum + count, 0)
      return { ...figures, edges, lastRun: last?.run ?? null }
    },

    async runsById(ids) {
      const rows = await client.read((run) => run(runsById, { ids: distinct(ids) }))
      return inOrderOf(
        ids,
        rows.map(({ run }) => run),
        (run) => run.id,
      )
    },

    async lastRun() {
      const rows = await client.read((run) => run(lastRun, {}))
      return rows[0]?.run ?? null
    },

    async runsByKey(keys) {
      const rows = await client.read((run) => run(runsByKey, { keys: distinct(keys) }))
      const found = new Map(rows.map(({ run }) => [run.key, run]))
      return keys.map((key) => found.get(key) ?? null)
    },

    async listRuns(page) {
      return client.read(async (run) => {
        const [rows, totals] = await Promise.all([
          run(listRuns[page.from], descendingPage(page)),
          page.withTotal ? run(countRuns, {}) : [],
        ])
        return sliceOf(
          page,
          rows.map((row) => row.run),
          page.withTotal ? (totals[0]?.total ?? 0) : null,
        )
      })
    },
  }
}

export function createRunWriter(client: Client): Pick<GraphWriter, 'beginRun' | 'endRun' | 'discardRun'> {
  return {
    async beginRun({ sources, sha256, extractor, startedAt, owner, key }, supersedes) {
      return writeAlone(client, async (run) => {
        const running = await run(runningRuns, {})
        const other = running.find((row) => row.run.id !== supersedes)?.run
        if (other) {
          throw new ConflictError(
            `Another run, of ${other.owner}, is under way since ${other.startedAt}. Wait until it has ended.`,
          )
        }
        for (const { run: old } of running) {
          await run(finishRun, { id: old.id, status: 'FAILED', finishedAt: startedAt, counters: {} })
        }
        if (key !== null && (await run(runsByKey, { keys: [key] })).length > 0) {
          throw new ConflictError(`There is a run with the key "${key}" already.`)
        }
        const [last] = await run(lastRun, {})
        const seq = (last?.run.seq ?? 0) + 1
        const begun = { id: runId(seq), seq, status: 'RUNNING' as const, sha256, extractor, startedAt, owner, key }
        await run(createRun, { run: { ...begun, sources: [...sources], ...NO_COUNTS } })
        return { ...begun, sources: [...sources], finishedAt: null, counters: NO_COUNTS }
      })
    },

    async endRun(id, { status, finishedAt, counters }) {
      return writeAlone(client, async (run) => {
        const [before] = await run(runsById, { ids: [id] })
        if (before === undefined) throw new NotFoundError('run', id)
        if (before.run.status !== 'RUNNING') {
          throw new ConflictError(`The run has ended already, as ${before.run.status}.`)
        }
        const [ended] = await run(finishRun, { id, status, finishedAt, counters: { ...counters } })
        if (ended === undefined) throw new NotFoundError('run', id)
        return ended.run
      })
    },

    async discardRun(id) {
      await writeAlone(client, (run) => run(discardRun, { id }))
    },
  }
}
