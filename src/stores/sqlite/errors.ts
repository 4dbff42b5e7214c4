// Turns what the driver throws into the failures of Paperloom. Result codes: https://sqlite.org/rescode.html
import {
  ConflictError,
  PaperloomError,
  StoreCorruptError,
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../graph/errors.ts'

const BUSY = 5
const LOCKED = 6
const READ_ONLY = 8
const CORRUPT = 11
const FULL = 13
const CANNOT_OPEN = 14
const CONSTRAINT = 19
const NOT_A_DATABASE = 26
/** SQL error, schema changed, constraint of types, misuse: the file is not laid out as its version says. */
const MISFITS: ReadonlySet<number> = new Set([1, 17, 20, 21])

/** The failure that an error of the driver means; failures of Paperloom stay as they are. */
export function storeError(error: unknown, location: string): PaperloomError {
  if (error instanceof PaperloomError) return error
  const reason = error instanceof Error ? error.message : String(error)
  const cause = { cause: error }
  switch (primaryCode(error)) {
    case BUSY:
    case LOCKED:
      return new StoreTimeoutError(`${location} is being written by another process. Try again when it is done.`, cause)
    case READ_ONLY:
      return new StoreUnavailableError(
        `${location} may not be written. Neither may its folder be closed: SQLite keeps two files beside it while it is open.`,
        cause,
      )
    case CANNOT_OPEN:
      return new StoreUnavailableError(
        `${location} cannot be opened. Is it a file, and may it and its folder be read and written?`,
        cause,
      )
    case FULL:
      return new StoreUnavailableError(
        `There is no room for ${location}: the disk is full. Make room and try again.`,
        cause,
      )
    case CORRUPT:
      return new StoreCorruptError(
        `${location} is damaged (${reason}). Restore it, or ingest again into a new file.`,
        cause,
      )
    case NOT_A_DATABASE:
      return new StoreCorruptError(`${location} is not an SQLite database. Name another file.`, cause)
    case CONSTRAINT:
      return new ConflictError(`A row does not fit the graph in ${location}: ${reason}.`, cause)
    default:
      return MISFITS.has(primaryCode(error))
        ? new StoreCorruptError(`${location} does not have the expected layout: ${reason}.`, cause)
        : new StoreUnavailableError(`${location} cannot be used: ${reason}.`, cause)
  }
}

/** The primary result code: the low byte of the extended one. 0 for errors that are not SQLite's. */
function primaryCode(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : 0
  return typeof code === 'number' ? code & 0xff : 0
}
