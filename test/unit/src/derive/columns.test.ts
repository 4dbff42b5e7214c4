// Columns and packed lists lose nothing and sort.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createColumn, packLists, turnLists } from '../../../../src/derive/columns.ts'

test('a column keeps what it is given beyond its first size', () => {
  const column = createColumn('float')
  for (let i = 0; i < 5000; i++) column.push(i / 2)
  expect(column.length).toBe(5000)
  expect([column.at(0), column.at(1023), column.at(1024), column.at(4999)]).toEqual([0, 511.5, 512, 2499.5])
})

test('turning lists round and back again sorts them and loses nothing', () => {
  const triple = fc.record({ row: fc.nat(6), item: fc.nat(9), weight: fc.integer({ min: 1, max: 9 }) })
  const triples = fc.uniqueArray(triple, { maxLength: 50, size: 'max', selector: ({ row, item }) => row * 10 + item })
  fc.assert(
    fc.property(triples, (rows) => {
      const packed = packLists(7, rows.length, (index) => rows[index] ?? { row: 0, item: 0, weight: 0 })
      const twice = turnLists(turnLists(packed, 10), 7)
      const expected = rows.toSorted((x, y) => x.row - y.row || x.item - y.item)
      expect([...twice.items]).toEqual(expected.map(({ item }) => item))
      expect([...twice.weights]).toEqual(expected.map(({ weight }) => weight))
      expect([...twice.starts]).toEqual(Array.from({ length: 8 }, (_, row) => rows.filter((x) => x.row < row).length))
    }),
  )
})
