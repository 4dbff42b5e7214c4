// Findings: what is compared with the labels. Made by an extractor of ours, or read from what another program wrote.
import { z } from 'zod'
import { SourceError } from '../../src/graph/errors.ts'
import type { PaperText, Extractor } from '../extract/extractor.ts'
import { extractRecords } from '../extract-papers.ts'
import type { Problem } from '../problems.ts'
import { acronymLabel } from './acronym-pairs.ts'
import { parseLine, readJsonLines } from './json-lines.ts'
import type { Finding } from './label-format.ts'
import { textId } from './texts.ts'

const BATCH = 64

const surface = z.union([z.string(), z.object({ surface: z.string() }).transform((alias) => alias.surface)])
const finding = z.object({
  id: textId,
  entities: z
    .array(
      z.object({
        name: z.string(),
        aliases: z.array(surface).default([]),
        kind: z.string().default('CONCEPT'),
        role: z.string().nullable().default(null),
        confidence: z.number().min(0).max(1).nullable().default(null),
      }),
    )
    .default([]),
  acronyms: z.array(acronymLabel).default([]),
})

/** What the extractor finds in texts; names and kinds are decided over all of them, as in an ingestion. */
export async function findIn(
  texts: ReadonlyMap<string, PaperText>,
  extractor: Extractor,
  onProblem: (problem: Problem) => void,
): Promise<ReadonlyMap<string, Finding>> {
  const records = [...texts].map(([id, { title, abstract }]) => ({ id, title, abstract, doi: null, arxivId: null }))
  const batches = (async function* () {
    for (let i = 0; i < records.length; i += BATCH) yield records.slice(i, i + BATCH)
  })()
  const findings = new Map<string, Finding>()
  for await (const batch of extractRecords(batches, extractor, onProblem))
    for (const paper of batch) findings.set(paper.id, paper)
  return findings
}

/**
 * Reads what `paperloom extract` or another program printed.
 *
 * @throws SourceError for a file or line that cannot be read.
 */
export async function readFindings(file: string): Promise<ReadonlyMap<string, Finding>> {
  const lines = await readJsonLines(file)
  if (!lines.some(({ value }) => 'entities' in value || 'acronyms' in value)) {
    throw new SourceError(file, 'this holds nothing that was found. Expected what "paperloom extract" prints.')
  }
  return new Map(lines.map((line) => parseLine(finding, line)).map((one) => [one.id, one]))
}
