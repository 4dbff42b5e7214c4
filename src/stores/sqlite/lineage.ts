// Lineage: the papers of methods counted by role and year, and the methods that these papers propose.
import { z } from 'zod'
import type { LineageReader } from '../../graph/lineage.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { groupByParent, inBothDirections, pageParams, pageValues, slicesOf, totalRow } from './paging.ts'
import { columns, entityShape } from './rows.ts'

const years = statement({
  name: 'methods.lineage.years',
  text: `
    SELECT i.key AS parent, p.year, sum(f.relation = 'PROPOSES') AS proposes, sum(f.relation = 'USES') AS uses,
      sum(f.relation = 'COMPARES') AS compares
    FROM json_each(:ids) i
    CROSS JOIN facts f ON f.entity_id = i.value AND f.relation IN ('PROPOSES', 'USES', 'COMPARES')
    CROSS JOIN papers p ON p.id = f.paper_id
    GROUP BY i.key, p.year
    ORDER BY i.key, p.year IS NULL, p.year`,
  params: z.object({ ids: z.string() }),
  row: z
    .object({ parent: z.int(), year: z.int().nullable(), proposes: z.int(), uses: z.int(), compares: z.int() })
    .transform(({ parent, ...row }) => ({ parent, row })),
})

const idsAndRole = { ids: z.string(), role: z.string() }

/** What papers that have a method in a role propose besides it. */
const proposed = `
  proposed AS (
    SELECT i.key AS parent, g.entity_id AS id, f.paper_id, f.salience + g.salience AS strength
    FROM json_each(:ids) i
    CROSS JOIN facts f ON f.entity_id = i.value AND f.relation = :role
    CROSS JOIN facts g ON g.paper_id = f.paper_id AND g.relation = 'PROPOSES' AND g.entity_id <> f.entity_id
  )`

const methodsProposed = inBothDirections(({ from, ranked }) =>
  statement({
    name: `methods.lineage.methods.${from}`,
    text: `
      WITH ${proposed}, placed AS (
        SELECT parent, id, paper_id, count(*) OVER (PARTITION BY parent, id) AS support,
          row_number() OVER (PARTITION BY parent, id ORDER BY strength DESC, paper_id) AS place
        FROM proposed
      ), best AS (
        SELECT * FROM placed WHERE place = 1
      ), ${ranked('best', 'support', 'id')}
      SELECT r.parent, r.support, r.paper_id AS paperId, ${columns('e', entityShape)}
      FROM ranked r CROSS JOIN entities e ON e.id = r.id
      WHERE r.rank <= :limit
      ORDER BY r.parent, r.rank`,
    params: z.object({ ...idsAndRole, ...pageParams }),
    row: z
      .object({ parent: z.int(), support: z.int(), paperId: z.string(), ...entityShape })
      .transform(({ parent, support, paperId, ...entity }) => ({ parent, row: { entity, support, paperId } })),
  }),
)

const countMethods = statement({
  name: 'methods.lineage.methods.count',
  text: `WITH ${proposed} SELECT parent, count(DISTINCT id) AS total FROM proposed GROUP BY parent`,
  params: z.object(idsAndRole),
  row: totalRow,
})

/** Reads lineages from a file. */
export function createLineageReader(db: Database): LineageReader {
  return {
    async lineageYears(of) {
      return groupByParent(of.length, db.all(years, { ids: JSON.stringify(of) }))
    },
    async lineageMethods(of, role, page) {
      const values = { ids: JSON.stringify(of), role }
      const rows = db.all(methodsProposed[page.from], { ...values, ...pageValues(page) })
      return slicesOf(of.length, page, rows, page.withTotal ? db.all(countMethods, values) : [])
    },
  }
}
