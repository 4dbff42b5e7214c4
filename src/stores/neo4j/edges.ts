// The edges of papers and entities, one step from where one stands: the facts of papers, related entities, the hierarchy.
import { z } from 'zod'
import type { EntityReader } from '../../graph/entities.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { descendingPage, distinct, ownedRows, ownedTotal, pagedStatement, slicesOf } from './paging.ts'
import { ENTITY, entityRow, FACT_AS_ASKED, factRow, FACTS, GENERATION, idOf, kinds, OF_KINDS } from './rows.ts'
import { ids } from './values.ts'

type Edges = Pick<EntityReader, 'entitiesOfPapers' | 'relatedEntities' | 'hierarchyOf'>

const entitiesOfPapers = pagedStatement({
  name: 'entities.entitiesOfPapers',
  key: 'f.salience',
  id: idOf('e'),
  direction: 'descending',
  params: z.object({ ids, kinds, withSpans: z.boolean() }),
  row: ownedRows(z.object({ fact: factRow, entity: entityRow })),
  text: ({ beyond, order }) => `
    UNWIND $given.ids AS id
    CALL (id) {
      MATCH (p:Paper {id: id})-[f:${FACTS}]->(e:Entity)
      WHERE ${beyond} AND ${OF_KINDS}
      WITH p, f, e ${order}
      RETURN collect({fact: ${FACT_AS_ASKED}, entity: ${ENTITY}}) AS rows
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

export function createEdgeReader(client: Client): Edges {
  return {
    async entitiesOfPapers(ids, { kinds = [], withSpans = true }, page) {
      const asked = { ids: distinct(ids), kinds: [...kinds] }
      return client.read(async (run) => {
        const [lists, totals] = await Promise.all([
          run(entitiesOfPapers[page.from], { ...descendingPage(page), ...asked, withSpans }),
          page.withTotal ? run(countEntitiesOfPapers, asked) : [],
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
