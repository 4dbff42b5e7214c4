// The schema builder: plugins, scalars and the context of a request. Defines no type of the graph.
import SchemaBuilder from '@pothos/core'
import RelayPlugin from '@pothos/plugin-relay'
import type { Actor } from '../src/graph/actor.ts'
import type { Annotator } from '../src/graph/annotations.ts'
import type { Curator } from '../src/graph/curation.ts'
import type { ExplainedScore } from '../src/graph/explain.ts'
import type { GraphReader } from '../src/graph/reader.ts'
import type { Ingestor } from '../src/graph/jobs.ts'
import type { Loaders } from './lib/loaders.ts'
import { typeNameOf } from './lib/global-id.ts'

/** What a request costs, and what its caller has left. */
export interface RateLimit {
  /** One for each field of the operation and one for each node that its lists may hold. */
  readonly cost: number
  /** Cost a minute; `null` where there is no limit, and so for the others. */
  readonly limit: number | null
  readonly remaining: number | null
  /** ISO 8601, UTC. */
  readonly resetAt: string | null
}

/** What others do for resolvers; `null` where whoever started the server brought none. */
export interface Services {
  /** Puts the graph right. */
  readonly curator: Curator | null
  /** Finds what a text speaks of. */
  readonly annotator: Annotator | null
  /** Takes papers in and tells what happens. */
  readonly ingestor: Ingestor | null
  /** The text of the query that computes a score in the Neo4j Browser. */
  readonly browserText: ((score: ExplainedScore) => string) | null
}

/** What resolvers are given with every request. */
export interface Context extends Services {
  readonly reader: GraphReader
  /** One set a request: what was read once is not read again, and what is asked for together is read together. */
  readonly loaders: Loaders
  /** Who asks; `null` where nobody has shown who they are. What needs a scope says so with `requireScope`. */
  readonly actor: Actor | null
  readonly rateLimit: RateLimit
}

export const builder = new SchemaBuilder<{
  Context: Context
  DefaultFieldNullability: false
  Scalars: { ID: { Input: string; Output: string } }
}>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: {
      description: 'Anything that has an id of its own and can be fetched again by it.',
      resolveType: (value) => typeNameOf(value),
    },
    pageInfoTypeOptions: { description: 'Where a page lies in its list.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow the last row of this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows precede the first row of this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row; null when the page is empty.' },
    endCursorFieldOptions: { description: 'Cursor of the last row; null when the page is empty.' },
    firstArgOptions: {
      description: 'How many rows from the start, or after `after`: 0 to 100, 20 when nothing is said.',
    },
    afterArgOptions: { description: 'The cursor of a row of this list; the page begins behind it.' },
    lastArgOptions: {
      description: 'How many rows from the end, or before `before`: 0 to 100. Not together with `first`.',
    },
    beforeArgOptions: { description: 'The cursor of a row of this list; the page ends in front of it.' },
  },
})

builder.queryType({ description: 'All there is to ask.' })
builder.mutationType({
  description:
    'All that can be changed. Needs the scope `write`. What cannot be done is answered as a type of the result.',
})
builder.subscriptionType({ description: 'What is told as it happens, over server-sent events.' })
