// The HTTP server: starts, answers, and stops without losing a request.
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Services } from '../../schema/builder.ts'
import type { AccessSettings } from '../access-settings.ts'
import { ConfigError } from '../graph/errors.ts'
import type { GraphStore } from '../graph/store.ts'
import { createAdmission } from './admission.ts'
import { createIdentify } from './auth/identify.ts'
import { createTokenReader } from './auth/token.ts'
import { createAddressReader } from './client-address.ts'
import { loadDocuments } from './documents.ts'
import { createExplorerPage } from './explorer-page.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { Limits } from './limits.ts'
import { answerMalformed } from './malformed.ts'
import type { Metrics } from './observe/metrics.ts'
import { createRateLimiter } from './rate-limit.ts'
import { createRouter } from './router.ts'
import { stopServer, trackConnections } from './stop.ts'
import { createStreams } from './streams.ts'
import { ENDPOINT, createApi } from './yoga.ts'

export interface ServerOptions {
  /** Whoever opened it closes it after the server. */
  readonly store: GraphStore
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly logger: Logger
  /** Who may ask, from where, how much, and what the server tells of itself. */
  readonly access: AccessSettings
  /** What differs from {@link DEFAULT_LIMITS}. */
  readonly limits?: Partial<Limits>
  /** What changes and reads the graph on behalf of callers. */
  readonly services?: Partial<Services>
  /** Counts what happens, for /metrics; there is no such page without. */
  readonly metrics?: Metrics | null
  /** What has to come to an end, however it does, before the server is ready. It answers all the same. */
  readonly warming?: Promise<unknown>
  /** Further plugins of the API. */
  readonly plugins?: readonly Plugin[]
}

export interface RunningServer {
  /** Where it can be reached, without a slash at the end. */
  readonly url: string
  /** Stops: first not ready, then deaf, then, when all requests under way are answered, gone. May be called again. */
  close(): Promise<void>
}

/**
 * Starts the server.
 *
 * @throws ConfigError of `host` or `port` when the address is taken or not allowed, or when a file that a setting names cannot be used.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, host, port, logger, access, services, metrics = null, plugins } = options
  const readToken = access.jwt === null ? null : createTokenReader(access.jwt)
  const known = access.documents && { ...access.documents, documents: loadDocuments(access.documents.path) }
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  let isStopping = false
  let isWarm = options.warming === undefined
  void options.warming?.catch(() => {}).then(() => (isWarm = true))
  const streams = createStreams(limits)
  const limiter = createRateLimiter(access.rateLimit)
  const router = createRouter({
    api: createApi({
      reader: store,
      limits,
      limiter,
      access,
      metrics,
      documents: known,
      ...(services === undefined ? {} : { services }),
      ...(plugins === undefined ? {} : { plugins }),
    }),
    store,
    page: access.graphiql ? createExplorerPage(access.anonymousRead ? store : null, logger, ENDPOINT) : null,
    limits,
    streams,
    admit: createAdmission({
      identify: createIdentify({ keys: store, readToken, localWrite: access.localWrite }),
      addressOf: createAddressReader(access.trustedProxies),
      limiter,
      anonymousRead: access.anonymousRead,
    }),
    corsOrigins: access.corsOrigins,
    log: logger,
    metrics,
    isStopping: () => isStopping,
    isWarm: () => isWarm,
  })
  const server = createServer(
    {
      requestTimeout: limits.requestMs,
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: 1_000,
      // The router looks itself, so that this is answered as all else.
      requireHostHeader: false,
    },
    router,
  )
  // Whatever is expected of an answer beside 100-continue, it may be given without.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
  answerMalformed(server)
  const connections = trackConnections(server)
  await listen(server, host, port)
  const address = server.address()
  const url = urlOf(host, typeof address === 'object' && address !== null ? address.port : port)
  logger.info({ url, engine: store.engine, location: store.location }, 'listening')

  let closed: Promise<void> | null = null
  return {
    url,
    close() {
      isStopping = true
      streams.close()
      closed ??= stopServer(server, connections, limits).then(() => logger.info('stopped'))
      return closed
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const [setting, reason] = explain(error, host, port)
      reject(new ConfigError(setting, reason, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
}

/** Which part of the address cannot be had, and why. */
function explain(
  { code, message, syscall }: NodeJS.ErrnoException,
  host: string,
  port: number,
): readonly [string, string] {
  if (code === 'EADDRINUSE') return ['port', `${host}:${port} is in use by another program`]
  if (code === 'EADDRNOTAVAIL') return ['host', `this machine has no address ${host}`]
  if (syscall === 'getaddrinfo') return ['host', `no machine is known as ${host}`]
  if (code === 'EACCES') return ['port', `${host}:${port} is for programs with more rights; take one above 1023`]
  return ['port', message]
}

function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
