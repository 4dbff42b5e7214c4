// The storage engines that every conformance and API test runs on. A new engine is one more descriptor here and one
// project in vitest.config.ts.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { GraphStore } from '../../src/graph/store.ts'
import { NEO4J_LINES } from './neo4j/lines.ts'
import type { LineName } from './neo4j/lines.ts'
import type { Neo4jAccess } from './neo4j/server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Name of the engine that the project tests. */
    engine: EngineName
    /** Version line of the server that the project needs. */
    neo4jLine: LineName
    /** The server that was started for the project; null when none could be. */
    neo4j: Neo4jAccess | null
  }
}

type EngineName = 'sqlite' | 'sqlite-threads' | `neo4j-${LineName}`

interface Engine {
  readonly name: EngineName
  /** Opens an empty store, ready for use. On Neo4j it empties the database that all stores of the project share. */
  openEmpty(): Promise<GraphStore>
}

/** The server of this project. Throws when there is none: such a project's tests are skipped before they get here. */
function neo4jAccess(): Neo4jAccess {
  const access = inject('neo4j')
  if (!access) throw new Error('No Neo4j server was started for this project.')
  return access
}

const sqlite: Engine = {
  name: 'sqlite',
  async openEmpty() {
    const { openSqlite } = await import('../../src/stores/sqlite/index.ts')
    return openSqlite(':memory:')
  },
}

const sqliteThreads: Engine = {
  name: 'sqlite-threads',
  async openEmpty() {
    const { openSqliteThreads } = await import('../../src/stores/sqlite/threads/index.ts')
    const folder = await mkdtemp(join(tmpdir(), 'paperloom-'))
    const store = await openSqliteThreads(join(folder, 'graph.db'))
    return {
      ...store,
      async [Symbol.asyncDispose]() {
        await store[Symbol.asyncDispose]()
        await rm(folder, { recursive: true, force: true })
      },
    }
  },
}

function describeNeo4j(line: LineName): Engine {
  return {
    name: `neo4j-${line}`,
    async openEmpty() {
      const { openNeo4j } = await import('../../src/stores/neo4j/index.ts')
      const { wipeDatabase } = await import('./neo4j/database.ts')
      const access = neo4jAccess()
      await wipeDatabase(access)
      const { uri, user, password } = access
      // A server that has just started plans its first queries slowly, the more so beside others on a busy machine.
      return openNeo4j({ uri, user, password, readTimeout: 30_000 })
    },
  }
}

// Each engine is loaded when it is opened, so that a project only loads its own.
const ENGINES: readonly Engine[] = [sqlite, sqliteThreads, ...NEO4J_LINES.map((line) => describeNeo4j(line.name))]

/** The engine that the running project tests. */
export function currentEngine(): Engine {
  const name = inject('engine')
  const engine = ENGINES.find((engine) => engine.name === name)
  if (!engine) throw new Error(`No engine "${name}". Known: ${ENGINES.map((engine) => engine.name).join(', ')}.`)
  return engine
}
