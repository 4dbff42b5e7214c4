// Differences: two lists in one order, joined by key as they stream by, into the changes that turn one into the other.
import { isEqual } from '../src/graph/patch.ts'
import type { Change } from '../src/graph/patch.ts'

/**
 * The changes that turn `stored` into `fresh`. Both come in batches, strictly ascending by `compare`; equal rows are passed
 * over. Holds one batch of each.
 */
export async function* diffSorted<Row>(
  stored: AsyncIterable<readonly Row[]>,
  fresh: AsyncIterable<readonly Row[]>,
  compare: (a: Row, b: Row) => number,
): AsyncGenerator<Change<Row>> {
  await using left = rowsOf(stored)
  await using right = rowsOf(fresh)
  let before = await left.next()
  let after = await right.next()
  while (before !== null || after !== null) {
    const order = before === null ? 1 : after === null ? -1 : compare(before, after)
    if (order !== 0) yield order < 0 ? { before, after: null } : { before: null, after }
    else if (!isEqual(before, after)) yield { before, after }
    if (order <= 0) before = await left.next()
    if (order >= 0) after = await right.next()
  }
}

/** Puts single changes together. */
export async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Reads batches row by row. Without a promise a row: most rows are there already. */
function rowsOf<Row>(
  batches: AsyncIterable<readonly Row[]>,
): AsyncDisposable & { next(): Row | null | Promise<Row | null> } {
  const iterator = batches[Symbol.asyncIterator]()
  let batch: readonly Row[] = []
  let at = 0
  const fetch = async (): Promise<Row | null> => {
    for (;;) {
      const { done, value } = await iterator.next()
      if (done === true) return null
      batch = value
      at = 1
      if (batch[0] !== undefined) return batch[0]
    }
  }
  return {
    next: () => batch[at++] ?? fetch(),
    async [Symbol.asyncDispose]() {
      await iterator.return?.()
    },
  }
}
