// The command line: its commands, and how what happens in them becomes an exit code.
import { Command, CommanderError } from 'commander'
import { EXIT, explainError } from './failures.ts'
import { tell } from './output.ts'
import { readVersion } from './package.ts'
import { visible } from './visible.ts'

/** Runs one command line and sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await (await buildProgram(args)).parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      // It has told the user already.
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage
      return
    }
    const { lines, code } = explainError(error, process.env['LOG_LEVEL'] === 'debug')
    tell(...lines)
    process.exitCode = code
  }
}

/** The commands in the order of the help, each loaded when it is asked for: one must not wait for what only others need. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).startCommand(),
  ingest: async () => (await import('./ingest.ts')).ingestCommand(),
  extract: async () => (await import('./extract.ts')).extractCommand(),
  evaluate: async () => (await import('./evaluate.ts')).evaluateCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand(),
  stats: async () => (await import('./stats.ts')).statsCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  keys: async () => (await import('./keys.ts')).keysCommand(),
  documents: async () => (await import('./documents.ts')).documentsCommand(),
  config: async () => (await import('./config.ts')).configCommand(),
}

/** The program with the command that a command line starts with; with all of them where it starts with none. */
async function buildProgram([first = '']: readonly string[]): Promise<Command> {
  const program = new Command('paperloom')
    .description('Turns papers into a knowledge graph and serves it with GraphQL.')
    .version(readVersion())
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows what there is)')
    .configureOutput({ writeErr: (text) => void process.stderr.write(visible(text)) })
    .exitOverride()
  const asked = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined
  for (const load of asked === undefined ? Object.values(COMMANDS) : [asked]) {
    const command = await load()
    program.addCommand(command.copyInheritedSettings(program))
    for (const part of command.commands) part.copyInheritedSettings(command)
  }
  return program.addHelpText(
    'after',
    `
Examples:
  $ paperloom start                        a sample corpus, served on http://127.0.0.1:4000/graphql
  $ paperloom ingest papers.jsonl          add your own papers
  $ paperloom stats --store neo4j://localhost:7687

Settings come from the environment; "paperloom config" shows them. Exit codes: ${Object.entries(EXIT_MEANING)
      .map(([code, meaning]) => `${code} ${meaning}`)
      .join(', ')}.`,
  )
}

const EXIT_MEANING = {
  [EXIT.ok]: 'done',
  [EXIT.failure]: 'failed',
  [EXIT.usage]: 'wrong use or setting',
  [EXIT.strict]: 'done, with papers left out (--strict)',
  [EXIT.interrupted]: 'stopped with Ctrl-C',
}
