// Problems: what was skipped or cleaned while reading. Data, not logs: counted, stored and shown with line numbers.

/** `info`: nothing is lost (a banner line). `warning`: taken after cleaning. `error`: a record that could not be taken. */
export type Severity = 'info' | 'warning' | 'error'

/** One thing a source could not take as it stood. */
export interface Problem {
  readonly severity: Severity
  /** Stable name of the reason, such as `banner-line` or `invalid-json`. */
  readonly code: string
  /** What is wrong and what would be right. */
  readonly message: string
  readonly source: string
  /** Counted from 1; `null` where it concerns the source as a whole. */
  readonly line: number | null
  /** The start of the text in question, at most 200 characters. */
  readonly excerpt: string
}
