// The thread of a job: opens the store for itself, so that neither extraction nor writing holds up whoever answers queries.
import { parentPort, workerData } from 'node:worker_threads'
import { packFailure } from '../../graph/packed-failure.ts'
import { tellStoreCalls } from '../../server/observe/told-calls.ts'
import { openStore } from '../../stores/open.ts'
import { runOn } from './job.ts'
import type { JobMessage, ThreadJob } from './job-thread.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `job-thread.ts` starts it with
const { address, job, isTraced } = workerData as ThreadJob
const controller = new AbortController()
parentPort?.once('message', () => controller.abort())

try {
  await using opened = await openStore(address)
  const store = tellStoreCalls(opened, isTraced, (call) => tell({ type: 'call', call }))
  for await (const event of runOn(store)(job, controller.signal)) tell({ type: 'event', event })
} catch (error) {
  tell({ type: 'failure', failure: packFailure(error) })
}
parentPort?.close()

function tell(message: JobMessage): void {
  parentPort?.postMessage(message)
}
