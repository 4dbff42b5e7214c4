// Failures of the driver and the server as failures of Paperloom: what a caller can act on, in our words.
import neo4j from 'neo4j-driver'
import { z } from 'zod'
import {
  ConflictError,
  PaperloomError,
  StoreCorruptError,
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../graph/errors.ts'

const UNREACHABLE = new Set([neo4j.error.SERVICE_UNAVAILABLE, neo4j.error.SESSION_EXPIRED])

/** Beginnings of the server's codes; the first that fits decides. */
const CODES: readonly (readonly [prefix: string, failure: (cause: unknown) => PaperloomError])[] = [
  ['Neo.ClientError.Security.', (cause) => new StoreUnavailableError('The store refused the log-in.', { cause })],
  ['Neo.ClientError.Transaction.TransactionTimedOut', storeTimeout],
  ['Neo.ClientError.Transaction.LockClientStopped', storeTimeout],
  ['Neo.TransientError.Transaction.LockClientStopped', storeTimeout],
  ['Neo.TransientError.Transaction.LockAcquisitionTimeout', storeTimeout],
  ['Neo.TransientError.Transaction.Terminated', storeTimeout],
  ['Neo.ClientError.Transaction.TransactionTerminated', storeTimeout],
  ['Neo.TransientError.', storeUnavailable],
  ['Neo.ClientError.Database.', storeUnavailable],
  ['Neo.ClientError.Schema.ConstraintValidationFailed', conflict],
  ['Neo.', unexpected],
]

/** The failure that tells a caller what an error of the driver means. Our own errors pass through. */
export function toStoreError(error: unknown): PaperloomError {
  if (error instanceof PaperloomError) return error
  if (error instanceof z.ZodError) {
    return new StoreCorruptError('The store holds a row of another shape than this version writes.', { cause: error })
  }
  if (!(error instanceof neo4j.Neo4jError)) return unexpected(error)
  if (UNREACHABLE.has(error.code)) return storeUnavailable(error)
  const known = CODES.find(([prefix]) => error.code.startsWith(prefix))
  // What has no code of the server comes from the connection: a pool that ran dry, a socket that broke.
  return known ? known[1](error) : storeUnavailable(error)
}

/** The store did not answer in time. */
export function storeTimeout(cause?: unknown): PaperloomError {
  return new StoreTimeoutError('The store took longer than it may. Ask for less, or try again later.', { cause })
}

/** The store is not there. */
export function storeUnavailable(cause?: unknown): PaperloomError {
  return new StoreUnavailableError('The store cannot be reached. Try again later.', { cause })
}

function conflict(cause: unknown): PaperloomError {
  return new ConflictError('The change gives two things one id.', { cause })
}

function unexpected(cause: unknown): PaperloomError {
  return new StoreCorruptError('The store answered in a way this version does not understand.', { cause })
}
