// The answer of /metrics: what was counted, with a look at the store and at the open subscriptions.
import type { Logger } from 'pino'
import { firstPage } from '../../graph/page.ts'
import type { GraphStore } from '../../graph/store.ts'
import type { Answer } from '../answers.ts'
import type { Streams } from '../streams.ts'
import type { Metrics, Snapshot } from './metrics.ts'

const RECENT_RUNS = 100

interface Looked {
  readonly metrics: Metrics
  readonly store: Pick<GraphStore, 'stats' | 'listRuns'>
  readonly streams: Pick<Streams, 'open'>
  readonly log: Logger
}

/** Answers also when the store does not: that is when the other figures are wanted most. */
export async function answerMetrics({ metrics, store, streams, log }: Looked): Promise<Answer> {
  const body = await metrics.render({ subscriptions: streams.open, ...(await lookAt(store, log)) })
  return { status: 200, headers: { 'content-type': metrics.contentType }, body }
}

async function lookAt(store: Looked['store'], log: Logger): Promise<Pick<Snapshot, 'stats' | 'runs'>> {
  try {
    const [stats, runs] = await Promise.all([store.stats(), store.listRuns(firstPage(RECENT_RUNS))])
    return { stats, runs: runs.rows }
  } catch (error) {
    log.warn({ err: error }, 'no figures of the graph')
    return { stats: null, runs: null }
  }
}
