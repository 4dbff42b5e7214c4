// The command line: its commands, and how what happens in them becomes an exit code.
import { Command, CommanderError } from 'commander'
import { configCommand } from './config.ts'
import { documentsCommand } from './documents.ts'
import { evaluateCommand } from './evaluate.ts'
import { exportCommand } from './export.ts'
import { extractCommand } from './extract.ts'
import { EXIT, explainError } from './failures.ts'
import { ingestCommand } from './ingest.ts'
import { keysCommand } from './keys.ts'
import { readVersion } from './package.ts'
import { serveCommand } from './serve.ts'
import { startCommand } from './start.ts'
import { statsCommand } from './stats.ts'

/** Runs one command line and sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await buildProgram().parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      // It has told the user already.
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage
      return
    }
    const { lines, code } = explainError(error, process.env['LOG_LEVEL'] === 'debug')
    console.error(lines.join('\n'))
    process.exitCode = code
  }
}

/** All commands. */
export function buildProgram(): Command {
  const program = new Command('paperloom')
    .description('Turns papers into a knowledge graph and serves it with GraphQL.')
    .version(readVersion())
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride()
  const commands = [
    startCommand(),
    ingestCommand(),
    extractCommand(),
    evaluateCommand(),
    serveCommand(),
    statsCommand(),
    exportCommand(),
    keysCommand(),
    documentsCommand(),
    configCommand(),
  ]
  for (const command of commands) {
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
