// Answers that go on: server-sent events. They are counted, and end when whoever reads them leaves or the server stops.
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Limits } from './limits.ts'

export interface Streams {
  /** How many subscriptions are open. */
  readonly open: number
  /**
   * Takes a place for a subscription, until its response is closed. Answers what there is no place because of: `caller` has as
   * many as one may have, or there are as many as may be over `all`; `null` when it is taken.
   *
   * @param account - The name of the caller.
   */
  takePlace(account: string, response: ServerResponse): 'caller' | 'all' | null
  /** Sends what comes until it ends, or the reader leaves; whatever it comes from is let go then. */
  send(response: ServerResponse, body: AsyncIterable<Uint8Array>): void
  /** Ends all. */
  close(): void
}

/** Listeners that a response may have while it goes on: those of a pipeline and ours are more than the ten that Node takes for a leak. */
const MAX_LISTENERS = 20

/** Keeps at most as many subscriptions open as there may be. */
export function createStreams({ streams, streamsPerCaller }: Pick<Limits, 'streams' | 'streamsPerCaller'>): Streams {
  const sending = new Set<AbortController>()
  /** Whose the places are that are taken. */
  const places = new Map<ServerResponse, string>()
  return {
    get open() {
      return places.size
    },
    takePlace(account, response) {
      const own = [...places.values()].filter((other) => other === account).length
      if (own >= streamsPerCaller) return 'caller'
      if (places.size >= streams) return 'all'
      // Of a client that has gone already nothing more is heard.
      if (response.closed) return null
      places.set(response, account)
      response.once('close', () => places.delete(response))
      return null
    },
    send(response, body) {
      const controller = new AbortController()
      sending.add(controller)
      response.setMaxListeners(MAX_LISTENERS)
      void pipeline(body, response, { signal: controller.signal })
        // A reader who leaves is no failure.
        .catch(() => {})
        .finally(() => sending.delete(controller))
    },
    close() {
      for (const controller of sending) controller.abort()
    },
  }
}
