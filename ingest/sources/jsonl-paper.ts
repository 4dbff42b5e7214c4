// A line of JSON Lines: what it must hold, what it may hold, and what is said of one that does not.
import secureJson from 'secure-json-parse'
import { z } from 'zod'
import { InvalidInputError } from '../../src/graph/errors.ts'
import type { SourceItem } from '../record.ts'
import { cleanRecord, problemAt, type RawRecord } from './clean.ts'
import type { Line } from './lines.ts'

/** What must be there. Other fields are read one by one below: a bad one is left out, the paper is not. */
const paperLine = z.looseObject({ title: z.string(), abstract: z.string() })

const text = z.string()
const author = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
const year = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/)
      .transform((date) => Number(date.slice(0, 4))),
  ])
  .pipe(z.int().min(1500).max(2200))

const OPTIONAL = {
  id: { schema: z.union([z.string(), z.number().transform(String)]), expected: 'text or a number' },
  year: { schema: year, expected: 'a year such as 2017' },
  doi: { schema: text, expected: 'text' },
  arxivId: { schema: text, expected: 'text' },
  url: { schema: text, expected: 'text' },
  venue: { schema: text, expected: 'text' },
  authors: { schema: z.array(author).max(10_000), expected: 'a list of names' },
}

/** The paper of a line, and what was wrong with it. */
export function readPaper(line: Line, source: string): readonly SourceItem[] {
  const where = { source, line: line.number }
  try {
    const fields = parsePaper(line.text)
    const items: SourceItem[] = []
    const take = <Value>(name: keyof typeof OPTIONAL, schema: z.ZodType<Value>): Value | null => {
      const value = fields[name]
      if (value === undefined || value === null) return null
      const parsed = schema.safeParse(value)
      if (parsed.success) return parsed.data
      const message = `${name} was left out: expected ${OPTIONAL[name].expected}.`
      items.push(problemAt('warning', 'invalid-field', message, where, JSON.stringify(value)))
      return null
    }
    const raw: RawRecord = {
      id: take('id', OPTIONAL.id.schema),
      title: fields.title,
      abstract: fields.abstract,
      year: take('year', OPTIONAL.year.schema),
      doi: take('doi', OPTIONAL.doi.schema),
      arxivId: take('arxivId', OPTIONAL.arxivId.schema),
      url: take('url', OPTIONAL.url.schema),
      venue: take('venue', OPTIONAL.venue.schema),
      authors: take('authors', OPTIONAL.authors.schema) ?? [],
    }
    return [...items, ...cleanRecord(raw, { source, firstLine: line.number, lastLine: line.number })]
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    const code = error.issues.length === 0 ? 'invalid-json' : 'invalid-record'
    return [problemAt('error', code, error.message, where, line.text)]
  }
}

/** Parses a line; refuses what is no JSON object with a title and an abstract. Keys that reach for prototypes are dropped. */
function parsePaper(line: string): z.output<typeof paperLine> {
  let value: unknown
  try {
    value = secureJson.parse(line, undefined, { protoAction: 'remove', constructorAction: 'remove' })
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/,? ?"?.*is not valid JSON$/s, '').slice(0, 120) : ''
    throw new InvalidInputError(`The line is not valid JSON${reason === '' ? '' : `: ${reason}`}.`, [], {
      cause: error,
    })
  }
  const parsed = paperLine.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message }))
  const wrong = issues.map(({ path }) => path.join('.')).filter((path) => path !== '')
  const message =
    wrong.length === 0
      ? 'The line is JSON, but not an object such as {"title": "…", "abstract": "…"}.'
      : `The paper was left out: ${wrong.join(' and ')} must be text.`
  throw new InvalidInputError(message, issues)
}
