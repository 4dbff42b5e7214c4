// Generations: derived edges and topics carry the number of the derivation that made them, and one node says which number
// counts. New ones are written beside the old, then the number is changed, then the old are removed, each in pieces that
// fit into memory. Neo4j itself isolates readers from uncommitted changes only: one large transaction would be seen in parts.
import { z } from 'zod'
import { StoreUnavailableError } from '../../graph/errors.ts'
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
 * the last row was read, rows may be gone already, and everything is read again. `work` starts all its statements before
 * it waits for any, so that they travel together with those around them.
 */
export async function readSettled<Answer>(client: Client, work: (run: Run) => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const [before, answer, after] = await client.read((run) =>
      Promise.all([run(currentGeneration, {}), work(run), run(currentGeneration, {})]),
    )
    if (before[0]?.generation === after[0]?.generation) return answer
  }
  throw new StoreUnavailableError('The derived edges are being replaced again and again. Try again later.')
}
