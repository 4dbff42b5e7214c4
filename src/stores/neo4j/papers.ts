// Papers: by id, by what they are recognised by, and all by title.
import { z } from 'zod'
import { titleKey } from '../../graph/ids.ts'
import { paperSortKey } from '../../graph/papers.ts'
import type { Paper, PaperReader } from '../../graph/papers.ts'
import { sliceOf } from '../../graph/page.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { foreignCursor, inOrderOf, pageParams } from './paging.ts'
import { idOf, PAPER, paperRow } from './rows.ts'
import { ids, indexKey, orderKey, prefixOf, sortIdOf } from './values.ts'

const papersById = statement({
  name: 'papers.papersById',
  text: `
    UNWIND $given.ids AS id
    MATCH (p:Paper {id: id})
    RETURN ${PAPER} AS paper`,
  params: z.object({ ids }),
  row: z.object({ paper: paperRow }),
})

const findPapers = statement({
  name: 'papers.findPapers',
  text: `
    UNWIND $given.lookups AS lookup
    CALL (lookup) {
      CALL (lookup) {
        MATCH (p:Paper {doi: lookup.doi}) RETURN p, 0 AS trust
        UNION ALL
        MATCH (p:Paper {arxivId: lookup.arxivId}) RETURN p, 1 AS trust
        UNION ALL
        MATCH (p:Paper {titleKey: lookup.titleKey}) RETURN p, 2 AS trust
      }
      RETURN p ORDER BY trust, p.id LIMIT 1
    }
    RETURN lookup.at AS at, ${PAPER} AS paper`,
  params: z.object({
    lookups: z.array(
      z.object({
        at: z.string(),
        doi: z.string().nullable(),
        arxivId: z.string().nullable(),
        titleKey: z.string().nullable(),
      }),
    ),
  }),
  row: z.object({ at: z.string(), paper: paperRow }),
})

/** The index holds the beginning of the sort key; the few papers that share one are sorted by the rest. */
function listPapers(from: 'start' | 'end') {
  const [reach, beyond, order] = from === 'start' ? ['>=', '>', 'ASC'] : ['<=', '<', 'DESC']
  return statement({
    name: `papers.listPapers.${from}`,
    text: `
      MATCH (p:Paper)
      WHERE p.sortPrefix ${reach} $given.prefix
        AND ($given.key IS NULL OR p.sortKey ${beyond} $given.key OR p.sortKey = $given.key AND ${idOf('p')} ${beyond} $given.id)
      WITH p ORDER BY p.sortPrefix ${order}, p.sortKey ${order}, ${idOf('p')} ${order} LIMIT $given.limit
      RETURN ${PAPER} AS paper`,
    params: pageParams.extend({ prefix: z.string() }),
    row: z.object({ paper: paperRow }),
  })
}

const pages = { start: listPapers('start'), end: listPapers('end') }
/** What every sort key stands between. */
const ENDS = { start: '', end: '\uFFFF' }

const countPapers = statement({
  name: 'papers.countPapers',
  text: 'MATCH (p:Paper) RETURN count(p) AS total',
  params: z.object({}),
  row: z.object({ total: z.int() }),
})

/** The properties by which papers are recognised and ordered. */
export function paperKeys(paper: Pick<Paper, 'id' | 'title'>) {
  const sortKey = orderKey(paperSortKey(paper))
  return {
    titleKey: indexKey(titleKey(paper.title)),
    sortKey,
    sortPrefix: prefixOf(sortKey),
    sortId: sortIdOf(paper.id),
  }
}

export function createPaperReader(client: Client): PaperReader {
  return {
    async papersById(ids) {
      const rows = await client.read((run) => run(papersById, { ids: [...new Set(ids)] }))
      return inOrderOf(
        ids,
        rows.map(({ paper }) => paper),
        (paper) => paper.id,
      )
    },

    async findPapers(lookups) {
      const rows = await client.read((run) =>
        run(findPapers, {
          lookups: lookups.map(({ doi = null, arxivId = null, titleKey }, at) => ({
            at: String(at),
            doi,
            arxivId,
            titleKey: titleKey === undefined ? null : indexKey(titleKey),
          })),
        }),
      )
      const found = new Map(rows.map(({ at, paper }) => [at, paper]))
      return lookups.map((_, at) => found.get(String(at)) ?? null)
    },

    async listPapers(page) {
      const [title, paper] = page.cursor ?? [null, null]
      if (typeof title === 'number') throw foreignCursor()
      const key = title === null ? null : orderKey(title)
      const id = paper === null ? null : orderKey(paper)
      const prefix = key === null ? ENDS[page.from] : prefixOf(key)
      return client.read(async (run) => {
        const [rows, totals] = await Promise.all([
          run(pages[page.from], { key, id, limit: page.limit + 1, prefix }),
          page.withTotal ? run(countPapers, {}) : [],
        ])
        return sliceOf(
          page,
          rows.map(({ paper }) => paper),
          totals[0]?.total ?? null,
        )
      })
    },
  }
}
