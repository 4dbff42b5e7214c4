// Proposing: signs that a term is the paper's own contribution.
import type { Word } from '../forms.ts'
import type { Candidate } from '../candidates.ts'
import type { View } from '../view.ts'
import type { Feature } from './feature.ts'

const titled = (
  { inTitle, term, reading }: View,
  holds: (place: Candidate, title: readonly Word[]) => boolean,
): boolean =>
  inTitle && term.places.some((place) => place.field === 'title' && holds(place, reading.wordsAround(place)))
const lowerAt = (words: readonly Word[], at: number): string => words[at]?.lower ?? ''

export const PROPOSING: readonly Feature[] = [
  ['verb-distance', ({ nearest }) => nearest.words],
  ['verb-nouns', ({ nearest }) => nearest.nouns],
  ['verb-prepositions', ({ nearest }) => nearest.prepositions],
  ['in-proposing', (view) => view.inAbstract.some(({ sentence }) => view.about.proposing[sentence])],
  ['in-studying', (view) => view.inAbstract.some(({ sentence }) => view.about.studying[sentence])],
  ['proposing-sentences', ({ about }) => about.proposingSentences],
  ['studying-sentences', ({ about }) => about.studyingSentences],
  ['opens-sentence', ({ inAbstract }) => inAbstract.some(({ from }) => from <= 1)],
  [
    'title-via',
    (view) => titled(view, ({ from }, title) => /^(?:via|using|with|by|through)$/.test(lowerAt(title, from - 1))),
  ],
  ['title-for', (view) => titled(view, ({ from }, title) => /^(?:for|of|in|on)$/.test(lowerAt(title, from - 1)))],
  [
    'title-before-for',
    (view) => titled(view, ({ to }, title) => /^(?:for|with|via|by|in|using)$/.test(lowerAt(title, to))),
  ],
  ['title-before-colon', (view) => titled(view, ({ to }, title) => title[to]?.text === ':')],
  ['title-after-colon', (view) => titled(view, ({ from }) => view.about.colon >= 0 && from > view.about.colon)],
  [
    'title-whole',
    (view) => titled(view, ({ from, to }, title) => from === 0 && (to === title.length || title[to]?.text === ':')),
  ],
  ['title-colon', ({ about }) => about.colon >= 0],
  ['title-words', ({ reading }) => reading.title.length],
  ['short-unknown', ({ term, usageOf }) => term.short !== null && usageOf.ofWord(term.short).papers === 0],
  [
    'title-head-shared',
    ({ head, reading, inTitle }) => !inTitle && reading.title.some(({ form }) => form.singular === head),
  ],
  ['title-words-shared', ({ keys, about }) => keys.filter((key) => about.titleKeys.has(key)).length / keys.length],
]
