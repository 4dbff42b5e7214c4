// API keys, in a table of their own.
import { z } from 'zod'
import { SCOPES } from '../../graph/actor.ts'
import { ConflictError, NotFoundError } from '../../graph/errors.ts'
import type { ApiKey, KeyStore } from '../../graph/keys.ts'
import { noRow, statement } from '../statement.ts'
import type { Database } from './database.ts'
import { columns, json } from './rows.ts'

const keyShape = {
  id: z.string(),
  name: z.string(),
  scopes: json(z.array(z.enum(SCOPES))),
  digest: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
}
const keyRow = z.object(keyShape)

const insertKey = statement({
  name: 'keys.insert',
  text: `
    INSERT INTO api_keys (id, name, scopes, digest, created_at, expires_at, revoked_at)
    VALUES (:id, :name, :scopes, :digest, :createdAt, :expiresAt, :revokedAt)
    ON CONFLICT (id) DO NOTHING`,
  params: z.object({ ...keyShape, scopes: z.string() }),
  row: noRow,
})

const keyById = statement({
  name: 'keys.byId',
  text: `SELECT ${columns('k', keyShape)} FROM api_keys k WHERE k.id = :id`,
  params: z.object({ id: z.string() }),
  row: keyRow,
})

const listKeys = statement({
  name: 'keys.list',
  text: `SELECT ${columns('k', keyShape)} FROM api_keys k ORDER BY k.created_at, k.id`,
  params: z.object({}),
  row: keyRow,
})

const revokeKey = statement({
  name: 'keys.revoke',
  text: `UPDATE api_keys SET revoked_at = coalesce(revoked_at, :revokedAt) WHERE id = :id`,
  params: z.object({ id: z.string(), revokedAt: z.string() }),
  row: noRow,
})

/** Keeps keys in a file. */
export function createKeyStore(db: Database): KeyStore {
  const find = (id: string): ApiKey | null => db.all(keyById, { id })[0] ?? null
  return {
    async addKey(key) {
      const added = db.change(insertKey, { ...key, scopes: JSON.stringify(key.scopes) })
      if (added === 0) throw new ConflictError(`There is a key with the id "${key.id}" already.`)
    },
    async keyById(id) {
      return find(id)
    },
    async listKeys() {
      return db.all(listKeys, {})
    },
    async revokeKey(id, revokedAt) {
      db.change(revokeKey, { id, revokedAt })
      const key = find(id)
      if (key === null) throw new NotFoundError('key', id)
      return key
    },
  }
}
