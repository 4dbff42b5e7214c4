// Benchmarks: programs with a report, not tests. `npm run bench -- NAME [options]`.
import { Command } from 'commander'
import { benchExtraction } from './extract.ts'
import { benchServer } from './server.ts'
import { profileTraversals } from './profile.ts'
import { benchTraversals } from './traversals.ts'

type Options = { readonly [name in 'store' | 'user' | 'password' | 'papers' | 'calls']: string } & {
  readonly profile?: true
}

const program = new Command('bench').description('Measures how fast Paperloom is on this machine, and prints a report.')
program
  .command('extract')
  .description('papers a second on one core: the whole command from start to end, warm, and YAKE where it is installed')
  .argument('[file]', 'papers to read (default: the sample papers)')
  .option(
    '--rounds <number>',
    'how often to read them: the median of whole commands and the best warm round count',
    '5',
  )
  .action(async (file: string | undefined, { rounds }: { readonly rounds: string }) => {
    for await (const line of benchExtraction(file, Math.max(1, Number.parseInt(rounds, 10) || 1))) console.log(line)
  })
program
  .command('traversals')
  .description('milliseconds of each traversal and list on a generated graph')
  .option('--store <url>', 'an empty store, or one that an earlier run filled', 'sqlite::memory:')
  .option('--user <name>', 'for stores that ask for a login')
  .option('--password <word>', 'for stores that ask for a login')
  .option('--papers <number>', 'how many papers to generate', '10000')
  .option('--calls <number>', 'how often to call each', '20')
  .option('--profile', 'on Neo4j: call each once, and print database hits instead of times')
  .action(async (options: Options) => {
    const { store: url, user, password, papers, calls, profile } = options
    const [address, count] = [{ url, user, password }, Number.parseInt(papers, 10)]
    const lines = profile
      ? profileTraversals(address, count)
      : benchTraversals(address, count, Number.parseInt(calls, 10))
    for await (const line of lines) console.log(line)
  })
program
  .command('server')
  .description(
    'requests a second, their times and the memory of a server under load, in production and without rate limits',
  )
  .option(
    '--store <url>',
    'a graph that is there; NEO4J_USER and NEO4J_PASSWORD log in (default: the sample papers in SQLite)',
  )
  .option('--callers <number>', 'who ask at once, each again when it has its answer', '50')
  .option('--attackers <number>', 'who send what is costly to refuse, in the second part', '8')
  .option('--seconds <number>', 'how long each part takes', '20')
  .option('--soak <minutes>', 'then so long under load, looking at the memory', '0')
  .action(
    async (options: {
      readonly store?: string
      readonly callers: string
      readonly attackers: string
      readonly seconds: string
      readonly soak: string
    }) => {
      const { store = null, callers, attackers, seconds, soak } = options
      const numbers = {
        callers: Number(callers),
        attackers: Number(attackers),
        seconds: Number(seconds),
        soak: Number(soak),
      }
      for await (const line of benchServer({ store, ...numbers })) console.log(line)
    },
  )
await program.parseAsync()
