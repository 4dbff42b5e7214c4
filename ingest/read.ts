// Reading: all inputs one after the other, in batches of a size that is extracted and stored together.
import type { Inputs } from './inputs.ts'
import type { Problem } from './problems.ts'
import type { SourceRecord } from './record.ts'

/** How many papers are extracted and stored at a time: what an interrupted run has to do again at most. */
const BATCH_PAPERS = 64
/** A batch of problems ends here, so that a file of garbage shows its progress too. */
const BATCH_PROBLEMS = 1000

/** What was read since the last batch. */
export interface ReadBatch {
  readonly records: readonly SourceRecord[]
  readonly problems: readonly Problem[]
  /** Read of all inputs so far. */
  readonly bytes: number
}

/** Reads inputs in batches of at most `size` records, in their order. */
export async function* readBatches(inputs: Inputs, size: number = BATCH_PAPERS): AsyncGenerator<ReadBatch> {
  let records: SourceRecord[] = []
  let problems: Problem[] = [...inputs.problems]
  let bytes = 0
  for (const file of inputs.files) {
    for await (const item of file.read((count) => (bytes += count))) {
      if (item.type === 'record') records.push(item.record)
      else problems.push(item.problem)
      if (records.length < size && problems.length < BATCH_PROBLEMS) continue
      yield { records, problems, bytes }
      records = []
      problems = []
    }
  }
  yield { records, problems, bytes }
}
