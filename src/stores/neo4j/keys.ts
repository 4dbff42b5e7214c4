// API keys: nodes that no edge leads to.
import { z } from 'zod'
import { SCOPES } from '../../graph/actor.ts'
import { ConflictError, NotFoundError } from '../../graph/errors.ts'
import type { KeyStore } from '../../graph/keys.ts'
import { noRow, statement } from '../statement.ts'
import type { Client } from './client.ts'
import { writeAlone } from './lock.ts'

/** The map of a key `k`. */
const KEY = 'k {.id, .name, .scopes, .digest, .createdAt, .expiresAt, .revokedAt}'

const keyRow = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  digest: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
})

const createKey = statement({
  name: 'keys.create',
  text: 'CREATE (k:ApiKey) SET k = $given.key',
  params: z.object({ key: keyRow }),
  row: noRow,
})

const keyById = statement({
  name: 'keys.byId',
  text: `MATCH (k:ApiKey {id: $given.id}) RETURN ${KEY} AS key`,
  params: z.object({ id: z.string() }),
  row: z.object({ key: keyRow }),
})

const listKeys = statement({
  name: 'keys.list',
  text: `MATCH (k:ApiKey) RETURN ${KEY} AS key ORDER BY k.createdAt, k.id`,
  params: z.object({}),
  row: z.object({ key: keyRow }),
})

const revokeKey = statement({
  name: 'keys.revoke',
  text: `
    MATCH (k:ApiKey {id: $given.id})
    SET k.revokedAt = coalesce(k.revokedAt, $given.revokedAt)
    RETURN ${KEY} AS key`,
  params: z.object({ id: z.string(), revokedAt: z.string() }),
  row: z.object({ key: keyRow }),
})

export function createKeyStore(client: Client): KeyStore {
  return {
    async addKey(key) {
      await writeAlone(client, async (run) => {
        const taken = await run(keyById, { id: key.id })
        if (taken.length > 0) throw new ConflictError(`There is a key with the id "${key.id}" already.`)
        await run(createKey, { key: { ...key, scopes: [...key.scopes] } })
      })
    },

    async keyById(id) {
      const [row] = await client.read((run) => run(keyById, { id }))
      return row?.key ?? null
    },

    async listKeys() {
      const rows = await client.read((run) => run(listKeys, {}))
      return rows.map(({ key }) => key)
    },

    async revokeKey(id, revokedAt) {
      const [row] = await writeAlone(client, (run) => run(revokeKey, { id, revokedAt }))
      if (row === undefined) throw new NotFoundError('key', id)
      return row.key
    },
  }
}
