// Columns of numbers that grow, and lists of numbers packed end to end: what holds a million facts without a million objects.

/** One list of items for each row, packed: the list of row `r` stands from `starts[r]` to before `starts[r + 1]`. */
export interface Lists {
  readonly starts: Uint32Array
  /** Numbers of the items; within a list they ascend. */
  readonly items: Uint32Array
  /** One weight an item. */
  readonly weights: Float64Array
}

/** A column that grows at its end. */
export interface Column {
  readonly length: number
  push(value: number): void
  at(index: number): number
}

/** Makes an empty column of whole numbers or of floating point ones. */
export function createColumn(kind: 'whole' | 'float'): Column {
  const allocate = (size: number) => (kind === 'whole' ? new Uint32Array(size) : new Float64Array(size))
  let values = allocate(1024)
  let length = 0
  return {
    get length() {
      return length
    },
    push(value) {
      if (length === values.length) {
        const larger = allocate(length * 2)
        larger.set(values)
        values = larger
      }
      values[length++] = value
    },
    at: (index) => values[index] ?? 0,
  }
}

/** Packs `(row, item, weight)` triples into lists by counting sort. Items of a list keep the order of the triples. */
export function packLists(
  rows: number,
  size: number,
  tripleAt: (index: number) => { readonly row: number; readonly item: number; readonly weight: number },
): Lists {
  const starts = new Uint32Array(rows + 1)
  for (let i = 0; i < size; i++) {
    const { row } = tripleAt(i)
    starts[row + 1] = (starts[row + 1] ?? 0) + 1
  }
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  const next = starts.slice()
  const items = new Uint32Array(size)
  const weights = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const { row, item, weight } = tripleAt(i)
    const place = next[row] ?? 0
    next[row] = place + 1
    items[place] = item
    weights[place] = weight
  }
  return { starts, items, weights }
}

/**
 * Turns lists round: row `i` of the answer lists the rows that had `i` as item. The lists of the answer ascend whatever
 * the order was before, so that turning twice sorts.
 */
export function turnLists({ starts, items, weights }: Lists, rows: number): Lists {
  let row = 0
  return packLists(rows, items.length, (index) => {
    // Both passes of packing go through the items from the first to the last.
    if (index === 0) row = 0
    while (index >= (starts[row + 1] ?? Infinity)) row++
    return { row: items[index] ?? 0, item: row, weight: weights[index] ?? 0 }
  })
}

/** How long the list of a row is. */
export function listLength(lists: Lists, row: number): number {
  return (lists.starts[row + 1] ?? 0) - (lists.starts[row] ?? 0)
}
