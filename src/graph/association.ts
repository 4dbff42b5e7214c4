// Association: how much two things occur together, from counts.
import { roundScore } from './page.ts'

/** In how many papers things occur. */
export interface Counts {
  /** Papers of the graph. */
  readonly papers: number
  /** Papers of the one thing, and of the other; each at least {@link together}. */
  readonly one: number
  readonly other: number
  /** Papers of both, at least 1. */
  readonly together: number
}

/**
 * Normalised pointwise mutual information, -1 to 1 (G. Bouma 2009): ln(p(a,b) / (p(a) p(b))) divided by -ln p(a,b), papers
 * being the windows. 1 for a pair that only occurs together, 0 for an independent one. Not rounded.
 */
export function npmiOf({ papers, one, other, together }: Counts): number {
  // Where every paper has both, the quotient is 0/0; 1 is its limit for pairs that occur only together.
  if (together === papers) return 1
  return Math.log((together * papers) / (one * other)) / Math.log(papers / together)
}

/** Papers of both, of those of either; six decimals. */
export function jaccardOf({ one, other, together }: Counts): number {
  return roundScore(together / (one + other - together))
}

/**
 * What thin evidence leaves of a score, as two factors from 0 to 1 (P. Pantel & D. Lin 2002): one for the papers that have
 * both, one for those that have the rarer of the two.
 */
export function thinEvidence({ one, other, together }: Omit<Counts, 'papers'>) {
  const least = Math.min(one, other)
  return { together: together / (together + 1), rarer: least / (least + 1) }
}

/** How rare a thing is that `having` of all papers have: its inverse document frequency. Not rounded. */
export function rarityOf(papers: number, having: number): number {
  return Math.log((papers + 1) / (having + 0.5))
}
