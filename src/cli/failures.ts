// Failures: what people read and which exit code scripts get when a command cannot go on.
import { CancelledError, ConfigError, PaperloomError } from '../graph/errors.ts'

export const EXIT = { ok: 0, failure: 1, usage: 2, strict: 3, interrupted: 130 } as const

/** The lines to show for an error and the exit code it means. Stack traces only where somebody is debugging. */
export function explainError(
  error: unknown,
  isDebugging: boolean,
): { readonly lines: readonly string[]; readonly code: number } {
  const trace = isDebugging && error instanceof Error ? [error.stack ?? '', ...causesOf(error)] : []
  if (error instanceof CancelledError) return { lines: [error.message, ...trace], code: EXIT.interrupted }
  if (error instanceof PaperloomError) {
    return {
      lines: [`Error: ${error.message}`, ...trace],
      code: error instanceof ConfigError ? EXIT.usage : EXIT.failure,
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  const advice = isDebugging ? [] : ['This is not expected. LOG_LEVEL=debug shows where it happened.']
  return { lines: [`Error: ${message}`, ...advice, ...trace], code: EXIT.failure }
}

function causesOf(error: Error): readonly string[] {
  return error.cause instanceof Error
    ? [`Caused by: ${error.cause.stack ?? error.cause.message}`, ...causesOf(error.cause)]
    : []
}
