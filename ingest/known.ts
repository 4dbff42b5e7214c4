// Known names: the entities whose ids resolution keeps.
import type { Alias, Entity } from '../src/graph/entities.ts'
import { runId } from '../src/graph/ids.ts'
import type { Run } from '../src/graph/runs.ts'
import type { GraphStore } from '../src/graph/store.ts'
import { uncuratedNames } from './curated.ts'

/** How many runs are looked up at a time. */
const RUNS = 100

/** What the graph holds that resolution has to respect. */
export interface Known {
  readonly entities: readonly Entity[]
  readonly aliases: readonly Alias[]
  /** Whether no run has completed yet: what is stored then, if anything, is half of what an interrupted run would have written. */
  readonly isFirst: boolean
}

/**
 * Reads the known names. Before a first run has completed nothing is known: ids count once a graph was whole, and a run that
 * goes on after an interruption must come to the ids that an undisturbed one comes to.
 */
export async function readKnown(store: GraphStore, last: Run | null): Promise<Known> {
  if (!(await hasCompletedRun(store, last))) return { entities: [], aliases: [], isFirst: true }
  const entities = (await Array.fromAsync(store.scan('entities'))).flat()
  const aliases = (await Array.fromAsync(store.scan('aliases'))).flat()
  // Resolution must not take what people made for what it made itself: curation is applied again to what comes of it.
  return { ...uncuratedNames({ entities, aliases }, await store.curationRecords()), isFirst: false }
}

async function hasCompletedRun(store: GraphStore, last: Run | null): Promise<boolean> {
  for (let seq = last?.seq ?? 0; seq > 0; seq -= RUNS) {
    const ids = Array.from({ length: Math.min(RUNS, seq) }, (_, i) => runId(seq - i))
    if ((await store.runsById(ids)).some((run) => run?.status === 'SUCCEEDED')) return true
  }
  return false
}
