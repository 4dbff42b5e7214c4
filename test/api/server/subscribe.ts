// A client of subscriptions that reads the stream as it comes.
import type { TestServer } from './running.ts'

export interface Subscription extends AsyncDisposable {
  readonly status: number
  /** The next event: its name and its data. */
  next(): Promise<{ readonly event: string; readonly data: unknown } | null>
}

/** Subscribes as a browser would: one request whose answer goes on. */
export async function subscribe(
  server: TestServer,
  query: string,
  variables: object = {},
  { accept = 'text/event-stream', headers = {} }: { accept?: string; headers?: Record<string, string> } = {},
): Promise<Subscription> {
  const controller = new AbortController()
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query, variables }),
    signal: controller.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    status: response.status,
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const block = text.slice(0, end)
          text = text.slice(end + 2)
          const event = /^event: (.*)$/m.exec(block)?.[1]
          const data = /^data: (.*)$/m.exec(block)?.[1]
          if (event !== undefined) return { event, data: data ? JSON.parse(data) : null }
          continue
        }
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
        if (done) return null
        text += value
      }
    },
    async [Symbol.asyncDispose]() {
      controller.abort()
    },
  }
}
