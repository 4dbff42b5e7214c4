// Options that several commands share, and the settings they end in.
import type { Command } from 'commander'
import { readConfig, requireStore, type Config, type Flags } from '../config.ts'
import { StoreUnavailableError } from '../graph/errors.ts'
import type { GraphStore } from '../graph/store.ts'
import type { StoreAddress } from '../stores/open.ts'
import { tell } from './output.ts'

/** Adds `--store`. */
export function withStore(command: Command): Command {
  return command.option(
    '--store <url>',
    'where the graph is: sqlite:PATH, bolt://…, neo4j://… (default: PAPERLOOM_STORE, else sqlite:data/paperloom.db)',
  )
}

/** Adds `--host` and `--port`. */
export function withAddress(command: Command): Command {
  return command
    .option('--host <address>', 'address to listen on (default: HOST, else 127.0.0.1)')
    .option('--port <number>', 'port to listen on, 0 for any free one (default: PORT, else 4000)')
}

/** Tells that there is nothing in a graph yet: so a slip in its address shows. */
export async function tellIfEmpty(store: GraphStore): Promise<void> {
  const isEmpty = await store.lastRun().then(
    (run) => run === null,
    () => false,
  )
  if (isEmpty) tell(`The graph in ${store.location} is empty: ingest papers to fill it.`)
}

/** The settings of this process under some flags. */
export function configOf(flags: Flags): Config {
  return readConfig(process.env, flags)
}

/** Where the configured graph is, and how to get in. */
function addressOf(config: Config): StoreAddress {
  const { url, user, password, database } = requireStore(config)
  return { url, user, password: password ?? undefined, database: database ?? undefined }
}

/** Where a thread finds the configured graph; `null` where only this one has it, in memory. */
export function threadAddress(config: Config): StoreAddress | null {
  const address = addressOf(config)
  return /^sqlite:(?:\/\/)?:memory:$/.test(address.url) ? null : { ...address, mustExist: true }
}

/**
 * Opens the store that the settings name; `inThreads` for those who serve it, `mustExist` for those who only want what is in it.
 *
 * @throws StoreUnavailableError that says which store and what to look at.
 */
export async function openConfigured(
  config: Config,
  how: Pick<StoreAddress, 'inThreads' | 'mustExist'> = {},
): Promise<GraphStore> {
  const address = addressOf(config)
  try {
    // Loaded when it is needed: help and settings need no engine.
    const { openStore } = await import('../stores/open.ts')
    const store = await openStore({ ...address, ...how })
    await store.ping()
    return store
  } catch (error) {
    if (!(error instanceof StoreUnavailableError) || address.url.startsWith('sqlite:')) throw error
    const names = ['NEO4J_USER', 'NEO4J_PASSWORD', ...(address.database === undefined ? [] : ['NEO4J_DATABASE'])]
    const advice = `Is it running, and are ${names.join(', ').replace(/, (?=\w+$)/, ' and ')} right?`
    throw new StoreUnavailableError(`${address.url}: ${error.message} ${advice}`, { cause: error })
  }
}
