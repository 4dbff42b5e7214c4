// Benchmarks: programs with a report, not tests. `npm run bench -- NAME [options]`.
import { Command } from 'commander'
import { benchExtraction } from './extract.ts'
import { benchTraversals } from './traversals.ts'

const program = new Command('bench').description('Measures how fast Paperloom is on this machine, and prints a report.')
program
  .command('extract')
  .description('papers a second through extraction and resolution on one core, and through YAKE where it is installed')
  .argument('[file]', 'papers to read (default: the sample papers)')
  .option('--rounds <number>', 'how often to read them; the best round counts', '5')
  .action(async (file: string | undefined, { rounds }: { readonly rounds: string }) => {
    for await (const line of benchExtraction(file, Math.max(1, Number.parseInt(rounds, 10) || 1))) console.log(line)
  })
program
  .command('traversals')
  .description('milliseconds of each traversal on a generated graph')
  .option('--store <url>', 'an empty store, or one that an earlier run filled', 'sqlite::memory:')
  .option('--user <name>', 'for stores that ask for a login')
  .option('--password <word>', 'for stores that ask for a login')
  .option('--papers <number>', 'how many papers to generate', '10000')
  .option('--calls <number>', 'how often to call each', '20')
  .action(async (options: { readonly [name in 'store' | 'user' | 'password' | 'papers' | 'calls']: string }) => {
    const { store: url, user, password, papers, calls } = options
    const lines = benchTraversals({ url, user, password }, Number.parseInt(papers, 10), Number.parseInt(calls, 10))
    for await (const line of lines) console.log(line)
  })
await program.parseAsync()
