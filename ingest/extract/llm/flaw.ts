// Flaws: what is wrong with an answer, told in the words of the answer and short enough to be read.
import type { Problem, Severity } from '../../problems.ts'
import { normaliseText } from '../../text/normalise.ts'

/** One thing of an answer that could not be taken. Becomes a problem of the run once it is known whose text it was. */
export type Flaw = Pick<Problem, 'severity' | 'code' | 'message'>

export function describeFlaw(severity: Severity, code: string, message: string): Flaw {
  return { severity, code, message }
}

/** Foreign text as part of a message: one line, no invisible characters, at most 80 characters, in quotes. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const clean = normaliseText(text.slice(0, 400)).replaceAll('"', "'")
  return `"${clean.length > 80 ? `${clean.slice(0, 79).toWellFormed()}…` : clean}"`
}
