// The graph file behind threads: one that writes, and some that read. The thread of the caller is never held up, reads go on beside
// each other and beside a write, and a read that takes too long is stopped inside SQLite.
import { unwantedSignal } from '../../../graph/deadline.ts'
import { StoreTimeoutError, StoreUnavailableError } from '../../../graph/errors.ts'
import type { GraphReader } from '../../../graph/reader.ts'
import type { GraphStore } from '../../../graph/store.ts'
import type { Derived } from '../../../graph/writer.ts'
import { createSharedReads } from '../../shared-reads.ts'
import { openLane } from './lane.ts'
import type { Lane } from './lane.ts'
import { notWanted } from './thread.ts'
import type { Answer } from './thread.ts'

/** Milliseconds that a read may take, waiting included. */
const READ_TIMEOUT = 5_000

/** Threads that read. */
const READERS = 2

export interface ThreadOptions {
  readonly readers?: number
  readonly readTimeout?: number
}

type Other = Exclude<keyof GraphStore, keyof GraphReader | 'engine' | 'location' | 'ping' | symbol>

/** Which methods beyond those of the reader write: complete, as the compiler sees to. A key is read while others write. */
const WRITES: Readonly<Record<Other, boolean>> = {
  beginRun: true,
  endRun: true,
  discardRun: true,
  apply: true,
  replaceDerived: true,
  curate: true,
  markDerived: true,
  addKey: true,
  revokeKey: true,
  keyById: false,
  listKeys: false,
}

const WRITING: ReadonlySet<string> = new Set(
  Object.entries(WRITES).flatMap(([method, writes]) => (writes ? [method] : [])),
)

/** Opens the graph in a file behind threads. Answers and failures are those of {@link openSqlite}, which see. */
export async function openSqliteThreads(path: string, options: ThreadOptions = {}): Promise<GraphStore> {
  const { readers = READERS, readTimeout = READ_TIMEOUT } = options
  // The writer first: it makes the file and its layout.
  const writer = await openLane({ path, writes: true })
  const lanes = await openReaders(path, readers, writer)
  const reads = createSharedReads<Answer>(readers)
  let isOpen = true

  function enter(): void {
    if (!isOpen) throw new StoreUnavailableError(`The store of ${writer.location} is closed.`)
  }
  const leastBusy = () => lanes.reduce((best, lane) => (lane.load < best.load ? lane : best))
  const write = async (method: string, args: readonly unknown[]) => {
    enter()
    const sent = method === 'replaceDerived' ? listAll(args) : args
    return valueOf(await writer.run({ type: 'call', method, args: sent }, null))
  }
  const read = async (method: string, args: readonly unknown[]) => {
    enter()
    const share = reads.join(`${method} ${JSON.stringify(args)}`, (signal) =>
      leastBusy().run({ type: 'call', method, args }, null, signal),
    )
    const wait = startWait(writer.location, readTimeout, unwantedSignal())
    try {
      return valueOf(await Promise.race([share.answer, wait.over]))
    } finally {
      wait.stop()
      share.leave()
    }
  }
  async function* stream(method: string, args: readonly unknown[]): AsyncGenerator {
    enter()
    const lane = leastBusy()
    const opened = await lane.run({ type: 'call', method, args }, readTimeout, unwantedSignal())
    if (opened.type !== 'stream') throw new Error(`${method} did not answer a stream`)
    try {
      for (;;) {
        enter()
        const { done, value } = stepOf(
          await lane.run({ type: 'next', stream: opened.id }, readTimeout, unwantedSignal()),
        )
        if (done) return
        yield value
      }
    } finally {
      if (isOpen) await lane.run({ type: 'leave', stream: opened.id }, readTimeout)
    }
  }

  const methods = writer.methods.map((method) => {
    if (method === 'scan') return [method, (...args: unknown[]) => stream(method, args)] as const
    return [method, (...args: unknown[]) => (WRITING.has(method) ? write : read)(method, args)] as const
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the methods are those of the store in the thread
  const store = Object.fromEntries(methods) as unknown as GraphStore
  return {
    ...store,
    engine: 'sqlite',
    location: writer.location,
    async ping() {
      await write('ping', [])
    },
    async [Symbol.asyncDispose]() {
      if (!isOpen) return
      isOpen = false
      await Promise.all(lanes.map((lane) => lane.close()))
      await writer.close()
    },
  }
}

async function openReaders(path: string, count: number, writer: Lane): Promise<readonly Lane[]> {
  const opening = await Promise.allSettled(Array.from({ length: count }, () => openLane({ path, writes: false })))
  const failure = opening.find((result) => result.status === 'rejected')
  const lanes = opening.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  if (failure === undefined) return lanes
  await Promise.all([...lanes, writer].map((lane) => lane.close()))
  throw failure.reason
}

/** The end of somebody's patience: `over` fails when `timeout` milliseconds are over or `unwanted` fires. */
function startWait(location: string, timeout: number, unwanted?: AbortSignal) {
  const { promise: over, reject } = Promise.withResolvers<never>()
  over.catch(() => {})
  const timer = setTimeout(
    () => reject(new StoreTimeoutError(`A query of ${location} took longer than ${timeout} ms.`)),
    timeout,
  )
  const leave = () => reject(notWanted())
  unwanted?.addEventListener('abort', leave)
  if (unwanted?.aborted === true) leave()
  return {
    over,
    stop() {
      clearTimeout(timer)
      unwanted?.removeEventListener('abort', leave)
    },
  }
}

/** Iterables do not go from thread to thread; lists do. */
function listAll([derived]: readonly unknown[]): readonly unknown[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only argument of `replaceDerived`
  const given = derived as Derived
  return [Object.fromEntries(Object.entries(given).map(([kind, rows]) => [kind, Array.from<unknown>(rows)]))]
}

function valueOf(answer: { readonly type: string; readonly answer?: unknown }): unknown {
  return answer.answer
}

function stepOf(answer: { readonly type: string; readonly answer?: unknown }): IteratorResult<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `worker.ts` answers to `next`
  return answer.answer as IteratorResult<unknown>
}
