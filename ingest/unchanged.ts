// Unchanged papers: those whose source says what it said before, read by the same extractor.
import type { RunId } from '../src/graph/ids.ts'
import type { RunReader } from '../src/graph/runs.ts'
import type { MatchedPaper } from './match.ts'

/**
 * Makes the check for one run; it answers a batch in order. A paper's extraction was written together with the paper, so the
 * run that wrote the paper names the extractor.
 */
export function createUnchangedCheck(
  store: Pick<RunReader, 'runsById'>,
  extractor: string,
): (papers: readonly MatchedPaper[]) => Promise<readonly boolean[]> {
  const extractors = new Map<RunId, string | null>()
  return async (papers) => {
    const runs = new Set(papers.flatMap(({ stored }) => (stored === null ? [] : [stored.runId])))
    const unknown = [...runs].filter((id) => !extractors.has(id))
    if (unknown.length > 0) {
      const found = await store.runsById(unknown)
      for (const [i, id] of unknown.entries()) extractors.set(id, found[i]?.extractor ?? null)
    }
    return papers.map(
      ({ paper, stored }) =>
        stored !== null && stored.contentHash === paper.contentHash && extractors.get(stored.runId) === extractor,
    )
  }
}
