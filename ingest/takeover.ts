// Taking over: whether a run that is still marked as RUNNING is at work or was left behind by a process that died.
import { hostname } from 'node:os'
import { ConflictError } from '../src/graph/errors.ts'
import type { RunId } from '../src/graph/ids.ts'
import type { Run } from '../src/graph/runs.ts'

/** How long a run of another machine is believed to be at work, since nobody here can look: one hour. */
export const TRUST_MS = 60 * 60 * 1000

/** What can be known about the processes of this machine. */
export interface Surroundings {
  /** This process: `host:pid`. */
  readonly owner: string
  /** ISO 8601, UTC. */
  readonly now: string
  /** Whether this very process is at work on the run. */
  readonly isOurs: (run: Run) => boolean
  readonly isAlive: (pid: number) => boolean
}

/**
 * The run to supersede, if any.
 *
 * @throws ConflictError when another ingestion is at work; says whose and since when.
 */
export function findSuperseded(last: Run | null, around: Surroundings): RunId | null {
  if (last === null || last.status !== 'RUNNING') return null
  if (!isAtWork(last, around)) return last.id
  throw new ConflictError(
    `Another ingestion is at work: process ${last.owner}, since ${last.startedAt}. Wait for it, or end it first; if it is gone, add --take-over.`,
  )
}

/** Whether the owner of a run can still be working on it. */
function isAtWork(run: Run, { owner, now, isOurs, isAlive }: Surroundings): boolean {
  // A process knows its own runs; another run under its name is of one that had its number before, as in restarted containers.
  if (run.owner === owner) return isOurs(run)
  if (hostOf(run.owner) !== hostOf(owner)) return Date.parse(now) - Date.parse(run.startedAt) < TRUST_MS
  return isAlive(Number(run.owner.slice(run.owner.lastIndexOf(':') + 1)))
}

function hostOf(owner: string): string {
  return owner.slice(0, owner.lastIndexOf(':'))
}

/** The name of this process as the owner of a run. */
export function ownerName(): string {
  return `${hostname()}:${process.pid}`
}

/** Whether a process of this machine exists. One that belongs to somebody else does. */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
