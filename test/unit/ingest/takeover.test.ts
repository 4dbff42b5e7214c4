// Taking over: who is believed to be at work.
import { expect, test } from 'vitest'
import { findSuperseded, isProcessAlive, TRUST_MS, type Surroundings } from '../../../ingest/takeover.ts'
import { ConflictError } from '../../../src/graph/errors.ts'
import { NO_COUNTS } from '../../../src/graph/runs.ts'
import type { Run } from '../../../src/graph/runs.ts'

const START = '2026-01-01T00:00:00.000Z'
const later = (ms: number) => new Date(Date.parse(START) + ms).toISOString()

function runOf(owner: string, status: Run['status'] = 'RUNNING'): Run {
  return {
    id: 'run:3',
    seq: 3,
    status,
    sources: [],
    sha256: '',
    extractor: '',
    startedAt: START,
    finishedAt: null,
    owner,
    key: null,
    counters: NO_COUNTS,
  }
}

const around: Surroundings = { owner: 'here:10', now: later(1000), isOurs: () => false, isAlive: (pid) => pid === 20 }

test('nothing is in the way where no run is marked as running', () => {
  expect(findSuperseded(null, around)).toBeNull()
  for (const status of ['SUCCEEDED', 'FAILED', 'CANCELLED'] as const)
    expect(findSuperseded(runOf('here:20', status), around)).toBeNull()
})

test.each([
  ['a dead process of this machine', 'here:30', around],
  ['an earlier process with the number of this one', 'here:10', around],
  ['another machine, long ago', 'there:20', { ...around, now: later(TRUST_MS) }],
  ['an owner that nobody can read', 'here:', around],
])('the run of %s is superseded', (_, owner, surroundings) => {
  expect(findSuperseded(runOf(owner), surroundings)).toBe('run:3')
})

test.each([
  ['a live process of this machine', 'here:20', around],
  ['this very process', 'here:10', { ...around, isOurs: () => true }],
  ['another machine, not long ago', 'there:30', { ...around, now: later(TRUST_MS - 1) }],
])('the run of %s is not touched', (_, owner, surroundings) => {
  expect(() => findSuperseded(runOf(owner), surroundings)).toThrow(ConflictError)
  expect(() => findSuperseded(runOf(owner), surroundings)).toThrow(`process ${owner}, since ${START}`)
})

test('this process is alive, and numbers that name none are not', () => {
  expect(isProcessAlive(process.pid)).toBe(true)
  for (const pid of [0, -1, Number.NaN, 2 ** 30]) expect(isProcessAlive(pid)).toBe(false)
})
