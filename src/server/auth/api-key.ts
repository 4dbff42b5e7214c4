// API keys: how they are made, written and recognised. The text of a key is shown once and kept nowhere; 32 random bytes
// need no slow hash.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Scope } from '../../graph/actor.ts'
import { digest } from '../../graph/ids.ts'
import type { ApiKey } from '../../graph/keys.ts'

/** What a key begins with, so that scanners for lost secrets know it: `plk_<id>_<secret>`. */
const PREFIX = 'plk'
const KEY_TEXT = new RegExp(`^${PREFIX}_([0-9a-f]{12})_[\\w-]{43}$`)
const SECRET_BYTES = 32
const ID_BYTES = 6

/** What somebody decides of a new key. */
export interface KeyRequest {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Milliseconds until it expires; `null` for never. */
  readonly lifetime: number | null
}

/** Makes a key: what is kept of it, and the text for whoever will use it. */
export function createApiKey({ name, scopes, lifetime }: KeyRequest, now: Date): { key: ApiKey; text: string } {
  const id = randomBytes(ID_BYTES).toString('hex')
  const text = `${PREFIX}_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}`
  const expiresAt = lifetime === null ? null : new Date(now.getTime() + lifetime).toISOString()
  const key = { id, name, scopes, digest: digest(text), createdAt: now.toISOString(), expiresAt, revokedAt: null }
  return { key, text }
}

/** The id in the text of a key; `null` where the text is no key. */
export function readKeyId(text: string): string | null {
  return KEY_TEXT.exec(text)?.[1] ?? null
}

/** Whether a text is that of a key. Takes the same time whatever the text and whether or not there is a key. */
export function isTextOf(text: string, key: ApiKey | null): boolean {
  const [given, kept] = [digest(text), key?.digest ?? digest('')].map((hex) => Buffer.from(hex, 'hex'))
  return given !== undefined && kept !== undefined && timingSafeEqual(given, kept) && key !== null
}

/** Whether a key can be used: neither revoked nor past its time. */
export function isValid({ revokedAt, expiresAt }: ApiKey, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || now.getTime() < Date.parse(expiresAt))
}
