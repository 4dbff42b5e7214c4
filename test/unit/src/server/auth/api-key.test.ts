// How keys are made and recognised.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createApiKey, isTextOf, isValid, readKeyId } from '../../../../../src/server/auth/api-key.ts'

const NOW = new Date('2026-01-01T00:00:00.000Z')
const make = (lifetime: number | null = null) => createApiKey({ name: 'n', scopes: ['read'], lifetime }, NOW)

test('a key has an id to find it by, 32 random bytes, and is kept as their digest', () => {
  const { key, text } = make()
  const [, id, secret = ''] = /^plk_([0-9a-f]{12})_([\w-]{43})$/.exec(text) ?? []
  expect(key).toEqual({
    id,
    name: 'n',
    scopes: ['read'],
    digest: createHash('sha256').update(text).digest('hex'),
    createdAt: NOW.toISOString(),
    expiresAt: null,
    revokedAt: null,
  })
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(readKeyId(text)).toBe(id)
  expect(new Set(Array.from({ length: 100 }, () => make().text)).size).toBe(100)
})

test('only its own text is that of a key', () => {
  const { key, text } = make()
  expect(isTextOf(text, key)).toBe(true)
  expect(isTextOf(make().text, key)).toBe(false)
  expect(isTextOf(text, null)).toBe(false)
  expect(isTextOf('', null)).toBe(false)
  for (const wrong of ['', 'plk_', text.slice(1), `${text} `, `${text}A`, text.replace('plk', 'PLK')])
    expect(readKeyId(wrong)).toBeNull()
})

test('a key ends when its time is over or when it is revoked', () => {
  const { key } = make(1000)
  expect(isValid(key, NOW)).toBe(true)
  expect(isValid(key, new Date(NOW.getTime() + 999))).toBe(true)
  expect(isValid(key, new Date(NOW.getTime() + 1000))).toBe(false)
  expect(isValid({ ...key, revokedAt: NOW.toISOString() }, NOW)).toBe(false)
  expect(isValid({ ...key, expiresAt: null }, new Date('2999-01-01'))).toBe(true)
})
