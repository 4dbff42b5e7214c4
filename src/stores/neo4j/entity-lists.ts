// Lists of entities by what they are called, occur with and belong to. Conditions that were not given let everything through.
import { z } from 'zod'
import type { EntityKey, EntityListReader, EntityQuery } from '../../graph/entity-lists.ts'
import { sliceOf } from '../../graph/page.ts'
import type { PageRequest } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import { allWordsOf, lucenePrefix } from '../term-query.ts'
import type { Client } from './client.ts'
import { distinct, foreignCursor, pagedStatement } from './paging.ts'
import { ENTITY, entityRow, FACTS, GENERATION, idOf, kinds, OF_KINDS } from './rows.ts'
import { ids, integer, orderKey } from './values.ts'

const query = z.object({
  kinds,
  least: integer,
  most: integer,
  name: z.string().nullable(),
  met: ids.nullable(),
  support: integer,
  topics: ids.nullable(),
})

/** Binds each entity `e` that is meant. */
const MEANT = `
    CALL () {
      WITH 1 AS one WHERE $given.name IS NOT NULL
      CALL db.index.fulltext.queryNodes('alias_terms', $given.name) YIELD node
      MATCH (node)<-[:HAS_ALIAS]-(named:Entity)
      RETURN collect(DISTINCT named.id) AS named
    }
    CALL () {
      UNWIND $given.met AS id
      MATCH (:Entity {id: id})<-[:${FACTS}]-(:Paper)-[:${FACTS}]->(other:Entity)
      WHERE other.id <> id
      WITH id, other, count(*) AS support WHERE support >= $given.support
      RETURN collect(DISTINCT other.id) AS met
    }
    CALL () {
      ${GENERATION}
      UNWIND $given.topics AS topic
      MATCH (:Topic {generation: generation, id: topic})<-[:IN_TOPIC]-(member:Entity)
      RETURN collect(DISTINCT member.id) AS members
    }
    MATCH (e:Entity)
    WHERE ${OF_KINDS} AND $given.least <= e.paperCount <= $given.most
      AND ($given.name IS NULL OR e.id IN named)
      AND ($given.met IS NULL OR e.id IN met)
      AND ($given.topics IS NULL OR e.id IN members)`

const PROPERTIES: { readonly [By in EntityKey]: string } = { paperCount: 'e.paperCount', name: 'e.slug' }

const findEntities = (by: EntityKey, direction: 'ascending' | 'descending') =>
  pagedStatement({
    name: `entityLists.${by}.${direction}`,
    key: PROPERTIES[by],
    id: idOf('e'),
    direction,
    params: query,
    row: z.object({ entity: entityRow }),
    text: ({ beyond, order }) => `${MEANT} AND ${beyond}
    WITH e ${order}
    RETURN ${ENTITY} AS entity`,
  })

const STATEMENTS = {
  paperCount: { up: findEntities('paperCount', 'ascending'), down: findEntities('paperCount', 'descending') },
  name: { up: findEntities('name', 'ascending'), down: findEntities('name', 'descending') },
}

const countEntities = statement({
  name: 'entityLists.count',
  text: `${MEANT}
    RETURN count(e) AS total`,
  params: query,
  row: z.object({ total: z.int() }),
})

function valuesOf({ kinds = [], nameTerms = [], paperCount, coOccursWith, topics = [] }: EntityQuery) {
  return {
    kinds: [...kinds],
    least: paperCount?.from ?? 0,
    most: paperCount?.to ?? Number.MAX_SAFE_INTEGER,
    name:
      nameTerms.length === 0
        ? null
        : allWordsOf(
            nameTerms.map((term) => ({ terms: [term], prefix: null })),
            lucenePrefix,
          ),
    met: coOccursWith === undefined || coOccursWith.any.length === 0 ? null : distinct(coOccursWith.any),
    support: coOccursWith?.minSupport ?? 1,
    topics: topics.length === 0 ? null : [...topics],
  }
}

/** Where a page begins, as the property has it. */
function startOf({ cursor }: PageRequest, by: EntityKey, descending: boolean) {
  if (cursor === null) return { key: null, id: null }
  const [key, id] = cursor
  if (typeof key !== (by === 'name' ? 'string' : 'number')) throw foreignCursor()
  return { key: typeof key === 'number' && descending ? 0 - key : key, id: orderKey(id) }
}

export function createEntityListReader(client: Client): EntityListReader {
  return {
    async findEntities(asked, { by, descending }, page) {
      const values = valuesOf(asked)
      const found = STATEMENTS[by][descending ? 'down' : 'up'][page.from]
      return client.read(async (run) => {
        const [rows, totals] = await Promise.all([
          run(found, { ...values, ...startOf(page, by, descending), limit: page.limit + 1 }),
          page.withTotal ? run(countEntities, values) : [],
        ])
        return sliceOf(
          page,
          rows.map(({ entity }) => entity),
          totals[0]?.total ?? null,
        )
      })
    },
  }
}
