// Waiting with an end.
import { setTimeout as sleep } from 'node:timers/promises'

/** The value of a promise, or an error once so many seconds have passed without it. */
export async function withinSeconds<Value>(seconds: number, promise: Promise<Value>): Promise<Value> {
  const timer = new AbortController()
  const late = sleep(seconds * 1000, undefined, { signal: timer.signal }).then((): never => {
    throw new Error(`nothing happened within ${seconds} seconds`)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    late.catch(() => undefined)
    timer.abort()
  }
}
