// Traversals whose answer is a ranked list: what lies near papers and entities.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { Seeds, TraversalReader } from '../../graph/traversals.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { createNeighbourReader } from './neighbours.ts'
import { descendingPage, distinct, pagedStatement } from './paging.ts'
import { ENTITY, entityRow, FACTS, GENERATION, kinds, OF_KINDS, rounded, idOf } from './rows.ts'
import { integer } from './values.ts'

/** Where to start from: side 0 are the seeds, side 1 the exclusions. */
const starts = z.array(z.object({ id: z.string(), side: integer }))
export const seedParams = z.object({
  papers: starts,
  entities: starts,
  seeds: integer,
  exclusions: integer,
  onePaper: z.boolean(),
})

/** From a `score` and a `side` a row: how near each is to the seeds and to the exclusions, and how many seeds lead there. */
export const sides = (seeds: string, exclusions: string) => `
      ${rounded(`sum(CASE side WHEN 0 THEN score ELSE 0.0 END) / ${seeds}`)} AS near,
      ${rounded(`sum(CASE side WHEN 1 THEN score ELSE 0.0 END) / ${exclusions}`)} AS away,
      sum(1 - side) AS leads`
export const NEARER = 'leads > 0 AND (away = 0 OR near > away)'

/** Binds each entity `e` that is nearer to the seeds than to the exclusions; what either have is left out. */
const NEAR_ENTITIES = `
    ${GENERATION}
    CALL () {
      UNWIND $given.papers AS start
      MATCH (:Paper {id: start.id})-[:${FACTS}]->(own:Entity)
      RETURN collect(DISTINCT own.id) + [start IN $given.entities | start.id] AS known
    }
    CALL (generation) {
      UNWIND $given.entities AS start
      MATCH (:Entity {id: start.id})-[r:RELATED_TO]-(e:Entity)
      WHERE r.generation = generation
      RETURN e, start.side AS side, r.score AS score
      UNION ALL
      UNWIND $given.papers AS start
      MATCH (:Paper {id: start.id})-[f:${FACTS}]->(:Entity)-[r:RELATED_TO]-(e:Entity)
      WHERE r.generation = generation
      WITH start, e, max(f.salience * r.score) AS score
      RETURN e, start.side AS side, score
    }
    WITH e, side, score, known
    WHERE NOT e.id IN known AND ${OF_KINDS}
    WITH e, ${sides('$given.seeds', '$given.exclusions')}
    WHERE ${NEARER}
    WITH e, ${rounded('near - away')} AS score, away, leads AS support`

const relatedTopics = pagedStatement({
  name: 'traversals.relatedTopics',
  key: 'score',
  id: idOf('e'),
  direction: 'descending',
  params: seedParams.extend({ kinds }),
  row: z.object({ entity: entityRow, score: z.number(), away: z.number(), support: z.int() }),
  text: ({ beyond, order }) => `
    ${NEAR_ENTITIES}
    WHERE ${beyond}
    WITH e, score, away, support ${order}
    RETURN ${ENTITY} AS entity, score, away, support`,
})

const countRelatedTopics = statement({
  name: 'traversals.countRelatedTopics',
  text: `${NEAR_ENTITIES} RETURN count(e) AS total`,
  params: seedParams.extend({ kinds }),
  row: z.object({ total: z.int() }),
})

/** Each seed and exclusion once; unknown ones count as well, in that they lead nowhere. No exclusions are far from all. */
export function startsOf({ not = { papers: [], entities: [] }, ...seeds }: Seeds) {
  const onSide = (ids: readonly string[], side: number) => distinct(ids).map((id) => ({ id, side }))
  const papers = [...onSide(seeds.papers, 0), ...onSide(not.papers, 1)]
  const entities = [...onSide(seeds.entities, 0), ...onSide(not.entities, 1)]
  const exclusions = [...papers, ...entities].filter(({ side }) => side === 1).length
  const count = papers.length + entities.length - exclusions
  const onePaper = count === 1 && papers.some(({ side }) => side === 0)
  return { papers, entities, seeds: count, exclusions: Math.max(exclusions, 1), onePaper }
}

export function createTraversalReader(client: Client): TraversalReader {
  return {
    ...createNeighbourReader(client),

    async relatedTopics(seeds, { kinds = [] }, page) {
      const asked = { ...startsOf(seeds), kinds: [...kinds] }
      if (asked.seeds === 0) return emptySlice(page)
      return readSettled(client, async (run) => {
        const [rows, totals] = await Promise.all([
          run(relatedTopics[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countRelatedTopics, asked) : [],
        ])
        return sliceOf(page, rows, totals[0]?.total ?? null)
      })
    },
  }
}
