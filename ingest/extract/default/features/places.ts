// Places: where a term stands, and what stands around it.
import { AROUND } from '../around.ts'
import type { Candidate } from '../candidates.ts'
import { roleAt } from '../roles.ts'
import type { View } from '../view.ts'
import type { Feature } from './feature.ts'

/** The share of the places at which it is set against something else. */
const compared = ({ term: { places }, reading }: View): number =>
  places.filter((place) => roleAt(place, reading.wordsAround(place), false) === 'COMPARES').length / places.length
const rule = ({ term: { places } }: View, name: Candidate['rule']): number =>
  places.filter((place) => place.rule === name).length / places.length
const relative = ({ best, reading }: View): number =>
  best.field === 'title' ? 0 : (best.sentence + 1) / Math.max(1, reading.sentences)

export const PLACES: readonly Feature[] = [
  ['count', ({ term }) => term.places.length],
  ['ruled-count', ({ ruled }) => ruled],
  ['ruled-share', ({ ruled, term }) => ruled / term.places.length],
  ['rule-title', (view) => rule(view, 'title')],
  ['rule-known', (view) => rule(view, 'known')],
  ['rule-definition', (view) => rule(view, 'definition')],
  ['title', ({ inTitle }) => inTitle],
  ['title-only', ({ inTitle, inAbstract }) => inTitle && inAbstract.length === 0],
  ['title-and-abstract', ({ inTitle, inAbstract }) => inTitle && inAbstract.length > 0],
  ['title-start', ({ term }) => term.places.some(({ field, from }) => field === 'title' && from === 0)],
  ['first-sentence', ({ inAbstract }) => inAbstract.some(({ sentence }) => sentence === 0)],
  ['where', relative],
  [
    'late',
    ({ inTitle, inAbstract, reading }) =>
      !inTitle && inAbstract.every(({ sentence }) => sentence >= reading.sentences * 0.7),
  ],
  ['starts-sentence', ({ best }) => best.from === 0],
  ['sentences', ({ reading }) => reading.sentences],
  ['defined', ({ term }) => term.short !== null],
  ['proposed-named', ({ proposal }) => proposal === 'named'],
  ['proposed-titled', ({ proposal }) => proposal === 'titled'],
  ['proposed-proposed', ({ proposal }) => proposal === 'proposed'],
  ['proposed-heading', ({ proposal }) => proposal === 'heading'],
  ['proposals', ({ reading }) => reading.proposals.size],
  ['compared', compared],
  ...AROUND.map((name, i): Feature => [name, ({ around }) => around[i] ?? 0]),
]
