// Co-occurrence: in how many papers the entities of a set occur together.
import { z } from 'zod'
import { countCoOccurrence } from '../../graph/co-occurrence.ts'
import type { CoOccurrenceReader } from '../../graph/co-occurrence.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { distinct } from './paging.ts'
import { FACTS } from './rows.ts'
import { ids } from './values.ts'

/** What papers have of the set, as places in it, and how many papers have just that: far fewer rows than pairs. */
const countSets = statement({
  name: 'coOccurrence.countSets',
  text: `
    UNWIND range(0, size($given.ids) - 1) AS n
    MATCH (:Entity {id: $given.ids[n]})<-[:${FACTS}]-(p:Paper)
    WITH p, n ORDER BY n
    WITH p, collect(n) AS has
    RETURN has, count(*) AS papers`,
  params: z.object({ ids }),
  row: z.object({ has: z.array(z.int()), papers: z.int() }),
})

const countPapers = statement({
  name: 'coOccurrence.countPapers',
  text: 'MATCH (p:Paper) RETURN count(p) AS total',
  params: z.object({}),
  row: z.object({ total: z.int() }),
})

export function createCoOccurrenceReader(client: Client): CoOccurrenceReader {
  return {
    async coOccurrenceOf(of) {
      const ids = distinct(of)
      const [sets, totals] = await client.read((run) => Promise.all([run(countSets, { ids }), run(countPapers, {})]))
      return countCoOccurrence(ids, totals[0]?.total ?? 0, sets)
    },
  }
}
