// A thread: a connection of its own, and the calls it is sent, one after the other.
import { parentPort, workerData } from 'node:worker_threads'
import { StoreTimeoutError } from '../../../graph/errors.ts'
import { packFailure } from '../../../graph/packed-failure.ts'
import { openSqlite, openSqliteReader } from '../index.ts'
import type { Reply, Request, ThreadData } from './protocol.ts'

type Method = (...args: readonly unknown[]) => unknown

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `thread.ts` starts it with
const { path, writes, stop } = workerData as ThreadData
const streams = new Map<number, AsyncIterator<unknown>>()
let current = 0

try {
  const store = writes ? await openSqlite(path) : openSqliteReader(path, stopWhenAsked)
  const methods = new Map<string, Method>(
    Object.entries(store).filter((entry): entry is [string, Method] => typeof entry[1] === 'function'),
  )
  parentPort?.on('message', (request: Request) => {
    if (request.type === 'close') void store[Symbol.asyncDispose]().then(() => parentPort?.close())
    else void answer(methods, request)
  })
  reply({ type: 'ready', location: store.location, methods: [...methods.keys()] })
} catch (error) {
  reply({ type: 'failed', failure: packFailure(error) })
}

async function answer(
  methods: ReadonlyMap<string, Method>,
  request: Exclude<Request, { type: 'close' }>,
): Promise<void> {
  const { id } = request
  current = id
  try {
    if (request.type === 'call') {
      const answer = await methods.get(request.method)?.(...request.args)
      if (!isStream(answer)) return reply({ id, type: 'answer', answer })
      streams.set(id, answer[Symbol.asyncIterator]())
      return reply({ id, type: 'stream' })
    }
    const stream = streams.get(request.stream)
    const next = request.type === 'next' ? await stream?.next() : await stream?.return?.()
    if (next === undefined || next.done === true) streams.delete(request.stream)
    reply({ id, type: 'answer', answer: { done: next?.done ?? true, value: next?.value } })
  } catch (error) {
    reply({ id, type: 'failure', failure: packFailure(error) })
  }
}

/** Ends the statement under way when it is the one that is to be stopped. */
function stopWhenAsked(): void {
  if (Atomics.load(stop, 0) === current)
    throw new StoreTimeoutError(`A query of ${path} was stopped: it took too long.`)
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

function reply(reply: Reply): void {
  parentPort?.postMessage(reply)
}
