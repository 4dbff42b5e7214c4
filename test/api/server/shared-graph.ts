// A graph of the engine under test that a server process can open.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { openStore } from '../../../src/stores/open.ts'
import { currentEngine } from '../../support/engines.ts'

/** A graph that several processes can open. */
export interface SharedGraph extends AsyncDisposable {
  readonly environment: Readonly<Record<string, string>>
}

/** Makes an empty graph, lets `fill` write to it, and closes it again. */
export async function createSharedGraph(fill: (store: GraphStore) => Promise<unknown>): Promise<SharedGraph> {
  if (currentEngine().name === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'paperloom-server-'))
    const url = `sqlite:${join(folder, 'graph.db')}`
    await using store = await openStore({ url })
    await fill(store)
    const environment = { PAPERLOOM_STORE: url }
    return { environment, [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }) }
  }
  const access = inject('neo4j')
  if (access === null) throw new Error('There is no server.')
  const store = await currentEngine().openEmpty()
  await fill(store)
  const environment = { PAPERLOOM_STORE: access.uri, NEO4J_USER: access.user, NEO4J_PASSWORD: access.password }
  return { environment, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}
