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

/** The papers of the entity that has fewer are looked through for the other. */
const relatedBetween = statement({
  name: 'related.between',
  text: `
    WITH pairs AS MATERIALIZED (
      SELECT i.key AS at, r.*,
        (SELECT paper_count FROM entities WHERE id = r.a) <= (SELECT paper_count FROM entities WHERE id = r.b) AS from_a
      FROM json_each(:ends) i
      CROSS JOIN related r ON r.a = min(i.value ->> 0, i.value ->> 1) AND r.b = max(i.value ->> 0, i.value ->> 1)
    )
    SELECT r.at, ${columns('r', relatedShape)}, (
      SELECT f.paper_id
      FROM facts f CROSS JOIN facts g ON g.paper_id = f.paper_id AND g.entity_id = iif(r.from_a, r.b, r.a)
      WHERE f.entity_id = iif(r.from_a, r.a, r.b)
      ORDER BY f.salience + g.salience DESC, f.paper_id
      LIMIT 1) AS paperId
    FROM pairs r`,
  params: ends,
  row: z
    .object({ ...at, ...relatedShape, paperId: z.string().nullable() })
    .transform(({ at, paperId, ...edge }) => ({ at, edge, paperId })),
})

/** What papers have of all the entities is read once: pairs are mostly those of a set, each with each. */
const papersOfBoth = statement({
  name: 'papers.ofBoth',
  text: `
    WITH pairs AS MATERIALIZED (
      SELECT key AS at, min(value ->> 0, value ->> 1) AS a, max(value ->> 0, value ->> 1) AS b FROM json_each(:ends)
    ), said AS MATERIALIZED (
      SELECT f.paper_id, f.entity_id, f.salience
      FROM (SELECT a AS id FROM pairs UNION SELECT b FROM pairs) i CROSS JOIN facts f ON f.entity_id = i.id
    ), placed AS (
      SELECT f.entity_id AS a, g.entity_id AS b, f.paper_id,
        row_number() OVER (PARTITION BY f.entity_id, g.entity_id ORDER BY f.salience + g.salience DESC, f.paper_id) AS place
      FROM said f JOIN said g ON g.paper_id = f.paper_id AND g.entity_id > f.entity_id
    )
    SELECT at, paper_id AS paperId FROM pairs JOIN placed USING (a, b) WHERE place = 1`,
  params: ends,
  row: z.object({ ...at, paperId: z.string() }),
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
