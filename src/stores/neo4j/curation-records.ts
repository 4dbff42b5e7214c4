// What curation keeps beside rows: where merged ids lead, and rows as ingestion made them, as JSON, for nobody asks for parts.
import { z } from 'zod'
import { originalSchema } from '../../graph/originals.ts'
import type { Original } from '../../graph/originals.ts'
import { noRow, statement } from '../statement.ts'
import { json } from './extractions.ts'

const text = z.string()

const originalProperty = z.object({
  id: text,
  table: text,
  key: text,
  entityId: text,
  paperId: text.nullable(),
  norm: text.nullable(),
  row: text,
})

/** The key of an original among all. */
export function originalId({ table, key }: Pick<Original, 'table' | 'key'>): string {
  return `${table}\n${key}`
}

/** What is stored of an original. */
export function originalProperties({ table, key, entityId, paperId, norm, row }: Original) {
  return { id: originalId({ table, key }), table, key, entityId, paperId, norm, row: JSON.stringify(row) }
}

/** The map of an original `o`. */
export const ORIGINAL = 'o { .table, .key, .entityId, .paperId, .norm, .row }'

export const originalRow = z
  .object({ table: text, key: text, entityId: text, paperId: text.nullable(), norm: text.nullable(), row: json })
  .transform((original): unknown => original)
  .pipe(originalSchema)

/** The map of a redirect `d`. */
export const REDIRECT = 'd { .id, .entityId }'

export const redirectRow = z.object({ id: text, entityId: text })

export const putRedirects = statement({
  name: 'put.redirects',
  text: `
    UNWIND $given.rows AS row
    MERGE (d:Redirect {id: row.id})
    SET d.entityId = row.entityId`,
  params: z.object({ rows: z.array(redirectRow) }),
  row: noRow,
})

/** An original of a fact belongs to a paper, which must be there. */
export const putOriginals = statement({
  name: 'put.originals',
  text: `
    UNWIND $given.rows AS row
    WITH row WHERE row.paperId IS NULL OR EXISTS { (:Paper {id: row.paperId}) }
    MERGE (o:Original {id: row.id})
    SET o = row
    RETURN count(*) AS written`,
  params: z.object({ rows: z.array(originalProperty) }),
  row: z.object({ written: z.int() }),
})
