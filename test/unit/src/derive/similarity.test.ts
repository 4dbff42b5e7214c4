// SIMILAR_TO against cosines of plain vectors, with and without hubs.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePapers, hubLimit, SIMILAR_DEFAULTS, type SimilarPair } from '../../../../src/derive/similarity.ts'
import { incidenceOf, incidenceOfFacts, randomFacts, type PlainFact } from './random-incidence.ts'

/** Cosines of all pairs by plain counting; pairs that share nothing but hubs, or no weight, are left out. */
function comparePlainly(facts: readonly PlainFact[], paperCount: number, hubPapers: number): SimilarPair[] {
  const { papers } = incidenceOfFacts(facts)
  const frequency = (entity: string) => facts.filter(({ entityId }) => entityId === entity).length
  const vectors = papers.map((paper) => {
    const own = facts.filter(({ paperId }) => paperId === paper)
    const weigh = ({ entityId, salience }: PlainFact) =>
      salience * Math.log((paperCount + 1) / (frequency(entityId) + 0.5))
    return new Map(own.map((fact) => [fact.entityId, weigh(fact)]))
  })
  const length = (vector: ReadonlyMap<string, number>) =>
    Math.sqrt([...vector.values()].reduce((sum, x) => sum + x * x, 0))
  const pairs: SimilarPair[] = []
  for (const [a, x] of vectors.entries()) {
    for (const [b, y] of vectors.entries()) {
      const shared = [...x.keys()].filter((entity) => y.has(entity))
      const counts = (entity: string) =>
        frequency(entity) <= hubPapers && (x.get(entity) ?? 0) * (y.get(entity) ?? 0) > 0
      if (a >= b || !shared.some(counts)) continue
      const product = shared.reduce((sum, entity) => sum + (x.get(entity) ?? 0) * (y.get(entity) ?? 0), 0)
      pairs.push({ a, b, score: product / (length(x) * length(y)), shared: shared.length })
    }
  }
  return pairs
}

const closeTo = (pairs: readonly SimilarPair[]) =>
  pairs.map(({ a, b, shared, score }) => ({ a, b, shared, score: expect.closeTo(score, 5) }))

describe('comparePapers', () => {
  test('gives the cosines that plain counting gives, hubs or none', () => {
    let seen = 0
    fc.assert(
      fc.property(randomFacts, fc.integer({ min: 1, max: 14 }), (facts, hubPapers) => {
        const options = { perPaper: 20, minScore: 0, hubPapers }
        const pairs = [...comparePapers(incidenceOfFacts(facts, 30), options)]
        expect(pairs).toEqual(closeTo(comparePlainly(facts, 30, hubPapers)))
        seen += pairs.length
      }),
      { numRuns: 200 },
    )
    expect(seen).toBeGreaterThan(2000)
  })

  test('keeps what is among the strongest of either paper, hubs or none', () => {
    fc.assert(
      fc.property(
        randomFacts,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 3, max: 14 }),
        (facts, perPaper, hubs) => {
          const incidence = incidenceOfFacts(facts, 30)
          const all = [...comparePapers(incidence, { perPaper: 20, minScore: 0.1, hubPapers: hubs })]
          const isAmongStrongest = (pair: SimilarPair, end: number) => {
            const other = (row: SimilarPair) => (row.a === end ? row.b : row.a)
            const row = all.filter(({ a, b }) => a === end || b === end)
            return row.toSorted((x, y) => y.score - x.score || other(x) - other(y)).indexOf(pair) < perPaper
          }
          const expected = all.filter((pair) => isAmongStrongest(pair, pair.a) || isAmongStrongest(pair, pair.b))
          expect([...comparePapers(incidence, { perPaper, minScore: 0.1, hubPapers: hubs })]).toEqual(expected)
          expect(all.every(({ score }) => score >= 0.1 && score <= 1)).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('papers that share nothing but hubs are not similar; for others the hubs count', () => {
    const incidence = incidenceOf({ p1: ['hub', 'x'], p2: ['hub', 'x'], p3: ['hub', 'y'], p4: ['hub'] }, 20)
    const pairs = (hubPapers: number) => [...comparePapers(incidence, { ...SIMILAR_DEFAULTS, hubPapers })]
    expect(pairs(4)).toHaveLength(6)
    expect(pairs(3)).toEqual([{ a: 0, b: 1, score: 1, shared: 2 }])
  })

  test('small graphs have no hubs, and no entity of more than 2,500 papers is followed', () => {
    expect([10, 500, 25_000, 50_000, 100_000, 10_000_000].map(hubLimit)).toEqual([500, 500, 500, 1000, 2000, 2500])
  })
})
