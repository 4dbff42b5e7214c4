// Reading the graph: the subjects together, and scanning everything in order.
import type { CurationReader } from './curation.ts'
import type { Alias, BroaderEdge, Entity, EntityReader, Fact, RelatedEdge } from './entities.ts'
import type { CoOccurrenceReader } from './co-occurrence.ts'
import type { ComparisonReader } from './comparison.ts'
import type { CompletionReader } from './complete.ts'
import type { EntityListReader } from './entity-lists.ts'
import type { Extraction } from './extractions.ts'
import type { GapReader } from './gaps.ts'
import type { LineageReader } from './lineage.ts'
import type { PaperFacetReader } from './paper-facets.ts'
import type { PaperListReader } from './paper-lists.ts'
import type { Paper, PaperReader } from './papers.ts'
import type { RunReader } from './runs.ts'
import type { SearchReader } from './search.ts'
import type { TieReader } from './ties.ts'
import type { Topic, TopicMember, TopicReader } from './topics.ts'
import type { SimilarEdge, TraversalReader } from './traversals.ts'

/** Everything a store holds that the input decides, by table. */
export interface ScanRows {
  readonly papers: Paper
  readonly extractions: Extraction
  readonly entities: Entity
  readonly aliases: Alias
  readonly facts: Fact
  readonly related: RelatedEdge
  readonly similar: SimilarEdge
  readonly broader: BroaderEdge
  readonly topics: Topic
  readonly members: TopicMember
}

/** The tables of {@link ScanRows}, in the order in which they are exported. */
export const SCAN_TABLES = [
  'papers',
  'extractions',
  'entities',
  'aliases',
  'facts',
  'related',
  'similar',
  'broader',
  'topics',
  'members',
] as const
export type ScanTable = (typeof SCAN_TABLES)[number]

/** Reading whole tables without holding them in memory. */
export interface ScanReader {
  /**
   * All rows of a table in batches, ordered by key, compared by code point: `id` for papers, entities and topics; `paperId`
   * for extractions; `entityId, surface` for aliases; `paperId, entityId` for facts; `a, b` for related and similar;
   * `narrower, broader` for broader; `topicId, entityId` for members. Rows written meanwhile may or may not be seen.
   */
  scan<Table extends ScanTable>(table: Table): AsyncIterable<readonly ScanRows[Table][]>
}

/** All there is to read. Every method answers a whole batch with a constant number of round trips. */
export interface GraphReader
  extends
    PaperReader,
    PaperListReader,
    PaperFacetReader,
    EntityReader,
    EntityListReader,
    TraversalReader,
    ComparisonReader,
    GapReader,
    CoOccurrenceReader,
    LineageReader,
    TieReader,
    SearchReader,
    CompletionReader,
    TopicReader,
    RunReader,
    CurationReader,
    ScanReader {}
