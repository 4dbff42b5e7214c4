// Runs: what each ingestion read, did and could not do; and figures about the graph as a whole.
import type { RunId } from './ids.ts'
import type { EdgeRelation } from './traversals.ts'
import type { EntityKind } from './entities.ts'
import type { Order, PageRequest, Slice } from './page.ts'

/** How a run stands. A run left RUNNING by a process that died is taken over by the next one and ends as FAILED. */
export const RUN_STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

/** What a run counted. */
export interface RunCounters {
  /** Records the sources gave. */
  readonly papersSeen: number
  readonly papersAdded: number
  readonly papersChanged: number
  readonly papersUnchanged: number
  readonly papersRemoved: number
  /** Things skipped or cleaned. */
  readonly problems: number
}

/** One ingestion. */
export interface Run {
  readonly id: RunId
  /** 1 for the first run of the store, then counting up. */
  readonly seq: number
  readonly status: RunStatus
  /** Names of the sources, without folders. */
  readonly sources: readonly string[]
  /** Digest of the sources' bytes together. */
  readonly sha256: string
  /** Name and version of the extractor with its configuration. */
  readonly extractor: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** ISO 8601, UTC; `null` while running. */
  readonly finishedAt: string | null
  /** Who runs it: `host:pid`. */
  readonly owner: string
  /** What the caller calls it, so that asking twice runs it once; no two runs share one. `null` where nobody said. */
  readonly key: string | null
  readonly counters: RunCounters
}

/** A run that is about to begin. */
export type NewRun = Pick<Run, 'sources' | 'sha256' | 'extractor' | 'startedAt' | 'owner' | 'key'>

/** How a run ended. */
export interface RunOutcome {
  readonly status: Exclude<RunStatus, 'RUNNING'>
  readonly finishedAt: string
  readonly counters: RunCounters
}

/** The graph in figures. */
export interface GraphStats {
  readonly papers: number
  readonly entities: number
  /** One entry a kind, in the order of `ENTITY_KINDS`, zeros included. */
  readonly entitiesByKind: readonly { readonly kind: EntityKind; readonly count: number }[]
  readonly topics: number
  /** All edges among papers and entities: the sum of {@link edgesByRelation}. */
  readonly edges: number
  /** One entry a relation, by name, zeros included. */
  readonly edgesByRelation: readonly { readonly relation: EdgeRelation; readonly count: number }[]
  /** The run with the highest number; `null` before the first. */
  readonly lastRun: Run | null
}

/** What a run has counted when it begins. */
export const NO_COUNTS: RunCounters = {
  papersSeen: 0,
  papersAdded: 0,
  papersChanged: 0,
  papersUnchanged: 0,
  papersRemoved: 0,
  problems: 0,
}

/** All runs: the newest first. */
export const RUN_ORDER: Order<Run> = { name: 'runs.seq', position: (run) => [-run.seq, run.id] }

/** Reading runs and figures. */
export interface RunReader {
  /** The graph in figures, counted now. */
  stats(): Promise<GraphStats>
  /** Runs by id, in the order of the ids; `null` where there is none. */
  runsById(ids: readonly RunId[]): Promise<readonly (Run | null)[]>
  /** The run with the highest number; `null` before the first. */
  lastRun(): Promise<Run | null>
  /** Runs by the keys of their callers, in the order of the keys; `null` where there is none. */
  runsByKey(keys: readonly string[]): Promise<readonly (Run | null)[]>
  /** All runs in {@link RUN_ORDER}. */
  listRuns(page: PageRequest): Promise<Slice<Run>>
}
