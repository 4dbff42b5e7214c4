// What mentions look like, counted.
import { expect, test } from 'vitest'
import { countKinds } from '../../../../src/graph/kinds.ts'

const mentions = (kinds: readonly ('CONCEPT' | 'METHOD' | 'TASK' | 'DATASET' | 'METRIC' | null)[]) =>
  kinds.map((kind) => ({ kind }))

test('most mentions come first, and of equally many those that say more', () => {
  expect(countKinds(mentions(['CONCEPT', 'METHOD', 'CONCEPT', 'TASK', 'METHOD', 'METRIC']))).toEqual([
    { kind: 'METHOD', mentions: 2 },
    { kind: 'CONCEPT', mentions: 2 },
    { kind: 'METRIC', mentions: 1 },
    { kind: 'TASK', mentions: 1 },
  ])
})

test('a mention whose kind was not kept has no vote', () => {
  expect(countKinds(mentions([null, 'DATASET']))).toEqual([{ kind: 'DATASET', mentions: 1 }])
  expect(countKinds([])).toEqual([])
})
