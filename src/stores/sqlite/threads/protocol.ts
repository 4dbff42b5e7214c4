// What goes between a store and its threads: calls of port methods, and failures that keep their class on the way.
import * as failures from '../../../graph/errors.ts'

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
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly id: number; readonly type: 'answer'; readonly answer: unknown }
  | { readonly id: number; readonly type: 'stream' }
  | { readonly id: number; readonly type: 'failure'; readonly failure: Failure }

/** A failure without its prototype. */
interface Failure {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

const CLASSES = new Map(Object.entries(failures))

/** Takes a failure apart. The cause becomes its message: it may be anything. */
export function packFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined, data: {} }
  const { name, message, stack, cause, ...data } = error
  const reason = cause instanceof Error ? cause.message : undefined
  return { name, message, stack, data: reason === undefined ? data : { ...data, cause: reason } }
}

/** Puts a failure together again: of its class where it is one of ours. */
export function unpackFailure({ name, message, stack, data }: Failure): Error {
  const made: Error = Object.create(CLASSES.get(name)?.prototype ?? Error.prototype)
  return Object.assign(made, { name, message, stack }, data)
}
