// Who asks: from the Authorization header to an actor.
import type { IncomingMessage } from 'node:http'
import type { Actor } from '../../graph/actor.ts'
import type { KeyStore } from '../../graph/keys.ts'
import { HttpError } from '../answers.ts'
import { isTextOf, isValid, readKeyId } from './api-key.ts'
import { localActor } from './local.ts'
import type { TokenReader } from './token.ts'

/** Somebody who has shown who they are, and the name under which what they ask for is counted. */
export interface Identity {
  readonly actor: Actor
  readonly account: string
}

/** The account of whoever needs no key. */
export const LOCAL_ACCOUNT = 'local'

interface IdentifyOptions {
  readonly keys: Pick<KeyStore, 'keyById'>
  /** `null` where no tokens are taken. */
  readonly readToken: TokenReader | null
  /** Whether requests from this machine need no key. */
  readonly localWrite: boolean
}

/**
 * Makes what tells who asks: `null` for nobody in particular. It throws HttpError 401 when what was shown is not accepted,
 * always in the same words: whether a key is wrong, revoked or too old is nobody's business. A key is looked up each
 * time, so that its revocation holds at once.
 */
export function createIdentify({ keys, readToken, localWrite }: IdentifyOptions) {
  return async (request: IncomingMessage): Promise<Identity | null> => {
    const { authorization } = request.headers
    if (authorization === undefined) {
      const actor = localWrite ? localActor(request) : null
      return actor && { actor, account: LOCAL_ACCOUNT }
    }
    const [, text] = /^bearer +([\w.~+/=-]+) *$/i.exec(authorization) ?? []
    if (text === undefined) throw unaccepted()
    const id = readKeyId(text)
    const identity = id === null ? await identifyToken(text) : await identifyKey(text, id)
    if (identity === null) throw unaccepted()
    return identity
  }

  async function identifyKey(text: string, id: string): Promise<Identity | null> {
    const key = await keys.keyById(id)
    if (!isTextOf(text, key) || key === null || !isValid(key, new Date())) return null
    return { actor: { name: key.name, scopes: key.scopes }, account: `key:${id}` }
  }

  async function identifyToken(text: string): Promise<Identity | null> {
    if (readToken === null) return null
    const actor = await readToken(text).catch((cause: unknown) => {
      throw new HttpError(503, 'SERVICE_UNAVAILABLE', 'Tokens cannot be checked at the moment.', {}, { cause })
    })
    return actor && { actor, account: `token:${actor.name}` }
  }
}

const UNACCEPTED =
  'The key or token in the Authorization header is not accepted: it may be wrong, too old or revoked. ' +
  'Send another as "Authorization: Bearer …", or none.'

function unaccepted(): HttpError {
  return new HttpError(401, 'UNAUTHENTICATED', UNACCEPTED, {
    'www-authenticate': 'Bearer realm="paperloom", error="invalid_token"',
  })
}
