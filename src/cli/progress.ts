// Progress: a bar on a terminal, a line now and then anywhere else. Goes to standard error; results go to standard output.
import cliProgress from 'cli-progress'
import type { Progress } from '../../ingest/events.ts'
import type { RunStage } from '../graph/jobs.ts'

const TITLES: Readonly<Record<RunStage, string>> = {
  remove: 'Removing papers',
  read: 'Reading papers',
  resolve: 'Resolving names',
  write: 'Writing the graph',
  derive: 'Deriving relations',
}

/** Least time between two plain lines of one stage, in milliseconds. */
const LINE_INTERVAL = 1000

/** Shows how far an ingestion is. */
export interface ProgressDisplay {
  show(progress: Progress): void
  /** Takes the display away, so that other lines can be written. */
  stop(): void
}

/** The display that suits where it is shown. */
export function createProgressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? createBar(stream) : createLines(stream)
}

function createBar(stream: NodeJS.WriteStream): ProgressDisplay {
  const options = {
    format: '{title} [{bar}] {percentage}% {papers}',
    stream,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 30,
  }
  const bar = new cliProgress.SingleBar(options, cliProgress.Presets.rect)
  let stage: RunStage | null = null
  return {
    show(progress) {
      const payload = { title: TITLES[progress.stage].padEnd(18), papers: countPapers(progress) }
      // A stage of unknown length shows an empty bar: it is under way.
      const total = progress.total ?? 1
      if (stage !== progress.stage) {
        if (stage !== null) bar.stop()
        bar.start(total, progress.done, payload)
        stage = progress.stage
      }
      bar.setTotal(total)
      bar.update(progress.done, payload)
    },
    stop() {
      if (stage !== null) bar.stop()
      stage = null
    },
  }
}

function createLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let stage: RunStage | null = null
  let shownAt = 0
  return {
    show(progress) {
      const now = performance.now()
      if (stage === progress.stage && now - shownAt < LINE_INTERVAL) return
      const share = progress.total === null || progress.total === 0 ? 1 : progress.done / progress.total
      // The first line of a stage says that it began; how far it is comes with those that follow.
      const state = stage === progress.stage ? ` ${Math.floor(100 * share)} % ${countPapers(progress)}` : ''
      stream.write(`${TITLES[progress.stage]} …${state}\n`)
      stage = progress.stage
      shownAt = now
    },
    stop() {
      stage = null
    },
  }
}

function countPapers({ papers }: Progress): string {
  return papers === 0 ? '' : `${papers.toLocaleString('en')} papers`
}
