// Co-occurrence: in how many papers the entities of a set occur together.
import { z } from 'zod'
import type { CoOccurrenceReader } from '../../graph/co-occurrence.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'

/** Which paper has which entity of the set, entities by their place in it. */
const hits = `
  hits AS MATERIALIZED (
    SELECT f.paper_id, i.key AS n FROM json_each(:ids) i CROSS JOIN facts f ON f.entity_id = i.value
  )`
const ids = z.object({ ids: z.string() })

/** Each pair with the earlier entity first, and each entity with itself. */
const countPairs = statement({
  name: 'entities.coOccurrence',
  text: `
    WITH ${hits}
    SELECT x.n AS a, y.n AS b, count(*) AS support
    FROM hits x JOIN hits y ON y.paper_id = x.paper_id AND y.n >= x.n
    GROUP BY x.n, y.n
    ORDER BY x.n, y.n`,
  params: ids,
  row: z.object({ a: z.int(), b: z.int(), support: z.int() }),
})

const countTogether = statement({
  name: 'entities.coOccurrence.together',
  text: `
    WITH ${hits}
    SELECT n, count(*) AS papers
    FROM hits
    WHERE paper_id IN (SELECT paper_id FROM hits GROUP BY paper_id HAVING count(*) > 1)
    GROUP BY n`,
  params: ids,
  row: z.object({ n: z.int(), papers: z.int() }),
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
      const set = [...new Set(of)]
      const values = { ids: JSON.stringify(set) }
      const counted = db.all(countPairs, values)
      const papers = new Map(counted.flatMap(({ a, b, support }) => (a === b ? [[a, support] as const] : [])))
      const together = new Map(db.all(countTogether, values).map(({ n, papers }) => [n, papers]))
      return {
        papers: db.all(countPapers, {})[0]?.total ?? 0,
        entities: set.map((id, n) => ({ id, papers: papers.get(n) ?? 0, together: together.get(n) ?? 0 })),
        pairs: counted.flatMap(({ a, b, support }) => (a === b ? [] : [{ a: set[a] ?? '', b: set[b] ?? '', support }])),
      }
    },
  }
}
