// Lists of entities by what they are called, occur with and belong to. Conditions that were not given are never evaluated.
import { z } from 'zod'
import type { EntityKey, EntityListReader, EntityQuery } from '../../graph/entity-lists.ts'
import { sliceOf } from '../../graph/page.ts'
import type { PageRequest } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import { allWordsOf, fts5Prefix } from '../term-query.ts'
import type { Database } from './database.ts'
import { kindsOf } from './entities.ts'
import { directionOf, foreignCursor } from './paging.ts'
import { columns, entityRow, entityShape } from './rows.ts'

const MEANT = `
  e.kind IN (SELECT value FROM json_each(:kinds))
  AND e.paper_count BETWEEN :least AND :most
  AND (:name IS NULL OR e.id IN (
    SELECT a.entity_id FROM alias_terms t CROSS JOIN aliases a ON a.nr = t.rowid WHERE t.alias_terms MATCH :name))
  AND (:met IS NULL OR e.id IN (
    SELECT f.entity_id
    FROM json_each(:met) m
    CROSS JOIN facts o ON o.entity_id = m.value
    CROSS JOIN facts f ON f.paper_id = o.paper_id
    WHERE f.entity_id <> m.value
    GROUP BY m.value, f.entity_id
    HAVING count(*) >= :support))
  AND (:topics IS NULL OR e.id IN (
    SELECT entity_id FROM members WHERE topic_id IN (SELECT value FROM json_each(:topics))))`

const queryParams = {
  kinds: z.string(),
  least: z.int(),
  most: z.int(),
  name: z.string().nullable(),
  met: z.string().nullable(),
  support: z.int(),
  topics: z.string().nullable(),
}

const COLUMNS: { readonly [By in EntityKey]: string } = { paperCount: 'e.paper_count', name: 'e.slug' }

const findEntities = (by: EntityKey, keys: 'ascending' | 'descending', from: PageRequest['from']) => {
  const { after, order } = directionOf(from, keys)
  const key = COLUMNS[by]
  return statement({
    name: `entityLists.${by}.${keys}.${from}`,
    text: `
      SELECT ${columns('e', entityShape)}
      FROM entities e
      WHERE (:key IS NULL OR ${after(key, 'e.id')}) AND ${MEANT}
      ORDER BY ${order(key, 'e.id')}
      LIMIT :limit`,
    params: z.object({
      key: z.union([z.string(), z.number()]).nullable(),
      id: z.string(),
      limit: z.int(),
      ...queryParams,
    }),
    row: entityRow,
  })
}

/** A statement for each order and each end that pages are counted from. */
const inEachDirection = (by: EntityKey) => ({
  up: { start: findEntities(by, 'ascending', 'start'), end: findEntities(by, 'ascending', 'end') },
  down: { start: findEntities(by, 'descending', 'start'), end: findEntities(by, 'descending', 'end') },
})
const STATEMENTS = { paperCount: inEachDirection('paperCount'), name: inEachDirection('name') }

const countEntities = statement({
  name: 'entityLists.count',
  text: `SELECT count(*) AS total FROM entities e WHERE ${MEANT}`,
  params: z.object(queryParams),
  row: z.object({ total: z.int() }),
})

function valuesOf({ kinds = [], nameTerms = [], paperCount, coOccursWith, topics = [] }: EntityQuery) {
  return {
    kinds: kindsOf({ kinds }),
    least: paperCount?.from ?? 0,
    most: paperCount?.to ?? Number.MAX_SAFE_INTEGER,
    name:
      nameTerms.length === 0
        ? null
        : allWordsOf(
            nameTerms.map((term) => ({ terms: [term], prefix: null })),
            fts5Prefix,
          ),
    met:
      coOccursWith === undefined || coOccursWith.any.length === 0
        ? null
        : JSON.stringify([...new Set(coOccursWith.any)]),
    support: coOccursWith?.minSupport ?? 1,
    topics: topics.length === 0 ? null : JSON.stringify(topics),
  }
}

/** Where a page begins, as the column has it. */
function startOf({ cursor }: PageRequest, by: EntityKey, descending: boolean) {
  if (cursor === null) return { key: null, id: '' }
  const [key, id] = cursor
  if (typeof key !== (by === 'name' ? 'string' : 'number')) throw foreignCursor()
  return { key: typeof key === 'number' && descending ? 0 - key : key, id }
}

export function createEntityListReader(db: Database): EntityListReader {
  return {
    async findEntities(query, { by, descending }, page) {
      const values = valuesOf(query)
      const found = STATEMENTS[by][descending ? 'down' : 'up'][page.from]
      const rows = db.all(found, { ...values, ...startOf(page, by, descending), limit: page.limit + 1 })
      return sliceOf(page, rows, page.withTotal ? (db.all(countEntities, values)[0]?.total ?? 0) : null)
    },
  }
}
