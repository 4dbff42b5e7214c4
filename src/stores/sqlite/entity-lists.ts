// Lists of entities by what they are called, occur with and belong to. Like lists of papers, they have a statement a form.
import { z } from 'zod'
import type {
  EntityCondition,
  EntityFilter,
  EntityKey,
  EntityListReader,
  EntitySort,
} from '../../graph/entity-lists.ts'
import { conditionsOf, formOf, simplifyFilter } from '../../graph/filter.ts'
import { sliceOf } from '../../graph/page.ts'
import type { PageRequest } from '../../graph/page.ts'
import { createKeeper, writeFilter } from '../filter-text.ts'
import { statement } from '../statement.ts'
import { allWordsOf, fts5Prefix, phraseOf } from '../term-query.ts'
import type { Database } from './database.ts'
import { directionOf, foreignCursor } from './paging.ts'
import { columns, entityRow, entityShape } from './rows.ts'

const any = (at: number) => `json_each(:filter, '$[${at}].any')`
const given = (at: number, field: string) => `json_extract(:filter, '$[${at}].${field}')`

// Every list of entities within a condition is found once a query, from the index of what it is about.
const CONDITIONS: { readonly [Is in EntityCondition['is']]: (at: number) => string } = {
  kind: (at) => `e.kind IN (SELECT value FROM ${any(at)})`,
  paperCount: (at) => `(e.paper_count BETWEEN ${given(at, 'from')} AND ${given(at, 'to')})`,
  name: (at) => `e.id IN (
    SELECT a.entity_id
    FROM alias_terms t CROSS JOIN aliases a ON a.nr = t.rowid
    WHERE t.alias_terms MATCH ${given(at, 'query')})`,
  coOccurs: (at) => `e.id IN (
    SELECT f.entity_id
    FROM (SELECT DISTINCT value AS id FROM ${any(at)}) m
    CROSS JOIN facts o ON o.entity_id = m.id
    CROSS JOIN facts f ON f.paper_id = o.paper_id
    WHERE f.entity_id <> m.id
    GROUP BY m.id, f.entity_id
    HAVING count(*) >= ${given(at, 'minSupport')})`,
  topic: (at) => `e.id IN (SELECT m.entity_id FROM members m WHERE m.topic_id IN (SELECT value FROM ${any(at)}))`,
}

const writeMeant = (filter: EntityFilter) => writeFilter<EntityCondition>(filter, (is, at) => CONDITIONS[is](at))

/** The parameters that a text takes: SQLite refuses those that it does not name. */
const filterParam = (text: string) => (text.includes(':filter') ? { filter: z.string() } : {})

/** The values of a filter's conditions, as `:filter`: terms as the index reads them. */
function filterValues(filter: EntityFilter): string {
  const values = conditionsOf(filter).map((part) => {
    if (part.is !== 'name') return part
    const words = part.terms.map((term) => ({ terms: [term], prefix: null }))
    return { query: words.length === 0 ? phraseOf([]) : allWordsOf(words, fts5Prefix) }
  })
  return JSON.stringify(values)
}

const COLUMNS: { readonly [By in EntityKey]: string } = { paperCount: 'e.paper_count', name: 'e.slug' }

function pageOf(filter: EntityFilter, { by, descending }: EntitySort, { from, cursor }: PageRequest) {
  const { after, order } = directionOf(from, descending ? 'descending' : 'ascending')
  const [key, meant] = [COLUMNS[by], writeMeant(filter)]
  return statement({
    name: `entityLists.${by}.${from}`,
    text: `
      SELECT ${columns('e', entityShape)}
      FROM entities e
      WHERE ${meant}${cursor === null ? '' : ` AND ${after(key, 'e.id')}`}
      ORDER BY ${order(key, 'e.id')}
      LIMIT :limit`,
    params: z.object({
      ...filterParam(meant),
      ...(cursor === null ? {} : { key: by === 'name' ? z.string() : z.number(), id: z.string() }),
      limit: z.int(),
    }),
    row: entityRow,
  })
}

function countOf(filter: EntityFilter) {
  const meant = writeMeant(filter)
  return statement({
    name: 'entityLists.count',
    text: `SELECT count(*) AS total FROM entities e WHERE ${meant}`,
    params: z.object(filterParam(meant)),
    row: z.object({ total: z.int() }),
  })
}

/** Where a page begins, as the column has it. */
function startOf({ cursor }: PageRequest, { by, descending }: EntitySort) {
  if (cursor === null) return {}
  const [key, id] = cursor
  if (typeof key !== (by === 'name' ? 'string' : 'number')) throw foreignCursor()
  return { key: typeof key === 'number' && descending ? 0 - key : key, id }
}

/** Reads lists of entities from a file. */
export function createEntityListReader(db: Database): EntityListReader {
  const pages = createKeeper<ReturnType<typeof pageOf>>()
  const counts = createKeeper<ReturnType<typeof countOf>>()
  return {
    async findEntities(asked, sort, page) {
      const filter = simplifyFilter(asked)
      const form = formOf(filter)
      const read = pages(`${form} ${sort.by} ${sort.descending} ${page.from} ${page.cursor !== null}`, () =>
        pageOf(filter, sort, page),
      )
      const values = { filter: filterValues(filter) }
      const rows = db.all(read, { ...values, ...startOf(page, sort), limit: page.limit + 1 })
      const [count] = page.withTotal
        ? db.all(
            counts(form, () => countOf(filter)),
            values,
          )
        : []
      return sliceOf(page, rows, count?.total ?? null)
    },
  }
}
