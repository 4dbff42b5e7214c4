// Ingestion for the API: one run at a time, started, followed and cancelled by its id.
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { IngestEvent } from '../../../ingest/events.ts'
import { previewRemoval } from '../../../ingest/removal.ts'
import { CancelledError, ConflictError, NotFoundError } from '../../graph/errors.ts'
import type { RunId } from '../../graph/ids.ts'
import type { Ingestor, RunProgress } from '../../graph/jobs.ts'
import type { Run } from '../../graph/runs.ts'
import type { GraphStore } from '../../graph/store.ts'
import { createTurns } from '../../graph/turns.ts'
import { apart } from '../../server/observe/spans.ts'
import { watchGraph } from './changes.ts'
import type { Job, RunJob } from './job.ts'
import { createLive } from './live.ts'
import type { Live } from './live.ts'

/** Milliseconds between two looks at a run of another process. */
const INTERVAL = 1_000

/** The run that this process is working on. */
interface Active {
  readonly id: RunId
  readonly controller: AbortController
  readonly live: Live<RunProgress>
  /** Resolves when the run has ended, however it did. */
  readonly ended: Promise<void>
}

export interface IngestorOptions {
  readonly store: GraphStore
  readonly runJob: RunJob
  readonly log: Logger
}

/** Makes the ingestor of a server. Disposing it cancels what it is working on. */
export function createIngestor({ store, runJob, log }: IngestorOptions): Ingestor & AsyncDisposable {
  let active: Active | null = null
  // Runs are begun one by one, so that of two requests with one key the second finds the run of the first.
  const inTurn = createTurns()

  async function begin(job: Job): Promise<Run> {
    if (active !== null) {
      const { id } = active
      throw new ConflictError(
        (say) =>
          `The run "${say(id)}" is under way. Wait until it has ended: \`ingestProgress\` tells. Or end it with \`cancelRun\`.`,
      )
    }
    const controller = new AbortController()
    const events = runJob(job, controller.signal)[Symbol.asyncIterator]()
    const first = await events.next()
    if (first.done === true || first.value.type !== 'started') throw new Error('a run began without saying so')
    const { run } = first.value
    const live = createLive<RunProgress>({ run, stage: null, done: 0, total: null, reason: null })
    const ended = apart(() => work(run, events, live))
    active = { id: run.id, controller, live, ended }
    return run
  }

  async function work(run: Run, events: AsyncIterator<IngestEvent>, live: Live<RunProgress>): Promise<void> {
    let reason: string | null = null
    try {
      for (let step = await events.next(); step.done !== true; step = await events.next()) {
        if (step.value.type !== 'progress') continue
        const { stage, done, total } = step.value
        live.set({ ...live.value, stage, done, total })
      }
    } catch (error) {
      if (!(error instanceof CancelledError)) {
        log.error({ err: error, run: run.id }, 'a run failed')
        reason = error instanceof ConflictError ? error.message : 'The log of the server says why.'
      }
    }
    const [stored] = await store.runsById([run.id]).catch(() => [null])
    active = null
    live.set({ run: stored ?? run, stage: null, done: 0, total: null, reason })
    live.end()
  }

  async function* watchElsewhere(id: RunId): AsyncGenerator<RunProgress> {
    for (;;) {
      const [run] = await store.runsById([id])
      if (run == null) throw new NotFoundError('run', id)
      yield { run, stage: null, done: 0, total: null, reason: null }
      if (run.status !== 'RUNNING') return
      await wait(INTERVAL, undefined, { ref: false })
    }
  }

  return {
    start: ({ source, text, key }) =>
      inTurn(async () => {
        const [known] = key === null ? [] : await store.runsByKey([key])
        if (known == null) return begin({ input: { source, text }, removes: [], key })
        const isSame = known.sources.length === 1 && known.sources[0] === source
        if (isSame && known.sha256 === createHash('sha256').update(text).digest('hex')) return known
        throw new ConflictError(
          (say) =>
            `The key "${key}" belongs to the run "${say(known.id)}", which was given other papers or another source. Give these another key.`,
        )
      }),
    remove: (source) => inTurn(() => begin({ input: null, removes: [source], key: null })),
    previewRemoval: (source) => previewRemoval(store, source),
    async cancel(id) {
      if (active?.id === id) {
        const { controller, ended } = active
        controller.abort()
        await ended
      } else {
        const [run] = await store.runsById([id])
        if (run == null) throw new NotFoundError('run', id)
        if (run.status !== 'RUNNING')
          throw new ConflictError((say) => `The run "${say(id)}" has ended already, as ${run.status}.`)
        throw new ConflictError((say) => `The run "${say(id)}" is of another process. End it there.`)
      }
      const [run] = await store.runsById([id])
      if (run == null) throw new NotFoundError('run', id)
      return run
    },
    progress: (id) => (active?.id === id ? active.live.follow() : watchElsewhere(id)),
    changes: watchGraph(store),
    async [Symbol.asyncDispose]() {
      active?.controller.abort()
      await active?.ended
    },
  }
}
