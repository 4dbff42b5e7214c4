// Cursors: what goes in comes out, and nothing else gets in.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from '../../../../schema/lib/cursor.ts'
import type { Order, Position } from '../../../../src/graph/page.ts'

const byNumber: Order<Position> = { name: 'numbers', position: (row) => row }
const byText: Order<Position> = { name: 'texts', textKeys: 'ascending', position: (row) => row }
const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 })

describe('cursors', () => {
  it('come back as the position they were made from', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), id, (key, id) => {
        const [readKey, readId] = decodeCursor(byNumber, encodeCursor(byNumber, [key, id]), 'after')
        // JSON has one zero only; no list tells the two apart.
        expect([Number(readKey) + 0, readId]).toEqual([key + 0, id])
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), id, (key, id) => {
        expect(decodeCursor(byText, encodeCursor(byText, [key, id]), 'after')).toEqual([key, id])
      }),
    )
  })

  it('stand in an address as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), id, (key, id) => {
        expect(encodeCursor(byText, [key, id])).toMatch(/^[\w-]+$/)
      }),
    )
  })

  it('are refused by every list but their own', () => {
    const cursor = encodeCursor(byNumber, [1, 'a'])
    expect(() => decodeCursor(byText, cursor, 'after')).toThrow(
      '`after` is the cursor of another list, or of another order. Use one that this list answered, in this order.',
    )
    expect(() => decodeCursor({ ...byNumber, name: 'other' }, cursor, 'before')).toThrow(
      '`before` is the cursor of another list, or of another order.',
    )
  })

  it('made up by somebody are refused', () => {
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const values = [
      null,
      [],
      ['numbers'],
      ['numbers', 1],
      ['numbers', 'one', 'a'],
      ['numbers', 1, ''],
      ['numbers', 1, 2],
      ['numbers', null, 'a'],
      ['numbers', 1, 'a', 'b'],
      { 0: 'numbers', 1: 1, 2: 'a' },
    ]
    for (const value of values) {
      expect(() => decodeCursor(byNumber, made(value), 'after')).toThrow(/^`after`: ".*" is not a cursor\. Use/)
    }
  })

  it('that are any text are refused, never read as something', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => decodeCursor(byNumber, text, 'after')).toThrow(/^`after`: "[^]*" is not a cursor\. Use/)
      }),
    )
  })
})
