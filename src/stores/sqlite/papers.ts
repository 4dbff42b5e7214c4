// Papers: by id, by what they are known by, and all of them by title.
import { z } from 'zod'
import { InvalidInputError } from '../../graph/errors.ts'
import type { PaperReader } from '../../graph/papers.ts'
import { sliceOf } from '../../graph/page.ts'
import type { PageRequest } from '../../graph/page.ts'
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

// The one list whose key is a text and ascends with the id, so the pair is compared as one value.
const pageByTitle = (name: string, where: string, order: string) =>
  statement({
    name,
    text: `
      SELECT ${columns('p', paperShape)}
      FROM papers p
      WHERE ${where}
      ORDER BY ${order}
      LIMIT :limit`,
    params: z.object({ key: z.string(), id: z.string(), limit: z.int().positive() }),
    row: paperRow,
  })

const listPapers = {
  start: pageByTitle('papers.list.start', '(p.sort_key, p.id) > (:key, :id)', 'p.sort_key, p.id'),
  end: pageByTitle(
    'papers.list.end',
    // No text stands behind the greatest one, and none is the greatest: a blob stands behind every text.
    `(p.sort_key, p.id) < (iif(:key = '' AND :id = '', x'00', :key), :id)`,
    'p.sort_key DESC, p.id DESC',
  ),
}

const countPapers = statement({
  name: 'papers.count',
  text: `SELECT count(*) AS total FROM papers`,
  params: z.object({}),
  row: z.object({ total: z.int() }),
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
    async listPapers(page) {
      const rows = db.all(listPapers[page.from], titlePosition(page))
      return sliceOf(page, rows, page.withTotal ? (db.all(countPapers, {})[0]?.total ?? 0) : null)
    },
  }
}

function titlePosition({ cursor, limit }: PageRequest): { key: string; id: string; limit: number } {
  const [key, id] = cursor ?? ['', '']
  if (typeof key === 'string') return { key, id, limit: limit + 1 }
  throw new InvalidInputError('The cursor does not belong to this list.', [
    { path: ['cursor'], message: 'expected the position of a paper' },
  ])
}
