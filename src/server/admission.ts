// Whether a request is let in at all: who asks, whether they may read, and whether they have asked too much.
import type { IncomingMessage } from 'node:http'
import type { Actor } from '../graph/actor.ts'
import { hasScope } from '../graph/actor.ts'
import { HttpError } from './answers.ts'
import type { Identity } from './auth/identify.ts'
import { networkOf } from './client-address.ts'
import type { RateLimiter } from './rate-limit.ts'

/** Cost of a request whatever it asks for, so that refused ones count too. */
export const BASE_COST = 1

/** A request that was let in. */
export interface Admitted {
  readonly actor: Actor | null
  /** Under which name its cost is counted. */
  readonly account: string
  /** Looks again, for answers that go on. It throws HttpError 401 or 403 when whoever asked may not read any more. */
  readonly renew: () => Promise<void>
}

interface AdmissionOptions {
  readonly identify: (request: IncomingMessage) => Promise<Identity | null>
  readonly addressOf: (request: IncomingMessage) => string
  readonly limiter: RateLimiter
  readonly anonymousRead: boolean
}

/** Makes the door. It throws HttpError 401, 403 or 429. */
export function createAdmission({ identify, addressOf, limiter, anonymousRead }: AdmissionOptions) {
  return async (request: IncomingMessage): Promise<Admitted> => {
    const network = `address:${networkOf(addressOf(request))}`
    const identity = await identify(request).catch((error: unknown) => {
      pay(network)
      throw error
    })
    const actor = identity?.actor ?? null
    const account = identity?.account ?? network
    pay(account)
    requireRead(actor)
    return { actor, account, renew: async () => requireRead((await identify(request))?.actor ?? null) }
  }

  function requireRead(actor: Actor | null): void {
    if (anonymousRead) return
    if (actor === null) {
      throw new HttpError(401, 'UNAUTHENTICATED', 'This needs a key: send it as "Authorization: Bearer …".', {
        'www-authenticate': 'Bearer realm="paperloom"',
      })
    }
    if (!hasScope(actor, 'read')) {
      throw new HttpError(
        403,
        'FORBIDDEN',
        `This needs the scope \`read\`, and ${actor.name} has none. Send a key that has it.`,
      )
    }
  }

  function pay(account: string): void {
    const { waitSeconds, limit } = limiter.take(account, BASE_COST)
    if (waitSeconds !== null) throw tooManyRequests(waitSeconds, limit)
  }
}

function tooManyRequests(waitSeconds: number, limit: number | null): HttpError {
  const message = `The cost of ${limit} a minute is used up. Try again in ${waitSeconds} s.`
  return new HttpError(429, 'RATE_LIMITED', message, { 'retry-after': String(waitSeconds) })
}
