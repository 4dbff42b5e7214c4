// Answers of the server that do not come from GraphQL, and the headers that every answer has.
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Limits } from './limits.ts'
import type { Streams } from './streams.ts'

/** A request that is refused before GraphQL sees it. */
export class HttpError extends Error {
  readonly status: number
  readonly code: string
  readonly headers: OutgoingHttpHeaders

  constructor(
    status: number,
    code: string,
    message: string,
    headers: OutgoingHttpHeaders = {},
    options: ErrorOptions = {},
  ) {
    super(message, options)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** An answer in full. */
export interface Answer {
  readonly status: number
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
  /** In place of a body: what comes bit by bit. */
  readonly stream?: AsyncIterable<Uint8Array>
}

/** What a browser may do with an answer: nothing but read it. The page with the explorer says more. */
export const SECURITY_HEADERS: OutgoingHttpHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Sends an answer, unless one was sent already. Of whom takes nothing of it for `readMs` the connection is ended. */
export function send(
  response: ServerResponse,
  answer: Answer,
  streams: Streams,
  { readMs }: Pick<Limits, 'readMs'>,
): void {
  const { status, headers, body = '', stream } = answer
  if (response.headersSent) return
  // Node takes this back with the next request of the connection.
  response.setTimeout(readMs, () => response.destroy())
  const length = stream === undefined ? { 'content-length': Buffer.byteLength(body) } : {}
  response.writeHead(status, { ...SECURITY_HEADERS, 'cache-control': 'no-store', ...length, ...headers })
  if (stream === undefined) response.end(body)
  else streams.send(response, stream)
}

/** A failure in the form in which GraphQL answers failures. */
export function failure(status: number, code: string, message: string, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({ errors: [{ message, extensions: { code } }] }),
  }
}
