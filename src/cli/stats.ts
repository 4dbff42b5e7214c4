// `paperloom stats`: the graph in figures.
import { Command } from 'commander'
import type { Flags } from '../config.ts'
import type { Run } from '../graph/runs.ts'
import { configOf, openConfigured, withStore } from './options.ts'
import { openStdout } from './output.ts'
import { formatCount, formatStats } from './tables.ts'

export function statsCommand(): Command {
  return withStore(new Command('stats'))
    .description('Shows how much the graph holds, and its last ingestion.')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ paperloom stats
  $ paperloom stats --json --store neo4j://localhost:7687`,
    )
    .action(async (flags: Flags & { readonly json?: true }) => {
      await using store = await openConfigured(configOf(flags), { mustExist: true })
      const stats = await store.stats()
      const lines =
        flags.json === true
          ? [JSON.stringify(stats, null, 2)]
          : [
              `The graph in ${store.location}:`,
              ...formatStats(stats),
              ...(stats.lastRun === null ? [] : [formatRun(stats.lastRun)]),
            ]
      await openStdout().write(lines)
    })
}

function formatRun({ id, status, sources, startedAt, counters }: Run): string {
  const few =
    sources.length <= 3 ? sources.join(', ') : `${sources.slice(0, 3).join(', ')} and ${sources.length - 3} more`
  return `Last ingestion: ${id}, ${status.toLowerCase()}, ${startedAt}, ${few}, ${formatCount(counters.papersSeen)} papers read`
}
