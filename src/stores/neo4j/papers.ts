// Papers: by id, and by what they are recognised by. Lists of papers are in `paper-lists.ts`.
import { z } from 'zod'
import { titleKey } from '../../graph/ids.ts'
import { paperSortKey } from '../../graph/papers.ts'
import type { Paper, PaperReader } from '../../graph/papers.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { inOrderOf } from './paging.ts'
import { PAPER, paperRow } from './rows.ts'
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
  }
}
