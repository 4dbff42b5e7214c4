// A server that speaks the protocol of chat completions over real sockets and says what a test tells it to.
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** A request as the server got it. */
export interface SeenRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: z.infer<typeof BODY>
  /** The title of the paper that is asked about. */
  readonly title: string
  /** Milliseconds on a clock that only goes forward. */
  readonly at: number
}

/** What to answer with. A number of bytes in `cutAfter` ends the connection there. */
export interface Scripted {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly delay?: number
  readonly cutAfter?: number
}

const BODY = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
})
const PAPER = z.object({ title: z.string(), abstract: z.string() })

/** Starts on a free port; `url` is what a setting would hold. */
export async function openModelServer(reply: (request: SeenRequest, number: number) => Scripted) {
  const requests: SeenRequest[] = []
  const load = { now: 0, most: 0 }
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
    const body = BODY.parse(JSON.parse(text))
    const fenced = body.messages.at(-1)?.content.replace(/^<paper>\n|\n<\/paper>$/g, '') ?? ''
    const { title } = PAPER.parse(JSON.parse(fenced))
    const seen = { path: request.url ?? '', headers: request.headers, body, title, at: performance.now() }
    requests.push(seen)
    await send(response, reply(seen, requests.length))
  }
  const server = createServer((request, response) => {
    load.now++
    load.most = Math.max(load.most, load.now)
    response.on('close', () => load.now--)
    // A request that this cannot read is a fault of the client: it sees a cut connection, and its test fails.
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    /** The most requests that were under way at a time. */
    mostAtOnce: () => load.most,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function send(response: ServerResponse, scripted: Scripted): Promise<void> {
  const { status = 200, headers = {}, body = '', delay = 0, cutAfter } = scripted
  if (delay > 0) await sleep(delay)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  if (cutAfter === undefined) {
    response.end(body)
    return
  }
  response.write(body.slice(0, cutAfter))
  await sleep(20)
  response.destroy()
}

/** A chat completion whose message is a text. */
export function completion(
  content: string | null,
  more: { readonly finish?: string; readonly tokens?: number } = {},
): Scripted {
  const { finish = 'stop', tokens = 100 } = more
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }]
  return { body: JSON.stringify({ id: 'c', object: 'chat.completion', choices, usage: { total_tokens: tokens } }) }
}

/** One item of an answer. */
export function item(
  kind: string,
  name: string,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return { kind, name, aliases: [], role: kind === 'METHOD' ? 'USES' : null, central: false, ...more }
}

/** A completion that lists items. */
export function answer(items: readonly unknown[], acronyms: readonly unknown[] = []): Scripted {
  return completion(JSON.stringify({ items, acronyms }))
}

/** A refusal in the protocol's own form. */
export function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Scripted {
  return { status, headers, body: JSON.stringify({ error: { message, type: 'error', param: null, code: null } }) }
}
