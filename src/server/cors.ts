// Which pages of other sites may ask. Nobody's, unless a setting names them.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answers.ts'

const PREFLIGHT_SECONDS = 600

/** Tells the browser that a page of an allowed site may read the answer. Others hear nothing of it. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): void {
  if (allowed.length === 0) return
  response.setHeader('vary', 'origin')
  const { origin } = request.headers
  if (origin === undefined || !allowed.includes(origin)) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-expose-headers', 'retry-after, www-authenticate, x-request-id')
}

/** The answer to a browser that asks before it sends; `null` when that is not what the request is. */
export function answerPreflight({ method, headers }: IncomingMessage, allowed: readonly string[]): Answer | null {
  const { origin } = headers
  const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
  if (!isPreflight || origin === undefined || !allowed.includes(origin)) return null
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, x-paperloom-csrf, x-request-id',
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    },
  }
}
