// The registry of source formats. To add one: its file, a line here, and golden cases.
import { SourceError } from '../../src/graph/errors.ts'
import { jsonl } from './jsonl.ts'
import { headLines } from './lines.ts'
import { pageDump } from './page-dump.ts'
import type { Source } from './source.ts'

/** All formats, asked in this order: the strictest first. */
export const SOURCES: readonly Source[] = [jsonl, pageDump]

/** How many bytes of an input the formats are told by. */
export const HEAD_BYTES = 64 * 1024

/** Forms people try that are none of ours: how they start, and what to do instead. */
const FOREIGN: readonly { readonly starts: RegExp; readonly advice: string; readonly command?: string }[] = [
  { starts: /^%PDF-/, advice: 'this is a PDF. Give titles and abstracts as text or JSON Lines.' },
  { starts: /^\u001F\u008B/, advice: 'this is compressed. Unpack it.', command: 'gunzip -c FILE | paperloom ingest -' },
  { starts: /^PK\u0003\u0004/, advice: 'this is a ZIP archive. Unpack it first.' },
  { starts: /^SQLite format 3/, advice: 'this is a database. A store is named with --store sqlite:PATH.' },
  {
    starts: /^\s*\[/,
    advice: 'this is a JSON array. Give one object a line.',
    command: "jq -c '.[]' FILE | paperloom ingest -",
  },
  {
    starts: /^\s*\{\s*(?:"[^"]*"\s*:\s*[[{]?\s*)?$/m,
    advice: 'this is one JSON value over many lines. Give one object a line.',
    command: 'jq -c . FILE',
  },
  {
    starts: /^\s*<(?:!doctype|html|\?xml|rss|feed)\b/i,
    advice: 'this is HTML or XML. Save the page as text, or give JSON Lines.',
  },
  { starts: /^\s*@\w+\s*\{/, advice: 'this is BibTeX, which has no abstracts to read. Give JSON Lines.' },
]

/**
 * Finds the format of an input by its first bytes.
 *
 * @throws SourceError when it is of no known format; says what it looks like and what is expected.
 */
export function sniffSource(head: Uint8Array, name: string): Source {
  const start = Buffer.from(head.subarray(0, 256))
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
  const binary = FOREIGN.slice(0, 4).find(({ starts }) => starts.test(start))
  if (binary !== undefined) throw refusal(name, binary)
  const lines = headLines(head)
  if (lines.every((line) => line.trim() === '') && head.length < HEAD_BYTES)
    throw new SourceError(name, 'there is nothing in it.')
  const source = SOURCES.find((candidate) => candidate.sniff(lines))
  if (source !== undefined) return source
  const foreign = FOREIGN.find(({ starts }) => starts.test(start))
  if (foreign !== undefined) throw refusal(name, foreign)
  throw new SourceError(
    name,
    'it holds no papers in a form that is known: JSON Lines ({"title": …, "abstract": …} a line), or text in which each title stands on a line above its abstract.',
  )
}

function refusal(name: string, { advice, command }: (typeof FOREIGN)[number]): SourceError {
  return new SourceError(name, advice, command === undefined ? {} : { command })
}
