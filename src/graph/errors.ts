// The failures of Paperloom, as classes that carry data. Callers look at the class or its code, never at the message.

/** How a message writes an id: those of the graph as they are, or as clients of the API know them. */
export type SayId = (id: string) => string

/** Words for people; a function where ids are among them. */
export type Words = string | ((say: SayId) => string)

/** Words with their ids as `say` writes them; as they are when nothing is said. */
export function inWords(words: Words, say: SayId = (id) => id): string {
  return typeof words === 'string' ? words : words(say)
}

/** The words of each failure. No property: functions do not cross to other threads, where a failure has its message alone. */
const WORDS = new WeakMap<Error, Words>()

/** What every failure here shares: a stable code, a message a person can act on, and the cause where there is one. */
export abstract class PaperloomError extends Error {
  /** Stable, machine readable, part of the API. */
  abstract readonly code: string

  constructor(words: Words, options?: ErrorOptions) {
    super(inWords(words), options)
    WORDS.set(this, words)
    this.name = new.target.name
  }

  /** The message, with ids as `say` writes them. */
  tell(say: SayId): string {
    return inWords(WORDS.get(this) ?? this.message, say)
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

  constructor(words: Words, issues: readonly InputIssue[] = [], options?: ErrorOptions) {
    super(words, options)
    this.issues = issues
  }

  /** The issues, with ids as `say` writes them. An issue that says what the error says is told as that is. */
  tellIssues(say: SayId): readonly InputIssue[] {
    return this.issues.map((issue) => (issue.message === this.message ? { ...issue, message: this.tell(say) } : issue))
  }
}

/** The error of an argument, or of a place within one: `aliases.1`. */
export function wrongArgument(argument: string, words: Words): InvalidInputError {
  return new InvalidInputError(words, [{ path: argument.split('.'), message: inWords(words) }])
}

/** Something asked for by id is not in the graph. */
export class NotFoundError extends PaperloomError {
  readonly code = 'NOT_FOUND'
  /** What was asked for: `paper`, `entity`, `paper or entity`, `topic`, `run`, `curation`, `source`, `key`. */
  readonly what: string
  readonly id: string
  /** Path to the argument that named it; empty where nobody said. */
  readonly path: readonly string[]

  constructor(what: string, id: string, path: readonly string[] = []) {
    super(thereIsNo(what, id, path))
    this.what = what
    this.id = id
    this.path = path
  }

  override tell(say: SayId): string {
    return thereIsNo(this.what, NAMED.has(this.what) ? this.id : say(this.id), this.path)
  }
}

/** What has no id in the graph: a name, or an id of its own. */
const NAMED: ReadonlySet<string> = new Set(['source', 'key'])

function thereIsNo(what: string, id: string, path: readonly string[]): string {
  const named = `no ${what} ${what === 'source' ? 'named' : 'with the id'} "${id}".`
  return path.length === 0 ? `There is ${named}` : `\`${path.join('.')}\`: there is ${named}`
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
  /** What is wrong with it. */
  readonly reason: string

  /** @param options - `command`: what does as the reason advises, for whoever sits at a shell; the message alone has it. */
  constructor(
    source: string,
    reason: string,
    { command, ...options }: ErrorOptions & { readonly command?: string } = {},
  ) {
    super(`${source}: ${command === undefined ? reason : `${reason.replace(/\.$/, ':')} ${command}`}`, options)
    this.source = source
    this.reason = reason
  }
}

/** Why a file or folder cannot be read, as the reason of a {@link SourceError}. */
export function explainUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file or folder.'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read: permission denied.'
  if (code === 'EISDIR') return 'it is a folder. Expected a file.'
  return `it cannot be read: ${error instanceof Error ? error.message : String(error)}`
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
