// The verb of proposing nearest to a term: how far it is, and what lies between.
import type { Candidate } from './candidates.ts'
import type { Word } from './forms.ts'
import { isOurs, proposes } from './proposals.ts'

/** Words between a verb of proposing and its object. */
const REACH = 14
const FAR = REACH + 1

/** How a place stands to the verb of proposing before it: how far, and how many nouns and prepositions lie between. */
export interface Distance {
  readonly words: number
  readonly nouns: number
  readonly prepositions: number
}

function distanceAt(place: Candidate, sentence: readonly Word[]): Distance {
  let nouns = 0
  let prepositions = 0
  for (let i = place.from - 1; i >= 0 && i >= place.from - REACH; i -= 1) {
    const word = sentence[i]
    if (word === undefined) break
    if (proposes(word) && isOurs(sentence, i)) return { words: place.from - i, nouns, prepositions }
    if (word.tag === 'N' || word.tag === 'P' || word.tag === 'G') nouns += 1
    if (word.tag === 'A' || word.tag === 'C') prepositions += 1
  }
  return { words: FAR, nouns: FAR, prepositions: FAR }
}

/** The distance of the place nearest to a verb of proposing; `proposing` says of each sentence whether it holds one. */
export function nearestProposing(
  places: readonly Candidate[],
  proposing: readonly boolean[],
  wordsAround: (place: Candidate) => readonly Word[],
): Distance {
  let best: Distance = { words: FAR, nouns: FAR, prepositions: FAR }
  for (const place of places) {
    if (proposing[place.sentence] !== true) continue
    const distance = distanceAt(place, wordsAround(place))
    if (
      distance.prepositions < best.prepositions ||
      (distance.prepositions === best.prepositions && distance.words < best.words)
    )
      best = distance
  }
  return best
}
