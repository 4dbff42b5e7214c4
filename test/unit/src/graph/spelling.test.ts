import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slipsAllowed, slipsBetween, slipsOf } from '../../../../src/graph/spelling.ts'

describe('slips', () => {
  test.each([
    ['gradient', 'gradient', 0],
    ['gradeint', 'gradient', 1],
    ['gardeint', 'gradient', 2],
    ['gradnt', 'gradient', Infinity],
    ['kernle', 'kernel', 1],
    ['krenle', 'kernel', Infinity],
    ['sdg', 'sgd', 1],
    ['gna', 'gan', 1],
    ['gna', 'ang', Infinity],
    ['gcn', 'gan', Infinity],
    ['ga', 'gan', Infinity],
    ['gan', 'gann', Infinity],
    ['lm', 'ml', Infinity],
    ['overparamater', 'overparameterization', 1],
    ['𝒳𝒳𝒳𝒴', '𝒳𝒳𝒴𝒳', 1],
  ])('of %s for %s', (typed, word, slips) => {
    expect(slipsBetween(typed, word)).toBe(slips)
  })

  test('two words so near share a slip', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '𝒳'), minLength: 3, maxLength: 12 })
    /** A word with some letters changed. */
    const near = word.chain((word) =>
      fc
        .array(fc.tuple(fc.constantFrom('add', 'drop', 'swap', 'change'), fc.nat(11), fc.constantFrom('a', 'd')), {
          maxLength: 2,
        })
        .map((edits) => {
          const letters = Array.from(word)
          for (const [edit, at, letter] of edits) {
            if (edit === 'add') letters.splice(at, 0, letter)
            if (edit === 'drop') letters.splice(at, 1)
            if (edit === 'change' && at < letters.length) letters[at] = letter
            if (edit === 'swap') letters.splice(at, 2, ...letters.slice(at, at + 2).reverse())
          }
          return { word, typed: letters.join('') }
        }),
    )
    let count = 0
    fc.assert(
      fc.property(near, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 5 }), ({ word, typed }, more) => {
        for (const other of [word, word + more]) {
          if (slipsAllowed(typed) === 0 || slipsBetween(typed, other) === Infinity) continue
          count++
          const slips = new Set(slipsOf(other))
          expect(slipsOf(typed, slipsAllowed(typed)).some((slip) => slips.has(slip))).toBe(true)
        }
      }),
      { numRuns: 3000, seed: 3 },
    )
    expect(count).toBeGreaterThan(1000)
  })
})
