// Answers that go on: server-sent events. They are counted, and end when whoever reads them leaves or the server stops.
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

export interface Streams {
  /** How many are open. */
  readonly open: number
  /** Whether no more can be opened. */
  readonly isFull: boolean
  /** Sends what comes until it ends, or the reader leaves; whatever it comes from is let go then. */
  send(response: ServerResponse, body: AsyncIterable<Uint8Array>): void
  /** Ends all. */
  close(): void
}

/** Keeps at most `max` answers open. */
export function createStreams(max: number): Streams {
  const open = new Set<AbortController>()
  return {
    get open() {
      return open.size
    },
    get isFull() {
      return open.size >= max
    },
    send(response, body) {
      const controller = new AbortController()
      open.add(controller)
      void pipeline(body, response, { signal: controller.signal })
        // A reader who leaves is no failure.
        .catch(() => {})
        .finally(() => open.delete(controller))
    },
    close() {
      for (const controller of open) controller.abort()
    },
  }
}
