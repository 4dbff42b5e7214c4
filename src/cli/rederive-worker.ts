// The thread of a derivation: opens the store for itself, so that what it computes holds up nobody who asks.
import { parentPort, workerData } from 'node:worker_threads'
import { packFailure } from '../graph/packed-failure.ts'
import { tellStoreCalls } from '../server/observe/told-calls.ts'
import { openStore } from '../stores/open.ts'
import { deriveUntilFresh } from './rederive.ts'
import type { RederiveMessage, RederiveThread } from './rederive.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `rederive.ts` starts it with
const { address, isTraced } = workerData as RederiveThread

try {
  await using opened = await openStore(address)
  const store = tellStoreCalls(opened, isTraced, (call) => tell({ type: 'call', call }))
  tell({ type: 'done', didSomething: await deriveUntilFresh(store) })
} catch (error) {
  tell({ type: 'failure', failure: packFailure(error) })
}
parentPort?.close()

function tell(message: RederiveMessage): void {
  parentPort?.postMessage(message)
}
