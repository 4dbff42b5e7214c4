// Traversals whose answer is a ranked list: what papers share, and what lies near them.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { Seeds, TraversalReader } from '../../graph/traversals.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { createNeighbourReader } from './neighbours.ts'
import { descendingPage, distinct, ownedRows, ownedTotal, pagedStatement, slicesOf } from './paging.ts'
import {
  ENTITY,
  entityRow,
  FACT,
  factRow,
  FACTS,
  GENERATION,
  kinds,
  OF_KINDS,
  PAPER,
  paperRow,
  rounded,
  idOf,
} from './rows.ts'
import { ids, integer } from './values.ts'

const groups = z.array(z.object({ owner: z.string(), ids }))

/** Within a `group` of a `corpus`: binds the entities `e` that all its papers have, with their mean `salience`. */
const GROUPS = `
    MATCH (x:Paper) WITH count(x) AS corpus
    UNWIND $given.groups AS group`
const SHARED = `
      UNWIND group.ids AS paperId
      MATCH (:Paper {id: paperId})-[f:${FACTS}]->(e:Entity)
      WHERE ${OF_KINDS}
      WITH group, corpus, e, count(f) AS papers, avg(f.salience) AS salience
      WHERE papers = size(group.ids)`

const sharedEntities = pagedStatement({
  name: 'traversals.sharedEntities',
  key: 'weight',
  id: idOf('e'),
  direction: 'descending',
  params: z.object({ groups, kinds }),
  row: ownedRows(z.object({ entity: entityRow, weight: z.number(), facts: z.array(factRow) })),
  text: ({ beyond, order }) => `
    ${GROUPS}
    CALL (group, corpus) {
      ${SHARED}
      WITH group, e, ${rounded('salience * log((corpus + 1) / (e.paperCount + 0.5))')} AS weight
      WHERE ${beyond}
      WITH group, e, weight ${order}
      RETURN collect({entity: ${ENTITY}, weight: weight, facts: COLLECT {
        UNWIND range(0, size(group.ids) - 1) AS at
        MATCH (p:Paper {id: group.ids[at]})-[f:${FACTS}]->(e)
        WITH p, f, e, at ORDER BY at
        RETURN ${FACT}
      }}) AS rows
    }
    RETURN group.owner AS owner, rows`,
})

const countSharedEntities = statement({
  name: 'traversals.countSharedEntities',
  text: `
    ${GROUPS}
    CALL (group, corpus) {
      ${SHARED}
      RETURN count(e) AS total
    }
    RETURN group.owner AS owner, total`,
  params: z.object({ groups, kinds }),
  row: ownedTotal,
})

const relatedPaper = z.object({ paper: paperRow, score: z.number(), support: z.int() })

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
      RETURN collect({paper: ${PAPER}, score: r.score, support: r.shared}) AS rows
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

const seeds = z.object({ papers: ids, entities: ids })

/** Binds each paper `p` near a seed, once a seed, with its `score` there and what it shares with it. */
const NEAR_PAPERS = `
    ${GENERATION}
    CALL (generation) {
      UNWIND $given.papers AS seed
      MATCH (:Paper {id: seed})-[r:SIMILAR_TO]-(p:Paper)
      WHERE r.generation = generation
      RETURN p, r.score AS score, r.shared AS shared
      UNION ALL
      UNWIND $given.entities AS seed
      MATCH (:Entity {id: seed})<-[f:${FACTS}]-(p:Paper)
      RETURN p, f.salience AS score, 0 AS shared
    }`

const relatedPapers = pagedStatement({
  name: 'traversals.relatedPapers',
  key: 'score',
  id: idOf('p'),
  direction: 'descending',
  params: seeds.extend({ seeds: integer }),
  row: relatedPaper,
  text: ({ beyond, order }) => `
    ${NEAR_PAPERS}
    WITH p, sum(score) AS sum, count(*) AS leads, sum(shared) AS shared
    WHERE NOT p.id IN $given.papers
    WITH p, ${rounded('sum / $given.seeds')} AS score,
      CASE WHEN $given.seeds = 1 AND size($given.papers) = 1 THEN shared ELSE leads END AS support
    WHERE ${beyond}
    WITH p, score, support ${order}
    RETURN ${PAPER} AS paper, score, support`,
})

const countRelatedPapers = statement({
  name: 'traversals.countRelatedPapers',
  text: `
    ${NEAR_PAPERS}
    WITH DISTINCT p WHERE NOT p.id IN $given.papers
    RETURN count(p) AS total`,
  params: seeds,
  row: z.object({ total: z.int() }),
})

/** Binds each entity `e` near a seed, once a seed, with its `score` there; entities of the seeds are left out. */
const NEAR_ENTITIES = `
    ${GENERATION}
    CALL () {
      UNWIND $given.papers AS seed
      MATCH (:Paper {id: seed})-[:${FACTS}]->(own:Entity)
      RETURN collect(DISTINCT own.id) + $given.entities AS known
    }
    CALL (generation) {
      UNWIND $given.entities AS seed
      MATCH (:Entity {id: seed})-[r:RELATED_TO]-(e:Entity)
      WHERE r.generation = generation
      RETURN e, r.score AS score
      UNION ALL
      UNWIND $given.papers AS seed
      MATCH (:Paper {id: seed})-[f:${FACTS}]->(:Entity)-[r:RELATED_TO]-(e:Entity)
      WHERE r.generation = generation
      WITH seed, e, max(f.salience * r.score) AS score
      RETURN e, score
    }
    WITH e, score, known
    WHERE NOT e.id IN known AND ${OF_KINDS}`

const relatedTopics = pagedStatement({
  name: 'traversals.relatedTopics',
  key: 'score',
  id: idOf('e'),
  direction: 'descending',
  params: seeds.extend({ seeds: integer, kinds }),
  row: z.object({ entity: entityRow, score: z.number(), support: z.int() }),
  text: ({ beyond, order }) => `
    ${NEAR_ENTITIES}
    WITH e, sum(score) AS sum, count(*) AS support
    WITH e, ${rounded('sum / $given.seeds')} AS score, support
    WHERE ${beyond}
    WITH e, score, support ${order}
    RETURN ${ENTITY} AS entity, score, support`,
})

const countRelatedTopics = statement({
  name: 'traversals.countRelatedTopics',
  text: `
    ${NEAR_ENTITIES}
    RETURN count(DISTINCT e) AS total`,
  params: seeds.extend({ kinds }),
  row: z.object({ total: z.int() }),
})

/** Each seed once; unknown ones count as well, in that they lead nowhere. */
function distinctSeeds(seeds: Seeds) {
  const papers = distinct(seeds.papers)
  const entities = distinct(seeds.entities)
  return { papers, entities, count: papers.length + entities.length }
}

export function createTraversalReader(client: Client): TraversalReader {
  return {
    ...createNeighbourReader(client),

    async sharedEntities(groups, { kinds = [] }, page) {
      const owners = groups.map((_, at) => String(at))
      const all = groups.map((group, at) => ({ owner: String(at), ids: distinct(group) }))
      const asked = { groups: all.filter(({ ids }) => ids.length > 1), kinds: [...kinds] }
      return client.read(async (run) => {
        const [lists, totals] = await Promise.all([
          run(sharedEntities[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countSharedEntities, asked) : [],
        ])
        return slicesOf(owners, page, lists, totals)
      })
    },

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
      const { count, ...asked } = distinctSeeds(seeds)
      if (count === 0) return emptySlice(page)
      return readSettled(client, async (run) => {
        const [rows, totals] = await Promise.all([
          run(relatedPapers[page.from], { ...descendingPage(page), ...asked, seeds: count }),
          page.withTotal ? run(countRelatedPapers, asked) : [],
        ])
        return sliceOf(page, rows, totals[0]?.total ?? null)
      })
    },

    async relatedTopics(seeds, { kinds = [] }, page) {
      const { count, ...papersAndEntities } = distinctSeeds(seeds)
      if (count === 0) return emptySlice(page)
      const asked = { ...papersAndEntities, kinds: [...kinds] }
      return readSettled(client, async (run) => {
        const [rows, totals] = await Promise.all([
          run(relatedTopics[page.from], { ...descendingPage(page), ...asked, seeds: count }),
          page.withTotal ? run(countRelatedTopics, asked) : [],
        ])
        return sliceOf(page, rows, totals[0]?.total ?? null)
      })
    },
  }
}
