// A lane: calls that wait their turn at one thread. A thread that breaks is replaced.
import { StoreTimeoutError } from '../../../graph/errors.ts'
import type { ThreadData } from './protocol.ts'
import { notWanted, startThread } from './thread.ts'
import type { Answer, Call, Thread } from './thread.ts'

export interface Lane {
  readonly location: string
  readonly methods: readonly string[]
  /** How many calls are under way or waiting. */
  readonly load: number
  /**
   * Makes a call when those before it are done. `timeout`, in milliseconds, counts the waiting too. When `unwanted` fires, the
   * call is given up.
   */
  run(call: Call, timeout: number | null, unwanted?: AbortSignal): Promise<Answer>
  /** Ends the thread when all calls are done. */
  close(): Promise<void>
}

/** Opens a lane on a file. Throws what opening the file throws. */
export async function openLane(data: Pick<ThreadData, 'path' | 'writes'>): Promise<Lane> {
  const { location, methods, ...first } = await startThread(data)
  let thread: Promise<Pick<Thread, 'send' | 'ended' | 'close'>> = Promise.resolve(first)
  let turn = Promise.resolve()
  let load = 0
  let isClosing = false
  void replaceWhenEnded(first)

  async function replaceWhenEnded({ ended }: Pick<Thread, 'ended'>): Promise<void> {
    await ended
    if (isClosing) return
    thread = startThread(data)
    // Where that fails, so does the next call, with the same reason.
    const replaced = await thread.catch(() => null)
    if (replaced !== null) await replaceWhenEnded(replaced)
  }

  /** Waits for a call's turn; answers the thread and the milliseconds that are left. */
  async function prepare(turn: Promise<void>, timeout: number | null, began: number, unwanted?: AbortSignal) {
    await turn
    if (unwanted?.aborted === true) throw notWanted()
    const left = timeout === null ? null : timeout - (performance.now() - began)
    if (left !== null && left <= 0) throw new StoreTimeoutError(`${location} was busy for ${timeout} ms.`)
    return { thread: await thread, left }
  }

  return {
    location,
    methods,
    get load() {
      return load
    },
    async run(call, timeout, unwanted) {
      const { promise: done, resolve: finish } = Promise.withResolvers<void>()
      const began = performance.now()
      const mine = turn
      turn = done
      load += 1
      const leave = () => {
        load -= 1
        finish()
      }
      // Whoever waits behind a call that was given up waits until the thread has let go of it.
      const sent = await prepare(mine, timeout, began, unwanted).catch((error: unknown) => {
        leave()
        throw error
      })
      const { answer, idle } = sent.thread.send(call, sent.left, unwanted)
      void idle.then(leave)
      return answer
    },
    async close() {
      isClosing = true
      await turn
      await (await thread).close()
    },
  }
}
