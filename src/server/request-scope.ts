// What the server knows of a request before GraphQL sees it; plugins find it in the server context.
import type { Logger } from 'pino'
import type { Actor } from '../graph/actor.ts'
import type { Streams } from './streams.ts'

export interface RequestScope {
  /** Writes the id of the request with every line. */
  readonly log: Logger
  /** Who asks; `null` where nobody has shown who they are. */
  readonly actor: Actor | null
  /** Under which name the cost of what is asked is counted. */
  readonly account: string
  /** Looks again whether whoever asks may still read; throws HttpError when they may not. */
  readonly renew: () => Promise<void>
  /** Takes a place for a subscription. */
  readonly takePlace: () => ReturnType<Streams['takePlace']>
  /** Fires when the client has gone. */
  readonly gone: AbortSignal
}
