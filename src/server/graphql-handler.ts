// From an HTTP request to the API and back: what is refused before, and what never gets out.
import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { hasScope } from '../graph/actor.ts'
import type { Admitted } from './admission.ts'
import { HttpError, failure } from './answers.ts'
import { LOCAL_ACCOUNT } from './auth/identify.ts'
import type { Answer } from './answers.ts'
import { readBody } from './body.ts'
import type { Limits } from './limits.ts'
import { NOT_ACCEPTABLE } from './plugins/accept.ts'
import type { RequestScope } from './request-scope.ts'
import type { Api } from './yoga.ts'

/**
 * Refuses what need not be looked into, whoever asks.
 *
 * @throws HttpError
 */
export function refuseOddities(request: IncomingMessage, limits: Limits): void {
  const { method, headers } = request
  if (method !== 'GET' && method !== 'POST') {
    throw new HttpError(405, 'METHOD_NOT_ALLOWED', `Use GET or POST, not ${method}.`, { allow: 'GET, POST' })
  }
  if ((headers.accept?.length ?? 0) > limits.acceptLength) {
    throw new HttpError(406, 'NOT_ACCEPTABLE', `The Accept header may have ${limits.acceptLength} characters at most.`)
  }
  const twice = ONCE.find((name) => (request.headersDistinct[name]?.length ?? 0) > 1)
  if (twice !== undefined) {
    throw new HttpError(
      400,
      'BAD_REQUEST',
      `There is more than one \`${twice}\` header, and which counts is not said. Send one.`,
    )
  }
}

/** Headers of which Node takes the first, and what stands before a server may take another. */
const ONCE = ['authorization', 'content-type']

/** Whom to ask, on whose behalf, and within which limits. */
interface Asked {
  readonly api: Api
  readonly limits: Limits
  readonly scope: RequestScope
}

/**
 * Lets the API answer a request.
 *
 * @throws HttpError when the request is refused before it gets there.
 */
export async function answerGraphql(request: IncomingMessage, { api, limits, scope }: Asked): Promise<Answer> {
  const { method = 'GET', headers, url = '/' } = request
  const { log } = scope
  const init = { method, headers: flatten(headers) }
  const maxBytes = mayIngest(scope) ? limits.ingestBytes : limits.bodyBytes
  const body = method === 'POST' ? { body: await readBody(request, maxBytes) } : {}
  const target = addressOf(url)
  try {
    const response = await api.fetch(`http://localhost${target.pathname}${target.search}`, { ...init, ...body }, scope)
    return await toAnswer(response, log)
  } catch (error) {
    log.error({ err: error }, 'the API threw')
    return internalError()
  }
}

/**
 * The address of a request. What begins with two slashes is a path, no host.
 *
 * @throws TypeError when it is none.
 */
export function addressOf(url: string): URL {
  return url.startsWith('/') ? new URL(`http://localhost${url}`) : new URL(url, 'http://localhost')
}

/** Whoever has shown a key that may write sends papers in the body of a request. */
function mayIngest({ actor, account }: Admitted): boolean {
  return actor !== null && hasScope(actor, 'write') && account !== LOCAL_ACCOUNT
}

async function toAnswer(response: Response, log: Logger): Promise<Answer> {
  const { status } = response
  const type = response.headers.get('content-type')
  if (type?.startsWith('text/event-stream') === true && response.body !== null) {
    return { status, headers: Object.fromEntries(response.headers.entries()), stream: response.body }
  }
  const body = await response.text()
  // An exception in a hook of a plugin comes as plain text, with its stack.
  if (status >= 500 && !type?.includes('json')) {
    log.error({ status, body }, 'the API failed outside of a query')
    return internalError()
  }
  if (body === '' && status >= 400) {
    const allow = response.headers.get('allow')
    return failure(status, codeOf(status), MESSAGES.get(status) ?? response.statusText, allow === null ? {} : { allow })
  }
  return { status, headers: Object.fromEntries(response.headers.entries()), body }
}

const MESSAGES = new Map([
  [406, NOT_ACCEPTABLE],
  [415, 'This `Content-Type` is not taken. Send JSON with `Content-Type: application/json`.'],
])

function internalError(): Answer {
  return failure(500, 'INTERNAL_SERVER_ERROR', 'Internal server error')
}

function codeOf(status: number): string {
  const codes = new Map([
    [404, 'NOT_FOUND'],
    [405, 'METHOD_NOT_ALLOWED'],
    [406, 'NOT_ACCEPTABLE'],
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])
  return codes.get(status) ?? 'BAD_REQUEST'
}

/** Headers with one value each. The media type is in lower case, as all that look at it expect. */
function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  const flat = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
  const type = flat['content-type']?.replace(/^[^;]*/, (media) => media.toLowerCase())
  return type === undefined ? flat : { ...flat, 'content-type': type }
}
