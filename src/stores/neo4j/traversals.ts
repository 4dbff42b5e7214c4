// Traversals whose answer is a ranked list: what lies near papers and entities.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { Seeds, TraversalReader } from '../../graph/traversals.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { createNeighbourReader } from './neighbours.ts'
import { descendingPage, distinct, ownedRows, ownedTotal, pagedStatement, slicesOf } from './paging.ts'
import { ENTITY, entityRow, FACTS, GENERATION, kinds, OF_KINDS, PAPER, paperRow, rounded, idOf } from './rows.ts'
import { ids, integer } from './values.ts'

const relatedPaper = z.object({ paper: paperRow, score: z.number(), away: z.number(), support: z.int() })

const similarPapers = pagedStatement({
  name: 'traversals.similarPapers',
  key: 'r.score',
  id: idOf('p'),
  direction: 'descending',
  params: z.object({ ids }),
  row: ownedRows(relatedPaper),
  text: ({ beyond, order }) => `
    ${GENERATION}
    UNWIND $given.ids AS id
    CALL (id, generation) {
      MATCH (:Paper {id: id})-[r:SIMILAR_TO]-(p:Paper)
      WHERE r.generation = generation AND ${beyond}
      WITH r, p ${order}
      RETURN collect({paper: ${PAPER}, score: r.score, away: 0.0, support: r.shared}) AS rows
    }
    RETURN id AS owner, rows`,
})

const countSimilarPapers = statement({
  name: 'traversals.countSimilarPapers',
  text: `
    ${GENERATION}
    UNWIND $given.ids AS id
    RETURN id AS owner, COUNT {
      (:Paper {id: id})-[r:SIMILAR_TO]-(:Paper) WHERE r.generation = generation
    } AS total`,
  params: z.object({ ids }),
  row: ownedTotal,
})

/** Where to start from: side 0 are the seeds, side 1 the exclusions. */
const starts = z.array(z.object({ id: z.string(), side: integer }))
const seedParams = z.object({
  papers: starts,
  entities: starts,
  seeds: integer,
  exclusions: integer,
  onePaper: z.boolean(),
})

/** From a `score` and a `side` a row: how near each is to the seeds and to the exclusions, and how many seeds lead there. */
const SIDES = `
      ${rounded('sum(CASE side WHEN 0 THEN score ELSE 0.0 END) / $given.seeds')} AS near,
      ${rounded('sum(CASE side WHEN 1 THEN score ELSE 0.0 END) / $given.exclusions')} AS away,
      sum(1 - side) AS leads`
const NEARER = 'leads > 0 AND (away = 0 OR near > away)'

/** Binds each paper `p` that is nearer to the seeds than to the exclusions, with its `score`, `away` and `support`. */
const NEAR_PAPERS = `
    ${GENERATION}
    CALL (generation) {
      UNWIND $given.papers AS start
      MATCH (:Paper {id: start.id})-[r:SIMILAR_TO]-(p:Paper)
      WHERE r.generation = generation
      RETURN p, start.side AS side, r.score AS score, r.shared AS shared
      UNION ALL
      UNWIND $given.entities AS start
      MATCH (:Entity {id: start.id})<-[f:${FACTS}]-(p:Paper)
      RETURN p, start.side AS side, f.salience AS score, 0 AS shared
    }
    WITH p, sum(CASE side WHEN 0 THEN shared ELSE 0 END) AS shared, ${SIDES}
    WHERE ${NEARER} AND NOT p.id IN [start IN $given.papers | start.id]
    WITH p, ${rounded('near - away')} AS score, away,
      CASE WHEN $given.onePaper THEN shared ELSE leads END AS support`

const relatedPapers = pagedStatement({
  name: 'traversals.relatedPapers',
  key: 'score',
  id: idOf('p'),
  direction: 'descending',
  params: seedParams,
  row: relatedPaper,
  text: ({ beyond, order }) => `
    ${NEAR_PAPERS}
    WHERE ${beyond}
    WITH p, score, away, support ${order}
    RETURN ${PAPER} AS paper, score, away, support`,
})

const countRelatedPapers = statement({
  name: 'traversals.countRelatedPapers',
  text: `${NEAR_PAPERS} RETURN count(p) AS total`,
  params: seedParams,
  row: z.object({ total: z.int() }),
})

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
    WITH e, ${SIDES}
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
function startsOf({ not = { papers: [], entities: [] }, ...seeds }: Seeds) {
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

    async similarPapers(ids, page) {
      const asked = { ids: distinct(ids) }
      return readSettled(client, async (run) => {
        const [lists, totals] = await Promise.all([
          run(similarPapers[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countSimilarPapers, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },

    async relatedPapers(seeds, page) {
      const asked = startsOf(seeds)
      if (asked.seeds === 0) return emptySlice(page)
      return readSettled(client, async (run) => {
        const [rows, totals] = await Promise.all([
          run(relatedPapers[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countRelatedPapers, asked) : [],
        ])
        return sliceOf(page, rows, totals[0]?.total ?? null)
      })
    },

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
