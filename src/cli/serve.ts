// `paperloom serve`: the GraphQL API over the graph as it is.
import { Command } from 'commander'
import type { Flags } from '../config.ts'
import { keepHeapSmall } from './heap.ts'
import { configOf, openConfigured, withAddress, withStore } from './options.ts'

export function serveCommand(): Command {
  return withAddress(withStore(new Command('serve')))
    .description('Serves the graph with GraphQL, and GraphiQL to explore it unless NODE_ENV is production.')
    .addHelpText(
      'after',
      `
Examples:
  $ paperloom serve
  $ paperloom serve --store sqlite:my.db --port 8080
  $ NEO4J_PASSWORD=… paperloom serve --store neo4j://localhost:7687 --host 0.0.0.0`,
    )
    .action(async (flags: Flags) => {
      keepHeapSmall()
      const config = configOf(flags)
      await using store = await openConfigured(config, { inThreads: true })
      const { serveUntilEnded } = await import('./serving.ts')
      await serveUntilEnded(store, config, 'info')
    })
}
