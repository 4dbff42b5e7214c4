// What tests do to a database besides testing: wait for it, ask its version, wipe it, claim one that is not ours alone.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import neo4j from 'neo4j-driver'
import type { Driver } from 'neo4j-driver'
import { NotPossibleHere, WrongPasswordError } from './server.ts'
import type { Neo4jAccess } from './server.ts'

/** Label of the node that says: this database was empty when a test run took it, and that run may wipe it. */
const CLAIM = 'PaperloomTestClaim'

const WIPE = `MATCH (n) WHERE NOT n:${CLAIM} CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`

function openDriver(access: Neo4jAccess): Driver {
  const auth = neo4j.auth.basic(access.user, access.password)
  return neo4j.driver(access.uri, auth, {
    connectionAcquisitionTimeout: 10_000,
    connectionTimeout: 10_000,
    maxTransactionRetryTime: 0,
  })
}

async function withDriver<Result>(access: Neo4jAccess, use: (driver: Driver) => Promise<Result>): Promise<Result> {
  const driver = openDriver(access)
  try {
    return await use(driver)
  } finally {
    await driver.close()
  }
}

async function readVersion(driver: Driver): Promise<string> {
  const { records } = await driver.executeQuery(
    "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version",
  )
  return String(records[0]?.get('version'))
}

/** The version of the server, such as `5.26.31`. */
export async function askVersion(access: Neo4jAccess): Promise<string> {
  return withDriver(access, readVersion)
}

function isRefusedLogin(error: unknown): boolean {
  return error instanceof neo4j.Neo4jError && error.code === 'Neo.ClientError.Security.Unauthorized'
}

/** A fresh server knows one user whose password has to be changed before anything else. */
async function setFirstPassword(access: Neo4jAccess): Promise<void> {
  await withDriver({ ...access, password: 'neo4j' }, async (driver) => {
    await driver.executeQuery(
      'ALTER CURRENT USER SET PASSWORD FROM $old TO $new',
      { old: 'neo4j', new: access.password },
      { database: 'system' },
    )
  })
}

/** One attempt to get in: with the password, or else with the first one, which is then changed. */
async function tryLogin(access: Neo4jAccess): Promise<string> {
  try {
    return await askVersion(access)
  } catch (error) {
    if (!isRefusedLogin(error)) throw error
    await setFirstPassword(access)
    return askVersion(access)
  }
}

/**
 * Waits for a server that is being started and sees to it that the password holds. Resolves with its version.
 * `stillWanted` is asked after each failure: once it says no, that failure is thrown.
 */
export async function awaitServer(access: Neo4jAccess, stillWanted: () => boolean): Promise<string> {
  for (;;) {
    try {
      return await tryLogin(access)
    } catch (error) {
      if (isRefusedLogin(error))
        throw new WrongPasswordError('the data are kept under another password', { cause: error })
      if (!stillWanted()) throw error
      await sleep(150)
    }
  }
}

async function readClaim(driver: Driver): Promise<{ tokens: string[]; nodes: number }> {
  const { records } = await driver.executeQuery(
    `OPTIONAL MATCH (c:${CLAIM}) WITH collect(c.token) AS tokens RETURN tokens, COUNT { () } AS nodes`,
  )
  return { tokens: records[0]?.get('tokens') ?? [], nodes: Number(records[0]?.get('nodes')) }
}

/**
 * Takes an empty database for this run: from here on, and until it is released, all that comes into it is the run's.
 * Throws {@link NotPossibleHere} when anything is in it, also the claim of another run.
 */
export async function claimDatabase(access: Neo4jAccess): Promise<Neo4jAccess> {
  return withDriver(access, async (driver) => {
    const before = await readClaim(driver)
    if (before.tokens.length > 0) {
      throw new NotPossibleHere(
        `a test run holds ${access.uri}. If none is under way, and nothing of yours is in there, empty it yourself: MATCH (n) DETACH DELETE n`,
      )
    }
    if (before.nodes > 0) {
      throw new NotPossibleHere(
        `${access.uri} is not empty (nodes: ${before.nodes}), and tests only touch an empty database`,
      )
    }
    const token = randomUUID()
    await driver.executeQuery(`CREATE (:${CLAIM} {token: $token, since: datetime()})`, { token })
    // Of two runs that saw it empty at the same moment, at least one sees the other's claim now.
    const after = await readClaim(driver)
    if (after.nodes !== 1) {
      await driver.executeQuery(`MATCH (c:${CLAIM} {token: $token}) DELETE c`, { token })
      throw new NotPossibleHere(`another run took ${access.uri} at the same time`)
    }
    return { ...access, claim: token }
  })
}

async function wipe(driver: Driver, access: Neo4jAccess): Promise<void> {
  if (access.claim !== null) {
    const { tokens } = await readClaim(driver)
    if (tokens.length !== 1 || tokens[0] !== access.claim) {
      throw new Error(`The claim on ${access.uri} is gone: this run may not delete anything there.`)
    }
  }
  // CALL … IN TRANSACTIONS runs in a transaction of the session itself.
  const session = driver.session()
  try {
    await session.run(WIPE)
  } finally {
    await session.close()
  }
}

/** Removes every node and relationship of a test database. Constraints and indexes stay. */
export async function wipeDatabase(access: Neo4jAccess): Promise<void> {
  await withDriver(access, async (driver) => wipe(driver, access))
}

/** Gives a claimed database back as empty as it was. */
export async function releaseDatabase(access: Neo4jAccess): Promise<void> {
  await withDriver(access, async (driver) => {
    await wipe(driver, access)
    await driver.executeQuery(`MATCH (c:${CLAIM} {token: $token}) DELETE c`, { token: access.claim })
  })
}
