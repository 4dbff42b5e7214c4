// Search: scores papers and entities from the places of their terms. Terms are compared, never parsed as a query.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { PaperReader } from '../../graph/papers.ts'
import type { EntityReader } from '../../graph/entities.ts'
import { HIT_KINDS, isCounted, MAX_NAMESAKES } from '../../graph/search.ts'
import type { HitKind, SearchHit, SearchQuery, SearchReader } from '../../graph/search.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { groupByParent, inBothDirections, pageParams, pageValues } from './paging.ts'
import { columns, entityShape } from './rows.ts'
import { rounded } from './traversals.ts'

/** The forms of all units, a row a term: in which unit and form it is, where in the form, and how long that is. */
const formTerms = `
  form_terms AS MATERIALIZED (
    SELECT value ->> 0 AS unit, value ->> 1 AS form, value ->> 2 AS at, value ->> 3 AS length, value ->> 4 AS term
    FROM json_each(:terms)
  )`

/** Where forms stand in the documents of a vocabulary: a row a unit, form, document, column and place. */
const formPlaces = (vocabulary: string) => `
  SELECT f.unit, f.form, f.length, v.doc, v.col
  FROM form_terms f CROSS JOIN ${vocabulary} v ON v.term = f.term
  WHERE f.length = 1
  UNION ALL
  SELECT f.unit, f.form, f.length, v.doc, v.col
  FROM form_terms f CROSS JOIN ${vocabulary} v ON v.term = f.term
  WHERE f.length > 1
  GROUP BY f.form, v.doc, v.col, v.offset - f.at
  HAVING count(*) = f.length`

const hits = `
  ${formTerms}, named AS MATERIALIZED (
    SELECT value ->> 0 AS unit, value ->> 1 AS entity_id FROM json_each(:named)
  ), alias_hits AS (
    SELECT doc AS nr, sum(length) AS length
    FROM (SELECT unit, doc, max(length) AS length FROM (${formPlaces('alias_term_places')}) GROUP BY unit, doc)
    GROUP BY doc
    HAVING count(*) = :units
  ), entity_hits AS (
    SELECT id, max(score) AS score
    FROM (
      SELECT entity_id AS id, 1.0 AS score FROM named WHERE :units = 1
      UNION ALL
      SELECT a.entity_id, 0.9 * min(1.0, h.length * 1.0 / a.terms)
      FROM alias_hits h CROSS JOIN aliases a ON a.nr = h.nr)
    GROUP BY id
  ), text_hits AS (
    SELECT unit, doc AS nr, iif(
      unit IN (SELECT value FROM json_each(:counted)),
      sum(iif(col = 'title', 3, 1)),
      3 * max(col = 'title') + max(col = 'abstract')) AS tf
    FROM (${formPlaces('paper_term_places')})
    GROUP BY unit, doc
  ), unit_hits AS (
    SELECT unit, id, 0.5 * max(text) + 0.4 * max(salience) AS score
    FROM (
      SELECT h.unit, p.id, h.tf / (h.tf + 1.0) AS text, 0.0 AS salience
      FROM text_hits h CROSS JOIN papers p ON p.nr = h.nr
      UNION ALL
      SELECT n.unit, f.paper_id, 0.0, f.salience FROM named n CROSS JOIN facts f ON f.entity_id = n.entity_id)
    GROUP BY unit, id
  ), hits AS (
    SELECT 'Entity' AS type, h.id, ${rounded('h.score')} AS score
    FROM entity_hits h CROSS JOIN entities e ON e.id = h.id
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
    UNION ALL
    SELECT 'Paper', id, ${rounded('sum(score) / :units')}
    FROM unit_hits
    WHERE 'PAPER' IN (SELECT value FROM json_each(:kinds))
    GROUP BY id
    HAVING count(*) = :units
  )`

const searchParams = {
  terms: z.string(),
  named: z.string(),
  counted: z.string(),
  units: z.int(),
  kinds: z.string(),
}

/** The parameters of a search, as JSON: SQLite binds no lists. */
function searchValues({ units }: SearchQuery, kinds: readonly HitKind[]) {
  let form = 0
  const terms = units.flatMap(({ forms }, unit) =>
    forms.flatMap((terms) => {
      form++
      return terms.map((term, at) => [unit, form, at, terms.length, term])
    }),
  )
  return {
    terms: JSON.stringify(terms),
    named: JSON.stringify(units.flatMap(({ entities }, unit) => entities.map((id) => [unit, id]))),
    counted: JSON.stringify(units.flatMap((unit, at) => (isCounted(unit) ? [at] : []))),
    units: units.length,
    kinds: JSON.stringify(kinds),
  }
}

const entitiesNamed = statement({
  name: 'search.named',
  text: `
    SELECT n.key AS parent, ${columns('e', entityShape)}
    FROM json_each(:norms) n
    CROSS JOIN entities e ON e.id IN (
      SELECT x.id
      FROM aliases a
      CROSS JOIN entities x ON x.id = a.entity_id
      WHERE a.norm = n.value
      GROUP BY x.id
      ORDER BY x.paper_count DESC, x.id
      LIMIT ${MAX_NAMESAKES})
    ORDER BY n.key, e.paper_count DESC, e.id`,
  params: z.object({ norms: z.string() }),
  row: z.object({ parent: z.int(), ...entityShape }).transform(({ parent, ...row }) => ({ parent, row })),
})

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
    async entitiesNamed(norms) {
      return groupByParent(norms.length, db.all(entitiesNamed, { norms: JSON.stringify(norms) }))
    },
    async search(query, { kinds = [] }, page) {
      if (query.units.length === 0) return emptySlice(page)
      const values = searchValues(query, kinds.length === 0 ? HIT_KINDS : kinds)
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
