// `paperloom config`: the settings that count, and where each comes from.
import { Command } from 'commander'
import { showConfig, type Flags } from '../config.ts'
import { withAddress, withStore } from './options.ts'
import { openStdout } from './output.ts'
import { formatTable } from './tables.ts'

export function configCommand(): Command {
  return withAddress(withStore(new Command('config')))
    .description('Shows the settings and where each comes from. Secrets stay hidden.')
    .addHelpText(
      'after',
      `
Examples:
  $ paperloom config
  $ PORT=8080 paperloom config --store bolt://localhost:7687`,
    )
    .action(async (flags: Flags) => {
      const rows = showConfig(process.env, flags).map(({ name, value, from }) => [name, value, from])
      await openStdout().write(formatTable(rows, ''))
    })
}
