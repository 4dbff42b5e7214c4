// Rivalry: how a term stands against the terms it overlaps, before and after a first judgement of all of them.
import type { Rival, Rivals } from '../rivals.ts'
import type { View } from '../view.ts'

/** What the first judgement may know of rivals. */
export const RIVALRY: readonly (readonly [
  name: string,
  of: (view: View, rivals: Rivals, views: readonly View[]) => number,
])[] = [
  ['holders', (_, { holders }) => holders.length],
  ['held', (_, { holders }, views) => most(holders, ({ term, share }) => (isRuled(views[term]) ? share : 0))],
  [
    'held-by-frequent',
    (view, { holders }, views) => most(holders, ({ term }) => placesOf(views[term]) / placesOf(view)),
  ],
  ['held-by-titled', (_, { holders }, views) => Number(holders.some(({ term }) => views[term]?.inTitle ?? false))],
  ['parts', (_, { parts }) => parts.length],
  ['parts-ruled', (_, { parts }, views) => count(parts, ({ term }) => isRuled(views[term]))],
  ['holds-frequent', (view, { parts }, views) => most(parts, ({ term }) => placesOf(views[term]) / placesOf(view))],
  ['crossing', (_, { crossing }) => crossing.length],
]

const isRuled = (view: View | undefined): boolean => (view?.ruled ?? 0) > 0
const placesOf = (view: View | undefined): number => view?.term.places.length ?? 0

/** What the second judgement knows besides: the chances that the first gave. */
export const STANDING: readonly (readonly [
  name: string,
  of: (chances: readonly number[], own: number, rivals: Rivals, all: Chances) => number,
])[] = [
  ['first', (chances, own) => chances[own] ?? 0],
  ['best-holder', (chances, _, { holders }) => most(holders, ({ term, share }) => (chances[term] ?? 0) * share)],
  ['any-holder', (chances, _, { holders }) => most(holders, ({ term }) => chances[term] ?? 0)],
  [
    'held-by-better',
    (chances, own, { holders }) =>
      most(holders, ({ term, share }) => ((chances[term] ?? 0) > (chances[own] ?? 0) ? share : 0)),
  ],
  ['best-part', (chances, _, { parts }) => most(parts, ({ term }) => chances[term] ?? 0)],
  ['better-parts', (chances, own, { parts }) => count(parts, ({ term }) => (chances[term] ?? 0) > (chances[own] ?? 0))],
  ['best-crossing', (chances, _, { crossing }) => most(crossing, ({ term }) => chances[term] ?? 0)],
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

/** The most that something comes to for any rival; none of it is below 0. */
function most(rivals: readonly Rival[], of: (rival: Rival) => number): number {
  let found = 0
  for (let i = 0; i < rivals.length; i += 1) {
    const rival = rivals[i]
    if (rival !== undefined) found = Math.max(found, of(rival))
  }
  return found
}

function count(rivals: readonly Rival[], holds: (rival: Rival) => boolean): number {
  let found = 0
  for (const rival of rivals) if (holds(rival)) found += 1
  return found
}
