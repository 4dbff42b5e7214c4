// Traversals that answer ranked lists: what papers share, what is near them. Neighbourhoods are in `neighbours.ts`.
import { z } from 'zod'
import type { Entity, Fact } from '../../graph/entities.ts'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { SharedEntity, TraversalReader } from '../../graph/traversals.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { bothEnds } from './edges.ts'
import { kindsOf } from './entities.ts'
import { inBothDirections, pageParams, pageValues, slicesOf, totalRow } from './paging.ts'
import type { Child } from './paging.ts'
import { columns, entityOf, entityRow, entityShape, factOf, factShape, paperRow, paperShape } from './rows.ts'

type Traversals = Pick<TraversalReader, 'sharedEntities' | 'similarPapers' | 'relatedPapers' | 'relatedTopics'>

/** `roundScore` in SQL: the same operations on the same numbers give the same bits. */
export function rounded(score: string): string {
  return `floor((${score}) * 1000000.0 + 0.500001) / 1000000.0`
}

const shared = `
  group_papers AS (
    SELECT g.key AS parent, m.key AS place, m.value AS paper_id, json_array_length(g.value) AS size
    FROM json_each(:groups) g CROSS JOIN json_each(g.value) m
  ), shared AS (
    SELECT g.parent, e.id,
      ${rounded(`sum(f.salience) / g.size * ln(((SELECT count(*) FROM papers) + 1) / (e.paper_count + 0.5))`)} AS weight
    FROM group_papers g
    CROSS JOIN facts f ON f.paper_id = g.paper_id
    CROSS JOIN entities e ON e.id = f.entity_id
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
    GROUP BY g.parent, e.id
    HAVING count(*) = g.size
  )`

const sharedEntities = inBothDirections(({ from, after, order }) =>
  statement({
    name: `papers.shared.${from}`,
    text: `
      WITH ${shared}, ranked AS (
        SELECT *, row_number() OVER (PARTITION BY parent ORDER BY ${order('weight', 'id')}) AS rank
        FROM shared
        WHERE ${after('weight', 'id')}
      )
      SELECT r.parent, r.weight, ${columns('f', factShape)}, ${columns('e', entityShape)}
      FROM ranked r
      CROSS JOIN group_papers g ON g.parent = r.parent
      CROSS JOIN facts f ON f.paper_id = g.paper_id AND f.entity_id = r.id
      CROSS JOIN entities e ON e.id = r.id
      WHERE r.rank <= :limit
      ORDER BY r.parent, r.rank, g.place`,
    params: z.object({ groups: z.string(), kinds: z.string(), ...pageParams }),
    row: z
      .object({ parent: z.int(), weight: z.number(), ...factShape, ...entityShape })
      .transform((row) => ({ parent: row.parent, weight: row.weight, entity: entityOf(row), fact: factOf(row) })),
  }),
)

const countShared = statement({
  name: 'papers.shared.count',
  text: `WITH ${shared} SELECT parent, count(*) AS total FROM shared GROUP BY parent`,
  params: z.object({ groups: z.string(), kinds: z.string() }),
  row: totalRow,
})

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
      .transform(({ parent, score, support, ...paper }) => ({ parent, row: { paper, score, support } })),
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

const seedParams = { papers: z.string(), entities: z.string(), seeds: z.int() }

const nearPapers = `
  reached AS (
    SELECT r.b AS id, r.score, r.shared FROM json_each(:papers) s CROSS JOIN similar r ON r.a = s.value
    UNION ALL
    SELECT r.a, r.score, r.shared FROM json_each(:papers) s CROSS JOIN similar r ON r.b = s.value
    UNION ALL
    SELECT f.paper_id, f.salience, 0 FROM json_each(:entities) s CROSS JOIN facts f ON f.entity_id = s.value
  ), near AS (
    SELECT id, ${rounded('sum(score) / :seeds')} AS score,
      iif(:seeds = 1 AND json_array_length(:papers) = 1, max(shared), count(*)) AS support
    FROM reached
    WHERE id NOT IN (SELECT value FROM json_each(:papers))
    GROUP BY id
  )`

const relatedPapers = inBothDirections(({ from, after, order }) =>
  statement({
    name: `papers.related.${from}`,
    text: `
      WITH ${nearPapers}, page AS MATERIALIZED (
        SELECT * FROM near WHERE ${after('score', 'id')} ORDER BY ${order('score', 'id')} LIMIT :limit
      )
      SELECT n.score, n.support, ${columns('p', paperShape)}
      FROM page n CROSS JOIN papers p ON p.id = n.id
      ORDER BY ${order('n.score', 'n.id')}`,
    params: z.object({ ...seedParams, ...pageParams }),
    row: paperRow
      .extend({ score: z.number(), support: z.int() })
      .transform(({ score, support, ...paper }) => ({ paper, score, support })),
  }),
)

const countRelatedPapers = statement({
  name: 'papers.related.count',
  text: `WITH ${nearPapers} SELECT count(*) AS total FROM near`,
  params: z.object(seedParams),
  row: z.object({ total: z.int() }),
})

const nearEntities = `
  steps AS (
    SELECT value AS seed, value AS id, 1.0 AS salience FROM json_each(:entities)
    UNION ALL
    SELECT f.paper_id, f.entity_id, f.salience FROM json_each(:papers) s CROSS JOIN facts f ON f.paper_id = s.value
  ), reached AS (
    SELECT s.seed, r.b AS id, s.salience * r.score AS score FROM steps s CROSS JOIN related r ON r.a = s.id
    UNION ALL
    SELECT s.seed, r.a, s.salience * r.score FROM steps s CROSS JOIN related r ON r.b = s.id
  ), best AS (
    SELECT seed, id, max(score) AS score
    FROM reached
    WHERE id NOT IN (SELECT id FROM steps)
    GROUP BY seed, id
  ), near AS (
    SELECT b.id, ${rounded('sum(b.score) / :seeds')} AS score, count(*) AS support
    FROM best b CROSS JOIN entities e ON e.id = b.id
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
    GROUP BY b.id
  )`

const relatedTopics = inBothDirections(({ from, after, order }) =>
  statement({
    name: `topics.related.${from}`,
    text: `
      WITH ${nearEntities}, page AS MATERIALIZED (
        SELECT * FROM near WHERE ${after('score', 'id')} ORDER BY ${order('score', 'id')} LIMIT :limit
      )
      SELECT n.score, n.support, ${columns('e', entityShape)}
      FROM page n CROSS JOIN entities e ON e.id = n.id
      ORDER BY ${order('n.score', 'n.id')}`,
    params: z.object({ ...seedParams, kinds: z.string(), ...pageParams }),
    row: entityRow
      .extend({ score: z.number(), support: z.int() })
      .transform(({ score, support, ...entity }) => ({ entity, score, support })),
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
    async sharedEntities(groups, filter, page) {
      const values = { groups: JSON.stringify(groups.map(distinctOfTwo)), kinds: kindsOf(filter) }
      const rows = db.all(sharedEntities[page.from], { ...values, ...pageValues(page) })
      return slicesOf(groups.length, page, joinFacts(rows), page.withTotal ? db.all(countShared, values) : [])
    },
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

/** The different papers of a group; none where there are fewer than two, for such a group shares nothing. */
function distinctOfTwo(group: readonly string[]): readonly string[] {
  const papers = [...new Set(group)]
  return papers.length < 2 ? [] : papers
}

function seedValues(seeds: { readonly papers: readonly string[]; readonly entities: readonly string[] }) {
  const papers = [...new Set(seeds.papers)]
  const entities = [...new Set(seeds.entities)]
  return {
    papers: JSON.stringify(papers),
    entities: JSON.stringify(entities),
    seeds: papers.length + entities.length,
  }
}

interface SharedRow {
  readonly parent: number
  readonly weight: number
  readonly entity: Entity
  readonly fact: Fact
}

/** One entity a group from one row a fact; the rows of an entity stand together. */
function joinFacts(rows: readonly SharedRow[]): Child<SharedEntity>[] {
  const joined: (Child<SharedEntity> & { readonly facts: Fact[] })[] = []
  for (const { parent, weight, entity, fact } of rows) {
    const last = joined.at(-1)
    if (last?.parent === parent && last.row.entity.id === entity.id) {
      last.facts.push(fact)
    } else {
      const facts = [fact]
      joined.push({ parent, facts, row: { entity, weight, facts } })
    }
  }
  return joined.map(({ parent, row }) => ({ parent, row }))
}
