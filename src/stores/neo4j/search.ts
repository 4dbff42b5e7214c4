// Search: the full-text indices find what has all terms; the scores are ours, counted in the indexed texts.
import { z } from 'zod'
import { emptySlice, sliceOf } from '../../graph/page.ts'
import { searchTerms } from '../../graph/search.ts'
import type { SearchHit, SearchReader } from '../../graph/search.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { descendingPage, distinct, pagedStatement } from './paging.ts'
import { ENTITY, entityRow, FACTS, idOf, PAPER, paperRow, rounded } from './rows.ts'

/**
 * A text as its index terms, each with its own blanks: `" graph  neural  network "`. Removing `" graph "` then removes
 * every occurrence of the term and nothing else, so the loss in length counts them.
 */
export function termText(text: string): string {
  return searchTerms(text)
    .map((term) => ` ${term} `)
    .join('')
}

/** What the index never holds. */
const NOWHERE = '.'

/**
 * Terms as they are compared, and all of them as the query parser of the index reads it: quoted, none is an operator. A
 * term that is not made of letters, digits and marks is in no text, and nothing of it may reach the parser.
 */
function toIndexQuery(terms: readonly string[]) {
  const words = terms.map((term) => (/^[\p{L}\p{N}\p{M}]+$/u.test(term) ? term : NOWHERE))
  return {
    padded: words.map((word) => ` ${word} `),
    indexQuery: words.map((word) => `"${word}"`).join(' AND '),
  }
}

const query = z.object({
  norm: z.string(),
  terms: z.array(z.string()),
  /** The terms with their blanks. */
  padded: z.array(z.string()),
  indexQuery: z.string(),
})

/** How often the padded term `t` occurs in a text of padded terms. */
const occurrences = (text: string) => `(size(${text}) - size(replace(${text}, t, ''))) / size(t)`

/** Binds each paper `p` that may match, once a way, with the salience of that way; none for the way of the texts. */
const FOUND_PAPERS = `
        CALL db.index.fulltext.queryNodes('paper_terms', $given.indexQuery) YIELD node AS p
        RETURN p, null AS salience
        UNION ALL
        MATCH (:Alias {norm: $given.norm})<-[:HAS_ALIAS]-(:Entity)<-[f:${FACTS}]-(p:Paper)
        RETURN p, f.salience AS salience`

/** Binds each matching paper `p` with its `salience` and how often it has each term. */
const MATCHING_PAPERS = `
      CALL () {
        ${FOUND_PAPERS}
      }
      WITH p, max(salience) AS salience
      WITH p, salience, [t IN $given.padded | ${occurrences('p.abstractTerms')} + 3 * ${occurrences('p.titleTerms')}] AS counts
      WHERE salience IS NOT NULL OR NOT 0 IN counts`

/** Binds each matching entity `e`, once an alias, with the score of that alias. */
const MATCHING_ENTITIES = `
        MATCH (:Alias {norm: $given.norm})<-[:HAS_ALIAS]-(e:Entity)
        RETURN e, 1.0 AS score
        UNION ALL
        CALL db.index.fulltext.queryNodes('alias_terms', $given.indexQuery) YIELD node AS a
        WHERE all(t IN $given.padded WHERE a.terms CONTAINS t)
        MATCH (a)<-[:HAS_ALIAS]-(e:Entity)
        RETURN e, 0.9 * size($given.terms) / a.termCount AS score`

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
      WITH p, coalesce(salience, 0.0) AS salience, CASE WHEN 0 IN counts THEN 0.0
        ELSE reduce(sum = 0.0, tf IN counts | sum + toFloat(tf) / (tf + 1)) / size(counts) END AS text
      RETURN ${idOf('p')} AS id, p, null AS e, ${rounded('0.5 * text + 0.4 * salience')} AS score
      UNION ALL
      CALL () {
        ${MATCHING_ENTITIES}
      }
      WITH e, max(score) AS score
      RETURN ${idOf('e')} AS id, null AS p, e, ${rounded('score')} AS score
    }
    WITH id, p, e, score WHERE ${beyond}
    WITH id, p, e, score ${order}
    RETURN ${PAPER} AS paper, ${ENTITY} AS entity, score`,
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

function toHit({ paper, entity, score }: z.output<typeof search.start.row>): readonly SearchHit[] {
  if (paper !== null) return [{ type: 'Paper', paper, score }]
  return entity === null ? [] : [{ type: 'Entity', entity, score }]
}

export function createSearchReader(client: Client): SearchReader {
  return {
    async search(query, page) {
      const terms = distinct(query.terms)
      if (terms.length === 0) return emptySlice(page)
      const asked = { norm: query.norm, terms, ...toIndexQuery(terms) }
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
