// The tally of problems keeps counts of all and examples of the first.
import { expect, test } from 'vitest'
import { createTally, SHOWN_PROBLEMS } from '../../../ingest/tally.ts'

test('groups are by code, the worst first, with the first lines of each', () => {
  const tally = createTally()
  const add = (code: string, severity: 'info' | 'warning' | 'error', line: number) =>
    tally.add({ code, severity, line, message: '', source: 'a', excerpt: '' })
  for (let line = 1; line <= 25; line++) add('constructor', 'info', line)
  add('b', 'error', 30)
  add('a', 'error', 31)
  add('__proto__', 'warning', 32)
  expect(tally.total).toBe(28)
  expect(tally.groups().map(({ code, count, first }) => [code, count, first.length])).toEqual([
    ['a', 1, 1],
    ['b', 1, 1],
    ['__proto__', 1, 1],
    ['constructor', 25, SHOWN_PROBLEMS],
  ])
  expect(
    tally
      .groups()
      .at(-1)
      ?.first.map(({ line }) => line),
  ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})
