// A running server over a store, on a free port, with its log at hand.
import pino from 'pino'
import { z } from 'zod'
import type { Plugin } from 'graphql-yoga'
import { defaultAccess } from '../../../src/access-settings.ts'
import type { AccessSettings } from '../../../src/access-settings.ts'
import { SCOPES } from '../../../src/graph/actor.ts'
import type { Actor } from '../../../src/graph/actor.ts'
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

/** What differs from a server of development, or of production. */
interface TestServerOptions extends Partial<Omit<ServerOptions, 'access'>> {
  readonly production?: boolean
  readonly access?: Partial<AccessSettings>
}

export async function runServer(store: GraphStore, options: TestServerOptions = {}): Promise<TestServer> {
  const log: Record<string, unknown>[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(lineSchema.parse(JSON.parse(line))) })
  const { limits, access, production = false, ...rest } = options
  const server = await startServer({
    store,
    host: '127.0.0.1',
    port: 0,
    logger,
    access: { ...defaultAccess(production), ...access },
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

const contextSchema = z.object({
  actor: z.object({ name: z.string(), scopes: z.array(z.enum(SCOPES)) }).nullable(),
})

/** Notes who asks, for every query that is executed. */
export function watchActors(): { readonly actors: (Actor | null)[]; readonly plugin: Plugin } {
  const actors: (Actor | null)[] = []
  const plugin: Plugin = {
    onExecute: ({ args }) => void actors.push(contextSchema.parse(args.contextValue).actor),
  }
  return { actors, plugin }
}
