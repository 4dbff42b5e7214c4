// A corpus to curate: invented papers whose terms are found by a list, so that what is found hangs on no model.
import { createCurator } from '../../src/curate/curator.ts'
import { deriveGraph } from '../../src/derive/index.ts'
import { readIncidence } from '../../src/derive/incidence.ts'
import type { EntityKind, MethodRole } from '../../src/graph/entities.ts'
import type { Curation, CurationRequest, Curator } from '../../src/graph/curation.ts'
import type { Mention } from '../../src/graph/extractions.ts'
import { firstPage } from '../../src/graph/page.ts'
import { TEXT_FIELDS, textOf } from '../../src/graph/papers.ts'
import { EMPTY_PATCH } from '../../src/graph/patch.ts'
import { SCAN_TABLES } from '../../src/graph/reader.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { toExportLine } from '../../src/cli/export-line.ts'
import type { IngestSummary } from '../../ingest/events.ts'
import type { Extractor } from '../../ingest/extract/extractor.ts'
import { ingest } from '../../ingest/pipeline.ts'
import { lemmaOf } from '../../ingest/text/lemma.ts'
import { textInputs } from '../unit/ingest/memory-inputs.ts'

/** A term: what it looks like, and what papers do with it. */
type Term = readonly [surface: string, kind: EntityKind, role: MethodRole | null]

export const TERMS: readonly Term[] = [
  ['river graph', 'CONCEPT', null],
  ['river graphs', 'CONCEPT', null],
  ['basin web', 'CONCEPT', null],
  ['flood wave', 'CONCEPT', null],
  ['tide', 'CONCEPT', null],
  ['sluice net', 'METHOD', 'PROPOSES'],
  ['delta filter', 'METHOD', 'USES'],
  ['lock solver', 'METHOD', 'COMPARES'],
  ['gauge forecasting', 'TASK', null],
  ['Weirbase', 'DATASET', null],
  ['crest error', 'METRIC', null],
]

/** Papers as records; each speaks of some terms, some of them twice and in the title. */
export const PAPERS: readonly { readonly title: string; readonly abstract: string }[] = [
  {
    title: 'A sluice net for the river graph',
    abstract: 'The river graph has a basin web. We propose the sluice net. It uses a delta filter on Weirbase.',
  },
  {
    title: 'Every basin web is a network',
    abstract: 'A basin web carries a flood wave. The delta filter tracks the flood wave; the crest error is low.',
  },
  {
    title: 'Gauge forecasting by lock solver',
    abstract:
      'In gauge forecasting the lock solver beats the sluice net. Weirbase has river graphs and the crest error.',
  },
  {
    title: 'Tide against flood wave',
    abstract: 'A tide is no flood wave. On the river graph a tide returns. Gauge forecasting needs it.',
  },
  {
    title: 'Filters of the delta',
    abstract: 'A delta filter with a sluice net sees the basin web, and river graphs too. Crest error on Weirbase.',
  },
  {
    title: 'Lock solver and delta filter',
    abstract: 'The lock solver and the delta filter agree on the tide. The basin web stays. The tide comes again.',
  },
]

/** Finds the terms of a list, the longest first, whatever their case. */
export function createTermExtractor(id = 'terms@1', terms: readonly Term[] = TERMS): Extractor {
  const byLength = [...terms].sort(([a], [b]) => b.length - a.length)
  return {
    id,
    extract: async (texts) =>
      texts.map((text) => {
        const mentions = TEXT_FIELDS.flatMap((field): Mention[] => {
          const found: Mention[] = []
          for (const [term, kind, role] of byLength) {
            for (const match of textOf(text, field).matchAll(new RegExp(`\\b${term}\\b`, 'gi'))) {
              const [surface] = match
              const [start, end] = [match.index, match.index + surface.length]
              if (found.some((other) => start < other.end && other.start < end)) continue
              const lemma = lemmaOf(surface)
              found.push({ field, start, end, surface, lemma, kind, role, confidence: 0.9, rule: 'list' })
            }
          }
          return found.sort((a, b) => a.start - b.start)
        })
        return { mentions, acronyms: [] }
      }),
  }
}

/** Ingests papers. */
export async function ingestPapers(
  store: GraphStore,
  papers: readonly object[] = PAPERS,
  extractor: Extractor = createTermExtractor(),
): Promise<IngestSummary> {
  const events = await Array.fromAsync(
    ingest({
      store,
      extractor,
      inputs: textInputs({ 'papers.jsonl': papers.map((paper) => JSON.stringify(paper)).join('\n') }),
      owner: 'here:1',
      now: () => '2026-01-01T00:00:00.000Z',
      signal: new AbortController().signal,
      takeOver: false,
    }),
  )
  const last = events.at(-1)
  if (last?.type !== 'summary') throw new Error('No summary came.')
  return last.summary
}

/** Everything a graph holds, as an export has it. */
export async function exportOf(store: GraphStore): Promise<readonly string[]> {
  const lines: string[] = []
  for (const table of SCAN_TABLES) {
    if (table === 'extractions') continue
    for await (const batch of store.scan(table)) lines.push(...batch.map((row) => toExportLine(table, row)))
  }
  return lines
}

/** A curator after whose changes all edges are derived anew, unless that is left to others. */
export function createTestCurator(store: GraphStore, { derives = true } = {}): Curator {
  return createCurator({
    store,
    now: () => '2026-02-01T00:00:00.000Z',
    async rederive() {
      if (!derives) return { isDone: false }
      const { seq } = await store.curationHead()
      await store.replaceDerived(deriveGraph(await readIncidence(store)))
      await store.markDerived(seq)
      return { isDone: true }
    },
  })
}

/** Curates as a person would, and answers the entry. */
export async function curate(curator: Curator, request: CurationRequest): Promise<Curation> {
  return (await curator.curate(request, { actor: 'ada', dryRun: false })).curation
}

/** The whole log, the oldest first. */
export async function logOf(store: GraphStore): Promise<readonly Curation[]> {
  const { rows } = await store.listCurations(firstPage(100))
  return rows.toReversed()
}

/** Writes a log into a store that holds nothing else. */
export async function copyLog(log: readonly Curation[], store: GraphStore): Promise<void> {
  for (const [i, curation] of log.entries()) {
    const marks = i === log.length - 1 ? log.map(({ id, undoneBy }) => ({ id, undoneBy })) : []
    await store.curate({ curation: { ...curation, undoneBy: null }, marks, patch: EMPTY_PATCH, run: 0 })
  }
}

/** What papers and a log make when they are read into a new store, all at once. */
export async function buildAnew(
  log: readonly Curation[],
  papers: readonly object[] = PAPERS,
  extractor: Extractor = createTermExtractor(),
): Promise<readonly string[]> {
  const { openSqlite } = await import('../../src/stores/sqlite/index.ts')
  await using fresh = await openSqlite(':memory:')
  await copyLog(log, fresh)
  await ingestPapers(fresh, papers, extractor)
  return await exportOf(fresh)
}
