// Entities: by id and name, their aliases, and the lists that hang on papers and entities.
import { z } from 'zod'
import { ENTITY_KINDS } from '../../graph/entities.ts'
import type { EntityKind, EntityReader } from '../../graph/entities.ts'
import { sliceOf } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { PAPERS_OF_ENTITY } from './neighbours.ts'
import { descendingPage, distinct, inOrderOf, ownedRows, ownedTotal, pagedStatement, slicesOf } from './paging.ts'
import {
  ALIAS,
  aliasRow,
  ENTITY,
  entityRow,
  FACT,
  factRow,
  FACTS,
  GENERATION,
  kinds,
  labelOf,
  OF_KINDS,
  PAPER,
  paperRow,
  idOf,
} from './rows.ts'
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

const entitiesOfPapers = pagedStatement({
  name: 'entities.entitiesOfPapers',
  key: 'f.salience',
  id: idOf('e'),
  direction: 'descending',
  params: z.object({ ids, kinds }),
  row: ownedRows(z.object({ fact: factRow, entity: entityRow })),
  text: ({ beyond, order }) => `
    UNWIND $given.ids AS id
    CALL (id) {
      MATCH (p:Paper {id: id})-[f:${FACTS}]->(e:Entity)
      WHERE ${beyond} AND ${OF_KINDS}
      WITH p, f, e ${order}
      RETURN collect({fact: ${FACT}, entity: ${ENTITY}}) AS rows
    }
    RETURN id AS owner, rows`,
})

const countEntitiesOfPapers = statement({
  name: 'entities.countEntitiesOfPapers',
  text: `
    UNWIND $given.ids AS id
    RETURN id AS owner, COUNT { (:Paper {id: id})-[:${FACTS}]->(e:Entity) WHERE ${OF_KINDS} } AS total`,
  params: z.object({ ids, kinds }),
  row: ownedTotal,
})

const papersOfEntities = pagedStatement({
  name: 'entities.papersOfEntities',
  key: 'f.salience',
  id: idOf('p'),
  direction: 'descending',
  params: z.object({ ids }),
  row: ownedRows(z.object({ fact: factRow, paper: paperRow })),
  text: ({ beyond, order }) => `
    UNWIND $given.ids AS id
    CALL (id) {
      MATCH (e:Entity {id: id})<-[f:${FACTS}]-(p:Paper)
      WHERE ${beyond}
      WITH p, f, e ${order}
      RETURN collect({fact: ${FACT}, paper: ${PAPER}}) AS rows
    }
    RETURN id AS owner, rows`,
})

const countPapersOfEntities = statement({
  name: 'entities.countPapersOfEntities',
  text: `
    UNWIND $given.ids AS id
    MATCH (e:Entity {id: id})
    RETURN id AS owner, ${PAPERS_OF_ENTITY} AS total`,
  params: z.object({ ids }),
  row: ownedTotal,
})

/** The map of an edge `r` between two entities. */
const RELATED = 'r { a: startNode(r).id, b: endNode(r).id, .support, .npmi, .jaccard, .score }'

export const relatedRow = z.object({
  a: z.string(),
  b: z.string(),
  support: z.int(),
  npmi: z.number(),
  jaccard: z.number(),
  score: z.number(),
})

const relatedEntities = pagedStatement({
  name: 'entities.relatedEntities',
  key: 'r.score',
  id: idOf('e'),
  direction: 'descending',
  params: z.object({ ids, kinds }),
  row: ownedRows(z.object({ entity: entityRow, edge: relatedRow })),
  text: ({ beyond, order }) => `
    ${GENERATION}
    UNWIND $given.ids AS id
    CALL (id, generation) {
      MATCH (:Entity {id: id})-[r:RELATED_TO]-(e:Entity)
      WHERE r.generation = generation AND ${beyond} AND ${OF_KINDS}
      WITH r, e ${order}
      RETURN collect({edge: ${RELATED}, entity: ${ENTITY}}) AS rows
    }
    RETURN id AS owner, rows`,
})

const countRelatedEntities = statement({
  name: 'entities.countRelatedEntities',
  text: `
    ${GENERATION}
    UNWIND $given.ids AS id
    RETURN id AS owner, COUNT {
      (:Entity {id: id})-[r:RELATED_TO]-(e:Entity) WHERE r.generation = generation AND ${OF_KINDS}
    } AS total`,
  params: z.object({ ids, kinds }),
  row: ownedTotal,
})

const ARROWS = { broader: '-[r:BROADER]->', narrower: '<-[r:BROADER]-' }

const hierarchyOf = (direction: keyof typeof ARROWS) => ({
  page: pagedStatement({
    name: `entities.hierarchyOf.${direction}`,
    key: 'e.paperCount',
    id: idOf('e'),
    direction: 'descending',
    params: z.object({ ids }),
    row: ownedRows(z.object({ entity: entityRow, rule: z.string() })),
    text: ({ beyond, order }) => `
      ${GENERATION}
      UNWIND $given.ids AS id
      CALL (id, generation) {
        MATCH (:Entity {id: id})${ARROWS[direction]}(e:Entity)
        WHERE r.generation = generation AND ${beyond}
        WITH r, e ${order}
        RETURN collect({entity: ${ENTITY}, rule: r.rule}) AS rows
      }
      RETURN id AS owner, rows`,
  }),
  count: statement({
    name: `entities.countHierarchyOf.${direction}`,
    text: `
      ${GENERATION}
      UNWIND $given.ids AS id
      RETURN id AS owner, COUNT {
        (:Entity {id: id})${ARROWS[direction]}(e:Entity) WHERE r.generation = generation
      } AS total`,
    params: z.object({ ids }),
    row: ownedTotal,
  }),
})

const HIERARCHY = { broader: hierarchyOf('broader'), narrower: hierarchyOf('narrower') }

export function createEntityReader(client: Client): EntityReader {
  return {
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

    async entitiesOfPapers(ids, { kinds = [] }, page) {
      const asked = { ids: distinct(ids), kinds: [...kinds] }
      return client.read(async (run) => {
        const [lists, totals] = await Promise.all([
          run(entitiesOfPapers[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countEntitiesOfPapers, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },

    async papersOfEntities(ids, page) {
      const asked = { ids: distinct(ids) }
      return client.read(async (run) => {
        const [lists, totals] = await Promise.all([
          run(papersOfEntities[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countPapersOfEntities, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },

    async relatedEntities(ids, { kinds = [] }, page) {
      const asked = { ids: distinct(ids), kinds: [...kinds] }
      return readSettled(client, async (run) => {
        const [lists, totals] = await Promise.all([
          run(relatedEntities[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countRelatedEntities, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },

    async hierarchyOf(ids, direction, page) {
      const asked = { ids: distinct(ids) }
      return readSettled(client, async (run) => {
        const [lists, totals] = await Promise.all([
          run(HIERARCHY[direction].page[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(HIERARCHY[direction].count, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },
  }
}
