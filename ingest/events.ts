// Events: what an ingestion tells while it works. Values on an iterator; nothing is logged.
import type { RunStage } from '../src/graph/jobs.ts'
import type { GraphStats, Run, RunCounters } from '../src/graph/runs.ts'
import type { Problem } from './problems.ts'
import type { ProblemGroup } from './tally.ts'

/** How far a stage is. */
export interface Progress {
  readonly stage: RunStage
  /** Bytes for `read`, papers for the others. */
  readonly done: number
  /** In the same unit; `null` where nobody knows. */
  readonly total: number | null
  /** Papers so far, for `read`. */
  readonly papers: number
}

/** How a run ended, and the graph after it. */
export interface IngestSummary {
  /** `null` where the run changed nothing and left no trace. */
  readonly run: Run | null
  readonly counters: RunCounters
  readonly stats: GraphStats
  readonly problems: readonly ProblemGroup[]
}

/** One thing told. The first event says which run it is; the last event of a run that ends well is its summary. */
export type IngestEvent =
  | { readonly type: 'started'; readonly run: Run }
  | ({ readonly type: 'progress' } & Progress)
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'summary'; readonly summary: IngestSummary }
