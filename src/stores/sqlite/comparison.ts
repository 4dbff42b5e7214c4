// Comparison: what groups of papers share, and what single papers of them alone have.
import { z } from 'zod'
import type { ComparisonReader, SharedEntity } from '../../graph/comparison.ts'
import type { Entity, Fact } from '../../graph/entities.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { kindsOf } from './entities.ts'
import { inBothDirections, pageParams, pageValues, slicesOf, totalRow } from './paging.ts'
import type { Child } from './paging.ts'
import { columns, entityOf, entityShape, factOf, factShape } from './rows.ts'
import { rounded } from './traversals.ts'

const shared = `
  group_papers AS (
    SELECT g.key AS parent, m.key AS place, m.value AS paper_id, json_array_length(g.value) AS size
    FROM json_each(:groups) g CROSS JOIN json_each(g.value) m
  ), shared AS (
    SELECT g.parent, e.id,
      ${rounded(`sum(f.salience) / g.size * ln(((SELECT count(*) FROM papers) + 1) / (e.paper_count + 0.5))`)} AS weight,
      count(*) AS support
    FROM group_papers g
    CROSS JOIN facts f ON f.paper_id = g.paper_id
    CROSS JOIN entities e ON e.id = f.entity_id
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
    GROUP BY g.parent, e.id
    HAVING count(*) >= coalesce(:atLeast, g.size)
  )`

const sharedParams = { groups: z.string(), kinds: z.string(), atLeast: z.int().nullable() }

/** A list of what groups share, ordered by a key that is made from `weight` and `support`. */
const sharedList = (name: string, key: string) =>
  inBothDirections(({ from, ranked }) =>
    statement({
      name: `${name}.${from}`,
      text: `
        WITH ${shared}, keyed AS (
          SELECT *, ${key} AS place FROM shared
        ), ${ranked('keyed', 'place', 'id')}
        SELECT r.parent, r.weight, ${columns('f', factShape)}, ${columns('e', entityShape)}
        FROM ranked r
        CROSS JOIN group_papers g ON g.parent = r.parent
        CROSS JOIN facts f ON f.paper_id = g.paper_id AND f.entity_id = r.id
        CROSS JOIN entities e ON e.id = r.id
        WHERE r.rank <= :limit
        ORDER BY r.parent, r.rank, g.place`,
      params: z.object({ ...sharedParams, ...pageParams }),
      row: z
        .object({ parent: z.int(), weight: z.number(), ...factShape, ...entityShape })
        .transform((row) => ({ parent: row.parent, weight: row.weight, entity: entityOf(row), fact: factOf(row) })),
    }),
  )

const sharedEntities = sharedList('papers.shared', 'weight')
const comparedEntities = sharedList('papers.compared', rounded('support * 1000 + weight'))

const countShared = statement({
  name: 'papers.shared.count',
  text: `WITH ${shared} SELECT parent, count(*) AS total FROM shared GROUP BY parent`,
  params: z.object(sharedParams),
  row: totalRow,
})

/** The facts of each paper whose entity no other paper of its group has. */
const distinguishing = `
  alone AS (
    SELECT a.key AS parent, f.paper_id, f.entity_id, f.salience
    FROM json_each(:of) a
    CROSS JOIN facts f ON f.paper_id = a.value ->> 'paper'
    CROSS JOIN entities e ON e.id = f.entity_id
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
      AND NOT EXISTS (
        SELECT 1 FROM json_each(a.value, '$.among') m CROSS JOIN facts g
        WHERE m.value <> f.paper_id AND g.paper_id = m.value AND g.entity_id = f.entity_id)
  )`
const distinguishingParams = { of: z.string(), kinds: z.string() }

const distinguishingEntities = inBothDirections(({ from, ranked }) =>
  statement({
    name: `papers.distinguishing.${from}`,
    text: `
      WITH ${distinguishing}, ${ranked('alone', 'salience', 'entity_id')}
      SELECT r.parent, ${columns('f', factShape)}, ${columns('e', entityShape)}
      FROM ranked r
      CROSS JOIN facts f ON f.paper_id = r.paper_id AND f.entity_id = r.entity_id
      CROSS JOIN entities e ON e.id = r.entity_id
      WHERE r.rank <= :limit
      ORDER BY r.parent, r.rank`,
    params: z.object({ ...distinguishingParams, ...pageParams }),
    row: z
      .object({ parent: z.int(), ...factShape, ...entityShape })
      .transform((row) => ({ parent: row.parent, row: { fact: factOf(row), entity: entityOf(row) } })),
  }),
)

const countDistinguishing = statement({
  name: 'papers.distinguishing.count',
  text: `WITH ${distinguishing} SELECT parent, count(*) AS total FROM alone GROUP BY parent`,
  params: z.object(distinguishingParams),
  row: totalRow,
})

/** Reads comparisons from a file. */
export function createComparisonReader(db: Database): ComparisonReader {
  return {
    async sharedEntities(groups, { atLeast = null, ...filter }, page) {
      const values = { groups: JSON.stringify(groups.map(distinctOfTwo)), kinds: kindsOf(filter), atLeast }
      const rows = db.all(sharedEntities[page.from], { ...values, ...pageValues(page) })
      return slicesOf(groups.length, page, joinFacts(rows), page.withTotal ? db.all(countShared, values) : [])
    },
    async comparedEntities(groups, filter, page) {
      const all = JSON.stringify(groups.map((group) => [...new Set(group)]))
      const values = { groups: all, kinds: kindsOf(filter), atLeast: 1 }
      const rows = db.all(comparedEntities[page.from], { ...values, ...pageValues(page) })
      return slicesOf(groups.length, page, joinFacts(rows), page.withTotal ? db.all(countShared, values) : [])
    },
    async distinguishingEntities(of, filter, page) {
      const values = { of: JSON.stringify(of), kinds: kindsOf(filter) }
      const rows = db.all(distinguishingEntities[page.from], { ...values, ...pageValues(page) })
      return slicesOf(of.length, page, rows, page.withTotal ? db.all(countDistinguishing, values) : [])
    },
  }
}

/** The different papers of a group; none where there are fewer than two, for such a group shares nothing. */
function distinctOfTwo(group: readonly string[]): readonly string[] {
  const papers = [...new Set(group)]
  return papers.length < 2 ? [] : papers
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
