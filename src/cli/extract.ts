// `paperloom extract`: what would be found in papers, without a store.
import { Command } from 'commander'
import { openInputs } from '../../ingest/inputs.ts'
import { createTally } from '../../ingest/tally.ts'
import { EXTRACTOR_OPTION, type ExtractorFlags } from './extractor-option.ts'
import { openStdout, tell } from './output.ts'
import { formatProblems } from './problems.ts'
import { loadForShortRun } from './short-run.ts'

export function extractCommand(): Command {
  return new Command('extract')
    .description('Prints what each paper speaks of, as JSON Lines, the most salient first. Writes to no store.')
    .argument('<file>', 'what "paperloom ingest" takes')
    .option(...EXTRACTOR_OPTION)
    .addHelpText(
      'after',
      `
A line a paper: {"id", "title", "entities": [{"name", "kind", "kindRule", "role", "aliases", "salience", "confidence", "count",
"spans": [{"field", "start", "end", "surface", "kind"}]}], "acronyms": [{"short", "long"}]}. The id is the input's own where it has one.
Offsets are UTF-16 code units into title and abstract as the graph stores them. Names and kinds are decided over all papers given; the kind
of a span is what it looks like by itself, and "kindRule" says what decided: MENTIONS, KNOWN, DATA_NAME, METRIC_NAME or TASK_NAME.

Examples:
  $ paperloom extract papers.jsonl > found.jsonl
  $ echo '{"title": "…", "abstract": "…"}' | paperloom extract -`,
    )
    .action(async (path: string, { extractor: name }: ExtractorFlags) => {
      // Loaded when it is needed: the extractor brings a model along.
      const { createExtractor, extractPapers } = await loadForShortRun(async () => {
        const { extractPapers } = await import('../../ingest/extract-papers.ts')
        const { createExtractor } = await import('../../ingest/extract/index.ts')
        return { createExtractor, extractPapers }
      })
      await using inputs = await openInputs([path], process.stdin)
      const extractor = await createExtractor(name, { variables: process.env })
      const tally = createTally()
      const stdout = openStdout()
      for await (const batch of extractPapers(inputs, extractor, (problem) => tally.add(problem))) {
        if (!(await stdout.write(batch.map((paper) => JSON.stringify(paper))))) return
      }
      if (tally.total > 0) tell('Problems:', ...formatProblems(tally.groups()))
    })
}
