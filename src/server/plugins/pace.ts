// Events of a subscription cost what asking for them once costs: whoever has spent what a minute has waits for the next one.
import { setTimeout as wait } from 'node:timers/promises'
import { passOn } from './events.ts'

/**
 * The same events, each but the first paid for before it is waited for.
 *
 * @param pay - Seconds after which it is worth trying again; `null` when it is paid.
 */
export function paceEvents<Event>(
  events: AsyncIterable<Event>,
  pay: () => number | null,
): AsyncIterableIterator<Event, undefined> {
  const iterator = events[Symbol.asyncIterator]()
  const left = new AbortController()
  // The request has paid for one.
  let isPaid = true
  async function next(): Promise<IteratorResult<Event, undefined>> {
    for (let seconds = isPaid ? null : pay(); seconds !== null && !left.signal.aborted; seconds = pay()) {
      await wait(seconds * 1_000, undefined, { ref: false, signal: left.signal }).catch(() => {})
    }
    isPaid = false
    if (left.signal.aborted) return { done: true, value: undefined }
    const event = await iterator.next()
    return event.done === true ? { done: true, value: undefined } : event
  }
  return passOn(next, () => {
    left.abort()
    return iterator.return?.()
  })
}
