// JSON Lines of labels: unlike papers, a line that cannot be read ends the evaluation, since figures without it would mislead.
import { createReadStream } from 'node:fs'
import secureJson from 'secure-json-parse'
import { z } from 'zod'
import { SourceError, explainUnreadable } from '../../src/graph/errors.ts'
import { readLines } from '../sources/lines.ts'

/** One line of a file, parsed as far as that it is an object. */
export interface JsonLine {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly value: Readonly<Record<string, unknown>>
}

const object = z.record(z.string(), z.unknown())

/**
 * The objects of a file of JSON Lines; blank lines are passed over.
 *
 * @throws SourceError for a file that cannot be read, is empty, or has a line that is no JSON object; names the line.
 */
export async function readJsonLines(file: string): Promise<readonly JsonLine[]> {
  const lines: JsonLine[] = []
  try {
    for await (const { number, text, flaw } of readLines(createReadStream(file))) {
      if (flaw !== null) throw lineError({ file, line: number }, `it cannot be read (${flaw}). Expected UTF-8 text.`)
      if (text.trim() !== '') lines.push({ file, line: number, value: parseObject(text, { file, line: number }) })
    }
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(file, explainUnreadable(error), { cause: error })
  }
  if (lines.length === 0) throw new SourceError(file, 'there is nothing in it. Expected one JSON object a line.')
  return lines
}

/**
 * A line's value as a schema reads it.
 *
 * @throws SourceError that names the file, the line and the field, and what was expected there.
 */
export function parseLine<Schema extends z.ZodType>(schema: Schema, line: JsonLine): z.output<Schema> {
  const parsed = schema.safeParse(line.value)
  if (parsed.success) return parsed.data
  const { path = [], message = '' } = parsed.error.issues[0] ?? {}
  throw lineError(line, `${path.length === 0 ? 'it' : path.join('.')} is not as it must be: ${message}.`)
}

/** The failure of one line. */
export function lineError({ file, line }: Pick<JsonLine, 'file' | 'line'>, message: string): SourceError {
  return new SourceError(file, `line ${line}: ${message}`)
}

function parseObject(text: string, where: Pick<JsonLine, 'file' | 'line'>): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = secureJson.parse(text, undefined, { protoAction: 'remove', constructorAction: 'remove' })
  } catch (error) {
    const advice = where.line === 1 ? ' One object over many lines? Put one on each line: jq -c . FILE' : ''
    throw new SourceError(where.file, `line ${where.line}: it is not valid JSON.${advice}`, { cause: error })
  }
  const parsed = object.safeParse(value)
  if (!parsed.success || Array.isArray(value)) {
    throw lineError(where, "it is JSON, but not an object. Put one object on each line: jq -c '.[]' FILE")
  }
  return parsed.data
}
