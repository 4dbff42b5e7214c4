// Places: where a term stands, and what stands around it.
import type { Word } from '../../../text/words.ts'
import type { Candidate } from '../candidates.ts'
import { EMPTY_MODIFIERS, JUNK_HEADS } from '../lexicon/generic.ts'
import { singular } from '../../../../src/graph/names.ts'
import { roleAt } from '../roles.ts'
import type { View } from '../view.ts'
import type { Feature } from './feature.ts'

/** The share of the places at which something holds. */
const share = ({ term, reading }: View, holds: (place: Candidate, sentence: readonly Word[]) => boolean): number =>
  term.places.filter((place) => holds(place, reading.wordsAround(place))).length / term.places.length

/** The share of the places with a word of these before them, an article aside. */
const after = (view: View, names: RegExp): number =>
  share(view, ({ from }, sentence) =>
    names.test((sentence[from - 1]?.tag === 'D' ? sentence[from - 2] : sentence[from - 1])?.lower ?? ''),
  )
const rightAfter = (view: View, names: RegExp): number =>
  share(view, ({ from }, sentence) => names.test(sentence[from - 1]?.lower ?? ''))
const rightBefore = (view: View, names: RegExp): number =>
  share(view, ({ to }, sentence) => names.test(sentence[to]?.lower ?? ''))
const rule = (view: View, name: Candidate['rule']): number => share(view, (place) => place.rule === name)
const NOMINAL = /[NPJG]/
const left = ({ from }: Candidate, sentence: readonly Word[]): Word | undefined => {
  const word = sentence[from - 1]
  return word !== undefined && NOMINAL.test(word.tag) ? word : undefined
}
const right = ({ to }: Candidate, sentence: readonly Word[]): Word | undefined => {
  const word = sentence[to]
  return word !== undefined && NOMINAL.test(word.tag) ? word : undefined
}
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
  ['after-a', (view) => rightAfter(view, /^an?$/)],
  ['after-the', (view) => rightAfter(view, /^the$/)],
  ['after-our', (view) => rightAfter(view, /^(?:our|this|these|those|such|its|their)$/)],
  ['after-of', (view) => after(view, /^of$/)],
  ['after-using', (view) => after(view, /^(?:using|via|by|with|through|use|uses|used|apply|leverage|employ)$/)],
  ['after-for-on', (view) => after(view, /^(?:for|on|in|to|from|under)$/)],
  ['after-such-as', (view) => after(view, /^(?:as|e\.g\.?|including|like|namely|called|dubbed|termed)$/)],
  ['after-verb', (view) => share(view, ({ from }, sentence) => sentence[from - 1]?.tag === 'V')],
  ['in-list', (view) => rightAfter(view, /^(?:and|or|,)$/)],
  ['before-list', (view) => rightBefore(view, /^(?:and|or|,)$/)],
  ['before-of', (view) => rightBefore(view, /^of$/)],
  ['before-verb', (view) => share(view, ({ to }, sentence) => sentence[to]?.tag === 'V')],
  ['before-preposition', (view) => share(view, ({ to }, sentence) => sentence[to]?.tag === 'A')],
  ['before-bracket', (view) => rightBefore(view, /^\($/)],
  ['in-brackets', (view) => rightAfter(view, /^\($/)],
  ['quoted', (view) => rightAfter(view, /^["'`\u201C]$/)],
  ['left-open', (view) => share(view, (place, sentence) => left(place, sentence) !== undefined)],
  ['left-empty', (view) => share(view, (place, sentence) => EMPTY_MODIFIERS.has(left(place, sentence)?.lower ?? ''))],
  ['right-open', (view) => share(view, (place, sentence) => right(place, sentence) !== undefined)],
  [
    'right-junk',
    (view) => share(view, (place, sentence) => JUNK_HEADS.has(singular(right(place, sentence)?.lower ?? ''))),
  ],
]
