// Rivalry: how a term stands against the terms it overlaps, before and after a first judgement of all of them.
import type { Rival, Rivals } from '../rivals.ts'
import type { View } from '../view.ts'

/** What the first judgement may know of rivals. */
export const RIVALRY: readonly (readonly [
  name: string,
  of: (view: View, rivals: Rivals, views: readonly View[]) => number,
])[] = [
  ['holders', (_, { holders }) => holders.length],
  ['held', (_, { holders }, views) => shareOf(holders, (term) => (views[term]?.ruled ?? 0) > 0)],
  [
    'held-by-frequent',
    (view, { holders }, views) =>
      most(holders.map(({ term }) => (views[term]?.term.places.length ?? 0) / view.term.places.length)),
  ],
  ['held-by-titled', (_, { holders }, views) => Number(holders.some(({ term }) => views[term]?.inTitle ?? false))],
  ['parts', (_, { parts }) => parts.length],
  ['parts-ruled', (_, { parts }, views) => parts.filter(({ term }) => (views[term]?.ruled ?? 0) > 0).length],
  [
    'holds-frequent',
    (view, { parts }, views) =>
      most(parts.map(({ term }) => (views[term]?.term.places.length ?? 0) / view.term.places.length)),
  ],
  ['crossing', (_, { crossing }) => crossing.length],
]

/** What the second judgement knows besides: the chances that the first gave. */
export const STANDING: readonly (readonly [
  name: string,
  of: (chances: readonly number[], own: number, rivals: Rivals, all: Chances) => number,
])[] = [
  ['first', (chances, own) => chances[own] ?? 0],
  ['best-holder', (chances, _, { holders }) => most(holders.map(({ term, share }) => (chances[term] ?? 0) * share))],
  ['any-holder', (chances, _, { holders }) => most(holders.map(({ term }) => chances[term] ?? 0))],
  [
    'held-by-better',
    (chances, own, { holders }) => shareOf(holders, (term) => (chances[term] ?? 0) > (chances[own] ?? 0)),
  ],
  ['best-part', (chances, _, { parts }) => most(parts.map(({ term }) => chances[term] ?? 0))],
  [
    'better-parts',
    (chances, own, { parts }) => parts.filter(({ term }) => (chances[term] ?? 0) > (chances[own] ?? 0)).length,
  ],
  ['best-crossing', (chances, _, { crossing }) => most(crossing.map(({ term }) => chances[term] ?? 0))],
  ['rank', (chances, own, _, { falling }) => falling.indexOf(chances[own] ?? 0)],
  ['expected', (_chances, _own, _rivals, { sum }) => sum],
]

/** What the chances of a paper's terms come to together. */
export interface Chances {
  readonly falling: Float64Array
  readonly sum: number
}

export function summarise(chances: readonly number[]): Chances {
  return {
    falling: Float64Array.from(chances).sort().reverse(),
    sum: chances.reduce((sum, chance) => sum + chance, 0),
  }
}

const most = (values: readonly number[]): number => (values.length === 0 ? 0 : Math.max(...values))
const shareOf = (rivals: readonly Rival[], holds: (term: number) => boolean): number =>
  most(rivals.filter(({ term }) => holds(term)).map(({ share }) => share))
