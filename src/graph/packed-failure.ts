// Failures on their way from one thread to another: they keep their class and their data.
import * as failures from './errors.ts'

/** A failure without its prototype. */
export interface PackedFailure {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

const CLASSES = new Map(Object.entries(failures))

/** Takes a failure apart. The cause becomes its message: it may be anything. */
export function packFailure(error: unknown): PackedFailure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined, data: {} }
  const { name, message, stack, cause, ...data } = error
  const reason = cause instanceof Error ? cause.message : undefined
  return { name, message, stack, data: reason === undefined ? data : { ...data, cause: reason } }
}

/** Puts a failure together again: of its class where it is one of ours. */
export function unpackFailure({ name, message, stack, data }: PackedFailure): Error {
  const made: Error = Object.create(CLASSES.get(name)?.prototype ?? Error.prototype)
  return Object.assign(made, { name, message, stack }, data)
}
