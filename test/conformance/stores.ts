// Stores for tests: one empty store of the engine under test, or one that holds the world and is only read.
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { WORLD, writeWorld } from './world.ts'

/** A store that holds {@link WORLD} while the tests of a file run. Tests must not write to it. */
export function useWorld(): () => GraphStore {
  let store: GraphStore | undefined
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await writeWorld(store, WORLD)
  })
  afterAll(async () => {
    await store?.[Symbol.asyncDispose]()
  })
  return () => opened(store)
}

/** An empty store for each test. */
export function useEmpty(): () => GraphStore {
  let store: GraphStore | undefined
  beforeEach(async () => {
    store = await currentEngine().openEmpty()
  })
  afterEach(async () => {
    await store?.[Symbol.asyncDispose]()
  })
  return () => opened(store)
}

function opened(store: GraphStore | undefined): GraphStore {
  if (store === undefined) throw new Error('The store is opened when tests run.')
  return store
}
