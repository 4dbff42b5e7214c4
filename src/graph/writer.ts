// Writing the graph: runs, patches, and the edges derived from facts.
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
  readonly topics: Iterable<Topic>
  readonly members: Iterable<TopicMember>
}

/** All there is to write. */
export interface GraphWriter {
  /**
   * Opens the next run. One run at a time: throws {@link ConflictError} when another run is RUNNING, unless that is the
   * one named as `supersedes`, which then ends as FAILED. Atomic: of two callers, one gets the run.
   */
  beginRun(run: NewRun, supersedes: RunId | null): Promise<Run>
  /** Ends a run. */
  endRun(id: RunId, outcome: RunOutcome): Promise<Run>
  /** Forgets a run that changed nothing, as if it had not been. */
  discardRun(id: RunId): Promise<void>
  /**
   * Applies a patch in one transaction: all of it or nothing. `after` rows are put whole (added or replaced), rows with
   * `after: null` are removed; `before` is not compared. Applying a patch again changes nothing. Removing a paper removes its
   * facts and extraction, removing an entity its facts and aliases, with whatever was derived from them.
   */
  apply(patch: GraphPatch): Promise<void>
  /** Replaces all derived edges and topics. Readers see the old ones or the new ones of a kind, never half of either. */
  replaceDerived(derived: Derived): Promise<void>
}
