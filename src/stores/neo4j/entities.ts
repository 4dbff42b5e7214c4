// Entities: by id and name, all of them, and their aliases. The lists that hang on edges are in `edges.ts`.
import { z } from 'zod'
import { ENTITY_KINDS } from '../../graph/entities.ts'
import type { EntityKind, EntityReader } from '../../graph/entities.ts'
import { sortVotes } from '../../graph/kinds.ts'
import { sliceOf } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { createEdgeReader } from './edges.ts'
import { descendingPage, distinct, inOrderOf, ownedRows, pagedStatement } from './paging.ts'
import { ALIAS, aliasRow, ENTITY, entityRow, FACTS, idOf, kinds, labelOf, OF_KINDS } from './rows.ts'
import { ids } from './values.ts'

const entitiesById = statement({
  name: 'entities.entitiesById',
  text: `
    UNWIND $given.ids AS id
    MATCH (e:Entity {id: id})
    RETURN ${ENTITY} AS entity`,
  params: z.object({ ids }),
  row: z.object({ entity: entityRow }),
})

const entitiesByName = statement({
  name: 'entities.entitiesByName',
  text: `
    UNWIND $given.lookups AS lookup
    CALL (lookup) {
      MATCH (:Alias {norm: lookup.norm})<-[:HAS_ALIAS]-(e:Entity)
      WHERE lookup.kind IS NULL OR e.kind = lookup.kind
      RETURN e ORDER BY e.paperCount DESC, e.id LIMIT 1
    }
    RETURN lookup.at AS at, ${ENTITY} AS entity`,
  params: z.object({
    lookups: z.array(z.object({ at: z.string(), norm: z.string(), kind: kinds.element.nullable() })),
  }),
  row: z.object({ at: z.string(), entity: entityRow }),
})

const listEntities = pagedStatement({
  name: 'entities.listEntities',
  key: 'e.paperCount',
  id: idOf('e'),
  direction: 'descending',
  params: z.object({ kinds }),
  row: z.object({ entity: entityRow }),
  text: ({ beyond, order, reach }) => `
    MATCH (e:Entity)
    WHERE e.paperCount ${reach} coalesce($given.key, ${reach === '<=' ? Number.MAX_SAFE_INTEGER : 0}) AND ${beyond} AND ${OF_KINDS}
    WITH e ${order}
    RETURN ${ENTITY} AS entity`,
})

/** The server keeps the number of nodes of a label. */
const countEntities = statement({
  name: 'entities.countEntities',
  text: `RETURN ${ENTITY_KINDS.map((kind) => `COUNT { (:${labelOf(kind)}) } AS ${kind}`).join(', ')}`,
  params: z.object({}),
  row: z.object({ CONCEPT: z.int(), METHOD: z.int(), TASK: z.int(), DATASET: z.int(), METRIC: z.int() }),
})

const aliasesOf = statement({
  name: 'entities.aliasesOf',
  text: `
    UNWIND $given.ids AS id
    CALL (id) {
      MATCH (:Entity {id: id})-[:HAS_ALIAS]->(a:Alias)
      WITH a ORDER BY a.count DESC, a.surface
      RETURN collect(${ALIAS}) AS rows
    }
    RETURN id AS owner, rows`,
  params: z.object({ ids }),
  row: ownedRows(aliasRow),
})

const kindVotesOf = statement({
  name: 'entities.kindVotesOf',
  text: `
    UNWIND $given.ids AS id
    CALL (id) {
      MATCH (:Entity {id: id})<-[f:${FACTS}]-(:Paper)
      UNWIND f.spanKinds AS kind
      WITH kind, count(*) AS mentions WHERE kind <> ''
      RETURN collect({kind: kind, mentions: mentions}) AS rows
    }
    RETURN id AS owner, rows`,
  params: z.object({ ids }),
  row: ownedRows(z.object({ kind: kinds.element, mentions: z.int() })),
})

export function createEntityReader(client: Client): EntityReader {
  return {
    ...createEdgeReader(client),

    async entitiesById(ids) {
      const rows = await client.read((run) => run(entitiesById, { ids: distinct(ids) }))
      return inOrderOf(
        ids,
        rows.map(({ entity }) => entity),
        (entity) => entity.id,
      )
    },

    async entitiesByName(lookups) {
      const rows = await client.read((run) =>
        run(entitiesByName, {
          lookups: lookups.map(({ norm, kind = null }, at) => ({ at: String(at), norm, kind })),
        }),
      )
      const found = new Map(rows.map(({ at, entity }) => [at, entity]))
      return lookups.map((_, at) => found.get(String(at)) ?? null)
    },

    async listEntities({ kinds = [] }, page) {
      return client.read(async (run) => {
        const [rows, totals] = await Promise.all([
          run(listEntities[page.from], { ...descendingPage(page), kinds: [...kinds] }),
          page.withTotal ? run(countEntities, {}) : [],
        ])
        const [counts] = totals
        const counted: readonly EntityKind[] = kinds.length === 0 ? ENTITY_KINDS : distinct(kinds)
        return sliceOf(
          page,
          rows.map(({ entity }) => entity),
          counts ? counted.reduce((sum, kind) => sum + counts[kind], 0) : null,
        )
      })
    },

    async aliasesOf(ids) {
      const lists = await client.read((run) => run(aliasesOf, { ids: distinct(ids) }))
      return inOrderOf(ids, lists, ({ owner }) => owner).map((list) => list?.rows ?? [])
    },

    async kindVotesOf(ids) {
      const lists = await client.read((run) => run(kindVotesOf, { ids: distinct(ids) }))
      return inOrderOf(ids, lists, ({ owner }) => owner).map((list) => sortVotes(list?.rows ?? []))
    },
  }
}
