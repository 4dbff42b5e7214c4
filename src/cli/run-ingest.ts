// One ingestion with everything people see of it: how far it is, what it could not take, and what the graph holds after it.
import type { IngestSummary } from '../../ingest/events.ts'
import { createExtractor } from '../../ingest/extract/index.ts'
import type { Inputs } from '../../ingest/inputs.ts'
import { ingest } from '../../ingest/pipeline.ts'
import { ownerName } from '../../ingest/takeover.ts'
import type { GraphStore } from '../graph/store.ts'
import { listenForInterrupt } from './interrupt.ts'
import { tell } from './output.ts'
import { formatProblems } from './problems.ts'
import { createProgressDisplay } from './progress.ts'
import { formatCount, formatStats } from './tables.ts'

/** What may be said of an ingestion beside its inputs. */
export interface IngestOptions {
  /** The name of an extractor. */
  readonly extractor?: string
  readonly takeOver?: boolean
}

/** An ingestion that ended well. */
export interface IngestResult {
  readonly summary: IngestSummary
  readonly seconds: number
}

/** Ingests with progress on standard error. Ctrl-C ends it where the next run can go on. */
export async function runIngest(store: GraphStore, inputs: Inputs, options: IngestOptions = {}): Promise<IngestResult> {
  const start = performance.now()
  const display = createProgressDisplay(process.stderr)
  using interrupt = listenForInterrupt(() => {
    display.stop()
    tell('Stopping after this batch. Press Ctrl-C again to end at once.')
  })
  const job = {
    store,
    inputs,
    extractor: await createExtractor(options.extractor, { variables: process.env, signal: interrupt.signal }),
    owner: ownerName(),
    now: () => new Date().toISOString(),
    signal: interrupt.signal,
    takeOver: options.takeOver === true,
  }
  let summary: IngestSummary | null = null
  try {
    for await (const event of ingest(job)) {
      if (event.type === 'progress') display.show(event)
      else if (event.type === 'summary') summary = event.summary
    }
  } finally {
    display.stop()
  }
  if (summary === null) throw new Error('The ingestion ended without a summary.')
  return { summary, seconds: (performance.now() - start) / 1000 }
}

/** The report of an ingestion. */
export function formatSummary({ summary, seconds }: IngestResult): readonly string[] {
  const { papersSeen, papersAdded, papersChanged, papersUnchanged, problems } = summary.counters
  const repeated = papersSeen - papersAdded - papersChanged - papersUnchanged
  const parts = [
    `${formatCount(papersAdded)} new`,
    `${formatCount(papersChanged)} changed`,
    `${formatCount(papersUnchanged)} unchanged`,
    ...(repeated > 0 ? [`${formatCount(repeated)} repeated`] : []),
  ]
  const ended = summary.run === null ? 'Nothing changed' : `Done as ${summary.run.id}`
  return [
    `${formatCount(papersSeen)} papers read: ${parts.join(', ')}. ${ended}, in ${seconds.toFixed(1)} s.`,
    'The graph:',
    ...formatStats(summary.stats),
    ...(problems === 0 ? [] : [`Problems: ${formatCount(problems)}`, ...formatProblems(summary.problems)]),
  ]
}
