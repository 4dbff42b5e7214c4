// The port that a source format implements: lines in, records and problems out.
import type { SourceItem } from '../record.ts'
import type { Line } from './lines.ts'

/** A format that papers come in. */
export interface Source {
  /** Stable name of the format, such as `jsonl`. */
  readonly name: string
  /** Whether an input that starts with these lines is of this format. Looks at the content, never at a file's name. */
  sniff(head: readonly string[]): boolean
  /** Reads an input as a stream. `source` is its name, for the origins of records and problems. Never throws for bad content. */
  read(lines: AsyncIterable<Line>, source: string): AsyncGenerator<SourceItem>
}
