// What a server asks its store at first: questions that every engine answers, of a full graph and of an empty one.
import { describe, expect, it } from 'vitest'
import type { GraphStore } from '../../../src/graph/store.ts'
import { warmUp } from '../../../src/server/warm-up.ts'
import { observeStore } from '../../../src/server/observe/observed-store.ts'
import { currentEngine } from '../../support/engines.ts'
import { seedGraph } from '../seed.ts'

/** The methods that were called, and what went wrong in them. */
function watch(store: GraphStore) {
  const calls: string[] = []
  const failures: unknown[] = []
  const watched = observeStore(store, [
    async (method, call) => {
      calls.push(method)
      try {
        return await call()
      } catch (error) {
        failures.push(error)
        throw error
      }
    },
  ])
  return { watched, calls, failures }
}

describe('warming up', () => {
  it.each(['full', 'empty'])('asks what dashboards ask of a %s graph, and nothing that fails', async (name) => {
    await using store = await currentEngine().openEmpty()
    if (name === 'full') await seedGraph(store)
    const { watched, calls, failures } = watch(store)
    expect(await warmUp(watched, new AbortController().signal)).toBeGreaterThan(30)
    expect(failures).toEqual([])
    expect([...new Set(calls)]).toEqual(
      expect.arrayContaining([
        'listPapers',
        'entitiesOfPapers',
        'search',
        'relatedEntities',
        'topicsOf',
        'facetPapers',
      ]),
    )
  })

  it('ends when nobody needs it any more, and is no failure of the server where the store fails', async () => {
    const store = await currentEngine().openEmpty()
    const ending = new AbortController()
    const { watched, calls } = watch(store)
    const warming = warmUp(
      observeStore(watched, [
        (method, call) => {
          if (method === 'entitiesById') ending.abort()
          return call()
        },
      ]),
      ending.signal,
    )
    expect(await warming).toBeLessThan(10)
    expect(calls.at(-1)).toBe('entitiesById')
    await store[Symbol.asyncDispose]()
    expect(await warmUp(store, new AbortController().signal)).toBe(0)
  })
})
