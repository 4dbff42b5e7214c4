// Places: where a term stands, and what stands around it.
import type { Word } from '../forms.ts'
import { AROUND } from '../around.ts'
import type { Candidate } from '../candidates.ts'
import { roleAt } from '../roles.ts'
import type { View } from '../view.ts'
import type { Feature } from './feature.ts'

/** The share of the places at which something holds. */
const share = ({ term, reading }: View, holds: (place: Candidate, sentence: readonly Word[]) => boolean): number =>
  term.places.filter((place) => holds(place, reading.wordsAround(place))).length / term.places.length

const rule = (view: View, name: Candidate['rule']): number => share(view, (place) => place.rule === name)
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
  ['proposed-named', ({ term, reading }) => reading.proposals.get(term.key) === 'named'],
  ['proposed-titled', ({ term, reading }) => reading.proposals.get(term.key) === 'titled'],
  ['proposed-proposed', ({ term, reading }) => reading.proposals.get(term.key) === 'proposed'],
  ['proposed-heading', ({ term, reading }) => reading.proposals.get(term.key) === 'heading'],
  ['proposals', ({ reading }) => reading.proposals.size],
  ['compared', (view) => share(view, (place, sentence) => roleAt(place, sentence, false) === 'COMPARES')],
  ...AROUND.map((name, i): Feature => [name, ({ around }) => around[i] ?? 0]),
]
