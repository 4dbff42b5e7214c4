// Writing the graph: runs, patches, and the edges derived from facts.
import type { CurationWriter } from './curation.ts'
import type { BroaderEdge, RelatedEdge } from './entities.ts'
import type { GraphPatch } from './patch.ts'
import type { NewRun, Run, RunOutcome } from './runs.ts'
import type { RunId } from './ids.ts'
import type { Topic, TopicMember } from './topics.ts'
import type { SimilarEdge } from './traversals.ts'

/** Everything that derivation makes. Ends of edges and members are entities and papers of the graph. */
export interface Derived {
  readonly related: Iterable<RelatedEdge>
  readonly similar: Iterable<SimilarEdge>
  readonly broader: Iterable<BroaderEdge>
  /** A topic comes before its parts. */
  readonly topics: Iterable<Topic>
  readonly members: Iterable<TopicMember>
}

/** All there is to write. */
export interface GraphWriter extends CurationWriter {
  /**
   * Opens the next run, with counters at zero. One run at a time: throws {@link ConflictError} when another run is
   * RUNNING, unless that is the one named as `supersedes`, which then ends as FAILED at the time the new one starts. A
   * `supersedes` that is not RUNNING counts as `null`. The number is one above the highest there is. Atomic: of two
   * callers, one gets the run. A `key` that another run has is refused with {@link ConflictError}.
   */
  beginRun(run: NewRun, supersedes: RunId | null): Promise<Run>
  /** Ends a run. Throws {@link NotFoundError} where there is none and {@link ConflictError} when it is not RUNNING. */
  endRun(id: RunId, outcome: RunOutcome): Promise<Run>
  /** Forgets a run that changed nothing, as if it had not been: its number is free again. Unknown ids are no error. */
  discardRun(id: RunId): Promise<void>
  /**
   * Applies a patch in one transaction: all of it or nothing. `after` rows are put whole (added or replaced), rows with
   * `after: null` are removed, first of all; `before` is not compared. Applying a patch again changes nothing. Removing a
   * paper removes its facts, its extraction and its SIMILAR_TO edges; removing an entity its facts, its aliases, its
   * RELATED_TO and BROADER edges and its places in topics. Topics and figures of others stay until the next derivation.
   * Replacing a row leaves everything else as it is. Throws {@link ConflictError} when an extraction, an alias or a fact
   * names a paper or an entity that is not in the graph.
   */
  apply(patch: GraphPatch): Promise<void>
  /** Replaces all derived edges and topics. Readers see the old ones or the new ones of a kind, never half of either. */
  replaceDerived(derived: Derived): Promise<void>
}
