// Search: the full-text index finds the forms, places of words are counted in its vocabulary, and the scores are ours.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import type { PaperReader } from '../../graph/papers.ts'
import type { EntityReader } from '../../graph/entities.ts'
import { HIT_KINDS, MAX_NAMESAKES } from '../../graph/search.ts'
import type { HitKind, SearchHit, SearchQuery, SearchReader, SearchUnit } from '../../graph/search.ts'
import { statement } from '../statement.ts'
import { phraseOf } from '../term-query.ts'
import type { Database } from './database.ts'
import { groupByParent, inBothDirections, pageParams, pageValues } from './paging.ts'
import { columns, entityShape } from './rows.ts'
import { textHits, unitParams, unitValues } from './text-units.ts'
import { rounded } from './traversals.ts'

const hits = `
  named AS MATERIALIZED (
    SELECT value ->> 0 AS unit, value ->> 1 AS entity_id FROM json_each(:named)
  ), told AS MATERIALIZED (
    SELECT n.unit, f.paper_id AS id, max(f.salience) AS salience
    FROM named n CROSS JOIN facts f ON f.entity_id = n.entity_id
    WHERE :papers
    GROUP BY n.unit, f.paper_id
  ), candidates AS MATERIALIZED (
    SELECT rowid AS nr FROM paper_terms WHERE paper_terms MATCH :query AND :papers
    UNION
    SELECT p.nr FROM told t CROSS JOIN papers p ON p.id = t.id
  ), text_hits AS (
    ${textHits('(SELECT nr FROM candidates)')}
  ), paper_hits AS (
    SELECT id, sum(score) / :units AS score
    FROM (
      SELECT unit, id, 0.5 * max(text) + 0.4 * max(salience) AS score
      FROM (
        SELECT h.unit, p.id, h.tf / (h.tf + 1.0) AS text, 0.0 AS salience
        FROM text_hits h CROSS JOIN papers p ON p.nr = h.nr
        UNION ALL
        SELECT unit, id, 0.0, salience FROM told)
      GROUP BY unit, id)
    GROUP BY id
    HAVING count(*) = :units
  ), matching_aliases AS MATERIALIZED (
    SELECT rowid AS nr FROM alias_terms WHERE alias_terms MATCH :query
  ), alias_hits AS (
    SELECT nr, sum(length) AS length
    FROM (
      SELECT f.value ->> 0 AS unit, t.rowid AS nr, max(f.value ->> 1) AS length
      FROM json_each(:forms) f CROSS JOIN alias_terms t ON t.alias_terms MATCH f.value ->> 2
      WHERE +t.rowid IN (SELECT nr FROM matching_aliases)
      GROUP BY 1, 2)
    GROUP BY nr
  ), entity_hits AS (
    SELECT id, max(score) AS score
    FROM (
      SELECT entity_id AS id, 1.0 AS score FROM named WHERE :units = 1
      UNION ALL
      SELECT a.entity_id, 0.9 * min(1.0, h.length * 1.0 / a.terms)
      FROM alias_hits h CROSS JOIN aliases a ON a.nr = h.nr)
    GROUP BY id
  ), hits AS (
    SELECT 'Entity' AS type, h.id, ${rounded('h.score')} AS score
    FROM entity_hits h CROSS JOIN entities e ON e.id = h.id
    WHERE e.kind IN (SELECT value FROM json_each(:kinds))
    UNION ALL
    SELECT 'Paper', id, ${rounded('score')} FROM paper_hits
  )`

const searchParams = {
  ...unitParams,
  /** `[unit, entity]` for everything that a unit means. */
  named: z.string(),
  /** `[unit, length, query]` for every form. */
  forms: z.string(),
  kinds: z.string(),
  /** Whether papers are asked for, 0 or 1. */
  papers: z.int(),
}

/** The parameters of a search; lists go in as JSON. */
function searchValues(query: SearchQuery, kinds: readonly HitKind[]): z.input<z.ZodObject<typeof searchParams>> {
  const numbered = query.units.map((unit, at) => ({ unit, at }))
  const list = (rowsOf: (unit: SearchUnit, at: number) => readonly unknown[]) =>
    JSON.stringify(numbered.flatMap(({ unit, at }) => rowsOf(unit, at)))
  return {
    ...unitValues(query.units),
    named: list(({ entities }, at) => entities.map((id) => [at, id])),
    forms: list(({ forms }, at) => forms.map((form) => [at, form.length, phraseOf(form)])),
    kinds: JSON.stringify(kinds),
    papers: kinds.includes('PAPER') ? 1 : 0,
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
