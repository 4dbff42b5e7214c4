// `paperloom start`: from nothing to a graph in the browser. What `npm start` runs.
import { Command } from 'commander'
import { openInputs } from '../../ingest/inputs.ts'
import type { Flags } from '../config.ts'
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
      await using store = await openConfigured(config)
      const isEmpty = (await store.stats()).papers === 0
      await using inputs = given ?? (isEmpty ? await openInputs([samplePapers()], process.stdin) : null)
      if (inputs !== null) await openStdout().write(formatSummary(await runIngest(store, inputs, false)))
      const { serveUntilEnded } = await import('./serving.ts')
      await serveUntilEnded(store, config, 'warn')
    })
}
