// What most tests of the API begin with: the seeded graph on the engine under test, and a client that asks about it.
import { afterAll, beforeAll } from 'vitest'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { createClient } from './client.ts'
import type { Client, ClientOptions } from './client.ts'
import { seedGraph } from './seed.ts'
import type { Seed } from './seed.ts'

export interface Seeded {
  readonly client: Client
  /** What the graph holds; there once the tests of the block run. */
  readonly seed: () => Seed
  readonly store: () => GraphStore
}

/** Seeds a store before the tests of a block and closes it behind them. */
export function useSeed(options: ClientOptions = {}): Seeded {
  let open: { readonly store: GraphStore; readonly seed: Seed; readonly client: Client } | undefined
  beforeAll(async () => {
    const store = await currentEngine().openEmpty()
    open = { store, seed: await seedGraph(store), client: createClient(store, options) }
  })
  afterAll(async () => open?.store[Symbol.asyncDispose]())

  const seeded = () => {
    if (open === undefined) throw new Error('The graph is seeded when the tests of the block run, not before.')
    return open
  }
  return {
    client: {
      ask: (query, variables) => seeded().client.ask(query, variables),
      data: (query, variables) => seeded().client.data(query, variables),
    },
    seed: () => seeded().seed,
    store: () => seeded().store,
  }
}
