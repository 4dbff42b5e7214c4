// Generations: derived edges and topics carry the number of the derivation that made them, and one node says which number
// counts. New ones are written beside the old, then the number is changed, then the old are removed, each in pieces that
// fit into memory. Neo4j itself isolates readers from uncommitted changes only: one large transaction would be seen in parts.
import { z } from 'zod'
import { StoreUnavailableError } from '../../graph/errors.ts'
import { readRows } from '../row-reader.ts'
import { statement } from '../statement.ts'
import type { Client, Run } from './client.ts'
import { GENERATION } from './rows.ts'

const currentGeneration = statement({
  name: 'generation.current',
  text: `${GENERATION} RETURN generation`,
  params: z.object({}),
  row: z.object({ generation: z.int() }),
})

const MAX_TRIES = 5

/**
 * Reads derived edges of one generation. A statement takes the current generation by itself; should that change before
 * the last row was read, rows may be gone already, and everything is read again.
 */
export async function readSettled<Answer>(client: Client, work: (run: Run) => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const seen = new Set<number | undefined>()
    const answer = await client.read(work, {
      statement: currentGeneration,
      hear: (rows) => seen.add(readRows(currentGeneration.row, rows)[0]?.generation),
    })
    if (seen.size <= 1) return answer
  }
  throw new StoreUnavailableError('The derived edges are being replaced again and again. Try again later.')
}
