// Tokens that somebody else has signed (RFC 7519): who may sign, for whom, how and for how long is fixed by settings.
import { readFileSync } from 'node:fs'
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose'
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import type { JwtSettings } from '../../access-settings.ts'
import { SCOPES } from '../../graph/actor.ts'
import type { Actor } from '../../graph/actor.ts'
import { ConfigError, explainUnreadable } from '../../graph/errors.ts'

/** Signatures that need no shared secret. A key set is public: with HMAC, anybody could sign with what it says. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519']

const MAX_TOKEN_LENGTH = 8_000
const CLOCK_SKEW_SECONDS = 60
const FETCH_TIMEOUT_MS = 3_000
const MAX_NAME_LENGTH = 200

/** What is wrong with the key set, which is no fault of the token. */
const KEY_SET_FAILURES = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/** Whom a token speaks for; `null` when it is not accepted. Rejects when the key set cannot be had. */
export type TokenReader = (text: string) => Promise<Actor | null>

/**
 * Makes the reader of tokens. A key set at an address is fetched when it is first needed and kept for ten minutes; a
 * token with an unknown key makes it be fetched again, every half minute at most.
 *
 * @throws ConfigError when the key set is a file that cannot be read.
 */
export function createTokenReader({ jwks, issuer, audience }: JwtSettings): TokenReader {
  const keys: JWTVerifyGetKey = jwks.includes('://')
    ? createRemoteJWKSet(new URL(jwks), { timeoutDuration: FETCH_TIMEOUT_MS })
    : createLocalJWKSet(readKeySet(jwks))
  return async (text) => {
    if (text.length > MAX_TOKEN_LENGTH) return null
    try {
      const { payload } = await jwtVerify(text, keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ['exp', 'iss', 'aud'],
      })
      return toActor(payload)
    } catch (error) {
      if (error instanceof errors.JOSEError && !KEY_SET_FAILURES.has(error.code)) return null
      throw error
    }
  }
}

const keySetSchema = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) })

function readKeySet(path: string): JSONWebKeySet {
  const refuse = (fault: string, cause: unknown) =>
    new ConfigError('PAPERLOOM_JWT_JWKS', `${path}: ${fault}`, { cause })
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw refuse(explainUnreadable(error), error)
  }
  try {
    return keySetSchema.parse(JSON.parse(text))
  } catch (error) {
    throw refuse('it is no JSON Web Key Set. Expected {"keys": [{"kty": "…"}]}.', error)
  }
}

/** The scopes are those of the claim `scope` (RFC 9068, words) or `scopes` (words or a list); others mean nothing here. */
function toActor(payload: JWTPayload): Actor {
  const claim = payload['scope'] ?? payload['scopes']
  const words = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : []
  const name = (payload.sub ?? '').replace(/\p{C}/gu, '').slice(0, MAX_NAME_LENGTH)
  return { name: name === '' ? 'token' : name, scopes: SCOPES.filter((scope) => words.includes(scope)) }
}
