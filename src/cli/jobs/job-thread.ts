// Jobs in a thread of their own, seen from the thread that asks.
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { runnable } from '../../compiled.js'
import type { IngestEvent } from '../../../ingest/events.ts'
import { unpackFailure } from '../../graph/packed-failure.ts'
import type { PackedFailure } from '../../graph/packed-failure.ts'
import { isTraced, recordStoreCall } from '../../server/observe/told-calls.ts'
import type { StoreCall } from '../../server/observe/told-calls.ts'
import type { StoreAddress } from '../../stores/open.ts'
import type { Job, RunJob } from './job.ts'

/** What a thread is started with. */
export interface ThreadJob {
  readonly address: StoreAddress
  readonly job: Job
  /** Whether calls of the store are told. */
  readonly isTraced: boolean
}

/** What a thread tells. */
export type JobMessage =
  | { readonly type: 'event'; readonly event: IngestEvent }
  | { readonly type: 'call'; readonly call: StoreCall }
  | { readonly type: 'failure'; readonly failure: PackedFailure }

const WORKER = runnable(new URL('./job-worker.ts', import.meta.url))

/** Does each job in a thread that opens the store at `address`. */
export function runInThread(address: StoreAddress): RunJob {
  return async function* (job, signal) {
    const data: ThreadJob = { address, job, isTraced: isTraced() }
    const worker = new Worker(WORKER, { workerData: data })
    const cancel = () => worker.postMessage('cancel')
    signal.addEventListener('abort', cancel)
    try {
      for await (const [received] of on(worker, 'message', { close: ['exit'] })) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `job-worker.ts` tells
        const message = received as JobMessage
        if (message.type === 'failure') throw unpackFailure(message.failure)
        if (message.type === 'call') recordStoreCall(message.call)
        else yield message.event
      }
    } finally {
      signal.removeEventListener('abort', cancel)
      await worker.terminate()
    }
  }
}
