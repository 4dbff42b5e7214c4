// API keys: who may use the API with which scopes. They are kept with the graph, so that every server of it knows them, and
// belong to no export and no figure.
import type { Scope } from './actor.ts'

/** A key as it is kept. The secret itself is kept nowhere. */
export interface ApiKey {
  /** Begins the text of the key, so that it can be found and named without the secret. */
  readonly id: string
  /** For people: who or what uses it. */
  readonly name: string
  readonly scopes: readonly Scope[]
  /** SHA-256 of the text of the key, in hexadecimal. */
  readonly digest: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** ISO 8601, UTC; `null` where it holds until it is revoked. */
  readonly expiresAt: string | null
  /** ISO 8601, UTC; `null` while it is not revoked. */
  readonly revokedAt: string | null
}

/** Keeping keys. */
export interface KeyStore {
  /** Keeps a new key. Throws {@link ConflictError} when there is one with its id. */
  addKey(key: ApiKey): Promise<void>
  /** The key with an id; `null` where there is none. */
  keyById(id: string): Promise<ApiKey | null>
  /** All keys, revoked and expired ones too, by `createdAt`, then id. */
  listKeys(): Promise<readonly ApiKey[]>
  /** Revokes a key; one that is revoked already keeps its time. Throws {@link NotFoundError} where there is none. */
  revokeKey(id: string, revokedAt: string): Promise<ApiKey>
}
