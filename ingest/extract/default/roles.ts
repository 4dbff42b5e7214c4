// Roles: what a paper does with a method, from the words around each place.
import type { MethodRole } from '../../../src/graph/entities.ts'
import type { Word } from './forms.ts'
import type { Candidate } from './candidates.ts'

const COMPARING =
  /^(?:outperforms?|outperforming|outperformed|beats?|beating|surpass(?:es|ing|ed)?|exceed(?:s|ing|ed)?|unlike|versus|vs|than|rival(?:s|ing)?|compar(?:e|es|ed|ing)|comparison|comparable|contrast|baselines?|competitors?|competitive|alternatives?|over)$/
const BASELINE = /^(?:baselines?|counterparts?|competitors?)$/
/** How many words back a comparison reaches. */
const REACH = 6

/** Whether a place sets its thing against the paper's own. */
function isComparedAt(place: Candidate, sentence: readonly Word[]): boolean {
  if (place.field === 'title') return false
  if (BASELINE.test(sentence[place.to - 1]?.lower ?? '') || BASELINE.test(sentence[place.to]?.lower ?? '')) return true
  for (let i = place.from - 1; i >= 0 && i >= place.from - REACH; i -= 1) {
    const word = sentence[i]
    if (word === undefined || /^[;:]$/.test(word.text)) return false
    if (COMPARING.test(word.lower))
      return !(
        word.lower === 'over' &&
        sentence[i - 1]?.lower !== 'improvement' &&
        sentence[i - 1]?.lower !== 'improvements'
      )
    // A verb of its own opens another statement.
    if (word.tag === 'V' && i < place.from - 1 && !word.lower.endsWith('ing')) return false
  }
  return false
}

/** The role at one place. A paper's own proposal is that wherever it is spoken of. */
export function roleAt(place: Candidate, sentence: readonly Word[], proposed: boolean): MethodRole {
  if (proposed) return 'PROPOSES'
  return isComparedAt(place, sentence) ? 'COMPARES' : 'USES'
}
