// Proposing: signs that a term is the paper's own contribution.
import type { Word } from '../forms.ts'
import type { Candidate } from '../candidates.ts'
import { isOurs, proposes } from '../proposals.ts'
import { usageOfWord } from '../statistics.ts'
import type { View } from '../view.ts'
import type { Feature } from './feature.ts'

/** Words between a verb of proposing and its object. */
const REACH = 14
const FAR = REACH + 1

/** How a place stands to the verb of proposing before it: how far, and how many nouns and prepositions lie between. */
interface Distance {
  readonly words: number
  readonly nouns: number
  readonly prepositions: number
}

function distanceAt(place: Candidate, sentence: readonly Word[]): Distance {
  let [nouns, prepositions] = [0, 0]
  for (let i = place.from - 1; i >= 0 && i >= place.from - REACH; i -= 1) {
    const word = sentence[i]
    if (word === undefined) break
    if (proposes(word) && isOurs(sentence, i)) return { words: place.from - i, nouns, prepositions }
    if (word.tag === 'N' || word.tag === 'P' || word.tag === 'G') nouns += 1
    if (word.tag === 'A' || word.tag === 'C') prepositions += 1
  }
  return { words: FAR, nouns: FAR, prepositions: FAR }
}

/** Three features ask for one distance. */
const distances = new WeakMap<View, Distance>()

/** The nearest place to a verb of proposing. */
function nearest(view: View): Distance {
  const known = distances.get(view)
  if (known !== undefined) return known
  const best = findNearest(view)
  distances.set(view, best)
  return best
}

function findNearest({ inAbstract, reading, about }: View): Distance {
  let best: Distance = { words: FAR, nouns: FAR, prepositions: FAR }
  for (const place of inAbstract) {
    if (about.proposing[place.sentence] !== true) continue
    const distance = distanceAt(place, reading.wordsAround(place))
    if (
      distance.prepositions < best.prepositions ||
      (distance.prepositions === best.prepositions && distance.words < best.words)
    )
      best = distance
  }
  return best
}

const some = (view: View, holds: (place: Candidate, sentence: readonly Word[]) => boolean): boolean =>
  view.term.places.some((place) => holds(place, view.reading.wordsAround(place)))
const titled = (view: View, holds: (place: Candidate, title: readonly Word[]) => boolean): boolean =>
  some(view, (place, sentence) => place.field === 'title' && holds(place, sentence))
const lowerAt = (words: readonly Word[], at: number): string => words[at]?.lower ?? ''

export const PROPOSING: readonly Feature[] = [
  ['verb-distance', (view) => nearest(view).words],
  ['verb-nouns', (view) => nearest(view).nouns],
  ['verb-prepositions', (view) => nearest(view).prepositions],
  ['in-proposing', (view) => view.inAbstract.some(({ sentence }) => view.about.proposing[sentence])],
  ['in-studying', (view) => view.inAbstract.some(({ sentence }) => view.about.studying[sentence])],
  ['proposing-sentences', ({ about }) => about.proposing.filter(Boolean).length],
  ['studying-sentences', ({ about }) => about.studying.filter(Boolean).length],
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
  ['short-unknown', ({ term, usageOf }) => term.short !== null && usageOfWord(usageOf, term.short).papers === 0],
  [
    'title-head-shared',
    ({ head, reading, inTitle }) => !inTitle && reading.title.some(({ form }) => form.singular === head),
  ],
  ['title-words-shared', ({ keys, about }) => keys.filter((key) => about.titleKeys.has(key)).length / keys.length],
]
