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

/** What to do where something is not in the graph, by what was asked for. */
const REMEDIES: Readonly<Record<string, string>> = {
  paper: 'Look it up again with `search`.',
  entity: 'Look it up again with `search`; `curations` tells whether it was rejected.',
  'paper or entity': 'Look it up again with `search`.',
  topic: 'Topics are found anew after every ingestion: `topics` lists those of now.',
  run: '`runs` lists those there are.',
  curation: '`curations` lists those there are.',
  source: '`source` of a paper is the name of its source.',
}

/** The words of a failure that says itself what is wrong; what is not there gets a remedy. */
export function wordsOf(error: PaperloomError): string {
  const remedy = error instanceof NotFoundError ? REMEDIES[error.what] : undefined
  return remedy === undefined ? error.message : `${error.message} ${remedy}`
}

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
  return SHOWN.some((shown) => error instanceof shown) ? { code, message: wordsOf(error) } : null
}
