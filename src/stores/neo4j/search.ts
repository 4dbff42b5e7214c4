// Search: the full-text indices find what has all terms; the scores are ours, counted in the indexed texts.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import { HIT_KINDS, MAX_NAMESAKES } from '../../graph/search.ts'
import type { HitKind, SearchHit, SearchReader, SearchUnit } from '../../graph/search.ts'
import { statement } from '../statement.ts'
import { allUnitsOf } from '../term-query.ts'
import type { Client } from './client.ts'
import { descendingPage, pagedStatement } from './paging.ts'
import { ENTITY, entityRow, FACTS, idOf, kinds, PAPER, paperRow, rounded } from './rows.ts'
import { TERM_FREQUENCY, toUnit, unitShape } from './text-units.ts'
import { integer } from './values.ts'

/** A unit with what it means, and how long its forms are. */
function toSearchUnit(unit: SearchUnit) {
  return { ...toUnit(unit), entities: [...unit.entities], lengths: unit.forms.map(({ length }) => length) }
}

const query = z.object({
  units: z.array(unitShape.extend({ entities: z.array(z.string()), lengths: z.array(integer) })),
  indexQuery: z.string(),
  papers: z.boolean(),
  kinds,
})

/** Binds each paper `p` that may match, once a way, with a unit and the salience of a fact that makes it match that unit. */
const FOUND_PAPERS = `
        CALL db.index.fulltext.queryNodes('paper_terms', $given.indexQuery) YIELD node AS p
        WHERE $given.papers
        RETURN p, null AS told
        UNION ALL
        UNWIND CASE WHEN $given.papers THEN range(0, size($given.units) - 1) ELSE [] END AS at
        UNWIND $given.units[at].entities AS id
        MATCH (:Entity {id: id})<-[f:${FACTS}]-(p:Paper)
        RETURN p, {at: at, salience: f.salience} AS told`

/** Binds each matching paper `p` with the sum of the scores of its units. */
const MATCHING_PAPERS = `
      CALL () {
        ${FOUND_PAPERS}
      }
      WITH p, collect(told) AS facts
      WITH p, [at IN range(0, size($given.units) - 1) | {
        tf: head([unit IN [$given.units[at]] | ${TERM_FREQUENCY}]),
        salience: reduce(most = -1.0, fact IN facts |
          CASE WHEN fact.at = at AND fact.salience > most THEN fact.salience ELSE most END)
      }] AS matches
      WHERE all(match IN matches WHERE match.tf > 0 OR match.salience >= 0)
      WITH p, reduce(sum = 0.0, match IN matches | sum + 0.5 * toFloat(match.tf) / (match.tf + 1)
        + 0.4 * CASE WHEN match.salience > 0 THEN match.salience ELSE 0.0 END) AS sum`

/** The length of the longest form of a unit that stands in the alias `a`; 0 where none does. */
const LONGEST = `reduce(most = 0, i IN range(0, size(unit.padded) - 1) |
          CASE WHEN unit.lengths[i] > most AND a.terms CONTAINS unit.padded[i] THEN unit.lengths[i] ELSE most END)`

/** Binds each matching entity `e`, once an alias, with the score of that alias. */
const MATCHING_ENTITIES = `
        UNWIND CASE WHEN size($given.units) = 1 THEN $given.units[0].entities ELSE [] END AS id
        MATCH (e:Entity {id: id}) WHERE e.kind IN $given.kinds
        RETURN e, 1.0 AS score
        UNION ALL
        CALL db.index.fulltext.queryNodes('alias_terms', $given.indexQuery) YIELD node AS a
        WITH a, [unit IN $given.units | ${LONGEST}] AS lengths
        WHERE NOT 0 IN lengths
        WITH a, 1.0 * reduce(sum = 0, length IN lengths | sum + length) / a.termCount AS share
        MATCH (a)<-[:HAS_ALIAS]-(e:Entity) WHERE e.kind IN $given.kinds
        RETURN e, 0.9 * CASE WHEN share < 1 THEN share ELSE 1.0 END AS score`

const search = pagedStatement({
  name: 'search.search',
  key: 'score',
  id: 'id',
  direction: 'descending',
  params: query,
  row: z.object({ paper: paperRow.nullable(), entity: entityRow.nullable(), score: z.number() }),
  text: ({ beyond, order }) => `
    CALL () {
      ${MATCHING_PAPERS}
      RETURN ${idOf('p')} AS id, p, null AS e, ${rounded('sum / size($given.units)')} AS score
      UNION ALL
      CALL () {
        ${MATCHING_ENTITIES}
      }
      WITH e, max(score) AS score
      RETURN ${idOf('e')} AS id, null AS p, e, ${rounded('score')} AS score
    }
    WITH id, p, e, score WHERE ${beyond}
    WITH id, p, e, score ${order}
    RETURN CASE WHEN p IS NOT NULL THEN ${PAPER} END AS paper, CASE WHEN e IS NOT NULL THEN ${ENTITY} END AS entity, score`,
})

const countHits = statement({
  name: 'search.countHits',
  text: `
    CALL () {
      ${MATCHING_PAPERS}
      RETURN count(p) AS papers
    }
    CALL () {
      CALL () {
        ${MATCHING_ENTITIES}
      }
      RETURN count(DISTINCT e) AS entities
    }
    RETURN papers + entities AS total`,
  params: query,
  row: z.object({ total: z.int() }),
})

const entitiesNamed = statement({
  name: 'search.entitiesNamed',
  text: `
    UNWIND range(0, size($given.norms) - 1) AS at
    MATCH (a:Alias {norm: $given.norms[at]})<-[:HAS_ALIAS]-(e:Entity)
    WITH DISTINCT at, e ORDER BY e.paperCount DESC, ${idOf('e')}
    RETURN at, collect(${ENTITY})[..${MAX_NAMESAKES}] AS entities`,
  params: z.object({ norms: z.array(z.string()) }),
  row: z.object({ at: z.int(), entities: z.array(entityRow) }),
})

function toHit({ paper, entity, score }: z.output<typeof search.start.row>): readonly SearchHit[] {
  if (paper !== null) return [{ type: 'Paper', paper, score }]
  return entity === null ? [] : [{ type: 'Entity', entity, score }]
}

export function createSearchReader(client: Client): SearchReader {
  return {
    async entitiesNamed(norms) {
      const rows = await client.read((run) => run(entitiesNamed, { norms: [...norms] }))
      const named = new Map(rows.map(({ at, entities }) => [at, entities]))
      return norms.map((_, at) => named.get(at) ?? [])
    },

    async search(query, { kinds = [] }, page) {
      if (query.units.length === 0) return emptySlice(page)
      const wanted: readonly HitKind[] = kinds.length === 0 ? HIT_KINDS : kinds
      const asked = {
        units: query.units.map(toSearchUnit),
        indexQuery: allUnitsOf(query.units),
        papers: wanted.includes('PAPER'),
        kinds: wanted.filter((kind) => kind !== 'PAPER'),
      }
      return client.read(async (run) => {
        const [rows, totals] = await Promise.all([
          run(search[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countHits, asked) : [],
        ])
        return sliceOf(page, rows.flatMap(toHit), totals[0]?.total ?? null)
      })
    },
  }
}
