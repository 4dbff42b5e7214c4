// One thread as the store sees it: it is sent a call, and answers, fails, or is stopped.
import { Worker } from 'node:worker_threads'
import { runnable } from '../../../compiled.js'
import { StoreTimeoutError, StoreUnavailableError } from '../../../graph/errors.ts'
import { unpackFailure } from '../../../graph/packed-failure.ts'
import type { Reply, Request, ThreadData } from './protocol.ts'

/** What a call is about; its number is given by the thread. */
export type Call =
  | { readonly type: 'call'; readonly method: string; readonly args: readonly unknown[] }
  | { readonly type: 'next' | 'leave'; readonly stream: number }

/** A call's answer; a stream is named by the number of the call that opened it. */
export type Answer =
  { readonly type: 'answer'; readonly answer: unknown } | { readonly type: 'stream'; readonly id: number }

export interface Thread {
  readonly location: string
  readonly methods: readonly string[]
  /**
   * Sends a call, one at a time. `answer` settles within `timeout` milliseconds, where there is one, and when `unwanted` fires;
   * `idle` does when the thread can be sent the next call.
   */
  send(
    call: Call,
    timeout: number | null,
    unwanted?: AbortSignal,
  ): { readonly answer: Promise<Answer>; readonly idle: Promise<void> }
  /** Resolves when the thread has ended by itself, which it should not. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** Room for what a call leaves behind. Answers are short-lived, and each thread has a heap of its own. */
const YOUNG_MB = 4

const WORKER = runnable(new URL('./worker.ts', import.meta.url))

/** Starts a thread on a file. Throws what opening the file throws. */
export async function startThread({ path, writes }: Pick<ThreadData, 'path' | 'writes'>): Promise<Thread> {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const data: ThreadData = { path, writes, stop }
  const worker = new Worker(WORKER, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  let answered: (reply: Reply) => void = () => {}
  let broken: (error: unknown) => void = () => {}
  worker.on('message', (reply: Reply) => answered(reply))
  worker.once('error', (error) => broken(error))
  worker.once('exit', () => {
    end()
    broken(undefined)
  })

  const first = await new Promise<Reply>((resolve, reject) => {
    answered = resolve
    broken = (cause) => reject(gone(path, cause))
  })
  if (first.type !== 'ready') {
    await worker.terminate()
    throw first.type === 'failed' ? unpackFailure(first.failure) : gone(path)
  }

  let last = 0
  const post = (request: Request) => worker.postMessage(request)
  return {
    location: first.location,
    methods: first.methods,
    ended,
    send(call, timeout, unwanted) {
      last += 1
      const id = last
      const answer = Promise.withResolvers<Answer>()
      const idle = Promise.withResolvers<void>()
      const giveUp = (reason: StoreTimeoutError) => {
        Atomics.store(stop, 0, id)
        answer.reject(reason)
      }
      const late = () => giveUp(new StoreTimeoutError(`A query of ${path} took longer than ${timeout} ms.`))
      const left = () => giveUp(notWanted())
      const timer = timeout === null ? undefined : setTimeout(late, timeout)
      unwanted?.addEventListener('abort', left)
      const settle = () => {
        clearTimeout(timer)
        unwanted?.removeEventListener('abort', left)
        idle.resolve()
      }
      answered = (reply) => {
        settle()
        if (reply.type === 'answer') answer.resolve(reply)
        else if (reply.type === 'stream') answer.resolve(reply)
        else answer.reject('failure' in reply ? unpackFailure(reply.failure) : gone(path))
      }
      broken = (cause) => {
        settle()
        answer.reject(gone(path, cause))
      }
      post({ id, ...call })
      return { answer: answer.promise, idle: idle.promise }
    },
    async close() {
      post({ id: last + 1, type: 'close' })
      await ended
    },
  }
}

/** The failure of a call whose answer nobody waits for any more. */
export function notWanted(): StoreTimeoutError {
  return new StoreTimeoutError('Nobody waits for the answer of this query any more.')
}

function gone(path: string, cause?: unknown): StoreUnavailableError {
  return new StoreUnavailableError(`The thread that reads ${path} has ended.`, { cause })
}
