// Values on their way to Neo4j: order keys, index keys and numbers.
import * as fc from 'fast-check'
import neo4j from 'neo4j-driver'
import { describe, expect, test } from 'vitest'
import { compareText } from '../../../../src/graph/page.ts'
import { fraction, indexKey, integer, orderKey, prefixOf, sortIdOf } from '../../../../src/stores/neo4j/values.ts'

/** Characters from both sides of every border that orders disagree about. */
const text = fc
  .array(fc.constantFrom('a', 'z', 'é', '\uD7FF', '\uE000', '\uE001', '\uFB01', '\uFFFD', '𝒳', '😀', '\u{10FFFF}'))
  .map((chars) => chars.join(''))

const byCodeUnit = (a: string, b: string) => Math.sign(a === b ? 0 : a < b ? -1 : 1)
const byCodePoint = (a: string, b: string) => Math.sign(compareText(a, b))

describe('order keys', () => {
  test('order by code unit and by code point as the texts do by code point', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(byCodeUnit(orderKey(a), orderKey(b))).toBe(byCodePoint(a, b))
        expect(byCodePoint(orderKey(a), orderKey(b))).toBe(byCodePoint(a, b))
      }),
    )
  })

  test('of ordinary texts are the texts', () => {
    expect(orderKey('Über graphs, 图')).toBe('Über graphs, 图')
    expect(sortIdOf('doi:10.1/x')).toBeNull()
    expect(sortIdOf('𝒳')).toBe('\uE001𝒳')
  })

  test('have prefixes that never contradict the order of the whole', () => {
    const long = fc.tuple(fc.integer({ min: 990, max: 1_002 }), text).map(([length, end]) => 'x'.repeat(length) + end)
    fc.assert(
      fc.property(long, long, (a, b) => {
        const whole = byCodeUnit(orderKey(a), orderKey(b))
        expect([0, whole]).toContain(byCodeUnit(prefixOf(orderKey(a)), prefixOf(orderKey(b))))
        expect(prefixOf(a).isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('index keys', () => {
  test('short texts are their own', () => {
    expect(indexKey('attention is all you need')).toBe('attention is all you need')
  })

  test('long texts keep apart what differs after the beginning', () => {
    const beginning = 'x'.repeat(5_000)
    expect(indexKey(`${beginning}a`)).not.toBe(indexKey(`${beginning}b`))
    expect(indexKey(`${beginning}a`).length).toBeLessThan(1_100)
  })
})

describe('numbers', () => {
  test('whole ones are integers of Neo4j', () => {
    expect(neo4j.isInt(integer.parse(3))).toBe(true)
    expect(integer.safeParse(0.5).success).toBe(false)
  })

  test('negative zero is zero', () => {
    expect(Object.is(fraction.parse(-0), 0)).toBe(true)
    expect(fraction.parse(-0.25)).toBe(-0.25)
  })
})
