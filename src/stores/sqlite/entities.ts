// Entities: by id, by name, and all of them by kind. Lists along their edges are in `edges.ts`.
import { z } from 'zod'
import { ENTITY_KINDS } from '../../graph/entities.ts'
import type { KindFilter, EntityReader } from '../../graph/entities.ts'
import { sortVotes } from '../../graph/kinds.ts'
import { sliceOf } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { groupByParent, inBothDirections, inOrderOf, pageParams, pageValues } from './paging.ts'
import { aliasShape, columns, entityRow, entityShape } from './rows.ts'

type Entities = Pick<EntityReader, 'entitiesById' | 'entitiesByName' | 'listEntities' | 'aliasesOf' | 'kindVotesOf'>

const entitiesById = statement({
  name: 'entities.byId',
  text: `
    SELECT ${columns('e', entityShape)}
    FROM entities e
    WHERE e.id IN (SELECT value FROM json_each(:ids))`,
  params: z.object({ ids: z.string() }),
  row: entityRow,
})

const entitiesByName = statement({
  name: 'entities.byName',
  text: `
    SELECT l.key AS lookup, ${columns('e', entityShape)}
    FROM json_each(:lookups) l
    CROSS JOIN entities e ON e.id = (
      SELECT x.id
      FROM aliases a
      CROSS JOIN entities x ON x.id = a.entity_id
      WHERE a.norm = l.value ->> 'norm' AND x.kind = coalesce(l.value ->> 'kind', x.kind)
      ORDER BY x.paper_count DESC, x.id
      LIMIT 1)`,
  params: z.object({ lookups: z.string() }),
  row: entityRow.extend({ lookup: z.int() }),
})

// Each kind has its own stretch of the index, so a page reads at most its size from each.
const listEntities = inBothDirections(({ from, after, order }) =>
  statement({
    name: `entities.list.${from}`,
    text: `
      SELECT ${columns('e', entityShape)}
      FROM json_each(:kinds) k
      CROSS JOIN entities e ON e.id IN (
        SELECT x.id
        FROM entities x
        WHERE x.kind = k.value AND ${after('x.paper_count', 'x.id')}
        ORDER BY ${order('x.paper_count', 'x.id')}
        LIMIT :limit)
      ORDER BY ${order('e.paper_count', 'e.id')}
      LIMIT :limit`,
    params: z.object({ kinds: z.string(), ...pageParams }),
    row: entityRow,
  }),
)

const countEntities = statement({
  name: 'entities.count',
  text: `SELECT count(*) AS total FROM entities WHERE kind IN (SELECT value FROM json_each(:kinds))`,
  params: z.object({ kinds: z.string() }),
  row: z.object({ total: z.int() }),
})

const aliasesOf = statement({
  name: 'entities.aliases',
  text: `
    SELECT p.key AS parent, ${columns('a', aliasShape)}
    FROM json_each(:ids) p
    CROSS JOIN aliases a ON a.entity_id = p.value
    ORDER BY p.key, a.count DESC, a.surface`,
  params: z.object({ ids: z.string() }),
  row: z.object({ parent: z.int(), ...aliasShape }).transform(({ parent, ...row }) => ({ parent, row })),
})

const kindVotesOf = statement({
  name: 'entities.kindVotes',
  text: `
    SELECT p.key AS parent, s.value ->> 4 AS kind, count(*) AS mentions
    FROM json_each(:ids) p
    CROSS JOIN facts f ON f.entity_id = p.value
    CROSS JOIN json_each(f.spans) s
    WHERE s.value ->> 4 IS NOT NULL
    GROUP BY p.key, s.value ->> 4`,
  params: z.object({ ids: z.string() }),
  row: z
    .object({ parent: z.int(), kind: z.enum(ENTITY_KINDS), mentions: z.int() })
    .transform(({ parent, ...row }) => ({ parent, row })),
})

/** The kinds that a filter lets through, as JSON. */
export function kindsOf({ kinds = [] }: KindFilter): string {
  return JSON.stringify(kinds.length === 0 ? ENTITY_KINDS : [...new Set(kinds)])
}

/** Reads entities from a file. */
export function createEntityReader(db: Database): Entities {
  return {
    async entitiesById(ids) {
      return inOrderOf(ids, db.all(entitiesById, { ids: JSON.stringify(ids) }))
    },
    async entitiesByName(lookups) {
      const found = new Map(
        db.all(entitiesByName, { lookups: JSON.stringify(lookups) }).map(({ lookup, ...entity }) => [lookup, entity]),
      )
      return lookups.map((_, at) => found.get(at) ?? null)
    },
    async listEntities(filter, page) {
      const kinds = kindsOf(filter)
      const rows = db.all(listEntities[page.from], { kinds, ...pageValues(page) })
      return sliceOf(page, rows, page.withTotal ? (db.all(countEntities, { kinds })[0]?.total ?? 0) : null)
    },
    async aliasesOf(ids) {
      return groupByParent(ids.length, db.all(aliasesOf, { ids: JSON.stringify(ids) }))
    },
    async kindVotesOf(ids) {
      return groupByParent(ids.length, db.all(kindVotesOf, { ids: JSON.stringify(ids) })).map(sortVotes)
    },
  }
}
