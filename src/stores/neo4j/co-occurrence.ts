// Co-occurrence: in how many papers the entities of a set occur together.
import { z } from 'zod'
import type { CoOccurrenceReader } from '../../graph/co-occurrence.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { distinct } from './paging.ts'
import { FACTS } from './rows.ts'
import { ids } from './values.ts'

const set = z.object({ ids })

/** Binds each paper that has any entity of the set, with the places of those it `has`. */
const HITS = `
    UNWIND range(0, size($given.ids) - 1) AS n
    MATCH (:Entity {id: $given.ids[n]})<-[:${FACTS}]-(p:Paper)
    WITH p, n ORDER BY n
    WITH p, collect(n) AS has`

/** Each pair with the earlier entity first, and each entity with itself. */
const countPairs = statement({
  name: 'coOccurrence.countPairs',
  text: `
    ${HITS}
    UNWIND has AS a
    UNWIND has AS b
    WITH a, b WHERE a <= b
    RETURN a, b, count(*) AS support ORDER BY a, b`,
  params: set,
  row: z.object({ a: z.int(), b: z.int(), support: z.int() }),
})

const countTogether = statement({
  name: 'coOccurrence.countTogether',
  text: `
    ${HITS}
    WHERE size(has) > 1
    UNWIND has AS n
    RETURN n, count(*) AS papers`,
  params: set,
  row: z.object({ n: z.int(), papers: z.int() }),
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
      const [counted, apart, totals] = await client.read((run) =>
        Promise.all([run(countPairs, { ids }), run(countTogether, { ids }), run(countPapers, {})]),
      )
      const papers = new Map(counted.flatMap(({ a, b, support }) => (a === b ? [[a, support] as const] : [])))
      const together = new Map(apart.map(({ n, papers }) => [n, papers]))
      return {
        papers: totals[0]?.total ?? 0,
        entities: ids.map((id, n) => ({ id, papers: papers.get(n) ?? 0, together: together.get(n) ?? 0 })),
        pairs: counted.flatMap(({ a, b, support }) => (a === b ? [] : [{ a: ids[a] ?? '', b: ids[b] ?? '', support }])),
      }
    },
  }
}
