// The engine on a Neo4j server, of the Community edition or any other, from 5.26 on.
import type { GraphStore } from '../../graph/store.ts'
import { openClient } from './client.ts'
import type { Neo4jOptions } from './client.ts'
import { createCoOccurrenceReader } from './co-occurrence.ts'
import { createComparisonReader } from './comparison.ts'
import { createCompletionReader } from './complete.ts'
import { migrate } from './constraints.ts'
import { createCurationReader, createCurationWriter } from './curation.ts'
import { createDerivedWriter } from './derived.ts'
import { createEntityListReader } from './entity-lists.ts'
import { createEntityReader } from './entities.ts'
import { createGapReader } from './gaps.ts'
import { createLineageReader } from './lineage.ts'
import { createPaperFacetReader } from './paper-facets.ts'
import { createPaperListReader } from './paper-lists.ts'
import { createKeyStore } from './keys.ts'
import { createPaperReader } from './papers.ts'
import { createPatchWriter } from './patch.ts'
import { createRunReader, createRunWriter } from './runs.ts'
import { createScanReader } from './scan.ts'
import { createSearchReader } from './search.ts'
import { createTieReader } from './ties.ts'
import { createTopicReader } from './topics.ts'
import { createTraversalReader } from './traversals.ts'

export type { Neo4jOptions } from './client.ts'

/**
 * Opens the graph in a database of a Neo4j server, laid out first where it is empty. Throws StoreUnavailableError when the
 * server cannot be reached or refuses the log-in, and StoreCorruptError when a newer version has laid out the database.
 */
export async function openNeo4j(options: Neo4jOptions): Promise<GraphStore> {
  const client = openClient(options)
  try {
    await migrate(client)
  } catch (error) {
    await client[Symbol.asyncDispose]()
    throw error
  }
  return {
    engine: 'neo4j',
    location: client.location,
    ping: () => client.ping(),
    ...createPaperReader(client),
    ...createPaperListReader(client),
    ...createPaperFacetReader(client),
    ...createEntityReader(client),
    ...createEntityListReader(client),
    ...createTraversalReader(client),
    ...createComparisonReader(client),
    ...createGapReader(client),
    ...createCoOccurrenceReader(client),
    ...createLineageReader(client),
    ...createTieReader(client),
    ...createSearchReader(client),
    ...createCompletionReader(client),
    ...createTopicReader(client),
    ...createRunReader(client),
    ...createCurationReader(client),
    ...createScanReader(client),
    ...createRunWriter(client),
    ...createPatchWriter(client),
    ...createCurationWriter(client),
    ...createDerivedWriter(client),
    ...createKeyStore(client),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}
