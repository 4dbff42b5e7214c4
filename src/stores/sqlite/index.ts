// The embedded engine: a graph in one file, through the SQLite that is built into Node.
import type { GraphReader } from '../../graph/reader.ts'
import type { GraphStore } from '../../graph/store.ts'
import { createCoOccurrenceReader } from './co-occurrence.ts'
import { createComparisonReader } from './comparison.ts'
import { createCompletionReader } from './complete.ts'
import { createCurationReader, createCurationWriter } from './curation.ts'
import { openDatabase, openReadOnly } from './database.ts'
import type { Database } from './database.ts'
import { createDerivedWriter } from './derived.ts'
import { createEdgeReader } from './edges.ts'
import { createEntityListReader } from './entity-lists.ts'
import { createEntityReader } from './entities.ts'
import { createGapReader } from './gaps.ts'
import type { RowCheck } from './interrupt.ts'
import { createLineageReader } from './lineage.ts'
import { createKeyStore } from './keys.ts'
import { createNeighbourReader } from './neighbours.ts'
import { createPaperFacetReader } from './paper-facets.ts'
import { createPaperListReader } from './paper-lists.ts'
import { createPaperReader } from './papers.ts'
import { createPatchWriter } from './patch.ts'
import { createRunReader, createRunWriter } from './runs.ts'
import { createScanReader } from './scan.ts'
import { createSearchReader } from './search.ts'
import { createTieReader } from './ties.ts'
import { createTopicReader } from './topics.ts'
import { createTraversalReader } from './traversals.ts'

export { IN_MEMORY } from './database.ts'

/**
 * Opens the graph in a file, which is created with its folders where it is missing; `:memory:` keeps it in memory until it
 * is closed. Throws {@link StoreCorruptError} when the file is no graph or of a newer layout, and
 * {@link StoreUnavailableError} when it cannot be opened or written.
 */
export async function openSqlite(path: string): Promise<GraphStore> {
  return createStore(openDatabase(path))
}

/** Opens a graph file that is there already, to read it; `check` may end a statement at any row that it reads. */
export function openSqliteReader(
  path: string,
  check: RowCheck,
): Pick<GraphStore, 'location'> & GraphReader & AsyncDisposable {
  return createStore(openReadOnly(path, check))
}

function createStore(db: Database): GraphStore {
  const papers = createPaperReader(db)
  const entities = createEntityReader(db)
  return {
    engine: 'sqlite',
    location: db.location,
    async ping() {
      db.requireFile()
      await entities.entitiesById([])
    },
    ...papers,
    ...createPaperListReader(db),
    ...createPaperFacetReader(db),
    ...entities,
    ...createEntityListReader(db),
    ...createEdgeReader(db),
    ...createTraversalReader(db),
    ...createComparisonReader(db),
    ...createGapReader(db),
    ...createCoOccurrenceReader(db),
    ...createLineageReader(db),
    ...createTieReader(db),
    ...createNeighbourReader(db),
    ...createSearchReader(db, { ...papers, ...entities }),
    ...createCompletionReader(db),
    ...createTopicReader(db),
    ...createRunReader(db),
    ...createCurationReader(db),
    ...createScanReader(db),
    ...createRunWriter(db),
    ...createPatchWriter(db),
    ...createCurationWriter(db),
    ...createDerivedWriter(db),
    ...createKeyStore(db),
    async [Symbol.asyncDispose]() {
      db.close()
    },
  }
}
