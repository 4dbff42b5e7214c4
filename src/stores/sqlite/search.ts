// Search: scores papers and entities from the places of their terms. Terms are compared, never parsed as a query.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { PaperReader } from '../../graph/papers.ts'
import type { EntityReader } from '../../graph/entities.ts'
import type { SearchHit, SearchReader } from '../../graph/search.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { inBothDirections, pageParams, pageValues } from './paging.ts'
import { rounded } from './traversals.ts'

const hits = `
  named AS MATERIALIZED (
    SELECT DISTINCT entity_id AS id FROM aliases WHERE norm = :norm
  ), alias_hits AS (
    SELECT nr
    FROM (
      SELECT DISTINCT v.doc AS nr, v.term
      FROM json_each(:terms) t CROSS JOIN alias_term_places v ON v.term = t.value)
    GROUP BY nr
    HAVING count(*) = :count
  ), entity_hits AS (
    SELECT id, max(score) AS score
    FROM (
      SELECT id, 1.0 AS score FROM named
      UNION ALL
      SELECT a.entity_id, 0.9 * :count / a.terms FROM alias_hits h CROSS JOIN aliases a ON a.nr = h.nr)
    GROUP BY id
  ), text_hits AS (
    SELECT nr, sum(tf / (tf + 1.0)) / :count AS score
    FROM (
      SELECT v.doc AS nr, sum(iif(v.col = 'title', 3, 1)) AS tf
      FROM json_each(:terms) t CROSS JOIN paper_term_places v ON v.term = t.value
      GROUP BY v.doc, t.value)
    GROUP BY nr
    HAVING count(*) = :count
  ), paper_hits AS (
    SELECT id, sum(score) AS score
    FROM (
      SELECT p.id, 0.5 * h.score AS score FROM text_hits h CROSS JOIN papers p ON p.nr = h.nr
      UNION ALL
      SELECT f.paper_id, 0.4 * max(f.salience) FROM named n CROSS JOIN facts f ON f.entity_id = n.id GROUP BY f.paper_id)
    GROUP BY id
  ), hits AS (
    SELECT 'Entity' AS type, id, ${rounded('score')} AS score FROM entity_hits
    UNION ALL
    SELECT 'Paper', id, ${rounded('score')} FROM paper_hits
  )`

const searchParams = { terms: z.string(), count: z.int(), norm: z.string() }

const findHits = inBothDirections(({ from, after, order }) =>
  statement({
    name: `search.hits.${from}`,
    text: `
      WITH ${hits}
      SELECT type, id, score FROM hits WHERE ${after('score', 'id')} ORDER BY ${order('score', 'id')} LIMIT :limit`,
    params: z.object({ ...searchParams, ...pageParams }),
    row: z.object({ type: z.enum(['Entity', 'Paper']), id: z.string(), score: z.number() }),
  }),
)

const countHits = statement({
  name: 'search.count',
  text: `WITH ${hits} SELECT count(*) AS total FROM hits`,
  params: z.object(searchParams),
  row: z.object({ total: z.int() }),
})

/** Searches a file. What was found is fetched by the readers of papers and entities. */
export function createSearchReader(
  db: Database,
  readers: Pick<PaperReader, 'papersById'> & Pick<EntityReader, 'entitiesById'>,
): SearchReader {
  return {
    async search(query, page) {
      const terms = [...new Set(query.terms)]
      if (terms.length === 0) return emptySlice(page)
      const values = { terms: JSON.stringify(terms), count: terms.length, norm: query.norm }
      const found = db.all(findHits[page.from], { ...values, ...pageValues(page) })
      const total = page.withTotal ? (db.all(countHits, values)[0]?.total ?? 0) : null
      const [papers, entities] = await Promise.all([
        readers.papersById(found.filter(({ type }) => type === 'Paper').map(({ id }) => id)),
        readers.entitiesById(found.filter(({ type }) => type === 'Entity').map(({ id }) => id)),
      ])
      const paperOf = new Map(papers.map((paper) => [paper?.id, paper]))
      const entityOf = new Map(entities.map((entity) => [entity?.id, entity]))
      const rows = found.flatMap(({ type, id, score }): SearchHit[] => {
        const paper = paperOf.get(id)
        const entity = entityOf.get(id)
        if (type === 'Paper') return paper ? [{ type, paper, score }] : []
        return entity ? [{ type, entity, score }] : []
      })
      return sliceOf(page, rows, total)
    },
  }
}
