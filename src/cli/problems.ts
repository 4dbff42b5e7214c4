// Problems of a run as people read them: how many of which kind, and where the first of each are.
import type { ProblemGroup } from '../../ingest/tally.ts'
import { formatCount } from './tables.ts'

/** The report; nothing where there were none. */
export function formatProblems(groups: readonly ProblemGroup[]): readonly string[] {
  return groups.flatMap(({ code, severity, count, first }) => [
    `  ${severity} ${code}: ${formatCount(count)}`,
    ...first.map(({ source, line, message, excerpt }) => {
      const quote =
        excerpt === '' ? '' : ` «${excerpt.length > 60 ? `${excerpt.slice(0, 60).toWellFormed()}…` : excerpt}»`
      return `    ${line === null ? source : `${source}:${line}`}  ${message}${quote}`
    }),
    ...(count > first.length ? [`    and ${formatCount(count - first.length)} more`] : []),
  ])
}

/** Whether papers were left out. */
export function hasErrors(groups: readonly ProblemGroup[]): boolean {
  return groups.some(({ severity }) => severity === 'error')
}
