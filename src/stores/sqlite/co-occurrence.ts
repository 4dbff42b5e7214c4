// Co-occurrence: in how many papers the entities of a set occur together.
import { z } from 'zod'
import { countCoOccurrence } from '../../graph/co-occurrence.ts'
import type { CoOccurrenceReader } from '../../graph/co-occurrence.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { json } from './rows.ts'

/** What papers have of the set, as places in it, and how many papers have just that: far fewer rows than pairs. */
const countSets = statement({
  name: 'entities.coOccurrence',
  text: `
    WITH sets AS (
      SELECT json_group_array(i.key ORDER BY i.key) AS has
      FROM json_each(:ids) i CROSS JOIN facts f ON f.entity_id = i.value
      GROUP BY f.paper_id
    )
    SELECT has, count(*) AS papers FROM sets GROUP BY has`,
  params: z.object({ ids: z.string() }),
  row: z.object({ has: json(z.array(z.int())), papers: z.int() }),
})

const countPapers = statement({
  name: 'papers.count.all',
  text: 'SELECT count(*) AS total FROM papers',
  params: z.object({}),
  row: z.object({ total: z.int() }),
})

/** Reads co-occurrence from a file. */
export function createCoOccurrenceReader(db: Database): CoOccurrenceReader {
  return {
    async coOccurrenceOf(of) {
      const ids = [...new Set(of)]
      const papers = db.all(countPapers, {})[0]?.total ?? 0
      return countCoOccurrence(ids, papers, db.all(countSets, { ids: JSON.stringify(ids) }))
    },
  }
}
