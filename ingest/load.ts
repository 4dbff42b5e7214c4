// Loading: what was extracted and resolved, as patches that take the stored graph to the new one.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CurationRecords, Original } from '../src/graph/originals.ts'
import type { Alias, Entity, Fact } from '../src/graph/entities.ts'
import { CancelledError } from '../src/graph/errors.ts'
import type { Extraction } from '../src/graph/extractions.ts'
import { compareText } from '../src/graph/page.ts'
import { EMPTY_PATCH, patchSize, type Change, type GraphPatch } from '../src/graph/patch.ts'
import type { GraphStore } from '../src/graph/store.ts'
import { diffSorted, inBatches } from './diff.ts'
import type { Extractor } from './extract/extractor.ts'
import type { MatchedPaper } from './match.ts'
import type { Problem } from './problems.ts'

/** How many rows a patch changes at most. */
const PATCH_ROWS = 1000

/** What resolution and curation found: the entities and aliases of the whole corpus, and the facts of each paper. */
interface Resolved extends CurationRecords {
  readonly entities: readonly Entity[]
  readonly aliases: readonly Alias[]
  factsOf(extraction: Extraction): readonly Fact[]
}

/** What extraction makes of a batch of papers. */
interface ExtractedBatch {
  readonly patch: GraphPatch
  readonly problems: readonly Problem[]
}

/**
 * Extracts papers and puts each with its extraction into one patch: where that is applied, the paper is done. A paper with a
 * makeshift answer gets a content hash that nothing meets, so that the next run reads it again.
 */
export async function extractPapersOf(extractor: Extractor, matched: readonly MatchedPaper[]): Promise<ExtractedBatch> {
  const texts = await extractor.extract(matched.map(({ paper: { title, abstract } }) => ({ title, abstract })))
  const extracted = matched.map(({ paper, stored }, i) => {
    const { mentions = [], acronyms = [], isProvisional = false } = texts[i] ?? {}
    const contentHash = isProvisional ? `provisional:${paper.contentHash}` : paper.contentHash
    const extraction: Extraction = { paperId: paper.id, contentHash, extractor: extractor.id, mentions, acronyms }
    return {
      paper: { before: stored, after: { ...paper, contentHash } },
      extraction: { before: null, after: extraction },
    }
  })
  return {
    patch: {
      ...EMPTY_PATCH,
      papers: extracted.map(({ paper }) => paper),
      extractions: extracted.map(({ extraction }) => extraction),
    },
    problems: texts.flatMap(({ problems = [] }) => problems),
  }
}

/** What to write and how. */
export interface Writing {
  readonly store: GraphStore
  readonly resolved: Resolved
  readonly signal: AbortSignal
  /** Whether nothing depends on the entities that are stored. */
  readonly isFirst: boolean
  /** How many rows a patch changes at most. */
  readonly rows?: number | undefined
}

/**
 * Writes what was resolved over what is stored, in patches: new and changed entities and aliases, then facts, and at last the
 * removal of what nothing speaks of any more. Yields how many papers are done. Ends between patches when aborted.
 */
export async function* writeResolved({
  store,
  resolved,
  signal,
  isFirst,
  rows = PATCH_ROWS,
}: Writing): AsyncGenerator<number> {
  const entities = await changesOf(store.scan('entities'), resolved.entities, byId)
  const aliases = await changesOf(store.scan('aliases'), resolved.aliases, byAlias)
  const kept = await store.curationRecords()
  const redirects = await changesOf(once(kept.redirects, byId), resolved.redirects, byId)
  const originals = await changesOf(once(kept.originals, byOriginal), resolved.originals, byOriginal)
  const puts = entities.filter(({ after }) => after !== null)
  const removals = entities.filter(({ after }) => after === null)
  const apply = async (patch: Partial<GraphPatch>): Promise<void> => {
    await stopIfAborted(signal)
    if (patchSize({ ...EMPTY_PATCH, ...patch }) > 0) await store.apply({ ...EMPTY_PATCH, ...patch })
  }

  if (isFirst) {
    await apply({ redirects, originals })
    for (const batch of slices(puts, rows)) await apply({ entities: batch })
    for (const batch of slices(aliases, rows)) await apply({ aliases: batch })
  } else {
    // Ids follow from the names that are known. Half of the new names beside half of the old ones would give other ids to
    // the run that goes on after an interruption: here it is all or nothing.
    await apply({ entities: puts, aliases, redirects, originals })
  }

  let papers = 0
  const fresh = freshFacts(store, resolved, (count) => (papers += count))
  for await (const facts of inBatches(diffSorted(store.scan('facts'), fresh, byFact), rows)) {
    await apply({ facts })
    yield papers
  }

  for (const batch of slices(removals, rows)) await apply({ entities: batch })
  yield papers
}

/**
 * Ends the work where it was asked to.
 *
 * @throws CancelledError when it was.
 */
export async function stopIfAborted(signal: AbortSignal): Promise<void> {
  // An embedded store answers at once: without a turn of the event loop no signal is ever heard.
  await nextTurn()
  if (signal.aborted) throw new CancelledError('The ingestion was stopped. The next one goes on where it ended.')
}

/** The facts of all papers in the order in which the store scans them. */
async function* freshFacts(
  store: GraphStore,
  resolved: Resolved,
  onPapers: (count: number) => void,
): AsyncGenerator<readonly Fact[]> {
  for await (const extractions of store.scan('extractions')) {
    yield extractions.flatMap((extraction) => resolved.factsOf(extraction).toSorted(byFact))
    onPapers(extractions.length)
  }
}

async function changesOf<Row>(
  stored: AsyncIterable<readonly Row[]>,
  fresh: readonly Row[],
  compare: (a: Row, b: Row) => number,
): Promise<readonly Change<Row>[]> {
  return Array.fromAsync(diffSorted(stored, once(fresh, compare), compare))
}

async function* once<Row>(rows: readonly Row[], compare: (a: Row, b: Row) => number): AsyncGenerator<readonly Row[]> {
  yield rows.toSorted(compare)
}

function* slices<Row>(rows: readonly Row[], size: number): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id)
}

function byOriginal(a: Original, b: Original): number {
  return compareText(a.table, b.table) || compareText(a.key, b.key)
}

function byAlias(a: Alias, b: Alias): number {
  return compareText(a.entityId, b.entityId) || compareText(a.surface, b.surface)
}

function byFact(a: Fact, b: Fact): number {
  return compareText(a.paperId, b.paperId) || compareText(a.entityId, b.entityId)
}
