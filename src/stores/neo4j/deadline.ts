// A limit in time that tells "nobody is there" from "the answer takes too long", whatever the network does meanwhile.
import { storeTimeout, storeUnavailable } from './errors.ts'

/** Milliseconds that the server gets to end a transaction by itself before the caller stops waiting. */
const GRACE = 500
/** Milliseconds in which a server that is there says so. */
export const ROLL_CALL = 500

export interface Limits {
  /** Milliseconds that everything together may take. */
  readonly timeout: number
  /** Milliseconds that finding a server may take. */
  readonly patience: number
  /** Fires when nobody waits any more. */
  readonly unwanted?: AbortSignal | undefined
  /** For work that cannot tell by itself: asks the server, when patience is over, whether it is there. */
  readonly isThere?: (() => Promise<unknown>) | undefined
}

export interface Deadline {
  /** Whether nobody waits any more. */
  readonly isOver: boolean
  /** Marks the time in which a server is there and works; its failure means that one is looked for again. */
  during<Answer>(work: () => Promise<Answer>): Promise<Answer>
  /** What `promise` gives, or the failure that comes first. */
  race<Answer>(promise: Promise<Answer>): Promise<Answer>
  stop(): void
}

/** Starts the clock. {@link Deadline.stop} must follow, or the process stays up until the time is over. */
export function startDeadline({ timeout, patience, unwanted, isThere }: Limits): Deadline {
  let reached = false
  let isOver = false
  const { promise: expiry, reject } = Promise.withResolvers<never>()
  const end = (error: unknown) => {
    isOver = true
    reject(error)
  }
  const fail = () => end(reached ? storeTimeout() : storeUnavailable())
  const callRoll = () => {
    timers.push(setTimeout(() => !reached && fail(), ROLL_CALL))
    isThere?.().then(
      () => (reached = true),
      () => {},
    )
  }
  const timers = [
    setTimeout(() => !reached && (isThere === undefined ? fail() : callRoll()), patience),
    setTimeout(fail, timeout + GRACE),
  ]
  const giveUp = () => end(storeTimeout(unwanted?.reason))
  unwanted?.addEventListener('abort', giveUp)
  expiry.catch(() => {})
  return {
    get isOver() {
      return isOver
    },
    async during(work) {
      reached = true
      try {
        return await work()
      } catch (error) {
        reached = false
        throw error
      }
    },
    race: (promise) => Promise.race([promise, expiry]),
    stop() {
      isOver = true
      for (const timer of timers) clearTimeout(timer)
      unwanted?.removeEventListener('abort', giveUp)
    },
  }
}
