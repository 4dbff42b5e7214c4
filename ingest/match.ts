// Matching: which records of a batch are new papers, which are stored ones again, and which only repeat an earlier record.
import { paperId } from '../src/graph/ids.ts'
import type { Paper, PaperReader } from '../src/graph/papers.ts'
import { areDifferent, lookupOf, toPaper, type SeenPaper, type SeenPapers } from './identity.ts'
import type { Problem } from './problems.ts'
import type { SourceRecord } from './record.ts'
import { problemAt } from './sources/clean.ts'

/** A paper as a run would write it, and as the store has it. */
export interface MatchedPaper {
  readonly paper: Paper
  readonly stored: Paper | null
}

/** What became of a batch of records. */
export interface Matches {
  readonly papers: readonly MatchedPaper[]
  /** One a record that repeats another of the same run. */
  readonly duplicates: readonly Problem[]
}

/** Matches a batch against the store and against what the run has seen, and adds it to that. Two reads, whatever the size. */
export async function matchPapers(
  store: PaperReader,
  seen: SeenPapers,
  records: readonly SourceRecord[],
  runId: string,
): Promise<Matches> {
  const found = await store.findPapers(records.map(lookupOf))
  const known = records.map((record, i) => {
    const paper = found[i] ?? null
    return paper !== null && !areDifferent(record, paper) ? paper : null
  })
  // A new record may have the id of a stored paper that goes by another title by now.
  const ids = records.map((record, i) => known[i]?.id ?? paperId(record))
  const stored = await store.papersById(ids)

  const papers: MatchedPaper[] = []
  const duplicates: Problem[] = []
  for (const [i, record] of records.entries()) {
    const id = ids[i] ?? paperId(record)
    const earlier = seen.find(record) ?? seen.withId(id)
    if (earlier !== null) {
      duplicates.push(reportDuplicate(record, earlier))
      continue
    }
    const before = known[i] ?? stored[i] ?? null
    const paper = toPaper(id, record, before, runId)
    const { title, doi, arxivId } = paper
    seen.add({ id, title, doi, arxivId, source: record.origin.source, line: record.origin.firstLine })
    papers.push({ paper, stored: before })
  }
  return { papers, duplicates }
}

function reportDuplicate(record: SourceRecord, { source, line }: SeenPaper): Problem {
  const { origin, title } = record
  const first = source === origin.source ? `line ${line}` : `line ${line} of ${source}`
  const message = `The paper repeats the one on ${first}, which was kept.`
  return problemAt('info', 'duplicate', message, { source: origin.source, line: origin.firstLine }, title).problem
}
