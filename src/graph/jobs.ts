// Work that the API asks for and others do: ingesting. The API knows these ports only.
import type { RunId } from './ids.ts'
import type { Run } from './runs.ts'

/** Papers to take in, as the text of a file of any format that ingestion reads. */
export interface IngestRequest {
  /** What the papers' `source` will say. */
  readonly source: string
  readonly text: string
  /** Asking again with the same key answers the same run. */
  readonly key: string | null
}

/** The stages of a run, in their order. */
export const RUN_STAGES = ['remove', 'read', 'resolve', 'write', 'derive'] as const
export type RunStage = (typeof RUN_STAGES)[number]

/** How far a run is. */
export interface RunProgress {
  readonly run: Run
  /** What it is doing; `null` before it begins, after it has ended, and where another process runs it. */
  readonly stage: RunStage | null
  /** Of the stage: bytes for `read`, papers for the others. */
  readonly done: number
  /** In the same unit; `null` where nobody knows. */
  readonly total: number | null
  /** Why it failed, for people; `null` unless it did in this process. */
  readonly reason: string | null
}

/** What removing a source would take away. */
export interface RemovalPreview {
  readonly source: string
  readonly papers: number
  readonly facts: number
  /** Entities that no other paper speaks of. */
  readonly entities: number
}

/** A change of the graph, for those who show it and want to read it again. */
export interface GraphChange {
  /** The newest run; `null` in a graph without runs. */
  readonly run: Run | null
  /** The number of the newest curation; 0 before the first. */
  readonly curations: number
}

/** Runs ingestions, one at a time. */
export interface Ingestor {
  /**
   * Starts an ingestion and answers its run as soon as it has begun. With a key that a run has already, answers that run.
   *
   * @throws SourceError when the text is of no known format, ConflictError when another run is under way, or when the key
   * belongs to a run of another text.
   */
  start(request: IngestRequest): Promise<Run>
  /** Starts the removal of all papers of a source; their names go where no other paper speaks of them. Throws as `start`. */
  remove(source: string): Promise<Run>
  /** What {@link remove} would take away. Writes nothing. */
  previewRemoval(source: string): Promise<RemovalPreview>
  /**
   * Ends a run where the next one can go on, and answers it when it has ended.
   *
   * @throws NotFoundError when there is no such run, ConflictError when it has ended or another process runs it.
   */
  cancel(id: RunId): Promise<Run>
  /**
   * How far a run is: now, and each time that it gets further; ends with the run. Whoever reads slowly gets the newest state.
   *
   * @throws NotFoundError when there is no such run.
   */
  progress(id: RunId): AsyncIterable<RunProgress>
  /** The graph after each change of it, whoever made it. */
  changes(): AsyncIterable<GraphChange>
}
