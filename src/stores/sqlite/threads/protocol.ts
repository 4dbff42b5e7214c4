// What goes between a store and its threads: calls of port methods, and what they answer.
import type { PackedFailure } from '../../../graph/packed-failure.ts'

/** What a thread is started with. */
export interface ThreadData {
  readonly path: string
  /** Whether it may write. One that only reads can be stopped in the middle of a statement. */
  readonly writes: boolean
  /** One number: the call that is to be stopped. */
  readonly stop: Int32Array<SharedArrayBuffer>
}

/** From a store to a thread. A stream is the answer of a method that answers an async iterable. */
export type Request =
  | { readonly id: number; readonly type: 'call'; readonly method: string; readonly args: readonly unknown[] }
  | { readonly id: number; readonly type: 'next' | 'leave'; readonly stream: number }
  | { readonly id: number; readonly type: 'close' }

/** From a thread to a store: the first of all says which methods there are. */
export type Reply =
  | { readonly type: 'ready'; readonly location: string; readonly methods: readonly string[] }
  | { readonly type: 'failed'; readonly failure: PackedFailure }
  | { readonly id: number; readonly type: 'answer'; readonly answer: unknown }
  | { readonly id: number; readonly type: 'stream' }
  | { readonly id: number; readonly type: 'failure'; readonly failure: PackedFailure }
