// Features: what can be said about a term of a paper by reading it, each a name that holds or does not.
import { singular } from '../../../src/graph/names.ts'
import type { Word } from '../../text/words.ts'
import type { Candidate } from './candidates.ts'
import { EMPTY_MODIFIERS, LIGHT_MODIFIERS, WEAK_HEADS } from './lexicon/generic.ts'
import { CONCEPT_HEADS, METHOD_HEADS, STRONG_CONCEPT_HEADS, STRONG_METHOD_HEADS, TASK_HEADS } from './lexicon/heads.ts'
import { CONCEPTS, FIELDS_OF_STUDY, METRICS, TASKS, isDataset } from './lexicon/known.ts'
import type { Reading } from './reading.ts'
import { isAcronymLike } from './retag.ts'
import type { Term } from './terms.ts'

/** The names of the features that hold for a term. */
export function featuresOf(term: Term, around: Reading): readonly string[] {
  const features: string[] = []
  const add = (name: string, holds: boolean): void => {
    if (holds) features.push(name)
  }
  addShape(term, add)
  addHead(term, add)
  addPlaces(term, around, add)
  return features
}

type Add = (name: string, holds: boolean) => void

function addShape(term: Term, add: Add): void {
  const words = bestPlace(term).words
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) return
  const count = words.length
  const acronym = words.some((word) => isAcronymLike(word.text))
  add(`words=${Math.min(count, 5)}`, true)
  add('acronym', count === 1 && isAcronymLike(last.text))
  add('has-acronym', count > 1 && acronym)
  add(
    'camel',
    words.some((word) => /\p{Ll}\p{Lu}/u.test(word.text)),
  )
  add('name', !acronym && isCapitalised(term))
  add('alone-name', !acronym && count === 1 && isCapitalised(term))
  add(
    'hyphen',
    words.some((word) => word.text.includes('-')),
  )
  add(
    'participle',
    words.slice(0, -1).some((word) => word.tag === 'J' && word.lower.endsWith('ed')),
  )
  add(
    'comparative',
    words.some((word) => word.tag === 'J' && /[^e]er$|est$/.test(word.lower) && word.lower.length > 4),
  )
  add('light-modifier', count > 1 && LIGHT_MODIFIERS.has(first.lower))
  add(
    'all-light',
    count > 1 && words.slice(0, -1).every((word) => LIGHT_MODIFIERS.has(word.lower) || EMPTY_MODIFIERS.has(word.lower)),
  )
  add(
    'all-weak',
    count > 1 &&
      words.slice(0, -1).every((word) => WEAK_HEADS.has(singular(word.lower)) || LIGHT_MODIFIERS.has(word.lower)),
  )
  add('noun-modifier', count > 1 && words.slice(0, -1).every((word) => word.tag !== 'J'))
  add('adjective-first', count > 1 && first.tag === 'J')
  add('relational-adjective', count > 1 && first.tag === 'J' && /(?:ic|al|ive|ary|ian|ous|ar)$/.test(first.lower))
  add('plural', /[^su]s$/.test(last.lower) && !last.lower.endsWith('ics'))
  if (count > 1 || isAcronymLike(last.text)) return
  add('alone-abstract', /(?:i[sz]ation|ity|ness|ism|ancy|ency|ability|tion|sion|ment|ance|ence)$/.test(last.lower))
  add('alone-gerund', last.lower.endsWith('ing'))
  add(
    'alone-prefixed',
    /^(?:over|under|hyper|meta|re|un|de|pre|post|non|mis|auto|self|multi|co|inter|sub|super|cross)-?\p{L}{4}/u.test(
      last.lower,
    ),
  )
  add('alone-plain', !/(?:i[sz]ation|ity|ness|ism|tion|sion|ment|ance|ence|ing)s?$/.test(last.lower))
}

function addHead(term: Term, add: Add): void {
  const words = bestPlace(term).words
  const head = headOf(words)
  add('weak-head', words.length > 1 && WEAK_HEADS.has(head))
  add('method-head', METHOD_HEADS.has(head))
  add('strong-method-head', STRONG_METHOD_HEADS.has(head) && !CONCEPTS.has(term.key))
  add('concept-head', CONCEPT_HEADS.has(head))
  add('strong-concept-head', STRONG_CONCEPT_HEADS.has(head) || CONCEPTS.has(term.key))
  add('task-head', TASK_HEADS.has(head))
  add(
    'unknown-head',
    !WEAK_HEADS.has(head) && !METHOD_HEADS.has(head) && !CONCEPT_HEADS.has(head) && !TASK_HEADS.has(head),
  )
  add('gerund-head', words.at(-1)?.tag === 'G')
  add('nominal-head', /(?:i[sz]ation|ity|ness|ism|tion|sion|ment|ance|ence)$/.test(head))
  add('field', FIELDS_OF_STUDY.has(term.key))
  add('known-dataset', isDataset(words.map(({ text }) => text).join(' ')))
  add('known-concept', CONCEPTS.has(term.key))
  add('known-metric', METRICS.has(term.key))
  add('known-task', TASKS.has(term.key))
}

function addPlaces(term: Term, around: Reading, add: Add): void {
  const { places } = term
  const count = places.length
  const inTitle = places.some(({ field }) => field === 'title')
  const inAbstract = places.filter(({ field }) => field === 'abstract')
  add(`count=${Math.min(count, 4)}`, true)
  add('title', inTitle)
  add('title-and-abstract', inTitle && inAbstract.length > 0)
  add('title-only', inTitle && inAbstract.length === 0)
  const alone = bestPlace(term).words.length === 1 && !isAcronymLike(bestPlace(term).words[0]?.text ?? '')
  add('alone-once', alone && count === 1 && !inTitle)
  add('alone-often', alone && count > 2)
  add(
    'first-sentence',
    inAbstract.some(({ sentence }) => sentence === 0),
  )
  add('late', !inTitle && inAbstract.every(({ sentence }) => sentence >= around.sentences * 0.7))
  add('defined', around.defined.has(term.key))
  const proposal = around.proposals.get(term.key)
  add('proposed', proposal !== undefined)
  add(`proposed=${proposal ?? 'no'}`, proposal !== undefined)
  const held = around.terms.filter(({ key }) => key !== term.key && key.includes(term.key)).length
  add('held-once', held === 1)
  add('held-often', held > 1)
  const holds = around.terms.filter(({ key }) => key !== term.key && key.length > 4 && term.key.endsWith(key))
  add('holds', holds.length > 0)
  add(
    'holds-frequent',
    holds.some((other) => other.places.length > count),
  )
  add('holds-in-title', !inTitle && holds.some((other) => other.places.some(({ field }) => field === 'title')))
  add(
    'held-by-frequent',
    around.terms.some(
      (other) => other.key !== term.key && other.key.endsWith(term.key) && other.places.length >= count,
    ),
  )
  const before = (names: RegExp, steps = 1): boolean =>
    places.some((place) => {
      const word = around.wordsAround(place)[place.from - steps]
      return word !== undefined && names.test(word.lower)
    })
  add('after-a', before(/^an?$/))
  add('after-the', before(/^the$/))
  add('after-our', before(/^(?:our|this|these|those|such|its|their)$/))
  add('after-of', before(/^of$/) || (before(/^(?:the|an?)$/) && before(/^of$/, 2)))
  add(
    'after-using',
    before(/^(?:using|via|by|with|through|use|uses|apply|leverage|employ)$/) ||
      (before(/^(?:the|an?)$/) && before(/^(?:using|via|by|with|through|use|uses|apply|leverage|employ)$/, 2)),
  )
  add('after-for-on', before(/^(?:for|on|in|to|from|under)$/))
  add('after-such-as', before(/^(?:as|e\.g\.?|including|like|namely|called|dubbed)$/))
  add(
    'after-verb',
    places.some((place) => around.wordsAround(place)[place.from - 1]?.tag === 'V'),
  )
  add('in-list', before(/^(?:and|or|,)$/))
  add(
    'before-of',
    places.some((place) => around.wordsAround(place)[place.to]?.lower === 'of'),
  )
  add('in-brackets', before(/^\($/))
  add('quoted', before(/^["'\u201C`]$/))
}

/** The head of a phrase in the singular; of a compound its last part. */
function headOf(words: readonly Word[]): string {
  const last = words.at(-1)?.lower ?? ''
  const whole = singular(last)
  if (METHOD_HEADS.has(whole) || CONCEPT_HEADS.has(whole) || STRONG_CONCEPT_HEADS.has(whole)) return whole
  return singular(last.slice(last.lastIndexOf('-') + 1))
}

/** The place in running text, where capitals tell something; the title only where there is no other. */
const bestPlace = (term: Term): Candidate => {
  const place =
    term.places.find(({ field, from }) => field === 'abstract' && from > 0) ??
    term.places.find(({ field }) => field === 'abstract') ??
    term.places[0]
  if (place === undefined) throw new Error('A term has at least one place.')
  return place
}

const isCapitalised = (term: Term): boolean => {
  const place = bestPlace(term)
  return (
    place.field === 'abstract' && place.words.some((word, i) => /^\p{Lu}/u.test(word.text) && (place.from > 0 || i > 0))
  )
}
