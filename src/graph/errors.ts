// The failures of Paperloom, as classes that carry data. Callers look at the class or its code, never at the message.

/** What every failure here shares: a stable code, a message a person can act on, and the cause where there is one. */
export abstract class PaperloomError extends Error {
  /** Stable, machine readable, part of the API. */
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** One thing that is wrong with an input: where, and what was expected. */
export interface InputIssue {
  /** Path to the wrong value: field names and list indices. */
  readonly path: readonly string[]
  readonly message: string
}

/** Something given from outside does not have the form it must have. */
export class InvalidInputError extends PaperloomError {
  readonly code = 'BAD_USER_INPUT'
  readonly issues: readonly InputIssue[]

  constructor(message: string, issues: readonly InputIssue[] = [], options?: ErrorOptions) {
    super(message, options)
    this.issues = issues
  }
}

/** Something asked for by id is not in the graph. */
export class NotFoundError extends PaperloomError {
  readonly code = 'NOT_FOUND'
  /** What was asked for: `paper`, `entity`, `paper or entity`, `topic`, `run`, `curation`, `source`, `key`. */
  readonly what: string
  readonly id: string

  constructor(what: string, id: string) {
    super(`There is no ${what} ${what === 'source' ? 'named' : 'with the id'} "${id}".`)
    this.what = what
    this.id = id
  }
}

/** The change would meet another change that is under way or already made. */
export class ConflictError extends PaperloomError {
  readonly code = 'CONFLICT'
}

/** The request needs somebody who shows who they are, and nobody did. */
export class UnauthenticatedError extends PaperloomError {
  readonly code = 'UNAUTHENTICATED'
}

/** Whoever asks is known and may not do this. */
export class ForbiddenError extends PaperloomError {
  readonly code = 'FORBIDDEN'
}

/** A source could not be read or understood as a whole. A single bad record is a problem of the run, not an error. */
export class SourceError extends PaperloomError {
  readonly code = 'SOURCE'
  readonly source: string

  constructor(source: string, message: string, options?: ErrorOptions) {
    super(`${source}: ${message}`, options)
    this.source = source
  }
}

/** A setting from the environment or a flag is missing or wrong. */
export class ConfigError extends PaperloomError {
  readonly code = 'CONFIG'
  readonly setting: string

  constructor(setting: string, message: string, options?: ErrorOptions) {
    super(`${setting}: ${message}`, options)
    this.setting = setting
  }
}

/** The store cannot be reached or refuses the connection. Trying again later may help. */
export class StoreUnavailableError extends PaperloomError {
  readonly code = 'SERVICE_UNAVAILABLE'
}

/** The store took longer than it may. */
export class StoreTimeoutError extends PaperloomError {
  readonly code = 'TIMEOUT'
}

/** The store holds something this version cannot work with: a newer layout, a damaged file, a row of another shape. */
export class StoreCorruptError extends PaperloomError {
  readonly code = 'STORE_CORRUPT'
}

/** The work was ended on request, at a point from which it can go on. */
export class CancelledError extends PaperloomError {
  readonly code = 'CANCELLED'
}
