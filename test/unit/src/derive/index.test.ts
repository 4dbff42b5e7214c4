// Derivation as a whole: the same rows in the same order from any order of input.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createIncidence } from '../../../../src/derive/incidence.ts'
import { deriveGraph } from '../../../../src/derive/index.ts'
import { compareText } from '../../../../src/graph/page.ts'
import type { Derived } from '../../../../src/graph/writer.ts'
import { concept, incidenceOfFacts, randomFacts, type PlainFact } from './random-incidence.ts'

const NAMES = ['deep network', 'network', 'training of networks', 'kernel', 'deep kernel', 'training', 'graph network']

function deriveFrom(facts: readonly PlainFact[], names: readonly string[], batch: number): Derived {
  const builder = createIncidence()
  for (let at = 0; at < facts.length; at += batch) builder.addFacts(facts.slice(at, at + batch))
  const slugs = new Set(facts.map(({ entityId }) => entityId))
  const ordered = [...slugs].sort((x, y) => names.indexOf(x) - names.indexOf(y))
  builder.addEntities(ordered.map((slug) => concept(slug)))
  return deriveGraph(builder.build(40), { related: { minSupport: 1 } })
}

const rowsOf = (derived: Derived) => {
  const { related, similar, broader, topics, members } = derived
  return {
    related: [...related],
    similar: [...similar],
    broader: [...broader],
    topics: [...topics],
    members: [...members],
  }
}

describe('deriveGraph', () => {
  test('gives the same rows whatever the order of the input, and again when read again', () => {
    const facts = randomFacts.map((rows) =>
      rows.map(({ paperId, salience }, at) => ({ paperId, salience, entityId: NAMES[at % NAMES.length] ?? '' })),
    )
    const distinct = facts.map((rows) =>
      Array.from(new Map(rows.map((fact) => [`${fact.paperId} ${fact.entityId}`, fact])).values()),
    )
    const shuffled = distinct.chain((rows) => {
      const any = fc.shuffledSubarray(rows, { minLength: rows.length })
      return fc.tuple(fc.constant(rows), any, fc.shuffledSubarray(NAMES, { minLength: NAMES.length }))
    })
    let seen = 0
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 9 }), ([rows, otherRows, otherNames], batch) => {
        const derived = deriveFrom(rows, NAMES, 100)
        const first = rowsOf(derived)
        expect(rowsOf(derived)).toEqual(first)
        expect(JSON.stringify(rowsOf(deriveFrom(otherRows, otherNames, batch)))).toBe(JSON.stringify(first))
        seen += first.topics.length
      }),
      { numRuns: 100 },
    )
    expect(seen).toBeGreaterThan(50)
  })

  test('edges come by their ends, the smaller id first, and have scores of six decimals', () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const { related, similar } = rowsOf(deriveGraph(incidenceOfFacts(facts), { related: { minSupport: 1 } }))
        for (const edges of [related, similar]) {
          expect(edges.every(({ a, b }) => compareText(a, b) < 0)).toBe(true)
          const ordered = edges.toSorted((x, y) => compareText(x.a, y.a) || compareText(x.b, y.b))
          expect(ordered.map(({ a, b }) => `${a} ${b}`)).toEqual(edges.map(({ a, b }) => `${a} ${b}`))
          expect(edges.every(({ score }) => score === Number(score.toFixed(6)) && score > 0)).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('an empty graph has nothing to derive', () => {
    const empty = { related: [], similar: [], broader: [], topics: [], members: [] }
    expect(rowsOf(deriveGraph(createIncidence().build()))).toEqual(empty)
  })
})
