// The GraphQL server: schema, context and the list of its plugins, one concern each.
import { createYoga } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Context, RateLimit, Services } from '../../schema/builder.ts'
import { schema } from '../../schema/index.ts'
import { createLoaders } from '../../schema/lib/loaders.ts'
import type { AccessSettings } from '../access-settings.ts'
import type { GraphReader } from '../graph/reader.ts'
import type { Limits } from './limits.ts'
import { refuseUnacceptable } from './plugins/accept.ts'
import { chargeCost } from './plugins/charge.ts'
import { preventCsrf } from './plugins/csrf.ts'
import { limitTime } from './plugins/deadline.ts'
import { DOCUMENT_ID, takeDocuments } from './plugins/documents.ts'
import type { KnownDocuments } from './plugins/documents.ts'
import { limitDocumentLength } from './plugins/document-length.ts'
import { limitDocumentShape } from './plugins/document-shape.ts'
import { presentErrors } from './plugins/errors.ts'
import { refuseIntrospection } from './plugins/introspection.ts'
import { reportOperations } from './plugins/operations.ts'
import { renewSubscriptions } from './plugins/renewal.ts'
import { refuseUnreadable } from './plugins/request-form.ts'
import { refuseConditionalSubscriptions } from './plugins/subscription-root.ts'
import { traceOperations } from './observe/tracing.ts'
import type { Metrics } from './observe/metrics.ts'
import type { RateLimiter } from './rate-limit.ts'
import type { RequestScope } from './request-scope.ts'

/** Where the API is. */
export const ENDPOINT = '/graphql'

/** Characters of the documents that are kept parsed and validated. What is refused is kept too, and a syntax tree takes some 200 bytes a character. */
const CACHED_CHARACTERS = 100_000
/** The same for documents that cannot be parsed, of which only the error is kept. */
const CACHED_FAULTS = 20_000

const NO_SERVICES: Services = { curator: null, annotator: null, ingestor: null, browserText: null }

/** Until the cost of a query is known. */
const NOTHING_SPENT: RateLimit = { cost: 0, limit: null, remaining: null, resetAt: null }

export interface ApiOptions {
  readonly reader: GraphReader
  readonly limits: Limits
  /** Counts what callers ask for. */
  readonly limiter: RateLimiter
  readonly access: Pick<AccessSettings, 'introspection' | 'corsOrigins'>
  readonly services?: Partial<Services>
  readonly metrics?: Metrics | null
  /** Documents that may be named instead of sent. */
  readonly documents?: KnownDocuments | null
  /** Further plugins, behind all others. */
  readonly plugins?: readonly Plugin[]
}

/** Makes the API. It answers requests of the fetch standard and keeps nothing open. */
export function createApi({
  reader,
  limits,
  limiter,
  access,
  services,
  metrics,
  documents = null,
  plugins = [],
}: ApiOptions) {
  const { introspection, corsOrigins } = access
  return createYoga<RequestScope>({
    schema,
    graphqlEndpoint: ENDPOINT,
    context: ({ actor }): Context => {
      const loaders = createLoaders(reader)
      return { reader, loaders, actor, rateLimit: NOTHING_SPENT, ...NO_SERVICES, ...services }
    },
    plugins: [
      refuseUnreadable(),
      preventCsrf(corsOrigins),
      refuseUnacceptable(limits),
      ...(documents === null ? [] : [takeDocuments(documents)]),
      limitDocumentLength(limits.documentLength),
      ...limitDocumentShape(limits),
      refuseConditionalSubscriptions(),
      ...(introspection ? [] : [refuseIntrospection()]),
      limitTime(limits),
      chargeCost(limits.nodes, limiter),
      renewSubscriptions(),
      traceOperations(),
      presentErrors({ max: limits.errors, suggest: introspection }),
      reportOperations((operation) => metrics?.countOperation(operation)),
      ...plugins,
    ],
    parserAndValidationCache: {
      documentCache: createCache(CACHED_CHARACTERS),
      errorCache: createCache(CACHED_FAULTS),
    },
    extraParamNames: documents === null ? [] : [DOCUMENT_ID],
    // Errors pass our own gate; the page, health, CORS and the size of bodies are dealt with before a request gets here.
    maskedErrors: false,
    batching: false,
    cors: false,
    multipart: false,
    graphiql: false,
    landingPage: false,
    logging: false,
  })
}

/** Keeps what was used last, by the text of the document. */
function createCache<T extends object>(characters: number): LRUCache<string, T> {
  return new LRUCache({ maxSize: characters, sizeCalculation: (_, text) => Math.max(1, text.length) })
}

export type Api = ReturnType<typeof createApi>
