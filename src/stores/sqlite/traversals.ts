// Traversals that answer ranked lists: what is near papers and entities. Neighbourhoods are in `neighbours.ts`.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { Seeds, TraversalReader } from '../../graph/traversals.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { kindsOf } from './entities.ts'
import { inBothDirections, pageParams, pageValues } from './paging.ts'
import { columns, entityRow, entityShape } from './rows.ts'

type Traversals = Pick<TraversalReader, 'relatedTopics'>

/** `roundScore` in SQL: the same operations on the same numbers give the same bits. */
export function rounded(score: string): string {
  return `floor((${score}) * 1000000.0 + 0.500001) / 1000000.0`
}

/** Papers and entities as `[id, side]`: side 0 are the seeds, side 1 the exclusions. */
export const seedParams = { papers: z.string(), entities: z.string(), seeds: z.int(), exclusions: z.int() }

export const starts = `
  paper_starts AS MATERIALIZED (SELECT value ->> 0 AS id, value ->> 1 AS side FROM json_each(:papers)),
  entity_starts AS MATERIALIZED (SELECT value ->> 0 AS id, value ->> 1 AS side FROM json_each(:entities))`

/** From `reached (id, side, score)`: how near each is to the seeds and to the exclusions. */
export const sides = `
    ${rounded('sum(iif(side = 0, score, 0.0)) / :seeds')} AS near,
    ${rounded('sum(iif(side = 1, score, 0.0)) / :exclusions')} AS away`

const nearEntities = `
  ${starts}, steps AS (
    SELECT id AS start, side, id, 1.0 AS salience FROM entity_starts
    UNION ALL
    SELECT f.paper_id, s.side, f.entity_id, f.salience FROM paper_starts s CROSS JOIN facts f ON f.paper_id = s.id
  ), ways AS (
    SELECT s.start, s.side, r.b AS id, s.salience * r.score AS score FROM steps s CROSS JOIN related r ON r.a = s.id
    UNION ALL
    SELECT s.start, s.side, r.a, s.salience * r.score FROM steps s CROSS JOIN related r ON r.b = s.id
  ), reached AS (
    SELECT id, side, max(score) AS score
    FROM ways
    WHERE id NOT IN (SELECT id FROM steps)
    GROUP BY start, side, id
  ), sides AS (
    SELECT r.id, ${sides}, sum(side = 0) AS leads
    FROM reached r CROSS JOIN entities e ON e.id = r.id
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
    GROUP BY r.id
  ), near AS (
    SELECT id, ${rounded('near - away')} AS score, away, leads AS support
    FROM sides
    WHERE leads > 0 AND (away = 0 OR near > away)
  )`

const relatedTopics = inBothDirections(({ from, after, order }) =>
  statement({
    name: `topics.related.${from}`,
    text: `
      WITH ${nearEntities}, page AS MATERIALIZED (
        SELECT * FROM near WHERE ${after('score', 'id')} ORDER BY ${order('score', 'id')} LIMIT :limit
      )
      SELECT n.score, n.away, n.support, ${columns('e', entityShape)}
      FROM page n CROSS JOIN entities e ON e.id = n.id
      ORDER BY ${order('n.score', 'n.id')}`,
    params: z.object({ ...seedParams, kinds: z.string(), ...pageParams }),
    row: entityRow
      .extend({ score: z.number(), away: z.number(), support: z.int() })
      .transform(({ score, away, support, ...entity }) => ({ entity, score, away, support })),
  }),
)

const countRelatedTopics = statement({
  name: 'topics.related.count',
  text: `WITH ${nearEntities} SELECT count(*) AS total FROM near`,
  params: z.object({ ...seedParams, kinds: z.string() }),
  row: z.object({ total: z.int() }),
})

/** Reads ranked traversals from a file. */
export function createTraversalReader(db: Database): Traversals {
  return {
    async relatedTopics(seeds, filter, page) {
      const values = { ...seedValues(seeds), kinds: kindsOf(filter) }
      if (values.seeds === 0) return emptySlice(page)
      const rows = db.all(relatedTopics[page.from], { ...values, ...pageValues(page) })
      return sliceOf(page, rows, page.withTotal ? (db.all(countRelatedTopics, values)[0]?.total ?? 0) : null)
    },
  }
}

/** Seeds and exclusions, each once. A mean over no exclusions is 0, whatever it is divided by. */
export function seedValues({ not = { papers: [], entities: [] }, ...seeds }: Seeds) {
  const papers = [new Set(seeds.papers), new Set(not.papers)]
  const entities = [new Set(seeds.entities), new Set(not.entities)]
  const bySide = (sides: readonly ReadonlySet<string>[]) =>
    JSON.stringify(sides.flatMap((ids, side) => [...ids].map((id) => [id, side])))
  const count = (side: number) => (papers[side]?.size ?? 0) + (entities[side]?.size ?? 0)
  return {
    papers: bySide(papers),
    entities: bySide(entities),
    seeds: count(0),
    exclusions: Math.max(count(1), 1),
    /** 1 where one paper is the only seed. */
    onePaper: count(0) === 1 ? (papers[0]?.size ?? 0) : 0,
  }
}
