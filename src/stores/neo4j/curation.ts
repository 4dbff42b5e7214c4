// Curation: the log, and the rows and records that a change is worked out upon.
import { z } from 'zod'
import { operationSchema } from '../../graph/curation.ts'
import type { CurationReader, CurationWriter } from '../../graph/curation.ts'
import { ConflictError } from '../../graph/errors.ts'
import { sliceOf } from '../../graph/page.ts'
import { noRow, statement } from '../statement.ts'
import type { Client } from './client.ts'
import { ORIGINAL, originalRow, REDIRECT, redirectRow } from './curation-records.ts'
import { json } from './extractions.ts'
import { writeAlone } from './lock.ts'
import { descendingPage, distinct, inOrderOf, pagedStatement } from './paging.ts'
import { applyPatch } from './patch.ts'
import { ALIAS, aliasRow, ENTITY, entityRow, FACT, factRow, FACTS } from './rows.ts'
import { ids, integer } from './values.ts'

/** The map of a curation `c`. */
const CURATION = 'c { .id, .seq, .actor, .at, .operation, .undoneBy }'

const curationRow = z.object({
  curation: z.object({
    id: z.string(),
    seq: z.int(),
    actor: z.string(),
    at: z.string(),
    operation: json.pipe(operationSchema),
    undoneBy: z.string().nullable(),
  }),
})

const listCurations = pagedStatement({
  name: 'curation.listCurations',
  key: 'c.seq',
  id: 'c.id',
  direction: 'descending',
  params: z.object({}),
  row: curationRow,
  text: ({ beyond, order, reach }) => `
    MATCH (c:Curation)
    WHERE c.seq ${reach} coalesce($given.key, ${reach === '<=' ? Number.MAX_SAFE_INTEGER : 0}) AND ${beyond}
    WITH c ${order}
    RETURN ${CURATION} AS curation`,
})

const countCurations = statement({
  name: 'curation.countCurations',
  text: 'RETURN COUNT { (:Curation) } AS total',
  params: z.object({}),
  row: z.object({ total: z.int() }),
})

const curationsById = statement({
  name: 'curation.curationsById',
  text: `
    UNWIND $given.ids AS id
    MATCH (c:Curation {id: id})
    RETURN ${CURATION} AS curation`,
  params: z.object({ ids }),
  row: curationRow,
})

const activeCurations = statement({
  name: 'curation.activeCurations',
  text: `
    MATCH (c:Curation) WHERE c.undoneBy IS NULL AND c.op <> 'UNDO'
    WITH c ORDER BY c.seq
    RETURN ${CURATION} AS curation`,
  params: z.object({}),
  row: curationRow,
})

const head = statement({
  name: 'curation.head',
  text: `
    OPTIONAL MATCH (m:Meta {key: 'derived'})
    RETURN
      coalesce(COLLECT { MATCH (c:Curation) WHERE c.seq > 0 RETURN c.seq ORDER BY c.seq DESC LIMIT 1 }[0], 0) AS seq,
      coalesce(COLLECT { MATCH (i:IngestRun) WHERE i.seq > 0 RETURN i.seq ORDER BY i.seq DESC LIMIT 1 }[0], 0) AS run,
      coalesce(m.curation, 0) AS derived,
      COLLECT { MATCH (i:IngestRun {status: 'RUNNING'}) RETURN i.id LIMIT 1 }[0] AS running`,
  params: z.object({}),
  row: z.object({ seq: z.int(), run: z.int(), derived: z.int(), running: z.string().nullable() }),
})

const survivors = statement({
  name: 'curation.survivors',
  text: `
    UNWIND $given.ids AS id
    MATCH (d:Redirect {id: id})
    RETURN ${REDIRECT} AS redirect`,
  params: z.object({ ids }),
  row: z.object({ redirect: redirectRow }),
})

function ofEntities<Row extends z.ZodType>(name: string, row: Row, text: string) {
  return statement({
    name: `curation.rows.${name}`,
    text: `UNWIND $given.ids AS id ${text} AS row`,
    params: z.object({ ids }),
    row: z.object({ row }),
  })
}

const rowsOf = {
  entities: ofEntities('entities', entityRow, `MATCH (e:Entity {id: id}) RETURN ${ENTITY}`),
  aliases: ofEntities('aliases', aliasRow, `MATCH (:Entity {id: id})-[:HAS_ALIAS]->(a:Alias) RETURN ${ALIAS}`),
  facts: ofEntities('facts', factRow, `MATCH (p:Paper)-[f:${FACTS}]->(e:Entity {id: id}) RETURN ${FACT}`),
  originals: ofEntities('originals', originalRow, `MATCH (o:Original {entityId: id}) RETURN ${ORIGINAL}`),
  redirects: ofEntities('redirects', redirectRow, `MATCH (d:Redirect {id: id}) RETURN ${REDIRECT}`),
}

const entitiesWithNames = statement({
  name: 'curation.entitiesWithNames',
  text: `
    UNWIND $given.norms AS norm
    CALL (norm) {
      MATCH (a:Alias {norm: norm}) RETURN a.entityId AS id
      UNION
      MATCH (o:Original {norm: norm}) RETURN o.entityId AS id
    }
    RETURN DISTINCT id`,
  params: z.object({ norms: z.array(z.string()) }),
  row: z.object({ id: z.string() }),
})

const allOriginals = statement({
  name: 'curation.originals',
  text: `MATCH (o:Original) RETURN ${ORIGINAL} AS row`,
  params: z.object({}),
  row: z.object({ row: originalRow }),
})

const allRedirects = statement({
  name: 'curation.redirects',
  text: `MATCH (d:Redirect) RETURN ${REDIRECT} AS row`,
  params: z.object({}),
  row: z.object({ row: redirectRow }),
})

const rows = <Row>(found: readonly { readonly row: Row }[]): Row[] => found.map(({ row }) => row)

export function createCurationReader(client: Client): CurationReader {
  return {
    async listCurations(page) {
      return client.read(async (run) => {
        const [found, totals] = await Promise.all([
          run(listCurations[page.from], descendingPage(page)),
          page.withTotal ? run(countCurations, {}) : [],
        ])
        const curations = found.map(({ curation }) => curation)
        return sliceOf(page, curations, page.withTotal ? (totals[0]?.total ?? 0) : null)
      })
    },

    async curationsById(ids) {
      const found = await client.read((run) => run(curationsById, { ids: distinct(ids) }))
      return inOrderOf(
        ids,
        found.map(({ curation }) => curation),
        ({ id }) => id,
      )
    },

    async activeCurations() {
      const found = await client.read((run) => run(activeCurations, {}))
      return found.map(({ curation }) => curation)
    },

    async curationHead() {
      const [now] = await client.read((run) => run(head, {}))
      return { seq: now?.seq ?? 0, run: now?.run ?? 0, derived: now?.derived ?? 0 }
    },

    async survivors(ids) {
      const found = await client.read((run) => run(survivors, { ids: distinct(ids) }))
      const leadsTo = new Map(found.map(({ redirect }) => [redirect.id, redirect.entityId]))
      return ids.map((id) => leadsTo.get(id) ?? id)
    },

    async rowsOfEntities(entityIds) {
      const ids = distinct(entityIds)
      // One after another, since each may be many: what travels together is a list in one row.
      return client.read(async (run) => ({
        entities: rows(await run(rowsOf.entities, { ids })),
        aliases: rows(await run(rowsOf.aliases, { ids })),
        facts: rows(await run(rowsOf.facts, { ids })),
        originals: rows(await run(rowsOf.originals, { ids })),
        redirects: rows(await run(rowsOf.redirects, { ids })),
      }))
    },

    async entitiesWithNames(norms) {
      const found = await client.read((run) => run(entitiesWithNames, { norms: distinct(norms) }))
      return found.map(({ id }) => id)
    },

    async curationRecords() {
      return client.read(async (run) => ({
        originals: rows(await run(allOriginals, {})),
        redirects: rows(await run(allRedirects, {})),
      }))
    },
  }
}

const createCuration = statement({
  name: 'curation.create',
  text: 'CREATE (c:Curation) SET c = $given.curation',
  params: z.object({
    curation: z.object({
      id: z.string(),
      seq: integer,
      op: z.string(),
      actor: z.string(),
      at: z.string(),
      operation: z.string(),
    }),
  }),
  row: noRow,
})

const markCurations = statement({
  name: 'curation.mark',
  text: `
    UNWIND $given.marks AS mark
    MATCH (c:Curation {id: mark.id})
    SET c.undoneBy = mark.undoneBy`,
  params: z.object({ marks: z.array(z.object({ id: z.string(), undoneBy: z.string().nullable() })) }),
  row: noRow,
})

/** Beside the generation that counts; a number that went up stays up. */
const markDerived = statement({
  name: 'curation.markDerived',
  text: `
    MERGE (m:Meta {key: 'derived'})
    ON CREATE SET m.generation = 0, m.building = 0
    WITH m WHERE coalesce(m.curation, 0) < $given.seq
    SET m.curation = $given.seq`,
  params: z.object({ seq: integer }),
  row: noRow,
})

export function createCurationWriter(client: Client): CurationWriter {
  return {
    async curate({ curation: { id, seq, actor, at, operation }, marks, patch, run: lastRun }) {
      await writeAlone(client, async (run) => {
        const [now] = await run(head, {})
        if (now?.running != null) throw new ConflictError('An ingestion is under way. Curate when it has ended.')
        if (now?.seq !== seq - 1 || now.run !== lastRun) {
          throw new ConflictError('The graph was changed in the meantime. Look at it again, then try again.')
        }
        await applyPatch(run, patch)
        await run(createCuration, {
          curation: { id, seq, op: operation.op, actor, at, operation: JSON.stringify(operation) },
        })
        if (marks.length > 0) await run(markCurations, { marks: marks.map((mark) => ({ ...mark })) })
      })
    },

    async markDerived(seq) {
      await writeAlone(client, (run) => run(markDerived, { seq }))
    },
  }
}
