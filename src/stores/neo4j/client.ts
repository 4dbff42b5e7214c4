// The connection: runs statements in transactions that are retried, limited in time and see what was written before.
import neo4j from 'neo4j-driver'
import type { Driver, ManagedTransaction, ProfiledPlan, SessionMode } from 'neo4j-driver'
import { z } from 'zod'
import { unwantedSignal } from '../../graph/deadline.ts'
import { InvalidInputError, StoreUnavailableError } from '../../graph/errors.ts'
import type { ParamsSchema, Statement } from '../statement.ts'
import { startDeadline } from './deadline.ts'
import { storeTimeout, storeUnavailable, toStoreError } from './errors.ts'

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

/** Transactions over pooled connections. `work` may run several times: it must do nothing but run statements. */
export interface Client extends AsyncDisposable {
  readonly location: string
  read<Answer>(work: (run: Run) => Promise<Answer>): Promise<Answer>
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

/** Opens a pool of connections; connects when it is first used. */
export function openClient(options: Neo4jOptions): Client {
  const driver = openDriver(options)
  const bookmarkManager = neo4j.bookmarkManager()
  const database = options.database === undefined ? {} : { database: options.database }
  let closed = false

  function openSession(defaultAccessMode: SessionMode) {
    if (closed) throw new StoreUnavailableError('The store was closed.')
    return driver.session({ ...database, bookmarkManager, defaultAccessMode })
  }

  async function transact<Answer>(mode: SessionMode, work: (run: Run) => Promise<Answer>): Promise<Answer> {
    const reading = mode === neo4j.session.READ
    // A change that has begun is carried through, whoever waits for it.
    const unwanted = reading ? unwantedSignal() : undefined
    if (unwanted?.aborted === true) throw storeTimeout(unwanted.reason)
    const session = openSession(mode)
    const timeout = reading ? (options.readTimeout ?? READ_TIMEOUT) : WRITE_TIMEOUT
    const deadline = startDeadline({ timeout, patience: reading ? READ_PATIENCE : WRITE_PATIENCE, unwanted })
    const attempt = (transaction: ManagedTransaction) =>
      deadline.during(() => work(runnerOf(transaction, options.onProfile)))
    try {
      const execution = reading ? session.executeRead(attempt, { timeout }) : session.executeWrite(attempt, { timeout })
      return await deadline.race(execution)
    } catch (error) {
      throw toStoreError(error)
    } finally {
      deadline.stop()
      // Not awaited: closing asks the server, which may be what does not answer. A transaction under way ends with it.
      void session.close().catch(() => {})
    }
  }

  return {
    location: locationOf(options),
    read: (work) => transact(neo4j.session.READ, work),
    write: (work) => transact(neo4j.session.WRITE, work),

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
        await deadline.race(driver.verifyConnectivity(database))
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
      disableLosslessIntegers: true,
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

function runnerOf(transaction: ManagedTransaction, onProfile: Neo4jOptions['onProfile']): Run {
  return async (asked, params) => {
    const statement = onProfile === undefined ? asked : { ...asked, text: `PROFILE ${asked.text}` }
    const values = statement.params.safeParse(params)
    if (!values.success) {
      throw new InvalidInputError(
        `What was given to ${statement.name} has another form than it must have.`,
        values.error.issues.map(({ path, message }) => ({ path: path.map(String), message })),
      )
    }
    // One map for all: the server plans a query anew for lists and texts of other sizes, but does not look into maps.
    const { records, summary } = await transaction.run(statement.text, { given: values.data })
    if (summary.profile !== false) onProfile?.(statement.name, summary.profile)
    return z.array(statement.row).parse(records.map((record) => record.toObject()))
  }
}
