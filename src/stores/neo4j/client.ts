// The connection: runs statements in transactions that are retried, limited in time and see what was written before.
import { setTimeout as sleep } from 'node:timers/promises'
import neo4j from 'neo4j-driver'
import type { Driver, ManagedTransaction, ProfiledPlan, Session, SessionMode } from 'neo4j-driver'
import type { z } from 'zod'
import { unwantedSignal } from '../../graph/deadline.ts'
import { InvalidInputError, StoreUnavailableError } from '../../graph/errors.ts'
import { readRows } from '../row-reader.ts'
import type { ParamsSchema, Statement } from '../statement.ts'
import { ROLL_CALL, startDeadline } from './deadline.ts'
import { storeTimeout, storeUnavailable, toStoreError } from './errors.ts'
import { gather } from './gather.ts'
import type { Around } from './gather.ts'
import { askFor, rowsOf, toQuery } from './query.ts'
import type { Asked, Query, RawRow } from './query.ts'
import { createSharedReads } from '../shared-reads.ts'
import type { Share } from '../shared-reads.ts'
import { toRow } from './values.ts'

/** Where the server is and who asks. */
export interface Neo4jOptions {
  /** `neo4j://`, `neo4j+s://`, `bolt://` or `bolt+s://` and host. */
  readonly uri: string
  readonly user: string
  readonly password: string
  /** The server's default database when absent. */
  readonly database?: string
  /** Milliseconds after which a read is ended; 5,000 when absent. */
  readonly readTimeout?: number
  /** For measuring: every statement runs under PROFILE, and this hears of its plan. */
  readonly onProfile?: (name: string, plan: ProfiledPlan) => void
}

/** Runs one statement within a transaction and parses its rows. */
export type Run = <Params extends ParamsSchema, Row>(
  statement: Statement<Params, z.ZodType<Row>>,
  params: z.input<Params>,
) => Promise<readonly Row[]>

/** Work over pooled connections, on statements alone. */
export interface Client extends AsyncDisposable {
  readonly location: string
  /**
   * Reads. Statements that `work` starts at once travel together and run in that order; each such query sees what is committed when it
   * runs. One that fails because the server has gone is asked again for a while.
   */
  read<Answer>(work: (run: Run) => Promise<Answer>, around?: Around): Promise<Answer>
  /** Writes, all or nothing. `work` may run several times: it must do nothing but run statements. */
  write<Answer>(work: (run: Run) => Promise<Answer>): Promise<Answer>
  /** Runs a change of the schema, which wants a transaction of its own. */
  define(text: string): Promise<void>
  ping(): Promise<void>
}

const READ_TIMEOUT = 5_000
/** Loading thousands of papers in one transaction takes seconds; this ends what hangs. */
const WRITE_TIMEOUT = 600_000
/** How long a read may look for a server before the caller hears that there is none. */
const READ_PATIENCE = 4_000
/** Writers wait for a server that restarts: an ingestion should not end for that. */
const WRITE_PATIENCE = 20_000
const PING_PATIENCE = 3_000
/** Reads under way at a time: more than a process can keep up with, and few enough that each is done soon. The rest waits in turn. */
const READS_AT_ONCE = 16
/** Milliseconds before a read that failed for want of a server is asked again; twice as many each time. */
const FIRST_PAUSE = 100

/** Opens a pool of connections; connects when it is first used. */
export function openClient(options: Neo4jOptions): Client {
  const driver = openDriver(options)
  const bookmarkManager = neo4j.bookmarkManager()
  const database = options.database === undefined ? {} : { database: options.database }
  const reads = createSharedReads<readonly RawRow[]>(READS_AT_ONCE)
  let closed = false

  function openSession(defaultAccessMode: SessionMode) {
    if (closed) throw new StoreUnavailableError('The store was closed.')
    return driver.session({ ...database, bookmarkManager, defaultAccessMode })
  }

  const verify = () => driver.verifyConnectivity(database)

  let rollCall: Promise<unknown> | null = null
  /** One question for all who want to know at a time: where nobody answers, each takes a connection with it. */
  function isThere(): Promise<unknown> {
    if (rollCall === null) {
      rollCall = verify()
      setTimeout(() => (rollCall = null), ROLL_CALL).unref()
    }
    return rollCall
  }

  async function send({ text, params }: Query, timeout: number, signal: AbortSignal): Promise<readonly RawRow[]> {
    const session = openSession(neo4j.session.READ)
    const end = () => close(session)
    signal.addEventListener('abort', end)
    try {
      const { records } = await session.run(text, params, { timeout })
      return records.map(toRow)
    } finally {
      signal.removeEventListener('abort', end)
      if (!signal.aborted) end()
    }
  }

  async function read<Answer>(work: (run: Run) => Promise<Answer>, around?: Around): Promise<Answer> {
    const unwanted = unwantedSignal()
    if (unwanted?.aborted === true) throw storeTimeout(unwanted.reason)
    const timeout = options.readTimeout ?? READ_TIMEOUT
    const deadline = startDeadline({ timeout, patience: READ_PATIENCE, unwanted, isThere })
    const shares = new Set<Share<readonly RawRow[]>>()

    function leave(share: Share<readonly RawRow[]>): void {
      if (shares.delete(share)) share.leave()
    }

    async function readOnce(query: Query): Promise<readonly RawRow[]> {
      const share = reads.join(`${query.text}\n${JSON.stringify(query.params)}`, (signal) =>
        send(query, timeout, signal),
      )
      shares.add(share)
      try {
        return await share.answer
      } finally {
        leave(share)
      }
    }

    async function ask(asked: readonly Asked[]): Promise<readonly (readonly RawRow[])[]> {
      const query = toQuery(asked)
      for (let pause = FIRST_PAUSE; ; pause *= 2) {
        try {
          return rowsOf(asked, await readOnce(query))
        } catch (error) {
          if (deadline.isOver || !(error instanceof Error) || !neo4j.isRetryableError(error)) throw error
          await sleep(pause)
        }
      }
    }

    try {
      return await deadline.race(
        work(options.onProfile === undefined ? gather(ask, around) : profiled(options.onProfile)),
      )
    } catch (error) {
      throw toStoreError(error)
    } finally {
      deadline.stop()
      // What has not answered yet has been given up.
      for (const share of shares) leave(share)
    }
  }

  /** Runs every statement by itself, and tells of its plan. */
  function profiled(onProfile: NonNullable<Neo4jOptions['onProfile']>): Run {
    return async (statement, params) => {
      const query = toQuery([askFor(statement, params)])
      await using session = openSession(neo4j.session.READ)
      const { records, summary } = await session.run(`PROFILE ${query.text}`, query.params)
      if (summary.profile !== false) onProfile(statement.name, summary.profile)
      return readRows(statement.row, records.map(toRow))
    }
  }

  async function write<Answer>(work: (run: Run) => Promise<Answer>): Promise<Answer> {
    const session = openSession(neo4j.session.WRITE)
    // A change that has begun is carried through, whoever waits for it.
    const deadline = startDeadline({ timeout: WRITE_TIMEOUT, patience: WRITE_PATIENCE })
    try {
      return await deadline.race(
        session.executeWrite((transaction) => deadline.during(() => work(runnerOf(transaction))), {
          timeout: WRITE_TIMEOUT,
        }),
      )
    } catch (error) {
      throw toStoreError(error)
    } finally {
      deadline.stop()
      close(session)
    }
  }

  return {
    location: locationOf(options),
    read,
    write,

    async define(text) {
      const session = openSession(neo4j.session.WRITE)
      try {
        await session.run(text)
      } catch (error) {
        throw toStoreError(error)
      } finally {
        await session.close()
      }
    },

    async ping() {
      if (closed) throw new StoreUnavailableError('The store was closed.')
      const deadline = startDeadline({ timeout: PING_PATIENCE, patience: PING_PATIENCE })
      try {
        await deadline.race(verify())
      } catch (error) {
        throw storeUnavailable(error)
      } finally {
        deadline.stop()
      }
    },

    async [Symbol.asyncDispose]() {
      closed = true
      await driver.close()
    },
  }
}

function openDriver({ uri, user, password }: Neo4jOptions): Driver {
  try {
    return neo4j.driver(uri, neo4j.auth.basic(user, password), {
      connectionTimeout: 4_000,
      connectionAcquisitionTimeout: 5_000,
      connectionLivenessCheckTimeout: 30_000,
      maxConnectionLifetime: 300_000,
      maxTransactionRetryTime: 15_000,
      userAgent: 'paperloom',
      telemetryDisabled: true,
      // Hints for people who write Cypher by hand: nobody would see them, and they double the size of short answers.
      notificationFilter: { minimumSeverityLevel: 'OFF' },
    })
  } catch (cause) {
    throw new InvalidInputError(
      'This is not the address of a Neo4j server. Expected one like neo4j://localhost:7687.',
      [],
      {
        cause,
      },
    )
  }
}

/** The address without what it may hold of a log-in, and the database. */
function locationOf({ uri, database }: Neo4jOptions): string {
  const { protocol, host } = new URL(uri)
  return `${protocol}//${host}${database === undefined ? '' : `/${database}`}`
}

/** Not awaited: closing asks the server, which may be what does not answer. A transaction under way ends with it. */
function close(session: Session): void {
  void session.close().catch(() => {})
}

function runnerOf(transaction: ManagedTransaction): Run {
  return async (statement, params) => {
    const query = toQuery([askFor(statement, params)])
    const { records } = await transaction.run(query.text, query.params)
    return readRows(statement.row, records.map(toRow))
  }
}
