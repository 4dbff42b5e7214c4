// Comparison: what groups of papers share, and what single papers of them alone have.
import { z } from 'zod'
import type { ComparisonReader } from '../../graph/comparison.ts'
import type { EntityKind } from '../../graph/entities.ts'
import type { PageRequest } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { descendingPage, distinct, ownedRows, ownedTotal, pagedStatement, slicesOf } from './paging.ts'
import { ENTITY, entityRow, FACT, factRow, FACTS, idOf, kinds, OF_KINDS, rounded } from './rows.ts'
import { ids, integer } from './values.ts'

const groups = z.array(z.object({ owner: z.string(), ids }))

/** Within a `group` of a `corpus`: binds the entities `e` that enough of its papers have, with their mean `salience`. */
const GROUPS = `
    MATCH (x:Paper) WITH count(x) AS corpus
    UNWIND $given.groups AS group`
const SHARED = `
      UNWIND group.ids AS paperId
      MATCH (:Paper {id: paperId})-[f:${FACTS}]->(e:Entity)
      WHERE ${OF_KINDS}
      WITH group, corpus, e, count(f) AS papers, sum(f.salience) / size(group.ids) AS salience
      WHERE papers >= coalesce($given.atLeast, size(group.ids))`

const sharedParams = z.object({ groups, kinds, atLeast: integer.nullable() })

/** A list of what groups share, ordered by a `place` that is made from `weight` and `papers`. */
const sharedList = (name: string, place: string) =>
  pagedStatement({
    name,
    key: 'place',
    id: idOf('e'),
    direction: 'descending',
    params: sharedParams,
    row: ownedRows(z.object({ entity: entityRow, weight: z.number(), facts: z.array(factRow) })),
    text: ({ beyond, order }) => `
      ${GROUPS}
      CALL (group, corpus) {
        ${SHARED}
        WITH group, e, papers, ${rounded('salience * log((corpus + 1) / (e.paperCount + 0.5))')} AS weight
        WITH group, e, weight, ${place} AS place
        WHERE ${beyond}
        WITH group, e, weight, place ${order}
        RETURN collect({entity: ${ENTITY}, weight: weight, facts: COLLECT {
          UNWIND range(0, size(group.ids) - 1) AS at
          MATCH (p:Paper {id: group.ids[at]})-[f:${FACTS}]->(e)
          WITH p, f, e, at ORDER BY at
          RETURN ${FACT}
        }}) AS rows
      }
      RETURN group.owner AS owner, rows`,
  })

const sharedEntities = sharedList('comparison.sharedEntities', 'weight')
const comparedEntities = sharedList('comparison.comparedEntities', rounded('papers * 1000 + weight'))

const countSharedEntities = statement({
  name: 'comparison.countSharedEntities',
  text: `
    ${GROUPS}
    CALL (group, corpus) {
      ${SHARED}
      RETURN count(e) AS total
    }
    RETURN group.owner AS owner, total`,
  params: sharedParams,
  row: ownedTotal,
})

const among = z.object({ of: z.array(z.object({ owner: z.string(), paper: z.string(), among: ids })), kinds })

/**
 * Within `asked`: binds the facts of its paper whose entity no other paper of its group has. What the others have is gathered
 * once a paper: looking for an edge from each of them to each entity would go through the papers of hubs.
 */
const ALONE = `
      CALL (asked) {
        UNWIND asked.among AS otherId
        MATCH (:Paper {id: otherId})-[:${FACTS}]->(x:Entity)
        WHERE otherId <> asked.paper
        RETURN collect(DISTINCT x.id) AS theirs
      }
      MATCH (p:Paper {id: asked.paper})-[f:${FACTS}]->(e:Entity)
      WHERE ${OF_KINDS} AND NOT e.id IN theirs`

const distinguishingEntities = pagedStatement({
  name: 'comparison.distinguishingEntities',
  key: 'f.salience',
  id: idOf('e'),
  direction: 'descending',
  params: among,
  row: ownedRows(z.object({ fact: factRow, entity: entityRow })),
  text: ({ beyond, order }) => `
    UNWIND $given.of AS asked
    CALL (asked) {
      ${ALONE} AND ${beyond}
      WITH p, f, e ${order}
      RETURN collect({fact: ${FACT}, entity: ${ENTITY}}) AS rows
    }
    RETURN asked.owner AS owner, rows`,
})

const countDistinguishing = statement({
  name: 'comparison.countDistinguishing',
  text: `
    UNWIND $given.of AS asked
    CALL (asked) {
      ${ALONE}
      RETURN count(e) AS total
    }
    RETURN asked.owner AS owner, total`,
  params: among,
  row: ownedTotal,
})

export function createComparisonReader(client: Client): ComparisonReader {
  /** A page of one of the two lists of what groups share; groups are told apart by their place. */
  async function readShared(
    list: typeof sharedEntities,
    groups: readonly (readonly string[])[],
    { kinds, atLeast, fewest }: { kinds: readonly EntityKind[]; atLeast: number | null; fewest: number },
    page: PageRequest,
  ) {
    const owners = groups.map((_, at) => String(at))
    const all = groups.map((group, at) => ({ owner: String(at), ids: distinct(group) }))
    const asked = { groups: all.filter(({ ids }) => ids.length >= fewest), kinds: [...kinds], atLeast }
    return client.read(async (run) => {
      const [lists, totals] = await Promise.all([
        run(list[page.from], { ...descendingPage(page), ...asked }),
        page.withTotal ? run(countSharedEntities, asked) : [],
      ])
      return slicesOf(owners, page, lists, totals)
    })
  }

  return {
    sharedEntities: (groups, { kinds = [], atLeast = null }, page) =>
      readShared(sharedEntities, groups, { kinds, atLeast, fewest: 2 }, page),

    comparedEntities: (groups, { kinds = [] }, page) =>
      readShared(comparedEntities, groups, { kinds, atLeast: 1, fewest: 1 }, page),

    async distinguishingEntities(of, { kinds = [] }, page) {
      const owners = of.map((_, at) => String(at))
      const each = of.map(({ paper, among }, at) => ({ owner: String(at), paper, among: [...among] }))
      const asked = { of: each, kinds: [...kinds] }
      return client.read(async (run) => {
        const [lists, totals] = await Promise.all([
          run(distinguishingEntities[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countDistinguishing, asked) : [],
        ])
        return slicesOf(owners, page, lists, totals)
      })
    },
  }
}
