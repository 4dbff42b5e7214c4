// Where requests go: the API, its page, and the two questions of an orchestrator.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { toPublicError } from '../../schema/lib/errors.ts'
import type { GraphStore } from '../graph/store.ts'
import type { Admitted } from './admission.ts'
import { HttpError, failure, send } from './answers.ts'
import type { Answer } from './answers.ts'
import { allowOrigin, answerPreflight } from './cors.ts'
import type { ExplorerPage } from './explorer-page.ts'
import { addressOf, answerGraphql, refuseOddities } from './graphql-handler.ts'
import type { Limits } from './limits.ts'
import { answerMetrics } from './observe/metrics-page.ts'
import type { Metrics } from './observe/metrics.ts'
import { traceRequest } from './observe/tracing.ts'
import type { Streams } from './streams.ts'
import { ENDPOINT } from './yoga.ts'
import type { Api } from './yoga.ts'

/** What the routes need. */
export interface RouterOptions {
  readonly api: Api
  readonly store: Pick<GraphStore, 'ping' | 'stats' | 'listRuns'>
  /** The page to try queries on; `null` where there is none. */
  readonly page: ExplorerPage | null
  readonly limits: Limits
  /** Answers that go on. */
  readonly streams: Streams
  /** Lets a request in, or throws. */
  readonly admit: (request: IncomingMessage) => Promise<Admitted>
  /** Sites whose pages may ask. */
  readonly corsOrigins: readonly string[]
  readonly log: Logger
  /** Counts what happens; `null` where nobody wants it counted. */
  readonly metrics: Metrics | null
  /** Whether the server is about to stop. */
  readonly isStopping: () => boolean
  /** Whether the store has been asked what takes it long the first time. */
  readonly isWarm: () => boolean
}

/** Makes the handler of all requests. It never throws. */
export function createRouter(options: RouterOptions): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const log = options.log.child({ requestId: requestIdOf(request) })
    response.setHeader('x-request-id', String(log.bindings()['requestId']))
    if (options.isStopping()) response.setHeader('connection', 'close')
    allowOrigin(request, response, options.corsOrigins)
    reportWhenDone(request, response, { ...options, log })
    const takePlace = (account: string) => options.streams.takePlace(account, response)
    void answer(request, response, { ...options, log, gone: goneSignal(response), takePlace })
  }
}

/** The routes' options for one request. */
interface RequestOptions extends RouterOptions {
  /** Fires when the client has gone before it had its answer. */
  readonly gone: AbortSignal
  /** Takes a place for a subscription of a caller. */
  readonly takePlace: (account: string) => ReturnType<Streams['takePlace']>
}

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

async function answer(request: IncomingMessage, response: ServerResponse, options: RequestOptions): Promise<void> {
  try {
    send(response, await route(request, options), options.streams, options.limits)
  } catch (error) {
    send(response, toFailure(error, options.log), options.streams, options.limits)
  }
  if (!request.complete) discard(request, response)
}

async function route(request: IncomingMessage, options: RequestOptions): Promise<Answer> {
  requireHost(request)
  const path = pathOf(request)
  if (path === ENDPOINT || path === `${ENDPOINT}/`) {
    const preflight = answerPreflight(request, options.corsOrigins)
    if (preflight !== null) return preflight
    if (options.page !== null && isPageRequest(request)) return options.page.answer(request)
    refuseOddities(request, options.limits)
    const requestId = String(options.log.bindings()['requestId'])
    return traceRequest(request, requestId, async () => {
      const { api, limits, log, gone } = options
      const admitted = await options.admit(request)
      const takePlace = () => options.takePlace(admitted.account)
      return answerGraphql(request, { api, limits, scope: { log, gone, takePlace, ...admitted } })
    })
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new HttpError(404, 'NOT_FOUND', 'There is nothing here.')
  switch (path) {
    case '/':
      return { status: 302, headers: { location: ENDPOINT } }
    case '/health':
      return { status: 200 }
    case '/ready':
      return { status: (await isReady(options)) ? 200 : 503 }
    case '/metrics':
      if (options.metrics === null) throw nothingHere()
      // The figures tell what others do: whoever may not read the graph may not read them.
      await options.admit(request)
      return answerMetrics({ ...options, metrics: options.metrics })
    default:
      throw nothingHere()
  }
}

/** As HTTP has it since version 1.1: who stands before a server may send on by another of several. */
function requireHost({ httpVersion, headersDistinct }: IncomingMessage): void {
  const hosts = headersDistinct.host?.length ?? 0
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) {
    throw new HttpError(400, 'BAD_REQUEST', `A request has one \`host\` header, and this one has ${hosts}.`)
  }
}

function nothingHere(): HttpError {
  return new HttpError(404, 'NOT_FOUND', `There is nothing here. The API is at ${ENDPOINT}.`)
}

async function isReady({ store, log, isStopping, isWarm }: RouterOptions): Promise<boolean> {
  if (isStopping() || !isWarm()) return false
  try {
    await store.ping()
    return true
  } catch (error) {
    log.warn({ err: error }, 'not ready')
    return false
  }
}

function isPageRequest({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true
}

function pathOf(request: IncomingMessage): string {
  try {
    return addressOf(request.url ?? '/').pathname
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', 'The address cannot be read.')
  }
}

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID()
}

function toFailure(error: unknown, log: Logger): Answer {
  if (error instanceof HttpError) {
    if (error.cause !== undefined) log.warn({ err: error.cause }, error.code)
    return failure(error.status, error.code, error.message, error.headers)
  }
  const known = toPublicError(error)
  if (known?.code === 'SERVICE_UNAVAILABLE' || known?.code === 'TIMEOUT') {
    log.warn({ err: error }, known.code)
    return failure(503, known.code, known.message)
  }
  log.error({ err: error }, 'a request failed')
  return failure(500, 'INTERNAL_SERVER_ERROR', 'Internal server error')
}

/** What nobody reads must not be kept: the rest of a refused body goes by, and soon the connection ends. */
function discard(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  const end = () => setTimeout(() => request.destroy(), 200).unref()
  if (response.writableFinished) end()
  else response.once('finish', end)
}

function reportWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  { log, metrics }: Pick<RouterOptions, 'log' | 'metrics'>,
): void {
  const began = performance.now()
  response.once('close', () => {
    const path = request.url?.split('?')[0]
    const level = path === '/health' || path === '/ready' || path === '/metrics' ? 'debug' : 'info'
    const milliseconds = Math.round(performance.now() - began)
    const aborted = !response.writableFinished
    log[level]({ method: request.method, path, status: response.statusCode, milliseconds, aborted }, 'request')
    metrics?.countRequest(request.method, path, response.statusCode)
  })
}
