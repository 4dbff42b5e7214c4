// Traversals that answer ranked lists: what is near papers and entities. Neighbourhoods are in `neighbours.ts`.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { Seeds, TraversalReader } from '../../graph/traversals.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { bothEnds } from './edges.ts'
import { kindsOf } from './entities.ts'
import { inBothDirections, pageParams, pageValues, slicesOf, totalRow } from './paging.ts'
import { columns, entityRow, entityShape, paperRow, paperShape } from './rows.ts'

type Traversals = Pick<TraversalReader, 'similarPapers' | 'relatedPapers' | 'relatedTopics'>

/** `roundScore` in SQL: the same operations on the same numbers give the same bits. */
export function rounded(score: string): string {
  return `floor((${score}) * 1000000.0 + 0.500001) / 1000000.0`
}

const similarPapers = inBothDirections(({ from, after, order }) =>
  statement({
    name: `papers.similar.${from}`,
    text: `
      SELECT s.key AS parent, r.score, r.shared AS support, ${columns('p', paperShape)}
      FROM json_each(:ids) s
      CROSS JOIN papers p ON p.id IN (
        SELECT other FROM (
          ${bothEnds('similar', 's.value', after)}
          ORDER BY ${order('score', 'other')}
          LIMIT :limit))
      CROSS JOIN similar r ON r.a = min(s.value, p.id) AND r.b = max(s.value, p.id)
      ORDER BY s.key, ${order('r.score', 'p.id')}`,
    params: z.object({ ids: z.string(), ...pageParams }),
    row: paperRow
      .extend({ parent: z.int(), score: z.number(), support: z.int() })
      .transform(({ parent, score, support, ...paper }) => ({ parent, row: { paper, score, away: 0, support } })),
  }),
)

const countSimilar = statement({
  name: 'papers.similar.count',
  text: `
    SELECT p.key AS parent, count(*) AS total
    FROM json_each(:ids) p CROSS JOIN similar s ON s.a = p.value OR s.b = p.value
    GROUP BY p.key`,
  params: z.object({ ids: z.string() }),
  row: totalRow,
})

/** Papers and entities as `[id, side]`: side 0 are the seeds, side 1 the exclusions. */
const seedParams = { papers: z.string(), entities: z.string(), seeds: z.int(), exclusions: z.int() }
const nearPaperParams = { ...seedParams, onePaper: z.int() }

const starts = `
  paper_starts AS MATERIALIZED (SELECT value ->> 0 AS id, value ->> 1 AS side FROM json_each(:papers)),
  entity_starts AS MATERIALIZED (SELECT value ->> 0 AS id, value ->> 1 AS side FROM json_each(:entities))`

/** From `reached (id, side, score)`: how near each is to the seeds and to the exclusions. */
const sides = `
    ${rounded('sum(iif(side = 0, score, 0.0)) / :seeds')} AS near,
    ${rounded('sum(iif(side = 1, score, 0.0)) / :exclusions')} AS away`

const nearPapers = `
  ${starts}, reached AS (
    SELECT r.b AS id, s.side, r.score, r.shared FROM paper_starts s CROSS JOIN similar r ON r.a = s.id
    UNION ALL
    SELECT r.a, s.side, r.score, r.shared FROM paper_starts s CROSS JOIN similar r ON r.b = s.id
    UNION ALL
    SELECT f.paper_id, s.side, f.salience, 0 FROM entity_starts s CROSS JOIN facts f ON f.entity_id = s.id
  ), sides AS (
    SELECT id, ${sides}, sum(side = 0) AS leads, max(iif(side = 0, shared, 0)) AS shared
    FROM reached
    WHERE id NOT IN (SELECT id FROM paper_starts)
    GROUP BY id
  ), near AS (
    SELECT id, ${rounded('near - away')} AS score, away, iif(:onePaper, shared, leads) AS support
    FROM sides
    WHERE leads > 0 AND (away = 0 OR near > away)
  )`

const relatedPapers = inBothDirections(({ from, after, order }) =>
  statement({
    name: `papers.related.${from}`,
    text: `
      WITH ${nearPapers}, page AS MATERIALIZED (
        SELECT * FROM near WHERE ${after('score', 'id')} ORDER BY ${order('score', 'id')} LIMIT :limit
      )
      SELECT n.score, n.away, n.support, ${columns('p', paperShape)}
      FROM page n CROSS JOIN papers p ON p.id = n.id
      ORDER BY ${order('n.score', 'n.id')}`,
    params: z.object({ ...nearPaperParams, ...pageParams }),
    row: paperRow
      .extend({ score: z.number(), away: z.number(), support: z.int() })
      .transform(({ score, away, support, ...paper }) => ({ paper, score, away, support })),
  }),
)

const countRelatedPapers = statement({
  name: 'papers.related.count',
  text: `WITH ${nearPapers} SELECT count(*) AS total FROM near`,
  params: z.object(nearPaperParams),
  row: z.object({ total: z.int() }),
})

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
    async similarPapers(ids, page) {
      const values = { ids: JSON.stringify(ids) }
      const rows = db.all(similarPapers[page.from], { ...values, ...pageValues(page) })
      return slicesOf(ids.length, page, rows, page.withTotal ? db.all(countSimilar, values) : [])
    },
    async relatedPapers(seeds, page) {
      const values = seedValues(seeds)
      if (values.seeds === 0) return emptySlice(page)
      const rows = db.all(relatedPapers[page.from], { ...values, ...pageValues(page) })
      return sliceOf(page, rows, page.withTotal ? (db.all(countRelatedPapers, values)[0]?.total ?? 0) : null)
    },
    async relatedTopics(seeds, filter, page) {
      const values = { ...seedValues(seeds), kinds: kindsOf(filter) }
      if (values.seeds === 0) return emptySlice(page)
      const rows = db.all(relatedTopics[page.from], { ...values, ...pageValues(page) })
      return sliceOf(page, rows, page.withTotal ? (db.all(countRelatedTopics, values)[0]?.total ?? 0) : null)
    },
  }
}

/** Seeds and exclusions, each once. A mean over no exclusions is 0, whatever it is divided by. */
function seedValues({ not = { papers: [], entities: [] }, ...seeds }: Seeds) {
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
    onePaper: count(0) === 1 ? (papers[0]?.size ?? 0) : 0,
  }
}
