// Edges, one step from where one stands: from papers to entities, to related entities, up and down the hierarchy.
// Each list finds its page in an index first, ids only, and fetches the rows of that page alone.
import { z } from 'zod'
import type { EntityReader } from '../../graph/entities.ts'
import type { PageRequest } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { kindsOf } from './entities.ts'
import { inBothDirections, pageParams, pageValues, slicesOf, totalRow } from './paging.ts'
import { broaderShape, columns, entityOf, entityShape, factColumns, factOf, factShape, relatedShape } from './rows.ts'

type Edges = Pick<EntityReader, 'entitiesOfPapers' | 'relatedEntities' | 'hierarchyOf'>

const ids = z.object({ ids: z.string() })
const idsAndKinds = z.object({ ids: z.string(), kinds: z.string() })

const entitiesOfPapers = inBothDirections(({ from, after, order }) =>
  statement({
    name: `papers.entities.${from}`,
    text: `
      SELECT p.key AS parent, ${factColumns('f')}, ${columns('e', entityShape)}
      FROM json_each(:ids) p
      CROSS JOIN facts f ON f.paper_id = p.value AND f.entity_id IN (
        SELECT x.entity_id
        FROM facts x
        CROSS JOIN entities y ON y.id = x.entity_id
        WHERE x.paper_id = p.value AND ${after('x.salience', 'x.entity_id')}
          AND y.kind IN (SELECT value FROM json_each(:kinds))
        ORDER BY ${order('x.salience', 'x.entity_id')}
        LIMIT :limit)
      CROSS JOIN entities e ON e.id = f.entity_id
      ORDER BY p.key, ${order('f.salience', 'f.entity_id')}`,
    params: idsAndKinds.extend({ ...pageParams, withSpans: z.literal([0, 1]) }),
    row: z
      .object({ parent: z.int(), ...factShape, ...entityShape })
      .transform((row) => ({ parent: row.parent, row: { fact: factOf(row), entity: entityOf(row) } })),
  }),
)

const countEntitiesOfPapers = statement({
  name: 'papers.entities.count',
  text: `
    SELECT p.key AS parent, count(*) AS total
    FROM json_each(:ids) p
    CROSS JOIN facts f ON f.paper_id = p.value
    CROSS JOIN entities e ON e.id = f.entity_id
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
    GROUP BY p.key`,
  params: idsAndKinds,
  row: totalRow,
})

/** Both ends of every edge of a table with the ends `a` and `b`, seen from the node `self`. Each arm has its index. */
function bothEnds(table: 'related' | 'similar', self: string, where: (score: string, other: string) => string) {
  return `
    SELECT b AS other, score FROM ${table} WHERE a = ${self} AND ${where('score', 'b')}
    UNION ALL
    SELECT a AS other, score FROM ${table} WHERE b = ${self} AND ${where('score', 'a')}`
}

/** The condition that a filter of kinds sets on an entity; takes `:kinds`. */
export const ofKinds = (other: string) =>
  `(SELECT kind FROM entities WHERE id = ${other}) IN (SELECT value FROM json_each(:kinds))`

const relatedEntities = inBothDirections(({ from, after, order }) =>
  statement({
    name: `entities.related.${from}`,
    text: `
      SELECT p.key AS parent, ${columns('r', relatedShape)}, ${columns('e', entityShape)}
      FROM json_each(:ids) p
      CROSS JOIN entities e ON e.id IN (
        SELECT other FROM (
          ${bothEnds('related', 'p.value', (score, other) => `${after(score, other)} AND ${ofKinds(other)}`)}
          ORDER BY ${order('score', 'other')}
          LIMIT :limit))
      CROSS JOIN related r ON r.a = min(p.value, e.id) AND r.b = max(p.value, e.id)
      ORDER BY p.key, ${order('r.score', 'e.id')}`,
    params: idsAndKinds.extend(pageParams),
    row: z
      .object({ parent: z.int(), ...relatedShape, ...entityShape })
      .transform(({ parent, a, b, support, npmi, jaccard, score, ...entity }) => ({
        parent,
        row: { entity, edge: { a, b, support, npmi, jaccard, score } },
      })),
  }),
)

const countRelatedEntities = statement({
  name: 'entities.related.count',
  text: `
    SELECT p.key AS parent, count(*) AS total
    FROM json_each(:ids) p
    CROSS JOIN related r ON r.a = p.value OR r.b = p.value
    WHERE ${ofKinds('iif(r.a = p.value, r.b, r.a)')}
    GROUP BY p.key`,
  params: idsAndKinds,
  row: totalRow,
})

type Side = 'broader' | 'narrower'
const opposite = { broader: 'narrower', narrower: 'broader' } as const

const hierarchyOf = (side: Side) =>
  inBothDirections(({ from, after, order }) =>
    statement({
      name: `entities.${side}.${from}`,
      text: `
        SELECT p.key AS parent, b.rule AS rule, ${columns('e', entityShape)}
        FROM json_each(:ids) p
        CROSS JOIN entities e ON e.id IN (
          SELECT x.id
          FROM broader y
          CROSS JOIN entities x ON x.id = y.${side}
          WHERE y.${opposite[side]} = p.value AND ${after('x.paper_count', 'x.id')}
          ORDER BY ${order('x.paper_count', 'x.id')}
          LIMIT :limit)
        CROSS JOIN broader b ON b.${side} = e.id AND b.${opposite[side]} = p.value
        ORDER BY p.key, ${order('e.paper_count', 'e.id')}`,
      params: ids.extend(pageParams),
      row: z
        .object({ parent: z.int(), rule: broaderShape.rule, ...entityShape })
        .transform(({ parent, rule, ...entity }) => ({ parent, row: { entity, rule } })),
    }),
  )

const hierarchy = { broader: hierarchyOf('broader'), narrower: hierarchyOf('narrower') }

const countHierarchy = (side: Side) =>
  statement({
    name: `entities.${side}.count`,
    text: `
      SELECT p.key AS parent, count(*) AS total
      FROM json_each(:ids) p
      CROSS JOIN broader b ON b.${opposite[side]} = p.value
      GROUP BY p.key`,
    params: ids,
    row: totalRow,
  })

const hierarchyTotals = { broader: countHierarchy('broader'), narrower: countHierarchy('narrower') }

/** Reads the edges of entities from a file. */
export function createEdgeReader(db: Database): Edges {
  const values = (of: readonly string[], page: PageRequest) => ({ ids: JSON.stringify(of), ...pageValues(page) })
  return {
    async entitiesOfPapers(of, filter, page) {
      const kinds = kindsOf(filter)
      const withSpans = filter.withSpans === false ? 0 : 1
      const rows = db.all(entitiesOfPapers[page.from], { ...values(of, page), kinds, withSpans })
      const totals = page.withTotal ? db.all(countEntitiesOfPapers, { ids: JSON.stringify(of), kinds }) : []
      return slicesOf(of.length, page, rows, totals)
    },
    async relatedEntities(of, filter, page) {
      const kinds = kindsOf(filter)
      const rows = db.all(relatedEntities[page.from], { ...values(of, page), kinds })
      const totals = page.withTotal ? db.all(countRelatedEntities, { ids: JSON.stringify(of), kinds }) : []
      return slicesOf(of.length, page, rows, totals)
    },
    async hierarchyOf(of, side, page) {
      const rows = db.all(hierarchy[side][page.from], values(of, page))
      const totals = page.withTotal ? db.all(hierarchyTotals[side], { ids: JSON.stringify(of) }) : []
      return slicesOf(of.length, page, rows, totals)
    },
  }
}
