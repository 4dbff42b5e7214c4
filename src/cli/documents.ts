// `paperloom documents`: the manifest of the documents that a client sends, for a server that takes no others.
import { Command } from 'commander'
import { openStdout, writeFileWhole } from './output.ts'

export function documentsCommand(): Command {
  return new Command('documents')
    .description(
      'Writes the manifest of the operations in .graphql files: SHA-256 of each printed document, and its text.',
    )
    .argument('<file...>', 'files with operations and fragments; fragments may be in other files than what uses them')
    .option('--out <path>', 'a file instead of standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ paperloom documents src/queries/*.graphql --out documents.json
  $ PAPERLOOM_DOCUMENTS=documents.json paperloom serve`,
    )
    .action(async (paths: readonly string[], { out }: { readonly out?: string }) => {
      const { collectDocuments, readDocumentFile } = await import('../server/documents.ts')
      const documents = collectDocuments(paths.map(readDocumentFile))
      const lines = [JSON.stringify(Object.fromEntries(documents), null, 2)]
      if (out === undefined) await openStdout().write(lines)
      else await writeFileWhole(out, async (output) => void (await output.write(lines)))
    })
}
