import { describe, expect, test } from 'vitest'
import { ConflictError, NotFoundError } from '../../src/graph/errors.ts'
import type { ApiKey } from '../../src/graph/keys.ts'
import { SCAN_TABLES } from '../../src/graph/reader.ts'
import { scanAll } from './lists.ts'
import { useEmpty } from './stores.ts'

function buildKey(given: Partial<ApiKey> = {}): ApiKey {
  return {
    id: '0123456789ab',
    name: 'a dashboard',
    scopes: ['read'],
    digest: 'f'.repeat(64),
    createdAt: '2026-01-02T03:04:05.000Z',
    expiresAt: null,
    revokedAt: null,
    ...given,
  }
}

describe('keys', () => {
  const store = useEmpty()

  test('U1 a key comes back as it was given', async () => {
    const plain = buildKey()
    const full = buildKey({
      id: 'ba9876543210',
      name: `O'Hara "x" \u{1F511} $k`,
      scopes: ['read', 'write', 'admin'],
      expiresAt: '2026-04-02T03:04:05.000Z',
      revokedAt: '2026-03-02T03:04:05.000Z',
    })
    await store().addKey(plain)
    await store().addKey(full)
    expect(await store().keyById(plain.id)).toEqual(plain)
    expect(await store().keyById(full.id)).toEqual(full)
    expect(await store().keyById('nowhere')).toBeNull()
  })

  test('U2 keys are listed by the time they were made, then by id', async () => {
    const ids = ['b', 'c', 'a']
    for (const id of ids) await store().addKey(buildKey({ id }))
    await store().addKey(buildKey({ id: 'z', createdAt: '2025-01-01T00:00:00.000Z' }))
    expect((await store().listKeys()).map(({ id }) => id)).toEqual(['z', 'a', 'b', 'c'])
  })

  test('U3 an id is given once', async () => {
    await store().addKey(buildKey())
    await expect(store().addKey(buildKey({ name: 'another' }))).rejects.toThrow(ConflictError)
    expect(await store().listKeys()).toEqual([buildKey()])
  })

  test('U4 the first revocation counts', async () => {
    const revokedAt = '2026-02-01T00:00:00.000Z'
    await store().addKey(buildKey())
    expect(await store().revokeKey(buildKey().id, revokedAt)).toEqual(buildKey({ revokedAt }))
    expect(await store().revokeKey(buildKey().id, '2026-03-01T00:00:00.000Z')).toEqual(buildKey({ revokedAt }))
    expect(await store().keyById(buildKey().id)).toEqual(buildKey({ revokedAt }))
    await expect(store().revokeKey('nowhere', revokedAt)).rejects.toThrow(NotFoundError)
  })

  test('U5 keys are no part of the graph', async () => {
    const before = await store().stats()
    await store().addKey(buildKey())
    expect(await store().stats()).toEqual(before)
    for (const table of SCAN_TABLES) expect(await scanAll(store(), table)).toEqual([])
  })
})
