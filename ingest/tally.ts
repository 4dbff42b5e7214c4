// The tally of a run's problems: how many of each kind, and where the first ones are. Its size does not depend on the input.
import { compareText } from '../src/graph/page.ts'
import type { Problem, Severity } from './problems.ts'

/** How many examples a group keeps. */
export const SHOWN_PROBLEMS = 10

/** All problems of one code. */
export interface ProblemGroup {
  readonly code: string
  readonly severity: Severity
  readonly count: number
  /** The first {@link SHOWN_PROBLEMS}, in the order in which they were met. */
  readonly first: readonly Problem[]
}

/** Counts problems as they come. */
export interface Tally {
  add(problem: Problem): void
  readonly total: number
  /** The worst first, then by code. */
  groups(): readonly ProblemGroup[]
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Starts with nothing counted. */
export function createTally(): Tally {
  const groups = new Map<string, { code: string; severity: Severity; count: number; first: Problem[] }>()
  let total = 0
  return {
    add(problem) {
      total++
      const { code, severity } = problem
      const group = groups.get(code) ?? { code, severity, count: 0, first: [] }
      group.count++
      if (group.first.length < SHOWN_PROBLEMS) group.first.push(problem)
      groups.set(code, group)
    },
    get total() {
      return total
    },
    groups: () =>
      [...groups.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity] || compareText(a.code, b.code)),
  }
}
