// Events of subscriptions, passed on one by one from plugin to plugin.

/**
 * Events as `next` gives them. Whoever leaves leaves what they come from at once, by `leave`: a generator would do so only when the
 * next event comes.
 */
export function passOn<Event>(
  next: () => Promise<IteratorResult<Event, undefined>>,
  leave: () => Promise<unknown> | undefined,
): AsyncIterableIterator<Event, undefined> {
  return {
    next,
    async return() {
      await leave()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
