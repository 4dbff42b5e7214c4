import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../../src/graph/errors.ts'
import { openStore } from '../../../src/stores/open.ts'

describe('openStore', () => {
  test('opens a graph in memory', async () => {
    await using store = await openStore({ url: 'sqlite::memory:' })
    expect([store.engine, store.location]).toEqual(['sqlite', ':memory:'])
    await store.ping()
  })

  test.each(['', 'graph.db', 'postgres://host/db', 'sqlite:', 'neo4j+x://host', 'http://user:geheim@host'])(
    'refuses %j and says what it expects',
    async (url) => {
      const opening = openStore({ url })
      await expect(opening).rejects.toThrow(ConfigError)
      await expect(opening).rejects.toThrow(/sqlite:/)
      await expect(opening).rejects.not.toThrow(/geheim/)
    },
  )
})
