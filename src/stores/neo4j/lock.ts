// One writer at a time: every change begins with the write lock of one node, so that changes never wait for each other
// in a circle and each sees what the one before it wrote.
import { z } from 'zod'
import { noRow, statement } from '../statement.ts'
import type { Client, Run } from './client.ts'

const lock = statement({
  name: 'lock.take',
  text: `
    MERGE (m:Meta {key: 'lock'})
    SET m.writes = coalesce(m.writes, 0) + 1`,
  params: z.object({}),
  row: noRow,
})

/** Runs a change after every change that began before it. */
export async function writeAlone<Answer>(client: Client, work: (run: Run) => Promise<Answer>): Promise<Answer> {
  return client.write(async (run) => {
    await run(lock, {})
    return work(run)
  })
}
