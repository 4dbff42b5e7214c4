// Roles: what a paper does with a method, from the words around each place.
import type { MethodRole } from '../../../src/graph/entities.ts'
import type { Word } from './forms.ts'
import type { Candidate } from './candidates.ts'
import { BIT } from './word-classes.ts'

/** How many words back a comparison reaches. */
const REACH = 6

const isOf = (bit: number, word: Word | undefined): boolean => word !== undefined && (word.form.classes & bit) !== 0

/** Whether a place sets its thing against the paper's own. */
function isComparedAt(place: Candidate, sentence: readonly Word[]): boolean {
  if (place.field === 'title') return false
  if (isOf(BIT.baseline, sentence[place.to - 1]) || isOf(BIT.baseline, sentence[place.to])) return true
  for (let i = place.from - 1; i >= 0 && i >= place.from - REACH; i -= 1) {
    const word = sentence[i]
    if (word === undefined || word.text === ';' || word.text === ':') return false
    if (isOf(BIT.comparing, word))
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
