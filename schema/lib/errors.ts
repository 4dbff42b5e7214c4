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
import { toGlobalId } from './global-id.ts'

/** A failure in words for clients. */
export interface PublicError {
  readonly message: string
  readonly code: string
  readonly issues?: readonly InputIssue[]
}

/** Failures whose own words are meant for clients. */
const SHOWN = [InvalidInputError, NotFoundError, ConflictError, UnauthenticatedError, ForbiddenError]

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

/** The words of a failure that says itself what is wrong, with ids as clients know them; what is not there gets a remedy. */
export function wordsOf(error: PaperloomError): string {
  const words = error.tell(toGlobalId)
  const remedy = error instanceof NotFoundError ? REMEDIES[error.what] : undefined
  return remedy === undefined ? words : `${words} ${remedy}`
}

/** What is wrong with the arguments, place by place, as clients know ids. */
export function issuesOf(error: PaperloomError): readonly InputIssue[] {
  if (error instanceof InvalidInputError) return error.tellIssues(toGlobalId)
  if (error instanceof NotFoundError && error.path.length > 0) return [{ path: error.path, message: wordsOf(error) }]
  return []
}

/** What clients may know of a failure; `null` when they may know nothing. */
export function toPublicError(error: unknown): PublicError | null {
  if (!(error instanceof PaperloomError)) return null
  const { code } = error
  // The messages of these two come from where the store is and what its driver says.
  if (error instanceof StoreUnavailableError) {
    return { code, message: 'The graph cannot be reached at the moment. Try again later.' }
  }
  if (error instanceof StoreTimeoutError) {
    return { code, message: 'The graph took too long to answer. Ask for less, or try again later.' }
  }
  if (!SHOWN.some((shown) => error instanceof shown)) return null
  return { code, message: wordsOf(error), issues: issuesOf(error) }
}
