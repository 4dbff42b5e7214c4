// Shape: what a term's words look like.
import { isDatasetName } from '../forms.ts'
import type { Form } from '../forms.ts'
import { CONCEPTS, FIELDS_OF_STUDY, METRICS, TASKS } from '../lexicon/known.ts'
import type { View } from '../view.ts'
import { HEAD } from '../word-classes.ts'
import type { Feature } from './feature.ts'

const isAlone = ({ words }: View): boolean => words.length === 1 && words[0]?.form.isAcronym === false
const hasAcronym = ({ words }: View): boolean => words.some(({ form }) => form.isAcronym)
const isCapitalised = ({ best, words }: View): boolean =>
  best.field === 'abstract' && words.some(({ form }, i) => form.startsUpper && (best.from > 0 || i > 0))
const lastLower = ({ words }: View): string => words.at(-1)?.lower ?? ''
const firstForm = ({ words }: View): Form | undefined => words[0]?.form
const lastForm = ({ words }: View): Form | undefined => words.at(-1)?.form
/** The share of the words before the head of which something holds. */
const share = ({ words, headAt }: View, holds: (form: Form) => boolean): number => {
  let held = 0
  for (let i = 0; i < headAt; i += 1) {
    const word = words[i]
    if (word !== undefined && holds(word.form)) held += 1
  }
  return headAt === 0 ? 0 : held / headAt
}

const isVerbLike = (form: Form | undefined): boolean => form !== undefined && (form.isBaseVerb || form.isThirdPerson)

export const SHAPE: readonly Feature[] = [
  ['words', ({ words }) => words.length],
  ['letters', ({ best }) => best.end - best.start],
  ['acronym', ({ words }) => words.length === 1 && words[0]?.form.isAcronym === true],
  ['has-acronym', hasAcronym],
  ['starts-with-acronym', ({ words }) => words[0]?.form.isAcronym === true],
  ['camel', ({ words }) => words.some(({ form }) => form.isCamel)],
  ['digit', ({ words }) => words.some(({ form }) => form.hasDigit)],
  ['name', (view) => !hasAcronym(view) && isCapitalised(view)],
  ['all-capitalised', ({ best, words }) => best.field === 'abstract' && words.every(({ form }) => form.startsUpper)],
  ['hyphen', ({ words }) => words.some(({ text }) => text.includes('-'))],
  ['participle', ({ words }) => words.slice(0, -1).some(({ tag, lower }) => tag === 'J' && lower.endsWith('ed'))],
  ['participle-first', ({ words }) => words.length > 1 && words[0]?.lower.endsWith('ed') === true],
  [
    'comparative',
    ({ words }) => words.some(({ tag, lower }) => tag === 'J' && /[^e]er$|est$/.test(lower) && lower.length > 4),
  ],
  ['adjective-first', ({ words }) => words.length > 1 && words[0]?.tag === 'J'],
  ['adverb-first', ({ words }) => words[0]?.tag === 'B'],
  ['gerund-first', ({ words }) => words.length > 1 && words[0]?.tag === 'G'],
  ['proper-first', ({ words }) => words[0]?.tag === 'P'],
  [
    'relational-adjective',
    ({ words }) => words.length > 1 && words[0]?.tag === 'J' && /(?:ic|al|ive|ary|ian|ous|ar)$/.test(words[0].lower),
  ],
  ['nouns-only', ({ words }) => words.slice(0, -1).every(({ tag }) => tag !== 'J')],
  ['verb-first', ({ words }) => words.length > 1 && isVerbLike(words[0]?.form)],
  ['verb-inside', ({ words }) => words.slice(1, -1).some(({ form }) => isVerbLike(form))],
  ['verb-last', ({ words }) => words.length > 1 && words.at(-1)?.form.isThirdPerson === true],
  ['joined', ({ headAt, words }) => headAt < words.length - 1],
  ['joined-by-of', ({ headAt, words }) => words[headAt + 1]?.lower === 'of'],
  ['article-inside', ({ words }) => words.some(({ tag }) => tag === 'D')],
  ['plural', (view) => /[^su]s$/.test(lastLower(view)) && !lastLower(view).endsWith('ics')],
  ['gerund-head', ({ words, headAt }) => words[headAt]?.tag === 'G'],
  ['nominal-head', ({ head }) => /(?:i[sz]ation|ity|ness|ism|tion|sion|ment|ance|ence)$/.test(head)],
  ['alone', isAlone],
  [
    'alone-abstract',
    (view) =>
      isAlone(view) && /(?:i[sz]ation|ity|ness|ism|ancy|ency|ability|tion|sion|ment|ance|ence)$/.test(lastLower(view)),
  ],
  ['alone-gerund', (view) => isAlone(view) && lastLower(view).endsWith('ing')],
  [
    'alone-prefixed',
    (view) =>
      isAlone(view) &&
      /^(?:over|under|hyper|meta|re|un|de|pre|post|non|mis|auto|self|multi|co|inter|sub|super|cross)-?\p{L}{4}/u.test(
        lastLower(view),
      ),
  ],
  ['never-alone', (view) => isAlone(view) && lastForm(view)?.isNeverAlone === true],
  ['empty-first', (view) => view.words.length > 1 && firstForm(view)?.isEmptyModifier === true],
  ['light-first', (view) => view.words.length > 1 && firstForm(view)?.isLightModifier === true],
  ['weak-first', (view) => view.words.length > 1 && firstForm(view)?.isWeakHead === true],
  ['light-share', (view) => share(view, (form) => form.isLightModifier || form.isEmptyModifier)],
  ['weak-share', (view) => share(view, (form) => form.isWeakHead)],
  ['junk-head', ({ headClasses }) => (headClasses & HEAD.junk) !== 0],
  ['weak-head', ({ headClasses }) => (headClasses & HEAD.weak) !== 0],
  ['bare-head', ({ headClasses }) => (headClasses & HEAD.bare) !== 0],
  ['light-tail', ({ headClasses, words }) => words.length > 1 && (headClasses & HEAD.lightTail) !== 0],
  ['method-head', ({ headClasses }) => (headClasses & HEAD.method) !== 0],
  ['strong-method-head', ({ headClasses, term }) => (headClasses & HEAD.strongMethod) !== 0 && !CONCEPTS.has(term.key)],
  ['concept-head', ({ headClasses }) => (headClasses & HEAD.concept) !== 0],
  [
    'strong-concept-head',
    ({ headClasses, term }) => (headClasses & HEAD.strongConcept) !== 0 || CONCEPTS.has(term.key),
  ],
  ['task-head', ({ headClasses }) => (headClasses & HEAD.task) !== 0],
  ['field', ({ term }) => FIELDS_OF_STUDY.has(term.key)],
  ['known-dataset', ({ words }) => isDatasetName(words)],
  ['known-concept', ({ term }) => CONCEPTS.has(term.key)],
  ['known-metric', ({ term }) => METRICS.has(term.key)],
  ['known-task', ({ term }) => TASKS.has(term.key)],
]
