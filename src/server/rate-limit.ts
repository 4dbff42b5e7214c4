// How much a caller may ask for: a bucket of cost for each, which fills evenly over a minute. Each server keeps its own.

/** What a caller has left. */
interface Allowance {
  /** Cost a minute; `null` where there is no limit, and so for the others. */
  readonly limit: number | null
  readonly remaining: number | null
  /** When all of it is there again, ISO 8601, UTC. */
  readonly resetAt: string | null
}

/** What came of a request for cost. */
interface Grant extends Allowance {
  /** Seconds to wait before it is worth trying again; `null` when the cost was taken. */
  readonly waitSeconds: number | null
}

export interface RateLimiter {
  /** Takes cost from the bucket of a caller, all of it or none. */
  take(caller: string, cost: number): Grant
}

interface Bucket {
  level: number
  filledAt: number
}

const MINUTE_MS = 60_000

/** Callers that are remembered; beyond that the one not heard of for longest is forgotten, with a full bucket. */
const MAX_CALLERS = 50_000

/**
 * Makes a limiter.
 *
 * @param perMinute - Cost a caller may cause in a minute, all at once or spread; `null` for any.
 * @param now - The clock, in milliseconds.
 */
export function createRateLimiter(perMinute: number | null, now: () => number = Date.now): RateLimiter {
  if (perMinute === null) return { take: () => ({ limit: null, remaining: null, resetAt: null, waitSeconds: null }) }
  const buckets = new Map<string, Bucket>()

  function bucketOf(caller: string, at: number): Bucket {
    const { level, filledAt } = buckets.get(caller) ?? { level: perMinute ?? 0, filledAt: at }
    const filled = level + (Math.max(0, at - filledAt) / MINUTE_MS) * (perMinute ?? 0)
    const bucket = { level: Math.min(perMinute ?? 0, filled), filledAt: at }
    // Put behind all others: the map's order is that of the last word of each.
    buckets.delete(caller)
    buckets.set(caller, bucket)
    const [oldest] = buckets.size > MAX_CALLERS ? buckets.keys() : []
    if (oldest !== undefined) buckets.delete(oldest)
    return bucket
  }

  return {
    take(caller, cost) {
      const at = now()
      const bucket = bucketOf(caller, at)
      // What costs more than a bucket holds needs a full one, and leaves a debt.
      const missing = Math.min(cost, perMinute) - bucket.level
      if (missing <= 0) bucket.level -= cost
      return {
        limit: perMinute,
        remaining: Math.max(0, Math.floor(bucket.level)),
        resetAt: new Date(at + ((perMinute - bucket.level) / perMinute) * MINUTE_MS).toISOString(),
        waitSeconds: missing <= 0 ? null : Math.max(1, Math.ceil((missing / perMinute) * 60)),
      }
    },
  }
}
