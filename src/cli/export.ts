// `paperloom export`: the whole graph as JSON Lines, the same bytes for the same papers whatever the engine.
import { Command, Option } from 'commander'
import { toExportLine } from './export-line.ts'
import type { Flags } from '../config.ts'
import { SCAN_TABLES } from '../graph/reader.ts'
import type { GraphStore } from '../graph/store.ts'
import { configOf, openConfigured, withStore } from './options.ts'
import { openStdout, writeFileWhole, type Output } from './output.ts'

export function exportCommand(): Command {
  return withStore(new Command('export'))
    .description('Writes the graph: papers, entities, aliases, facts and everything derived, one object a line.')
    .addOption(new Option('--format <name>', 'form of the output').choices(['jsonl']).default('jsonl'))
    .option('--out <file>', 'file to write, there only when it is whole (default: standard output)')
    .addHelpText(
      'after',
      `
Examples:
  $ paperloom export > graph.jsonl
  $ paperloom export --out graph.jsonl --store sqlite:my.db
  $ paperloom export | grep '"type":"related"' | head`,
    )
    .action(async (flags: Flags & { readonly out?: string }) => {
      await using store = await openConfigured(configOf(flags), { mustExist: true })
      if (flags.out === undefined) await writeGraph(store, openStdout())
      else await writeFileWhole(flags.out, (output) => writeGraph(store, output))
    })
}

async function writeGraph(store: GraphStore, output: Output): Promise<void> {
  // Extractions are the extractor's notes; what came of them is in the facts.
  for (const table of SCAN_TABLES.filter((name) => name !== 'extractions')) {
    for await (const batch of store.scan(table)) {
      if (!(await output.write(batch.map((row) => toExportLine(table, row))))) return
    }
  }
}
