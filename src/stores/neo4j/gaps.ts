// Gaps: what is tied to the same entities as an entity and is in no paper with it.
import { z } from 'zod'
import { GAP_LINKS, GAP_REACH, orderLinks } from '../../graph/gaps.ts'
import type { GapReader } from '../../graph/gaps.ts'
import { sliceOf } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { descendingPage, pagedStatement } from './paging.ts'
import { ENTITY, entityRow, FACTS, GENERATION, idOf, kinds, OF_KINDS, rounded } from './rows.ts'

const asked = z.object({ of: z.string(), kinds })

/**
 * Binds each gap `e` with its `score`, its `links` and the sum `near` of the ties followed. What occurs in a paper with the
 * entity is gathered beside the ways and dropped by them, which reads its papers once and not once a candidate.
 */
const GAPS = `
    ${GENERATION}
    MATCH (o:Entity {id: $given.of})
    CALL (o, generation) {
      MATCH (o)-[r:RELATED_TO]-(e:Entity)
      WHERE r.generation = generation
      WITH e, r.score AS near ORDER BY near DESC, ${idOf('e')} LIMIT ${GAP_REACH}
      RETURN collect({link: e, near: near}) AS ties, sum(near) AS near
    }
    CALL (o, generation, ties) {
      UNWIND ties AS tie
      WITH o, generation, tie, tie.link AS l
      CALL (l, generation) {
        MATCH (l)-[r:RELATED_TO]-(e:Entity)
        WHERE r.generation = generation
        WITH e, r.score AS far ORDER BY far DESC, ${idOf('e')} LIMIT ${GAP_REACH}
        RETURN e, far
      }
      RETURN e, l.id AS link, tie.near AS tieNear, far
      UNION ALL
      MATCH (o)<-[:${FACTS}]-(:Paper)-[:${FACTS}]->(e:Entity)
      RETURN DISTINCT e, null AS link, null AS tieNear, null AS far
      UNION ALL
      MATCH (o)-[r:BROADER]-(e:Entity)
      WHERE r.generation = generation
      RETURN e, null AS link, null AS tieNear, null AS far
    }
    WITH o, near, e, count(*) AS rows, sum(tieNear * far) AS sum,
      collect(CASE WHEN link IS NULL THEN null ELSE {entityId: link, near: tieNear, far: far} END) AS links
    WHERE rows = size(links) AND rows >= ${GAP_LINKS} AND e <> o AND ${OF_KINDS}
    WITH e, ${rounded('CASE WHEN near > 0 THEN sum / near ELSE 0.0 END')} AS score, near, links`

const gapsOf = pagedStatement({
  name: 'gaps.gapsOf',
  key: 'score',
  id: idOf('e'),
  direction: 'descending',
  params: asked,
  row: z
    .object({
      entity: entityRow,
      score: z.number(),
      near: z.number(),
      links: z.array(z.object({ entityId: z.string(), near: z.number(), far: z.number() })),
    })
    .transform(({ entity, score, near, links }) => ({ entity, score, links: orderLinks(links, near) })),
  text: ({ beyond, order }) => `
    ${GAPS}
    WHERE ${beyond}
    WITH e, score, near, links ${order}
    RETURN ${ENTITY} AS entity, score, near, links`,
})

const countGaps = statement({
  name: 'gaps.countGaps',
  text: `${GAPS} RETURN count(e) AS total`,
  params: asked,
  row: z.object({ total: z.int() }),
})

export function createGapReader(client: Client): GapReader {
  return {
    async gapsOf(of, { kinds = [] }, page) {
      const asked = { of, kinds: [...kinds] }
      return readSettled(client, async (run) => {
        const [rows, totals] = await Promise.all([
          run(gapsOf[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countGaps, asked) : [],
        ])
        return sliceOf(page, rows, totals[0]?.total ?? null)
      })
    },
  }
}
