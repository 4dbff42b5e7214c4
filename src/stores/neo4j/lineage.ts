// Lineage: the papers of methods counted by role and year, and the methods that these papers propose.
import { z } from 'zod'
import { METHOD_ROLES } from '../../graph/entities.ts'
import type { LineageReader } from '../../graph/lineage.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { descendingPage, distinct, inOrderOf, ownedRows, ownedTotal, pagedStatement, slicesOf } from './paging.ts'
import { ENTITY, entityRow, idOf } from './rows.ts'
import { ids } from './values.ts'

const ROLES = METHOD_ROLES.join('|')
const count = (role: string) => `sum(CASE type(f) WHEN '${role}' THEN 1 ELSE 0 END)`

const lineageYears = statement({
  name: 'lineage.years',
  text: `
    UNWIND $given.ids AS id
    CALL (id) {
      MATCH (:Entity {id: id})<-[f:${ROLES}]-(p:Paper)
      WITH p.year AS year, ${count('PROPOSES')} AS proposes, ${count('USES')} AS uses, ${count('COMPARES')} AS compares
      ORDER BY year
      RETURN collect({year: year, proposes: proposes, uses: uses, compares: compares}) AS rows
    }
    RETURN id AS owner, rows`,
  params: z.object({ ids }),
  row: ownedRows(z.object({ year: z.int().nullable(), proposes: z.int(), uses: z.int(), compares: z.int() })),
})

const idsAndRole = z.object({ ids, role: z.enum(METHOD_ROLES) })

/** Within `id`: binds each method `e` that a paper `p` proposes which has the one of this id in the role. */
const PROPOSED = `
      MATCH (m:Entity {id: id})<-[f:${ROLES}]-(p:Paper)
      WHERE type(f) = $given.role
      MATCH (p)-[g:PROPOSES]->(e:Entity)
      WHERE e <> m`

const lineageMethods = pagedStatement({
  name: 'lineage.methods',
  key: 'support',
  id: idOf('e'),
  direction: 'descending',
  params: idsAndRole,
  row: ownedRows(z.object({ entity: entityRow, support: z.int(), paperId: z.string() })),
  text: ({ beyond, order }) => `
    UNWIND $given.ids AS id
    CALL (id) {
      ${PROPOSED}
      WITH e, p, f.salience + g.salience AS strength ORDER BY strength DESC, p.id
      WITH e, count(p) AS support, collect(p.id)[0] AS paperId
      WHERE ${beyond}
      WITH e, support, paperId ${order}
      RETURN collect({entity: ${ENTITY}, support: support, paperId: paperId}) AS rows
    }
    RETURN id AS owner, rows`,
})

const countLineageMethods = statement({
  name: 'lineage.countMethods',
  text: `
    UNWIND $given.ids AS id
    CALL (id) {
      ${PROPOSED}
      RETURN count(DISTINCT e) AS total
    }
    RETURN id AS owner, total`,
  params: idsAndRole,
  row: ownedTotal,
})

export function createLineageReader(client: Client): LineageReader {
  return {
    async lineageYears(ids) {
      const lists = await client.read((run) => run(lineageYears, { ids: distinct(ids) }))
      return inOrderOf(ids, lists, ({ owner }) => owner).map((list) => list?.rows ?? [])
    },

    async lineageMethods(ids, role, page) {
      const asked = { ids: distinct(ids), role }
      return client.read(async (run) => {
        const [lists, totals] = await Promise.all([
          run(lineageMethods[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countLineageMethods, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },
  }
}
