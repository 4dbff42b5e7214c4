// A store whose calls are watched: the one place where they are timed, counted and traced.
import type { GraphStore } from '../../graph/store.ts'

/** Runs a call of the store and looks at it; answers or throws what the call does. `method` is a name of the port. */
export type StoreObserver = <Answer>(method: string, call: () => Promise<Answer>) => Promise<Answer>

/** Answers a stream, not a promise: how long it takes is up to whoever reads it. */
const UNWATCHED = 'scan'

/** The same store, with every method of the port but `scan` run through the observers, the first outermost. */
export function observeStore(store: GraphStore, observers: readonly StoreObserver[]): GraphStore {
  const watched = Object.entries(store).flatMap(([method, value]: [string, unknown]) => {
    if (typeof value !== 'function' || method === UNWATCHED) return []
    return [[method, (...args: unknown[]) => run(method, async () => Reflect.apply(value, store, args))] as const]
  })
  const run = <Answer>(method: string, call: () => Promise<Answer>) =>
    observers.reduceRight((inner, observe) => () => observe(method, inner), call)()
  return { ...store, ...Object.fromEntries(watched) }
}
