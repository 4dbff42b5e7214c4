// Whether an answer is still wanted. The signal goes along with the work by itself (AsyncLocalStorage), so that no method of
// the port must carry it: a store asks for it where it waits.
import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<AbortSignal>()

/** Does work whose answer is wanted until a signal fires. Stores give up what they were asked for within it. */
export function whileWanted<Answer>(signal: AbortSignal, work: () => Answer): Answer {
  return current.run(signal, work)
}

/** Fires when nobody wants the answer of the work under way any more; `undefined` where it is wanted in any case. */
export function unwantedSignal(): AbortSignal | undefined {
  return current.getStore()
}
