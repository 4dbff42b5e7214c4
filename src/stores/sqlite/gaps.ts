// Gaps: what is tied to the same entities as an entity and is in no paper with it.
import { z } from 'zod'
import { GAP_LINKS, GAP_REACH, orderLinks } from '../../graph/gaps.ts'
import type { GapReader } from '../../graph/gaps.ts'
import { sliceOf } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { kindsOf } from './entities.ts'
import { inBothDirections, pageParams, pageValues } from './paging.ts'
import { columns, entityRow, entityShape, json } from './rows.ts'
import { rounded } from './traversals.ts'

/** The strongest ties of an entity, `other` and `score`: an index has those of either side in their order. */
const strongestOf = (self: string, here: 'a' | 'b', there: 'a' | 'b') => `
  SELECT * FROM (
    SELECT ${there} AS other, score FROM related WHERE ${here} = ${self} ORDER BY score DESC, ${there} LIMIT ${GAP_REACH})`
const strongest = (self: string) => `
  SELECT other, score FROM (${strongestOf(self, 'a', 'b')} UNION ALL ${strongestOf(self, 'b', 'a')})
  ORDER BY score DESC, other LIMIT ${GAP_REACH}`

const gaps = `
  links AS MATERIALIZED (${strongest(':of')}),
  total AS MATERIALIZED (SELECT sum(score) AS near FROM links),
  together AS MATERIALIZED (
    SELECT DISTINCT g.entity_id AS id
    FROM facts f CROSS JOIN facts g ON g.paper_id = f.paper_id
    WHERE f.entity_id = :of
  ), ways AS (
    SELECT l.other AS link, l.score AS near, e.id, r.score AS far
    FROM links l
    CROSS JOIN entities e ON e.id IN (SELECT other FROM (${strongest('l.other')}))
    CROSS JOIN related r ON r.a = min(l.other, e.id) AND r.b = max(l.other, e.id)
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
      AND e.id <> :of
      AND e.id NOT IN (SELECT id FROM together)
      AND e.id NOT IN (SELECT broader FROM broader WHERE narrower = :of)
      AND e.id NOT IN (SELECT narrower FROM broader WHERE broader = :of)
  ), gaps AS (
    SELECT w.id, ${rounded('iif(t.near > 0, sum(w.near * w.far) / t.near, 0.0)')} AS score, t.near,
      json_group_array(json_object('entityId', w.link, 'near', w.near, 'far', w.far)) AS links
    FROM ways w CROSS JOIN total t
    GROUP BY w.id
    HAVING count(*) >= ${GAP_LINKS}
  )`
const params = { of: z.string(), kinds: z.string() }

const gapsOf = inBothDirections(({ from, after, order }) =>
  statement({
    name: `entities.gaps.${from}`,
    text: `
      WITH ${gaps}, page AS MATERIALIZED (
        SELECT * FROM gaps WHERE ${after('score', 'id')} ORDER BY ${order('score', 'id')} LIMIT :limit
      )
      SELECT g.score, g.near, g.links, ${columns('e', entityShape)}
      FROM page g CROSS JOIN entities e ON e.id = g.id
      ORDER BY ${order('g.score', 'g.id')}`,
    params: z.object({ ...params, ...pageParams }),
    row: entityRow
      .extend({
        score: z.number(),
        near: z.number(),
        links: json(z.array(z.object({ entityId: z.string(), near: z.number(), far: z.number() }))),
      })
      .transform(({ score, near, links, ...entity }) => ({ entity, score, links: orderLinks(links, near) })),
  }),
)

const countGaps = statement({
  name: 'entities.gaps.count',
  text: `WITH ${gaps} SELECT count(*) AS total FROM gaps`,
  params: z.object(params),
  row: z.object({ total: z.int() }),
})

/** Reads gaps from a file. */
export function createGapReader(db: Database): GapReader {
  return {
    async gapsOf(of, filter, page) {
      const values = { of, kinds: kindsOf(filter) }
      const rows = db.all(gapsOf[page.from], { ...values, ...pageValues(page) })
      return sliceOf(page, rows, page.withTotal ? (db.all(countGaps, values)[0]?.total ?? 0) : null)
    },
  }
}
