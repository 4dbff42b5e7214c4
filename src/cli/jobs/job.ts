// One ingestion on behalf of the API: what it is to do, and how it is done on an open store.
import type { IngestEvent } from '../../../ingest/events.ts'
import { createExtractor } from '../../../ingest/extract/index.ts'
import { noInputs, openText } from '../../../ingest/inputs.ts'
import { ingest } from '../../../ingest/pipeline.ts'
import { ownerName } from '../../../ingest/takeover.ts'
import type { GraphStore } from '../../graph/store.ts'

/** What to do. Plain data, so that it can go to another thread. */
export interface Job {
  /** A text of papers to take in; `null` for none. */
  readonly input: { readonly source: string; readonly text: string } | null
  /** Sources whose papers are removed first. */
  readonly removes: readonly string[]
  readonly key: string | null
}

/** Does a job and tells what happens. */
export type RunJob = (job: Job, signal: AbortSignal) => AsyncIterable<IngestEvent>

/** Does jobs on an open store, in this thread. */
export function runOn(store: GraphStore): RunJob {
  return async function* ({ input, removes, key }, signal) {
    await using inputs = input === null ? noInputs() : openText(input.source, input.text)
    yield* ingest({
      store,
      inputs,
      extractor: await createExtractor(undefined, { variables: process.env, signal }),
      owner: ownerName(),
      now: () => new Date().toISOString(),
      signal,
      takeOver: false,
      isKept: true,
      removes,
      ...(key === null ? {} : { key }),
    })
  }
}
