// The GraphQL server: schema, context and the list of its plugins, one concern each.
import { createLRUCache, createYoga } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../schema/builder.ts'
import { schema } from '../../schema/index.ts'
import { createLoaders } from '../../schema/lib/loaders.ts'
import type { Annotator } from '../graph/annotations.ts'
import type { Curator } from '../graph/curation.ts'
import type { GraphReader } from '../graph/reader.ts'
import type { Limits } from './limits.ts'
import { preventCsrf } from './plugins/csrf.ts'
import { limitTime } from './plugins/deadline.ts'
import { limitDocumentLength } from './plugins/document-length.ts'
import { limitDocumentShape } from './plugins/document-shape.ts'
import { presentErrors } from './plugins/errors.ts'
import { refuseIntrospection } from './plugins/introspection.ts'
import { limitNodes } from './plugins/node-budget.ts'
import type { RequestScope } from './request-scope.ts'

/** Where the API is. */
export const ENDPOINT = '/graphql'

/** Documents that are kept parsed and validated. */
const CACHED_DOCUMENTS = 200

export interface ApiOptions {
  readonly reader: GraphReader
  readonly limits: Limits
  /** Whether the schema is kept to those who know it. */
  readonly production: boolean
  /** Puts the graph right; without one, nothing can be changed. */
  readonly curator?: Curator
  /** Finds what a text speaks of. */
  readonly annotator?: Annotator
  /** Further plugins, behind all others. */
  readonly plugins?: readonly Plugin[]
}

/** Makes the API. It answers requests of the fetch standard and keeps nothing open. */
export function createApi({ reader, limits, production, curator, annotator, plugins = [] }: ApiOptions) {
  return createYoga<RequestScope>({
    schema,
    graphqlEndpoint: ENDPOINT,
    context: ({ actor }): Context => ({
      reader,
      loaders: createLoaders(reader),
      actor,
      curator: curator ?? null,
      annotator: annotator ?? null,
    }),
    plugins: [
      preventCsrf(),
      limitDocumentLength(limits.documentLength),
      ...limitDocumentShape(limits),
      ...(production ? [refuseIntrospection()] : []),
      limitNodes(limits.nodes),
      limitTime(limits.queryMs),
      presentErrors({ max: limits.errors, suggest: !production }),
      ...plugins,
    ],
    parserAndValidationCache: {
      documentCache: createLRUCache({ max: CACHED_DOCUMENTS }),
      errorCache: createLRUCache({ max: CACHED_DOCUMENTS }),
    },
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

export type Api = ReturnType<typeof createApi>
