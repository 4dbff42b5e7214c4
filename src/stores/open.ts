// From an address to an engine: the only list of engines. The driver of an engine is loaded when it is asked for.
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError, StoreUnavailableError } from '../graph/errors.ts'
import type { GraphStore } from '../graph/store.ts'

/** Where a graph is kept and how to get in. */
export interface StoreAddress {
  /** `sqlite:<path>`, `sqlite::memory:`, or a Neo4j address such as `neo4j://host:7687`, `neo4j+s://…`, `bolt://…`. */
  readonly url: string
  /** For engines that ask for a login. */
  readonly user?: string | undefined
  readonly password?: string | undefined
  /** The database on the server; its default database where nobody says. */
  readonly database?: string | undefined
  /**
   * For the embedded engine: whether it works in threads of its own, so that the caller's never waits for it and a read that
   * takes too long is stopped. A graph in memory has no threads.
   */
  readonly inThreads?: boolean | undefined
  /** For the embedded engine: whether a file that is not there is a failure, for those who want what is in it. */
  readonly mustExist?: boolean | undefined
}

/** Opens the graph at an address. Throws {@link ConfigError} when no engine serves it, else what the engine throws. */
export async function openStore(address: StoreAddress): Promise<GraphStore> {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9]*(?:\+(?:s|ssc))?):(.*)$/is.exec(address.url) ?? []
  switch (scheme.toLowerCase()) {
    case 'sqlite':
      return openFile(sqlitePath(rest), address)
    case 'bolt':
    case 'bolt+s':
    case 'bolt+ssc':
    case 'neo4j':
    case 'neo4j+s':
    case 'neo4j+ssc': {
      const { openNeo4j } = await import('./neo4j/index.ts')
      const { url: uri, user = 'neo4j', password = '', database } = address
      return openNeo4j({ uri, user, password, ...(database === undefined ? {} : { database }) })
    }
    default:
      throw new ConfigError(
        'store address',
        `expected something like "sqlite:paperloom.db" or "neo4j://localhost:7687", got one ${describeScheme(scheme)}.`,
      )
  }
}

async function openFile(path: string, { inThreads = false, mustExist = false }: StoreAddress): Promise<GraphStore> {
  const { IN_MEMORY, openSqlite } = await import('./sqlite/index.ts')
  // An empty file is none yet: SQLite would begin one in it.
  if (mustExist && path !== IN_MEMORY && !statSync(path, { throwIfNoEntry: false })?.size) {
    throw new StoreUnavailableError(
      `There is no graph at ${resolve(path)}. Name the file that has it, or ingest papers to make it.`,
    )
  }
  if (!inThreads || path === IN_MEMORY) return openSqlite(path)
  const { openSqliteThreads } = await import('./sqlite/threads/index.ts')
  return openSqliteThreads(path)
}

/** The path of `sqlite:graph.db`, `sqlite:/var/graph.db` or `sqlite:///var/graph.db`. */
function sqlitePath(rest: string): string {
  const path = rest.replace(/^\/\/(?=\/)/, '')
  if (path !== '') return path
  throw new ConfigError('store address', 'expected a path after "sqlite:", such as "sqlite:paperloom.db".')
}

/** Says the scheme alone: an address may hold a password. */
function describeScheme(scheme: string): string {
  return scheme === '' ? 'without a scheme' : `with the scheme "${scheme}"`
}
