// The connection: opens the file, runs statements, keeps them prepared, and holds transactions together.
import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DatabaseSyncOptions, SQLInputValue, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import { InvalidInputError, StoreCorruptError, StoreUnavailableError } from '../../graph/errors.ts'
import { readRows } from '../row-reader.ts'
import type { ParamsOf, RowOf, RowSchema, Statement } from '../statement.ts'
import { storeError } from './errors.ts'
import { checkRows } from './interrupt.ts'
import type { RowCheck } from './interrupt.ts'
import { migrate } from './migrations/index.ts'

/** How long a statement waits for another process that writes, in milliseconds. */
const BUSY_TIMEOUT = 5_000

/** What a path says to mean a graph that lives as long as its store. */
export const IN_MEMORY = ':memory:'

/** Parameters that SQLite can bind: lists go in as JSON. */
type Bindable = z.ZodObject<Readonly<Record<string, z.ZodType<string | number | null>>>>

/** An open graph file. Every method is synchronous, as SQLite is, and throws failures of Paperloom only. */
export interface Database {
  readonly location: string
  /** Runs a statement and answers its rows, each checked against the statement's schema. */
  all<Params extends Bindable, Row extends RowSchema>(
    statement: Statement<Params, Row>,
    params: ParamsOf<Statement<Params, Row>>,
  ): RowOf<Statement<Params, Row>>[]
  /** Runs a statement that answers no rows; answers how many rows it changed. */
  change<Params extends Bindable>(statement: Statement<Params>, params: ParamsOf<Statement<Params>>): number
  /** Fails when the file is not where it was opened: what is written would be lost with it. */
  requireFile(): void
  /** Runs work as one transaction that may write: all of it, or nothing when the work throws. */
  transaction<T>(work: () => T): T
  close(): void
}

/** Opens a file with the newest layout, creating it and its folders where they are missing. */
export function openDatabase(path: string): Database {
  const location = path === IN_MEMORY ? IN_MEMORY : resolve(path)
  return connect(location, { enableForeignKeyConstraints: true }, (db) => {
    // Readers go on while one writes, and a crash loses no integrity.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    migrate(db, location)
  })
}

/** Opens a file of the newest layout to read it only. `check` is called for every row that is read; what it throws ends the statement. */
export function openReadOnly(path: string, check: RowCheck): Database {
  return connect(resolve(path), { readOnly: true }, (db) => checkRows(db, check))
}

function connect(location: string, options: DatabaseSyncOptions, prepare: (db: DatabaseSync) => void): Database {
  let db: DatabaseSync | undefined
  try {
    if (location !== IN_MEMORY && options.readOnly !== true) mkdirSync(dirname(location), { recursive: true })
    db = new DatabaseSync(location, { timeout: BUSY_TIMEOUT, ...options })
    // The cache is given in KiB.
    db.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY')
    prepare(db)
    return createDatabase(db, location)
  } catch (error) {
    db?.close()
    throw storeError(error, location)
  }
}

function createDatabase(db: DatabaseSync, location: string): Database {
  const fileAt = () => (location === IN_MEMORY ? null : statSync(location, { throwIfNoEntry: false })?.ino)
  const opened = fileAt()
  // Weak: some statements are made on demand and forgotten when they were not used for long.
  const prepared = new WeakMap<Statement, StatementSync>()

  function prepare(statement: Statement): StatementSync {
    if (!db.isOpen) throw closed(location)
    const known = prepared.get(statement)
    if (known) return known
    const made = db.prepare(statement.text)
    prepared.set(statement, made)
    return made
  }

  function guard<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw storeError(error, location)
    }
  }

  function requireFile(): void {
    if (!db.isOpen) throw closed(location)
    if (fileAt() === opened) return
    throw new StoreUnavailableError(
      `${location} was removed or replaced while it was open. Put it back or start again, so that nothing is written to what is gone.`,
    )
  }

  return {
    location,
    requireFile,
    all(statement, params) {
      return guard(() => parseRows(statement, prepare(statement).all(bindings(statement, params)), location))
    },
    change(statement, params) {
      if (!db.isOpen || !db.isTransaction) requireFile()
      return guard(() => Number(prepare(statement).run(bindings(statement, params)).changes))
    },
    transaction(work) {
      requireFile()
      guard(() => db.exec('BEGIN IMMEDIATE'))
      try {
        const result = work()
        guard(() => db.exec('COMMIT'))
        return result
      } catch (error) {
        if (db.isTransaction) guard(() => db.exec('ROLLBACK'))
        throw error
      }
    },
    close() {
      if (db.isOpen) guard(() => db.close())
    },
  }
}

function bindings(statement: Statement<Bindable>, params: unknown): Record<string, SQLInputValue> {
  const parsed = statement.params.safeParse(params)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message }))
  throw new InvalidInputError(`${statement.name} was given something it cannot take.`, issues)
}

function parseRows<Row extends RowSchema>(
  statement: Statement<Bindable, Row>,
  rows: readonly unknown[],
  location: string,
): z.output<Row>[] {
  try {
    return readRows(statement.row, rows)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const [issue] = error.issues
    throw new StoreCorruptError(
      `${location} holds a row that ${statement.name} cannot read: ${issue?.path.join('.')}: ${issue?.message}.`,
      { cause: error },
    )
  }
}

function closed(location: string): StoreUnavailableError {
  return new StoreUnavailableError(`The store of ${location} is closed.`)
}
