// Papers: by id, and by what they are known by. Lists of papers are in `paper-lists.ts`.
import { z } from 'zod'
import type { PaperReader } from '../../graph/papers.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { inOrderOf } from './paging.ts'
import { columns, paperRow, paperShape } from './rows.ts'

const papersById = statement({
  name: 'papers.byId',
  text: `
    SELECT ${columns('p', paperShape)}
    FROM papers p
    WHERE p.id IN (SELECT value FROM json_each(:ids))`,
  params: z.object({ ids: z.string() }),
  row: paperRow,
})

const findPapers = statement({
  name: 'papers.find',
  text: `
    SELECT l.key AS lookup, ${columns('p', paperShape)}
    FROM json_each(:lookups) l
    JOIN papers p ON p.id = coalesce(
      (SELECT min(d.id) FROM papers d WHERE d.doi = l.value ->> 'doi'),
      (SELECT min(x.id) FROM papers x WHERE x.arxiv_id = l.value ->> 'arxivId'),
      (SELECT min(t.id) FROM papers t WHERE t.title_key = l.value ->> 'titleKey'))`,
  params: z.object({ lookups: z.string() }),
  row: paperRow.extend({ lookup: z.int() }),
})

/** Reads papers from a file. */
export function createPaperReader(db: Database): PaperReader {
  return {
    async papersById(ids) {
      return inOrderOf(ids, db.all(papersById, { ids: JSON.stringify(ids) }))
    },
    async findPapers(lookups) {
      const found = new Map(
        db.all(findPapers, { lookups: JSON.stringify(lookups) }).map(({ lookup, ...paper }) => [lookup, paper]),
      )
      return lookups.map((_, at) => found.get(at) ?? null)
    },
  }
}
