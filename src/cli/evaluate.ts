// `paperloom evaluate`: how well an extractor does on labelled texts.
import { Command, InvalidArgumentError } from 'commander'
import type { Figure } from '../../ingest/evaluate/figures.ts'
import type { Report } from '../../ingest/evaluate/evaluate.ts'
import type { KindRow } from '../../ingest/evaluate/kinds.ts'
import type { TextErrors } from '../../ingest/evaluate/label-format.ts'
import type { Reliability } from '../../ingest/evaluate/reliability.ts'
import { createTally } from '../../ingest/tally.ts'
import { EXTRACTOR_OPTION, type ExtractorFlags } from './extractor-option.ts'
import { openStdout, tell } from './output.ts'
import { sampleLabels, samplePapers } from './package.ts'
import { formatProblems } from './problems.ts'
import { formatTable } from './tables.ts'

interface EvaluateFlags extends ExtractorFlags {
  readonly predicted?: string
  readonly errors: number
  readonly json?: true
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('Compares what is found in texts with labels that people made, and prints precision, recall and F1.')
    .argument('[file...]', 'labelled texts as JSON Lines; some labels of the sample papers by default')
    .option(...EXTRACTOR_OPTION)
    .option('--predicted <file>', 'score what this file says was found, in the form "paperloom extract" prints')
    .option(
      '--errors <number>',
      'show what was missed and what was found beside the labels, for so many texts',
      count,
      0,
    )
    .option('--json', 'as JSON')
    .addHelpText('after', HELP)
    .action(async (named: readonly string[], { extractor: name, predicted, errors, json }: EvaluateFlags) => {
      const files = named.length > 0 ? named : [sampleLabels(), samplePapers()]
      const { evaluate } = await import('../../ingest/evaluate/evaluate.ts')
      const { findIn, readFindings } = await import('../../ingest/evaluate/findings.ts')
      const { createExtractor } = await import('../../ingest/extract/index.ts')
      const tally = createTally()
      const given = predicted === undefined ? null : await readFindings(predicted)
      const extractor = given === null ? await createExtractor(name, { variables: process.env }) : null
      const reports: Report[] = []
      const stdout = openStdout()
      const reading = evaluate(
        files,
        async (texts) =>
          given ?? (extractor === null ? new Map() : findIn(texts, extractor, (problem) => tally.add(problem))),
        given === null,
      )
      for await (const report of reading) {
        if (json === true) reports.push({ ...report, errors: report.errors.slice(0, errors) })
        else if (!(await stdout.write(formatReport(report, errors)))) return
      }
      if (json === true) await stdout.write([JSON.stringify({ extractor: extractor?.id ?? null, reports }, null, 2)])
      if (tally.total > 0) tell('Problems:', ...formatProblems(tally.groups()))
    })
}

const HELP = `
Labels are told by their content, one JSON object a line:
  papers            {"id", "methods": [{"name", "aliases", "role"}], "concepts": [{"name", "aliases", "central"}], "tasks",
                    "datasets", "metrics", "acronyms": [{"short", "long"}]}, "title" and "abstract" there or in another file
  scierc            {"doc_key", "sentences": [[]], "ner": [[[first, last, type]]]}: names, and the spans of the tagger
  keyphrases        {"id", "title" and "abstract", or "text", "keyphrases": []}: the first 5, 10, 15 names by salience
  acronym-offsets   {"id", "text", "acronyms": [[start, end]], "long_forms": [[start, end]]}: pairs of both (SDU-22)
  acronym-tokens    {"id", "tokens": [], "labels": ["O", "B-short", "B-long", "I-long"]}: the same (SDU-21)
ingest/evaluate/README.md says how to label papers of your own field and what each figure means.

Examples:
  $ paperloom evaluate
  $ paperloom evaluate labels.jsonl papers.jsonl --errors 5
  $ paperloom evaluate labels.jsonl --predicted found-by-another-program.jsonl`

function count(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('Expected a whole number such as 10.')
  return Number(value)
}

function formatReport(report: Report, errors: number): readonly string[] {
  const { file, texts, absent, entitiesPerText, figures, score, reliability, kinds } = report
  return [
    `${file}: ${texts} texts, ${entitiesPerText.toFixed(1)} entities a text${absent === 0 ? '' : `, ${absent} without a prediction`}`,
    ...formatTable([['', 'precision', 'recall', 'F1', 'labels', 'found'], ...figures.map(formatFigure)]),
    ...(score === null ? [] : [`  score ${score.value.toFixed(3)}: ${score.meaning}`]),
    ...(kinds.length === 0 ? [] : ['', ...formatKinds(kinds)]),
    ...(reliability === null ? [] : ['', ...formatReliability(reliability)]),
    ...report.errors.slice(0, errors).flatMap(formatErrors),
    '',
  ]
}

function formatErrors({ id, missed, spurious }: TextErrors): readonly string[] {
  const list = (name: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`  ${name.padEnd(8)}  ${names.join(' | ')}`]
  return ['', id].concat(list('missed', missed), list('spurious', spurious))
}

function formatFigure({ name, precision, recall, f1, gold, found }: Figure): readonly (string | number)[] {
  const share = (value: number | null): string => (value === null ? '' : value.toFixed(3))
  return [name, share(precision), share(recall), share(f1), gold, ...(precision === null ? [] : [found])]
}

function formatKinds(rows: readonly KindRow[]): readonly string[] {
  const kinds = rows[0]?.found.map(({ kind }) => kind) ?? []
  return [
    'What the labels call so, and as what it was found:',
    ...formatTable([
      ['label', 'right', ...kinds],
      ...rows.map(({ labelled, right, found }) => [labelled, right.toFixed(3), ...found.map(({ count }) => count)]),
    ]),
  ]
}

function formatReliability({ buckets, error }: Reliability): readonly string[] {
  return [
    'How sure, and how often right:',
    ...formatTable([
      ['confidence', 'mean', 'right', 'found'],
      ...buckets.map(({ from, to, count, confidence, correct }) => [
        `${from.toFixed(1)}-${to.toFixed(1)}`,
        confidence.toFixed(3),
        correct.toFixed(3),
        count,
      ]),
    ]),
    `  expected calibration error ${error.toFixed(3)}`,
  ]
}
