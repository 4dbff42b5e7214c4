// Deriving anew after curation: at once in a small graph, else soon, in the background, and once for many changes.
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { runnable } from '../compiled.js'
import { deriveGraph } from '../derive/index.ts'
import { readIncidence } from '../derive/incidence.ts'
import { unpackFailure } from '../graph/packed-failure.ts'
import type { PackedFailure } from '../graph/packed-failure.ts'
import type { GraphStore } from '../graph/store.ts'
import { createTurns } from '../graph/turns.ts'
import { withinOwnTrace, withinPart } from '../server/observe/spans.ts'
import { isTraced, recordStoreCall } from '../server/observe/told-calls.ts'
import type { StoreCall } from '../server/observe/told-calls.ts'
import type { StoreAddress } from '../stores/open.ts'

/** Up to so many papers a derivation takes about a second, and whoever curates waits for it. */
const SMALL = 1_000
/** Curation comes in bursts: so long after a change the next one may still come, in milliseconds. */
const PAUSE = 1_000
/** How long to wait where a derivation could not be made, in milliseconds. */
const RETRY = 30_000

/** Keeps derived edges up with curation. Disposing it waits for a derivation that is under way. */
export interface Rederiver extends AsyncDisposable {
  /** Called after a change; answers whether the edges follow it by now. */
  readonly rederive: () => Promise<{ readonly isDone: boolean }>
}

export interface RederiverOptions {
  readonly store: GraphStore
  readonly log: Pick<Logger, 'info' | 'warn'>
  /** Where a thread finds the graph; without it, nothing is done in threads. */
  readonly address?: StoreAddress | null
  /** Papers up to which whoever curates waits; fewer than usual in tests only. */
  readonly small?: number
  /** Milliseconds until a change is followed in the background; fewer than usual in tests only. */
  readonly pause?: number
}

/** What the thread of a derivation is started with. */
export interface RederiveThread {
  readonly address: StoreAddress
  /** Whether calls of the store are told. */
  readonly isTraced: boolean
}

/** What the thread of a derivation tells. */
export type RederiveMessage =
  | { readonly type: 'call'; readonly call: StoreCall }
  | { readonly type: 'done'; readonly didSomething: boolean }
  | { readonly type: 'failure'; readonly failure: PackedFailure }

/** Starts with what an earlier process may have left stale. */
export function startRederiving(options: RederiverOptions): Rederiver {
  const { store, log, address = null, small = SMALL, pause = PAUSE } = options
  let timer: NodeJS.Timeout | undefined
  // A derivation that overtakes another would put older edges in the place of newer ones.
  const inTurn = createTurns()
  let isDisposed = false

  const schedule = (delay: number): void => {
    if (isDisposed) return
    clearTimeout(timer)
    timer = setTimeout(() => void deriveLogged(), delay)
    timer.unref()
  }
  const derive = async (): Promise<boolean> => {
    if (address === null) return deriveUntilFresh(store)
    const { seq, derived } = await store.curationHead()
    return derived < seq && deriveInThread(address)
  }
  const deriveLogged = async (): Promise<void> => {
    const began = performance.now()
    try {
      if (await withinOwnTrace('derive', () => inTurn(derive)))
        log.info({ milliseconds: Math.round(performance.now() - began) }, 'derived edges anew')
    } catch (error) {
      log.warn({ err: error }, 'could not derive edges anew; trying again later')
      schedule(RETRY)
    }
  }

  schedule(0)
  return {
    async rederive() {
      const { papers } = await store.stats()
      if (papers > small) {
        schedule(pause)
        return { isDone: false }
      }
      try {
        await withinPart('derive', () => inTurn(derive))
        return { isDone: true }
      } catch (error) {
        // The change itself is written; that its edges are not is no failure of it.
        log.warn({ err: error }, 'could not derive edges anew; trying again later')
        schedule(RETRY)
        return { isDone: false }
      }
    },
    async [Symbol.asyncDispose]() {
      isDisposed = true
      clearTimeout(timer)
      await inTurn(async () => {})
    },
  }
}

/** Derives until the edges know of the whole log; answers whether there was anything to do. An ingestion derives by itself. */
export async function deriveUntilFresh(store: GraphStore): Promise<boolean> {
  for (let didSomething = false; ; didSomething = true) {
    const { seq, derived } = await store.curationHead()
    if (derived >= seq || (await store.lastRun())?.status === 'RUNNING') return didSomething
    await store.replaceDerived(deriveGraph(await readIncidence(store)))
    await store.markDerived(seq)
  }
}

const WORKER = runnable(new URL('./rederive-worker.ts', import.meta.url))

async function deriveInThread(address: StoreAddress): Promise<boolean> {
  const workerData: RederiveThread = { address, isTraced: isTraced() }
  const worker = new Worker(WORKER, { workerData })
  try {
    for await (const [received] of on(worker, 'message', { close: ['exit'] })) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `rederive-worker.ts` tells
      const message = received as RederiveMessage
      if (message.type === 'failure') throw unpackFailure(message.failure)
      if (message.type === 'done') return message.didSomething
      recordStoreCall(message.call)
    }
    throw new Error('The thread of a derivation ended without a word.')
  } finally {
    await worker.terminate()
  }
}
