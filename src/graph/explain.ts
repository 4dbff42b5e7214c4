// Explanations: a score as a sum of named terms. Everything here is computed from plain figures; nothing is read.
import { rarityOf, thinEvidence } from './association.ts'
import type { Counts } from './association.ts'
import { compareText } from './page.ts'

/** A part of a score. */
export interface Term {
  /** What it is, or what it is about: `npmi`, or the name of an entity. */
  readonly name: string
  /** The figure itself; what it measures follows from the score. */
  readonly value: number
  /** What it adds to the score; below 0 where it takes off. */
  readonly contribution: number
}

/** The scores that can be explained, each with a query that computes it in the Neo4j Browser. */
export type ExplainedScore =
  | 'tie'
  | 'similarity'
  | 'nearPaper'
  | 'nearEntity'
  | 'shared'
  | 'typicality'
  | 'topicPaper'
  | 'gap'
  | 'foundPaper'
  | 'foundEntity'
  | 'npmi'

/** What a parameter may be. */
export type ParameterValue = string | boolean | readonly ParameterValue[] | { readonly [name: string]: ParameterValue }

/** A query for people: the name of its text, and the values of its parameters. */
export interface BrowserQuery {
  readonly name: ExplainedScore
  readonly parameters: { readonly [name: string]: ParameterValue }
}

/** How many terms an explanation has at most, the one that sums up the rest and the one of {@link settle} left aside. */
export const MAX_TERMS = 10

/** How far the sum of the terms may be from the score: what rounding does, to the figures and to the score. */
export const TOLERANCE = 2e-6

/** The name of the term that stands for what is not among the strongest. */
const OTHERS = 'others'

/**
 * Makes terms add up to a score. Edges are derived at one time and the figures behind them read at another: what changed in
 * between is a term of its own, so that nothing is passed over. Contributions get nine decimals.
 */
export function settle(score: number, terms: readonly Term[]): readonly Term[] {
  const rounded = terms.map((term) => ({ ...term, contribution: roundTerm(term.contribution) }))
  const missing = score - rounded.reduce((sum, { contribution }) => sum + contribution, 0)
  if (Math.abs(missing) <= TOLERANCE) return rounded
  return [
    ...rounded,
    { name: 'changes since it was derived', value: roundTerm(missing), contribution: roundTerm(missing) },
  ]
}

/** Nine decimals: sums of the same numbers in another order come out alike, and ten of them are within 1e-8 of the sum. */
function roundTerm(value: number): number {
  return Math.round(value * 1e9) / 1e9 + 0
}

/** The strongest terms, those that take off included, by what they change; the rest as one term that counts them. */
export function strongestTerms(terms: readonly Term[]): readonly Term[] {
  const ranked = terms.toSorted(
    (x, y) => Math.abs(roundTerm(y.contribution)) - Math.abs(roundTerm(x.contribution)) || compareText(x.name, y.name),
  )
  if (ranked.length <= MAX_TERMS) return ranked
  const rest = ranked.slice(MAX_TERMS)
  const contribution = rest.reduce((sum, term) => sum + term.contribution, 0)
  return [...ranked.slice(0, MAX_TERMS), { name: OTHERS, value: rest.length, contribution }]
}

/** The score of RELATED_TO: NPMI, less what thin evidence takes off. Values are NPMI and what each factor leaves. */
export function termsOfTie(npmi: number, counts: Omit<Counts, 'papers'>): readonly Term[] {
  const left = thinEvidence(counts)
  return [
    { name: 'npmi', value: npmi, contribution: npmi },
    { name: 'few papers have both', value: left.together, contribution: -npmi * (1 - left.together) },
    {
      name: 'few papers have the rarer one',
      value: left.rarer,
      contribution: -npmi * left.together * (1 - left.rarer),
    },
  ]
}

/**
 * NPMI as a sum: how rare each of two things is, less how rare they are together, in units of the latter. Values are shares of
 * all papers. Where all papers have both, rarity has no unit and there is one term.
 */
export function termsOfNpmi(one: string, other: string, counts: Counts): readonly Term[] {
  const { papers, together } = counts
  if (together === papers) return [{ name: 'all papers have both', value: 1, contribution: 1 }]
  const unit = Math.log(papers / together)
  const term = (name: string, having: number): Term => ({
    name,
    value: having / papers,
    contribution: Math.log(papers / having) / unit,
  })
  return [
    term(`${one} is rare`, counts.one),
    term(`${other} is rare`, counts.other),
    { name: 'both together are rare', value: together / papers, contribution: -1 },
  ]
}

/** An entity of a paper, as far as likeness goes. */
export interface Weighed {
  readonly id: string
  readonly name: string
  /** Papers of the entity. */
  readonly paperCount: number
  readonly salience: number
}

/**
 * The score of SIMILAR_TO, a cosine: a term for each entity that two papers share. The value of a term is the product of the
 * weights of the entity in the two papers, each `salience * rarity`; the contribution is that over both lengths.
 *
 * @param papers - How many papers the graph has.
 */
export function termsOfSimilarity(papers: number, one: readonly Weighed[], other: readonly Weighed[]): readonly Term[] {
  const weigh = ({ salience, paperCount }: Weighed) => salience * rarityOf(papers, paperCount)
  const length = (all: readonly Weighed[]) => Math.sqrt(all.reduce((sum, entity) => sum + weigh(entity) ** 2, 0))
  const scale = length(one) * length(other)
  const ofOther = new Map(other.map((entity) => [entity.id, weigh(entity)]))
  return one.flatMap((entity) => {
    const product = weigh(entity) * (ofOther.get(entity.id) ?? 0)
    return product === 0 ? [] : [{ name: entity.name, value: product, contribution: product / scale }]
  })
}

/** How strongly something, such as a seed, pulls. */
export interface Pull {
  /** The name of what pulls. */
  readonly name: string
  /** Strength of the tie; 0 where there is none. */
  readonly strength: number
}

/** A score near seeds: the mean strength over all seeds, less the mean over all exclusions. Ties of no strength are no term. */
export function termsOfMean(seeds: readonly Pull[], exclusions: readonly Pull[]): readonly Term[] {
  const pulls = (side: readonly Pull[], sign: 1 | -1) =>
    side
      .filter(({ strength }) => strength !== 0)
      .map(({ name, strength }) => ({
        name: sign === 1 ? name : `away from ${name}`,
        value: strength,
        contribution: (sign * strength) / side.length,
      }))
  return [...pulls(seeds, 1), ...pulls(exclusions, -1)]
}

/**
 * The weight of what papers share: mean salience times rarity. A term for each paper that has it; the value is the salience.
 *
 * @param rarity - Of the entity, see {@link rarityOf}.
 * @param group - How many papers share, those without the entity included.
 */
export function termsOfShared(rarity: number, group: number, saliences: readonly Pull[]): readonly Term[] {
  return saliences.map(({ name, strength }) => ({
    name,
    value: strength,
    contribution: (strength * rarity) / group,
  }))
}

/** Strengths as shares of a whole, such as that of the most typical entity of a topic. The value of a term is the strength. */
export function termsOfShares(whole: number, parts: readonly Pull[]): readonly Term[] {
  return parts.map(({ name, strength }) => ({
    name,
    value: strength,
    contribution: whole === 0 ? 0 : strength / whole,
  }))
}

/** How a paper has a unit of a search. */
export interface FoundUnit {
  /** The unit in words. */
  readonly name: string
  /** As `termFrequency` counts. */
  readonly tf: number
  /** The highest salience of what the unit means; 0 where the paper has no such fact. */
  readonly salience: number
}

/** The score of a paper that was found: for each unit, a term for its text and one for its facts, where it has such. */
export function termsOfFound(units: readonly FoundUnit[]): readonly Term[] {
  return units.flatMap(({ name, tf, salience }) =>
    [
      { name: `text has ${name}`, value: tf, contribution: (0.5 * tf) / (tf + 1) / units.length },
      { name: `paper is about ${name}`, value: salience, contribution: (0.4 * salience) / units.length },
    ].filter(({ value }) => value > 0),
  )
}
