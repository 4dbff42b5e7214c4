// Benchmarks: programs with a report, not tests. `npm run bench -- NAME [options]`.
import { Command } from 'commander'
import { benchExtraction } from './extract.ts'

const program = new Command('bench').description('Measures how fast Paperloom is on this machine, and prints a report.')
program
  .command('extract')
  .description('papers a second through extraction and resolution on one core, and through YAKE where it is installed')
  .argument('[file]', 'papers to read (default: the sample papers)')
  .option('--rounds <number>', 'how often to read them; the best round counts', '5')
  .action(async (file: string | undefined, { rounds }: { readonly rounds: string }) => {
    for await (const line of benchExtraction(file, Math.max(1, Number.parseInt(rounds, 10) || 1))) console.log(line)
  })
await program.parseAsync()
