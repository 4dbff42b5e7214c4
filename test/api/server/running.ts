// A running server over a store, on a free port, with its log at hand.
import pino from 'pino'
import { z } from 'zod'
import type { GraphStore } from '../../../src/graph/store.ts'
import { PATIENCE_MS } from '../client.ts'
import { startServer } from '../../../src/server/server.ts'
import type { RunningServer, ServerOptions } from '../../../src/server/server.ts'

const lineSchema = z.record(z.string(), z.unknown())

export interface TestServer extends RunningServer, AsyncDisposable {
  /** The lines of the log so far. */
  readonly log: readonly Record<string, unknown>[]
  /** Posts a query as JSON. */
  post(
    query: string,
    options?: { readonly variables?: object; readonly headers?: Record<string, string> },
  ): Promise<Response>
}

export async function runServer(store: GraphStore, options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const log: Record<string, unknown>[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(lineSchema.parse(JSON.parse(line))) })
  const { limits, ...rest } = options
  const server = await startServer({
    store,
    host: '127.0.0.1',
    port: 0,
    logger,
    production: false,
    ...rest,
    limits: { drainMs: 0, queryMs: PATIENCE_MS, ...limits },
  })
  return {
    ...server,
    log,
    post: (query, { variables = {}, headers = {} } = {}) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    [Symbol.asyncDispose]: () => server.close(),
  }
}
