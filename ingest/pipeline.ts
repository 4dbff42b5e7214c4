// Ingestion, the whole job from top to bottom: read, recognise, extract, store, resolve, curate, write, derive.
// Every step is a function of its own; this file is only their order. Start reading here.
import { deriveGraph } from '../src/derive/index.ts'
import { readIncidence } from '../src/derive/incidence.ts'
import { CancelledError } from '../src/graph/errors.ts'
import { NO_COUNTS } from '../src/graph/runs.ts'
import type { Run, RunCounters, RunOutcome } from '../src/graph/runs.ts'
import type { GraphStore } from '../src/graph/store.ts'
import { applyCurations } from './curated.ts'
import type { IngestEvent, Progress } from './events.ts'
import type { Extractor } from './extract/extractor.ts'
import { createSeenPapers } from './identity.ts'
import type { Inputs } from './inputs.ts'
import { readKnown } from './known.ts'
import { extractPapersOf, stopIfAborted, writeResolved } from './load.ts'
import { matchPapers } from './match.ts'
import type { Problem } from './problems.ts'
import { readBatches } from './read.ts'
import { removalsOf } from './removal.ts'
import { resolveNames } from './resolve/index.ts'
import { findSuperseded, isProcessAlive } from './takeover.ts'
import { createTally } from './tally.ts'
import { createUnchangedCheck } from './unchanged.ts'

/** What an ingestion works with. */
export interface IngestJob {
  readonly store: GraphStore
  readonly inputs: Inputs
  readonly extractor: Extractor
  /** Who runs it: `host:pid`. */
  readonly owner: string
  /** The time, ISO 8601 in UTC. */
  readonly now: () => string
  /** Ends the run at the next point from which another can go on. */
  readonly signal: AbortSignal
  /** End a run that is marked as running, whoever owns it. */
  readonly takeOver: boolean
  /** What the caller calls the run; no other run may have this key. */
  readonly key?: string
  /** Names of sources whose papers are removed before anything is read. */
  readonly removes?: readonly string[]
  /** Whether a run that changes nothing stays in the log. */
  readonly isKept?: boolean
  /** Papers and rows that are written in one transaction; smaller than usual in tests only. */
  readonly batch?: { readonly papers: number; readonly rows: number }
}

/** The runs that this process is working on, so that it knows those that another process of its number left behind. */
const ownRuns = new Set<string>()

/**
 * Ingests papers and yields what happens, the summary last. Ingesting the same again changes nothing and leaves no trace; a run
 * that was interrupted at any point is completed by the next one.
 *
 * @throws ConflictError when another ingestion is at work.
 * @throws CancelledError when `signal` ended it; the run is CANCELLED.
 * @throws whatever a store throws; the run is FAILED.
 */
export async function* ingest(job: IngestJob): AsyncGenerator<IngestEvent> {
  const { store, inputs, extractor, owner, now, signal } = job
  const tally = createTally()
  const counts = { ...NO_COUNTS }
  const counters = (): RunCounters => ({ ...counts, problems: tally.total })
  const report = (problem: Problem): IngestEvent => {
    tally.add(problem)
    return { type: 'problem', problem }
  }

  // Begin a run; take over one that was left behind, refuse to meet one that is at work.
  const last = await store.lastRun()
  const keyOfRun = (id: string) => `${store.location} ${id}`
  const around = {
    owner,
    now: now(),
    isOurs: ({ id }: { id: string }) => ownRuns.has(keyOfRun(id)),
    isAlive: isProcessAlive,
  }
  const supersedes = job.takeOver && last?.status === 'RUNNING' ? last.id : findSuperseded(last, around)
  const sources = inputs.files.map(({ name }) => name)
  const news = {
    sources: [...(job.removes ?? []), ...sources],
    sha256: inputs.sha256,
    extractor: extractor.id,
    startedAt: around.now,
    owner,
    key: job.key ?? null,
  }
  const run = await store.beginRun(news, supersedes)
  ownRuns.add(keyOfRun(run.id))

  const succeed = () => store.endRun(run.id, { status: 'SUCCEEDED', finishedAt: now(), counters: counters() })
  const summarise = async (ended: Run | null): Promise<IngestEvent> => ({
    type: 'summary',
    summary: { run: ended, counters: counters(), stats: await store.stats(), problems: tally.groups() },
  })

  let status: RunOutcome['status'] | 'ENDED' = 'CANCELLED'
  try {
    yield { type: 'started', run }

    // Remove what was asked for, a batch at a time; its names go when names are resolved over what is left.
    for await (const patch of removalsOf(store, job.removes ?? [])) {
      await stopIfAborted(signal)
      await store.apply(patch)
      counts.papersRemoved += patch.papers.length
      yield progress({ stage: 'remove', done: counts.papersRemoved, total: null, papers: counts.papersRemoved })
    }

    // Read papers, find those that are new or say something new, extract them, and store each batch whole: the checkpoint.
    const seen = createSeenPapers()
    const isUnchanged = createUnchangedCheck(store, extractor.id)
    const total = inputs.files.reduce((sum, { size }) => sum + size, 0)
    for await (const { records, problems, bytes } of readBatches(inputs, job.batch?.papers)) {
      await stopIfAborted(signal)
      for (const problem of problems) yield report(problem)
      const { papers, duplicates } = await matchPapers(store, seen, records, run.id)
      for (const duplicate of duplicates) yield report(duplicate)
      const unchanged = await isUnchanged(papers)
      const fresh = papers.filter((_, i) => unchanged[i] !== true)
      if (fresh.length > 0) {
        const extracted = await extractPapersOf(extractor, fresh)
        await store.apply(extracted.patch)
        for (const problem of extracted.problems) yield report(problem)
      }
      const added = fresh.filter(({ stored }) => stored === null).length
      counts.papersSeen += records.length
      counts.papersAdded += added
      counts.papersChanged += fresh.length - added
      counts.papersUnchanged += papers.length - fresh.length
      yield progress({ stage: 'read', done: bytes, total, papers: counts.papersSeen })
    }

    // Where no paper changed and the last run got to its end, the graph is what it would become.
    const hasChanged = counts.papersAdded + counts.papersChanged + counts.papersRemoved > 0
    const head = await store.curationHead()
    const isSettled = !hasChanged && head.derived >= head.seq && (last === null || last.status === 'SUCCEEDED')
    if (isSettled) {
      const ended = await (job.isKept === true ? succeed() : store.discardRun(run.id).then(() => null))
      status = 'ENDED'
      yield await summarise(ended)
      return
    }

    // Decide over the whole corpus which names are one thing and what kind of thing it is.
    await stopIfAborted(signal)
    yield progress({ stage: 'resolve', done: 0, total: null, papers: counts.papersSeen })
    const known = await readKnown(store, last)
    const found = await resolveNames(store.scan('extractions'), known)

    // Apply what people put right.
    const resolved = await applyCurations(found, await store.activeCurations(), () => store.scan('extractions'))
    for (const problem of resolved.problems) yield report(problem)

    // Write entities, aliases and facts where they differ from what is stored.
    const { papers } = await store.stats()
    yield progress({ stage: 'write', done: 0, total: papers, papers })
    for await (const done of writeResolved({
      store,
      resolved,
      signal,
      isFirst: known.isFirst,
      rows: job.batch?.rows,
    })) {
      yield progress({ stage: 'write', done, total: papers, papers })
    }

    // Derive what follows from the facts.
    await stopIfAborted(signal)
    yield progress({ stage: 'derive', done: 0, total: null, papers })
    await store.replaceDerived(deriveGraph(await readIncidence(store)))
    await store.markDerived(head.seq)
    status = 'SUCCEEDED'
  } catch (error) {
    status = error instanceof CancelledError ? 'CANCELLED' : 'FAILED'
    throw error
  } finally {
    ownRuns.delete(keyOfRun(run.id))
    if (status === 'CANCELLED' || status === 'FAILED') {
      // Where even this fails, the error under way says more; the run stays RUNNING and the next one takes it over.
      await store.endRun(run.id, { status, finishedAt: now(), counters: counters() }).catch(() => null)
    }
  }
  yield await summarise(await succeed())
}

function progress(state: Progress): IngestEvent {
  return { type: 'progress', ...state }
}
