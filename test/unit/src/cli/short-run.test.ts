// Short runs: the switches of V8 that they turn are ones that this Node knows; V8 only grumbles about others.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatCount } from '../../../../src/cli/tables.ts'

test('every switch is one of this V8', () => {
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })
  const source = readFileSync(new URL('../../../../src/cli/short-run.ts', import.meta.url), 'utf8')
  const used = new Set([...source.matchAll(/'--(?:no-)?([a-z-]+)/g)].map(([, name]) => name))
  expect(used.size).toBe(12)
  for (const name of used) expect(known).toContain(`  --${name} (`)
})

test('counts are written with commas', () => {
  expect([0, 999, 1000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567'])
})
