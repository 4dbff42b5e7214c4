// RELATED_TO: entities that occur in the same papers more often than chance would have it.
//
// G. Bouma (2009), "Normalized (pointwise) mutual information in collocation extraction": ln(p(a,b) / (p(a) p(b))) divided
// by -ln p(a,b), here with papers as windows. It is 1 for a pair that only occurs together, 0 for an independent one, and
// favours rare pairs; so scores carry the discount of P. Pantel & D. Lin (2002), "Discovering word senses from text".
import { jaccardOf, npmiOf, thinEvidence } from '../graph/association.ts'
import { roundScore } from '../graph/page.ts'
import { papersWith, type Incidence } from './incidence.ts'

export interface RelatedOptions {
  /** Papers two entities must share to count as related. */
  readonly minSupport: number
  /** A pair is kept when it is among this many strongest ones of either entity: this bounds the edges of hubs. */
  readonly perEntity: number
}

export const RELATED_DEFAULTS: RelatedOptions = { minSupport: 2, perEntity: 100 }

/** Two related entities by number, `a < b`. */
export interface RelatedPair {
  readonly a: number
  readonly b: number
  readonly support: number
  readonly npmi: number
  readonly jaccard: number
  readonly score: number
}

/**
 * All related pairs, ordered by `a`, then `b`. Works row by row: memory grows with the entities, not with the pairs. Every
 * iteration computes anew, so nothing is held between two of them.
 */
export function relateEntities(
  incidence: Incidence,
  options: RelatedOptions = RELATED_DEFAULTS,
): Iterable<RelatedPair> {
  return { [Symbol.iterator]: () => relatedPairs(incidence, options) }
}

function* relatedPairs(incidence: Incidence, options: RelatedOptions): Generator<RelatedPair, void, undefined> {
  const readRow = createRowReader(incidence)
  const cutoffs = findCutoffs(incidence, options, readRow)
  for (let a = 0; a < incidence.entities.length; a++) {
    const row: RelatedPair[] = []
    readRow(a, a + 1, (b, support) => {
      if (support < options.minSupport) return
      const pair = scorePair(incidence, a, b, support)
      if (pair.score > 0 && (cutoffs.admits(a, b, pair.score) || cutoffs.admits(b, a, pair.score))) row.push(pair)
    })
    yield* row.sort((x, y) => x.b - y.b)
  }
}

/** The figures of one pair. Both entities have at least `support` papers. */
export function scorePair(incidence: Incidence, a: number, b: number, support: number): RelatedPair {
  const [one, other] = [papersWith(incidence, a), papersWith(incidence, b)]
  const counts = { papers: incidence.paperCount, one, other, together: support }
  const npmi = npmiOf(counts)
  const left = thinEvidence(counts)
  return {
    a,
    b,
    support,
    npmi: roundScore(npmi),
    jaccard: jaccardOf(counts),
    score: roundScore(Math.max(0, npmi) * (left.together * left.rarer)),
  }
}

/** Calls `visit` for each entity from number `from` on that shares papers with `entity`, itself left out. */
type RowReader = (entity: number, from: number, visit: (other: number, support: number) => void) => void

function createRowReader({ entities, ofPaper, ofEntity }: Incidence): RowReader {
  const counts = new Uint32Array(entities.length)
  const met = new Uint32Array(entities.length)
  return (entity, from, visit) => {
    let size = 0
    for (let i = ofEntity.starts[entity] ?? 0; i < (ofEntity.starts[entity + 1] ?? 0); i++) {
      const paper = ofEntity.items[i] ?? 0
      // Entities of a paper ascend, so those below `from` stand at the front.
      for (let j = (ofPaper.starts[paper + 1] ?? 0) - 1; j >= (ofPaper.starts[paper] ?? 0); j--) {
        const other = ofPaper.items[j] ?? 0
        if (other < from) break
        if (other === entity) continue
        const count = counts[other] ?? 0
        if (count === 0) met[size++] = other
        counts[other] = count + 1
      }
    }
    for (let i = 0; i < size; i++) {
      const other = met[i] ?? 0
      const support = counts[other] ?? 0
      counts[other] = 0
      visit(other, support)
    }
  }
}

interface Cutoffs {
  /** Whether `other` is among the strongest of `entity`. */
  admits(entity: number, other: number, score: number): boolean
}

/** Finds for each entity the last pair that still belongs to its strongest ones: by score, then by number. */
function findCutoffs(incidence: Incidence, options: RelatedOptions, readRow: RowReader): Cutoffs {
  const size = incidence.entities.length
  const scores = new Float64Array(size)
  const numbers = new Uint32Array(size).fill(size)
  for (let entity = 0; entity < size; entity++) {
    const row: RelatedPair[] = []
    readRow(entity, 0, (other, support) => {
      if (support >= options.minSupport) row.push(scorePair(incidence, entity, other, support))
    })
    if (row.length <= options.perEntity) continue
    const last = row.sort((x, y) => y.score - x.score || x.b - y.b)[options.perEntity - 1]
    scores[entity] = last?.score ?? 0
    numbers[entity] = last?.b ?? 0
  }
  return {
    admits(entity, other, score) {
      const least = scores[entity] ?? 0
      return score > least || (score === least && other <= (numbers[entity] ?? 0))
    },
  }
}
