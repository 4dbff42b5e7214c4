// SIMILAR_TO: papers that speak of the same things, by the cosine of their entity vectors.
//
// An entity weighs `salience * idf` in a paper, with `idf = ln((N + 1) / (papers with the entity + 0.5))`; this is the
// vector model of G. Salton, A. Wong, C. S. Yang (1975) with salience in place of term frequency.
import { rarityOf } from '../graph/association.ts'
import { roundScore } from '../graph/page.ts'
import type { Lists } from './columns.ts'
import { papersWith, type Incidence } from './incidence.ts'
import { createStrongest, pairUp, type Strongest } from './strongest.ts'

export interface SimilarOptions {
  /** A pair is kept when it is among this many strongest ones of either paper. */
  readonly perPaper: number
  /** Weaker pairs are dropped. */
  readonly minScore: number
  /**
   * Entities in more papers than this are hubs: two papers that share nothing but hubs are not compared. `null` takes
   * {@link hubLimit}. Hubs still count in the scores of those that are.
   */
  readonly hubPapers: number | null
}

export const SIMILAR_DEFAULTS: SimilarOptions = { perPaper: 20, minScore: 0.05, hubPapers: null }

/** Two similar papers by number, `a < b`. */
export interface SimilarPair {
  readonly a: number
  readonly b: number
  readonly score: number
  readonly shared: number
}

/**
 * From how many papers on an entity is a hub: a fiftieth of all, but at least 500 and at most 2,500. Comparing all papers
 * that share an entity takes the square of its papers, and beyond this the entity tells little about any of them. Graphs of
 * 500 papers and fewer have no hubs.
 */
export function hubLimit(paperCount: number): number {
  return Math.min(2_500, Math.max(500, Math.floor(paperCount / 50)))
}

/** All similar pairs, ordered by `a`, then `b`. Holds `perPaper` figures a paper; each iteration computes anew. */
export function comparePapers(incidence: Incidence, options: SimilarOptions = SIMILAR_DEFAULTS): Iterable<SimilarPair> {
  return { [Symbol.iterator]: () => similarPairs(incidence, options) }
}

function* similarPairs(incidence: Incidence, options: SimilarOptions): Generator<SimilarPair, void, undefined> {
  const strongest = createStrongest(incidence.papers.length, options.perPaper)
  fillStrongest(incidence, options, strongest)
  for (const { a, b, score } of pairUp(strongest)) yield { a, b, score, shared: countShared(incidence.ofPaper, a, b) }
}

/** Offers to each paper every paper that could be among its strongest. */
function fillStrongest(incidence: Incidence, { minScore, hubPapers }: SimilarOptions, strongest: Strongest): void {
  const { papers, ofPaper, ofEntity } = incidence
  const limit = hubPapers ?? hubLimit(incidence.paperCount)
  const isHub = Uint8Array.from(incidence.entities, (_, entity) => (papersWith(incidence, entity) > limit ? 1 : 0))
  const weights = weighEntities(incidence)
  const { norms, hubShares } = measureVectors(incidence, weights.ofPaper, isHub)
  const products = new Float64Array(papers.length)
  const met = new Uint32Array(papers.length)
  const hubWeights = new Float64Array(incidence.entities.length)

  for (let paper = 0; paper < papers.length; paper++) {
    const first = ofPaper.starts[paper] ?? 0
    const end = ofPaper.starts[paper + 1] ?? 0
    let size = 0
    for (let i = first; i < end; i++) {
      const entity = ofPaper.items[i] ?? 0
      const weight = weights.ofPaper[i] ?? 0
      if (weight === 0) continue
      if (isHub[entity] === 1) {
        hubWeights[entity] = weight
        continue
      }
      for (let j = ofEntity.starts[entity] ?? 0; j < (ofEntity.starts[entity + 1] ?? 0); j++) {
        const other = ofEntity.items[j] ?? 0
        const otherWeight = weights.ofEntity[j] ?? 0
        if (otherWeight === 0) continue
        const product = products[other] ?? 0
        if (product === 0) met[size++] = other
        products[other] = product + weight * otherWeight
      }
    }
    for (let i = 0; i < size; i++) {
      const other = met[i] ?? 0
      const scale = (norms[paper] ?? 0) * (norms[other] ?? 0)
      let product = products[other] ?? 0
      products[other] = 0
      if (other === paper) continue
      // What hubs can add at most (Cauchy-Schwarz); a pair that stays too weak even so is not looked at further.
      const most = product / scale + (hubShares[paper] ?? 0) * (hubShares[other] ?? 0)
      if (most + ROUNDING < Math.max(minScore, strongest.leastOf(paper))) continue
      for (let j = ofPaper.starts[other] ?? 0; j < (ofPaper.starts[other + 1] ?? 0); j++) {
        product += (hubWeights[ofPaper.items[j] ?? 0] ?? 0) * (weights.ofPaper[j] ?? 0)
      }
      const score = Math.min(1, roundScore(product / scale))
      if (score >= minScore) strongest.offer(paper, other, score)
    }
    for (let i = first; i < end; i++) hubWeights[ofPaper.items[i] ?? 0] = 0
  }
}

/** More than rounding to six decimals can change. */
const ROUNDING = 1e-6

/** The weight of each entity in each paper, in both arrangements. */
function weighEntities(incidence: Incidence): { readonly ofPaper: Float64Array; readonly ofEntity: Float64Array } {
  const { entities, ofPaper, ofEntity } = incidence
  const idf = Float64Array.from(entities, (_, entity) => rarityOf(incidence.paperCount, papersWith(incidence, entity)))
  const forPapers = ofPaper.weights.map((salience, i) => salience * (idf[ofPaper.items[i] ?? 0] ?? 0))
  const forEntities = ofEntity.weights.slice()
  for (let entity = 0; entity < entities.length; entity++) {
    for (let i = ofEntity.starts[entity] ?? 0; i < (ofEntity.starts[entity + 1] ?? 0); i++) {
      forEntities[i] = (ofEntity.weights[i] ?? 0) * (idf[entity] ?? 0)
    }
  }
  return { ofPaper: forPapers, ofEntity: forEntities }
}

/** The length of each paper's vector, and how much of it is hubs: 0 to 1. */
function measureVectors({ papers, ofPaper }: Incidence, weights: Float64Array, isHub: Uint8Array) {
  const norms = new Float64Array(papers.length)
  const hubShares = new Float64Array(papers.length)
  for (let paper = 0; paper < papers.length; paper++) {
    let [all, hubs] = [0, 0]
    for (let i = ofPaper.starts[paper] ?? 0; i < (ofPaper.starts[paper + 1] ?? 0); i++) {
      const square = (weights[i] ?? 0) ** 2
      all += square
      if (isHub[ofPaper.items[i] ?? 0] === 1) hubs += square
    }
    norms[paper] = Math.sqrt(all)
    hubShares[paper] = all === 0 ? 0 : Math.sqrt(hubs / all)
  }
  return { norms, hubShares }
}

/** How many entities two papers share, hubs and all. */
function countShared({ starts, items }: Lists, a: number, b: number): number {
  let shared = 0
  let j = starts[b] ?? 0
  for (let i = starts[a] ?? 0; i < (starts[a + 1] ?? 0); i++) {
    const entity = items[i] ?? 0
    while (j < (starts[b + 1] ?? 0) && (items[j] ?? 0) < entity) j++
    if (j < (starts[b + 1] ?? 0) && items[j] === entity) shared++
  }
  return shared
}
