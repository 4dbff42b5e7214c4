// Differences: against a model that looks everything up.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffSorted, inBatches } from '../../../ingest/diff.ts'
import { isEqual } from '../../../src/graph/patch.ts'

interface Row {
  readonly key: number
  readonly value: number
}

async function* inChunks<Item>(items: readonly Item[], size: number): AsyncGenerator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
  yield []
}

const rows = fc
  .uniqueArray(fc.record({ key: fc.integer({ min: 0, max: 20 }), value: fc.integer({ min: 0, max: 1 }) }), {
    selector: ({ key }) => key,
  })
  .map((list) => list.toSorted((a, b) => a.key - b.key))

test('the changes turn what is stored into what is fresh, each key once, equal rows not at all', () =>
  fc.assert(
    fc.asyncProperty(rows, rows, fc.integer({ min: 1, max: 4 }), async (stored, fresh, size) => {
      const byKey = (a: Row, b: Row) => a.key - b.key
      const changes = await Array.fromAsync(diffSorted(inChunks(stored, size), inChunks(fresh, size + 1), byKey))
      const state = new Map(stored.map((row) => [row.key, row]))
      for (const { before, after } of changes) {
        const key = (before ?? after)?.key ?? -1
        expect(state.get(key) ?? null).toEqual(before)
        expect(before).not.toEqual(after)
        if (after === null) state.delete(key)
        else state.set(key, after)
      }
      expect([...state.values()].toSorted(byKey)).toEqual(fresh)
    }),
  ))

test('items come in batches of a size, the rest last', async () => {
  const items = (async function* () {
    yield* [1, 2, 3, 4, 5]
  })()
  expect(await Array.fromAsync(inBatches(items, 2))).toEqual([[1, 2], [3, 4], [5]])
})

test.each([
  [{ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [[1, 2], [2, 1], false],
  [{ a: 0.1 + 0.2 }, { a: 0.3 }, false],
  [{ a: null }, { a: {} }, false],
])('%j and %j: equal is %s', (a, b, expected) => {
  expect(isEqual(a, b)).toBe(expected)
  expect(isEqual(b, a)).toBe(expected)
})
