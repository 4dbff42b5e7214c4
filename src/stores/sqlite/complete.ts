// Completion: norms by their index, words by the full-text index of aliases, slips by a table of their own.
import { z } from 'zod'
import type { CompletionReader } from '../../graph/complete.ts'
import { statement } from '../statement.ts'
import { allWordsOf, fts5Prefix } from '../term-query.ts'
import type { Database } from './database.ts'
import { kindsOf } from './entities.ts'
import { columns, entityRow, entityShape } from './rows.ts'

const limited = { kinds: z.string(), limit: z.int() }

const entitiesCalled = statement({
  name: 'complete.called',
  text: `
    SELECT ${columns('e', entityShape)}
    FROM entities e
    WHERE e.id IN (SELECT entity_id FROM aliases WHERE norm BETWEEN :from AND :to)
      AND e.kind IN (SELECT value FROM json_each(:kinds))
    ORDER BY e.paper_count DESC, e.id
    LIMIT :limit`,
  params: z.object({ from: z.string(), to: z.string(), ...limited }),
  row: entityRow,
})

const entitiesHaving = statement({
  name: 'complete.having',
  text: `
    SELECT ${columns('e', entityShape)}
    FROM entities e
    WHERE e.id IN (
        SELECT a.entity_id FROM alias_terms t CROSS JOIN aliases a ON a.nr = t.rowid WHERE t.alias_terms MATCH :query)
      AND e.kind IN (SELECT value FROM json_each(:kinds))
    ORDER BY e.paper_count DESC, e.id
    LIMIT :limit`,
  params: z.object({ query: z.string(), ...limited }),
  row: entityRow,
})

const termsWithSlips = statement({
  name: 'complete.slips',
  text: `
    SELECT DISTINCT s.term
    FROM json_each(:slips) t CROSS JOIN alias_slips s ON s.slip = t.value
    ORDER BY s.term`,
  params: z.object({ slips: z.string() }),
  row: z.object({ term: z.string() }),
})

/** Behind every text that begins like another, when appended to that. */
const LAST = '\u{10FFFF}'

export function createCompletionReader(db: Database): CompletionReader {
  return {
    async entitiesCalled(norm, match, kinds, limit) {
      const to = match === 'EXACT' ? norm : norm + LAST
      return db.all(entitiesCalled, { from: norm, to, kinds: kindsOf({ kinds }), limit })
    },
    async entitiesHaving(units, kinds, limit) {
      return db.all(entitiesHaving, { query: allWordsOf(units, fts5Prefix), kinds: kindsOf({ kinds }), limit })
    },
    async termsWithSlips(slips) {
      return db.all(termsWithSlips, { slips: JSON.stringify(slips) }).map(({ term }) => term)
    },
  }
}
