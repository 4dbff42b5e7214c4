// `paperloom ingest`: adds papers to the graph.
import { Command } from 'commander'
import { openInputs } from '../../ingest/inputs.ts'
import type { Flags } from '../config.ts'
import { EXTRACTOR_OPTION, type ExtractorFlags } from './extractor-option.ts'
import { EXIT } from './failures.ts'
import { configOf, openConfigured, withStore } from './options.ts'
import { openStdout } from './output.ts'
import { hasErrors } from './problems.ts'

interface IngestFlags extends Flags, ExtractorFlags {
  readonly strict?: true
  readonly takeOver?: true
}

export function ingestCommand(): Command {
  return withStore(new Command('ingest'))
    .description('Adds papers to the graph. What is there already and says the same is left alone.')
    .argument('<file...>', 'JSON Lines or the text of a page of papers; a folder of such files; - for standard input')
    .option(...EXTRACTOR_OPTION)
    .option('--strict', `exit with ${EXIT.strict} when a paper could not be taken`)
    .option('--take-over', 'end an ingestion that is marked as running, whoever runs it')
    .addHelpText(
      'after',
      `
Examples:
  $ paperloom ingest papers.jsonl
  $ paperloom ingest page-1.txt page-2.txt --store sqlite:my.db
  $ gunzip -c papers.jsonl.gz | paperloom ingest - --strict`,
    )
    .action(async (paths: readonly string[], flags: IngestFlags) => {
      const config = configOf(flags)
      const { formatSummary, runIngest } = await import('./run-ingest.ts')
      // Inputs first: a wrong path should not leave an empty store behind.
      await using inputs = await openInputs(paths, process.stdin)
      await using store = await openConfigured(config)
      const result = await runIngest(store, inputs, flags)
      await openStdout().write(formatSummary(result))
      if (flags.strict === true && hasErrors(result.summary.problems)) process.exitCode = EXIT.strict
    })
}
