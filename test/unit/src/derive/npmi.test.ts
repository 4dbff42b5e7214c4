// RELATED_TO against plain counting over sets of papers.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relateEntities, scorePair, type RelatedPair } from '../../../../src/derive/npmi.ts'
import { incidenceOf, incidenceOfFacts, randomFacts, type PlainFact } from './random-incidence.ts'

/** Scores of all pairs by plain counting, ordered as the edges are. */
function countPairs(facts: readonly PlainFact[], papers: number, minSupport: number): RelatedPair[] {
  const incidence = incidenceOfFacts(facts, papers)
  const sets = incidence.entities.map(
    ({ id }) => new Set(facts.filter(({ entityId }) => entityId === id).map(({ paperId }) => paperId)),
  )
  const round = (value: number) => Math.round(value * 1e6) / 1e6
  const pairs: RelatedPair[] = []
  for (const [a, ofA] of sets.entries()) {
    for (const [b, ofB] of sets.entries()) {
      const support = [...ofA].filter((paper) => ofB.has(paper)).length
      if (a >= b || support < minSupport) continue
      const joint = support / papers
      const pmi = Math.log(joint / ((ofA.size / papers) * (ofB.size / papers)))
      const npmi = joint === 1 ? 1 : pmi / -Math.log(joint)
      const least = Math.min(ofA.size, ofB.size)
      const score = round((Math.max(0, npmi) * support * least) / ((support + 1) * (least + 1)))
      const jaccard = round(support / new Set([...ofA, ...ofB]).size)
      if (score > 0) pairs.push({ a, b, support, npmi: round(npmi), jaccard, score })
    }
  }
  return pairs
}

/** The pairs that are among the strongest `cap` of one of their ends. */
function capPairs(pairs: readonly RelatedPair[], cap: number): readonly RelatedPair[] {
  const isAmongStrongest = (pair: RelatedPair, end: number) => {
    const other = (row: RelatedPair) => (row.a === end ? row.b : row.a)
    const row = pairs.filter(({ a, b }) => a === end || b === end)
    return row.toSorted((x, y) => y.score - x.score || other(x) - other(y)).indexOf(pair) < cap
  }
  return pairs.filter((pair) => isAmongStrongest(pair, pair.a) || isAmongStrongest(pair, pair.b))
}

const closeTo = (pairs: readonly RelatedPair[]) =>
  pairs.map(({ a, b, support, npmi, jaccard, score }) => {
    return { a, b, support, jaccard, npmi: expect.closeTo(npmi, 5), score: expect.closeTo(score, 5) }
  })

describe('relateEntities', () => {
  test('gives the figures that plain counting gives', () => {
    let seen = 0
    fc.assert(
      fc.property(
        randomFacts,
        fc.integer({ min: 14, max: 40 }),
        fc.constantFrom(1, 2, 3),
        (facts, papers, minSupport) => {
          const pairs = [...relateEntities(incidenceOfFacts(facts, papers), { minSupport, perEntity: 100 })]
          expect(pairs).toEqual(closeTo(countPairs(facts, papers, minSupport)))
          seen += pairs.length
        },
      ),
      { numRuns: 200 },
    )
    expect(seen).toBeGreaterThan(500)
  })

  test('keeps what is among the strongest of either end', () => {
    fc.assert(
      fc.property(randomFacts, fc.integer({ min: 1, max: 3 }), (facts, perEntity) => {
        const all = [...relateEntities(incidenceOfFacts(facts, 40), { minSupport: 1, perEntity: 100 })]
        const capped = [...relateEntities(incidenceOfFacts(facts, 40), { minSupport: 1, perEntity })]
        expect(capped).toEqual(capPairs(all, perEntity))
      }),
      { numRuns: 200 },
    )
  })

  test('a pair that only occurs together has NPMI 1, one met by chance 0', () => {
    const incidence = incidenceOf({ p1: ['a', 'b', 'c'], p2: ['a', 'b'], p3: ['c'], p4: ['d'] })
    expect(scorePair(incidence, 0, 1, 2)).toMatchObject({ npmi: 1, jaccard: 1, score: 0.444444 })
    expect(scorePair(incidence, 0, 2, 1)).toMatchObject({ npmi: 0, score: 0 })
    expect([...relateEntities(incidence)].map(({ a, b }) => [a, b])).toEqual([[0, 1]])
  })

  test('entities of every paper count as occurring only together', () => {
    const [pair] = relateEntities(incidenceOf({ p1: ['a', 'b'], p2: ['a', 'b'] }))
    expect(pair).toMatchObject({ support: 2, npmi: 1, jaccard: 1, score: 0.444444 })
  })
})
