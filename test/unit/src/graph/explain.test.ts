// Terms of scores: whatever the figures, they add up to what derivation and traversals compute from the same ones.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePapers } from '../../../../src/derive/similarity.ts'
import { relateEntities } from '../../../../src/derive/npmi.ts'
import { npmiOf, rarityOf } from '../../../../src/graph/association.ts'
import {
  MAX_TERMS,
  TOLERANCE,
  settle,
  strongestTerms,
  termsOfFound,
  termsOfMean,
  termsOfNpmi,
  termsOfShared,
  termsOfShares,
  termsOfSimilarity,
  termsOfTie,
} from '../../../../src/graph/explain.ts'
import type { Term } from '../../../../src/graph/explain.ts'
import { roundScore } from '../../../../src/graph/page.ts'
import { incidenceOfFacts, randomFacts } from '../derive/random-incidence.ts'

const sumOf = (terms: readonly Term[]) => terms.reduce((sum, { contribution }) => sum + contribution, 0)
const score = fc.double({ min: 0, max: 1, noNaN: true })
const pulls = fc.array(fc.record({ name: fc.string(), strength: score }), {
  maxLength: 30,
})

/** How far what is shown for a score is from it; all of it where something is said to have changed. */
function missing(score: number, terms: readonly Term[]): number {
  const shown = settle(score, terms)
  return shown.length === terms.length ? Math.abs(sumOf(shown) - score) : score
}

describe('terms', () => {
  test('of tied entities add up to the score that is derived', () => {
    const papersOf = (facts: readonly { readonly entityId: string }[], id: string) =>
      facts.filter(({ entityId }) => entityId === id).length
    fc.assert(
      fc.property(randomFacts, fc.nat(20), (facts, silent) => {
        const papers = new Set(facts.map(({ paperId }) => paperId)).size + silent
        const incidence = incidenceOfFacts(facts, papers)
        for (const { a, b, support, npmi, score } of relateEntities(incidence, { minSupport: 1, perEntity: 100 })) {
          const [one, other] = [a, b].map((n) => papersOf(facts, incidence.entities[n]?.id ?? ''))
          expect(
            missing(score, termsOfTie(npmi, { one: one ?? 0, other: other ?? 0, together: support })),
          ).toBeLessThanOrEqual(TOLERANCE)
        }
      }),
    )
  })

  test('of similar papers add up to the cosine that is derived', () => {
    fc.assert(
      fc.property(randomFacts, fc.nat(20), (facts, silent) => {
        const papers = new Set(facts.map(({ paperId }) => paperId)).size + silent
        const incidence = incidenceOfFacts(facts, papers)
        const entitiesOf = (paper: string | undefined) =>
          facts
            .filter(({ paperId }) => paperId === paper)
            .map(({ entityId, salience }) => ({
              id: entityId,
              name: entityId,
              salience,
              paperCount: facts.filter((fact) => fact.entityId === entityId).length,
            }))
        for (const { a, b, score } of comparePapers(incidence, { perPaper: 20, minScore: 0.05, hubPapers: null })) {
          const [one, other] = [a, b].map((n) => entitiesOf(incidence.papers[n]))
          expect(missing(score, strongestTerms(termsOfSimilarity(papers, one ?? [], other ?? [])))).toBeLessThanOrEqual(
            TOLERANCE,
          )
        }
      }),
    )
  })

  test('near seeds add up to the mean over the seeds less the mean over the exclusions', () => {
    fc.assert(
      fc.property(pulls, pulls, (seeds, exclusions) => {
        const mean = (side: typeof seeds) =>
          side.length === 0 ? 0 : roundScore(side.reduce((sum, { strength }) => sum + strength, 0) / side.length)
        const terms = termsOfMean(seeds, exclusions)
        expect(missing(roundScore(mean(seeds) - mean(exclusions)), strongestTerms(terms))).toBeLessThanOrEqual(
          TOLERANCE,
        )
        expect(terms).toHaveLength([...seeds, ...exclusions].filter(({ strength }) => strength > 0).length)
      }),
    )
  })

  test('of what papers share add up to its weight', () => {
    fc.assert(
      fc.property(pulls, fc.nat(10), fc.nat(1000), fc.nat(1000), (having, lacking, one, other) => {
        const rarity = rarityOf(Math.max(one, other), Math.min(one, other))
        const group = having.length + lacking + 1
        const mean = having.reduce((sum, { strength }) => sum + strength, 0) / group
        expect(missing(roundScore(mean * rarity), termsOfShared(rarity, group, having))).toBeLessThanOrEqual(TOLERANCE)
      }),
    )
  })

  test('of co-occurrence add up to NPMI', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(50), fc.nat(50), fc.nat(50), (together, x, y, rest) => {
        const counts = { papers: together + x + y + rest, one: together + x, other: together + y, together }
        expect(missing(roundScore(npmiOf(counts)), termsOfNpmi('x', 'y', counts))).toBeLessThanOrEqual(TOLERANCE)
      }),
    )
  })

  test('of a gap add up to the mean of its links', () => {
    const links = fc.array(fc.record({ near: score, far: score }), { maxLength: 50 })
    fc.assert(
      fc.property(links, fc.double({ min: 0, max: 50, noNaN: true }), (links, others) => {
        const near = links.reduce((sum, link) => sum + link.near, 0) + others
        const sum = links.reduce((sum, link) => sum + link.near * link.far, 0)
        const parts = links.map((link, i) => ({ name: `link ${i}`, strength: link.near * link.far }))
        const terms = strongestTerms(termsOfShares(near, parts))
        expect(missing(roundScore(near === 0 ? 0 : sum / near), terms)).toBeLessThanOrEqual(TOLERANCE)
      }),
    )
  })

  test('of what was found add up to the mean over the units', () => {
    const units = fc.array(fc.record({ name: fc.string(), tf: fc.nat(50), salience: score }), { minLength: 1 })
    fc.assert(
      fc.property(units, (units) => {
        const sum = units.reduce((sum, { tf, salience }) => sum + (0.5 * tf) / (tf + 1) + 0.4 * salience, 0)
        expect(missing(roundScore(sum / units.length), strongestTerms(termsOfFound(units)))).toBeLessThanOrEqual(
          TOLERANCE,
        )
      }),
    )
  })

  test('beyond the strongest are one term, which counts them', () => {
    const terms = Array.from({ length: 25 }, (_, n) => ({
      name: `t${n}`,
      value: n,
      contribution: n % 2 === 0 ? n / 10 : -n / 10,
    }))
    const shown = strongestTerms(terms)
    expect(shown).toHaveLength(MAX_TERMS + 1)
    expect(shown[0]?.name).toBe('t24')
    expect(shown[1]).toEqual({ name: 't23', value: 23, contribution: -2.3 })
    expect(shown.at(-1)).toMatchObject({ name: 'others', value: 15 })
    expect(sumOf(shown)).toBeCloseTo(sumOf(terms), 9)
  })

  test('that fall short of the score say by how much the graph has changed', () => {
    const shown = settle(0.5, [{ name: 'npmi', value: 0.4, contribution: 0.4 }])
    expect(shown.at(-1)).toEqual({ name: 'changes since it was derived', value: 0.1, contribution: 0.1 })
    expect(sumOf(shown)).toBeCloseTo(0.5, 9)
  })
})
