// Errors as clients see them: which failures of the domain may be shown, and with what words.
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  PaperloomError,
  StoreTimeoutError,
  StoreUnavailableError,
  UnauthenticatedError,
} from '../../src/graph/errors.ts'
import type { InputIssue } from '../../src/graph/errors.ts'

/** A failure in words for clients. */
export interface PublicError {
  readonly message: string
  readonly code: string
  readonly issues?: readonly InputIssue[]
}

/** Failures whose own words are meant for clients. */
const SHOWN = [NotFoundError, ConflictError, UnauthenticatedError, ForbiddenError]

/** What clients may know of a failure; `null` when they may know nothing. */
export function toPublicError(error: unknown): PublicError | null {
  if (!(error instanceof PaperloomError)) return null
  const { code, message } = error
  // The messages of these two come from where the store is and what its driver says.
  if (error instanceof StoreUnavailableError) {
    return { code, message: 'The graph cannot be reached at the moment. Try again later.' }
  }
  if (error instanceof StoreTimeoutError) {
    return { code, message: 'The graph took too long to answer. Ask for less, or try again later.' }
  }
  if (error instanceof InvalidInputError) return { code, message, issues: error.issues }
  return SHOWN.some((shown) => error instanceof shown) ? { code, message } : null
}
