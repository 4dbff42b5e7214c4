// The thread of a job: opens the store for itself, so that neither extraction nor writing holds up whoever answers queries.
import { parentPort, workerData } from 'node:worker_threads'
import { packFailure } from '../../graph/packed-failure.ts'
import { observeStore } from '../../server/observe/observed-store.ts'
import type { StoreObserver } from '../../server/observe/observed-store.ts'
import { classOf } from '../../server/observe/spans.ts'
import { openStore } from '../../stores/open.ts'
import { runOn } from './job.ts'
import type { JobMessage, ThreadJob } from './job-thread.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `job-thread.ts` starts it with
const { address, job, isTraced } = workerData as ThreadJob
const controller = new AbortController()
parentPort?.once('message', () => controller.abort())

try {
  await using opened = await openStore(address)
  const store = isTraced ? observeStore(opened, [tellCalls(opened.engine)]) : opened
  for await (const event of runOn(store)(job, controller.signal)) tell({ type: 'event', event })
} catch (error) {
  tell({ type: 'failure', failure: packFailure(error) })
}
parentPort?.close()

/** Calls of the store for the thread that records them. */
function tellCalls(engine: string): StoreObserver {
  const now = () => performance.timeOrigin + performance.now()
  return async (method, call) => {
    const began = now()
    const told = (error: string | null) => tell({ type: 'call', call: { engine, method, began, ended: now(), error } })
    try {
      const answer = await call()
      told(null)
      return answer
    } catch (error) {
      told(classOf(error))
      throw error
    }
  }
}

function tell(message: JobMessage): void {
  parentPort?.postMessage(message)
}
