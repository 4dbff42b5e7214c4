// `paperloom start`: from nothing to a graph in the browser. What `npm start` runs.
import { basename } from 'node:path'
import { Command } from 'commander'
import { openInputs } from '../../ingest/inputs.ts'
import type { Flags } from '../config.ts'
import type { GraphStore } from '../graph/store.ts'
import { keepHeapSmall } from './heap.ts'
import { configOf, openConfigured, withAddress, withStore } from './options.ts'
import { openStdout } from './output.ts'
import { samplePapers } from './package.ts'

export function startCommand(): Command {
  return withAddress(withStore(new Command('start')))
    .description('Ingests the given papers, or a sample into an empty graph, and serves the graph.')
    .argument('[file...]', 'what "paperloom ingest" takes')
    .addHelpText(
      'after',
      `
Examples:
  $ paperloom start
  $ paperloom start papers.jsonl --port 8080
  $ npm start -- papers.jsonl`,
    )
    .action(async (files: readonly string[], flags: Flags) => {
      const config = configOf(flags)
      const { formatSummary, runIngest } = await import('./run-ingest.ts')
      await using given = files.length === 0 ? null : await openInputs(files, process.stdin)
      await using store = await openConfigured(config, { inThreads: true })
      await using inputs =
        given ?? ((await needsSample(store)) ? await openInputs([samplePapers()], process.stdin) : null)
      if (inputs !== null) await openStdout().write(formatSummary(await runIngest(store, inputs)))
      keepHeapSmall()
      const { serveUntilEnded } = await import('./serving.ts')
      await serveUntilEnded(store, config, 'warn')
    })
}

/** Whether the sample belongs in: nothing is there yet, or an earlier start was interrupted while it took the sample in. */
async function needsSample(store: GraphStore): Promise<boolean> {
  const { papers, lastRun } = await store.stats()
  const isSampleUnfinished =
    lastRun !== null &&
    lastRun.status !== 'SUCCEEDED' &&
    lastRun.sources.every((name) => name === basename(samplePapers()))
  return papers === 0 || isSampleUnfinished
}
