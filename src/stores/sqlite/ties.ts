// Ties: edges by their ends.
import { z } from 'zod'
import type { EntityPair, TieReader } from '../../graph/ties.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { broaderShape, columns, factShape, relatedShape } from './rows.ts'

/** Pairs of ends as `[one, other]`. */
const ends = z.object({ ends: z.string() })
const at = { at: z.int() }

const factsBetween = statement({
  name: 'facts.between',
  text: `
    SELECT i.key AS at, ${columns('f', factShape)}
    FROM json_each(:ends) i CROSS JOIN facts f ON f.paper_id = i.value ->> 0 AND f.entity_id = i.value ->> 1`,
  params: ends,
  row: z.object({ ...at, ...factShape }),
})

/** For a pair of entities `r`: the papers of the one that has fewer are looked through for the other. */
const PAPER_OF_BOTH = `
      SELECT f.paper_id
      FROM facts f CROSS JOIN facts g ON g.paper_id = f.paper_id AND g.entity_id = iif(r.from_a, r.b, r.a)
      WHERE f.entity_id = iif(r.from_a, r.a, r.b)
      ORDER BY f.salience + g.salience DESC, f.paper_id
      LIMIT 1`
const fromA = (a: string, b: string) =>
  `(SELECT paper_count FROM entities WHERE id = ${a}) <= (SELECT paper_count FROM entities WHERE id = ${b}) AS from_a`

const relatedBetween = statement({
  name: 'related.between',
  text: `
    WITH pairs AS (
      SELECT i.key AS at, r.*, ${fromA('r.a', 'r.b')}
      FROM json_each(:ends) i
      CROSS JOIN related r ON r.a = min(i.value ->> 0, i.value ->> 1) AND r.b = max(i.value ->> 0, i.value ->> 1)
    )
    SELECT r.at, ${columns('r', relatedShape)}, (${PAPER_OF_BOTH}) AS paperId
    FROM pairs r`,
  params: ends,
  row: z
    .object({ ...at, ...relatedShape, paperId: z.string().nullable() })
    .transform(({ at, paperId, ...edge }) => ({ at, edge, paperId })),
})

const papersOfBoth = statement({
  name: 'papers.ofBoth',
  text: `
    WITH given AS (SELECT key AS at, value ->> 0 AS a, value ->> 1 AS b FROM json_each(:ends)),
    pairs AS (SELECT given.*, ${fromA('a', 'b')} FROM given WHERE a <> b)
    SELECT at, (${PAPER_OF_BOTH}) AS paperId FROM pairs r`,
  params: ends,
  row: z.object({ ...at, paperId: z.string().nullable() }),
})

const broaderBetween = statement({
  name: 'broader.between',
  text: `
    SELECT i.key AS at, ${columns('b', broaderShape)}
    FROM json_each(:ends) i CROSS JOIN broader b ON b.narrower = i.value ->> 0 AND b.broader = i.value ->> 1`,
  params: ends,
  row: z.object({ ...at, ...broaderShape }),
})

/** Reads edges by their ends from a file. */
export function createTieReader(db: Database): TieReader {
  return {
    async factsBetween(of) {
      const pairs = of.map(({ paperId, entityId }) => [paperId, entityId])
      return inPlace(of.length, db.all(factsBetween, { ends: JSON.stringify(pairs) }))
    },
    async relatedBetween(of) {
      return inPlace(of.length, db.all(relatedBetween, { ends: pairsOf(of) }))
    },
    async papersOfBoth(of) {
      return inPlace(of.length, db.all(papersOfBoth, { ends: pairsOf(of) })).map((row) => row?.paperId ?? null)
    },
    async broaderBetween(of) {
      const pairs = of.map(({ narrower, broader }) => [narrower, broader])
      return inPlace(of.length, db.all(broaderBetween, { ends: JSON.stringify(pairs) }))
    },
  }
}

function pairsOf(of: readonly EntityPair[]): string {
  return JSON.stringify(of.map(({ a, b }) => [a, b]))
}

function inPlace<Row>(length: number, rows: readonly (Row & { readonly at: number })[]): (Omit<Row, 'at'> | null)[] {
  const byPlace = new Map(rows.map(({ at, ...row }) => [at, row]))
  return Array.from({ length }, (_, at) => byPlace.get(at) ?? null)
}
