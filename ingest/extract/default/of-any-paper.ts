// Of any paper: figures that every model has, what texts are made of, properties of some sort. They tell nothing apart.
import type { Word } from './forms.ts'
import { keyOfWords } from './forms.ts'
import { wordSet } from './lexicon/grammar.ts'
import { TASK_NOUNS } from './lexicon/heads.ts'
import { LANGUAGES } from './lexicon/known.ts'

/** Whether words name what any paper of a field may speak of. */
export const isOfAnyPaper = (words: readonly Word[]): boolean =>
  isCalledTask(words) ||
  isProse(words) ||
  (words.length === 2 &&
    (isFigureOf(words) || isGrain(words) || isInLanguage(words) || isSomeSort(words) || isTaskOfAny(words)))

/** "parameter regime", "weight vector", "loss difference": what every model has of its own. */
const isFigureOf = (words: readonly Word[]): boolean =>
  PARTS_OF_MODEL.has(words[0]?.lower ?? '') && FIGURES_OF.has(words[1]?.form.singular ?? '')
const PARTS_OF_MODEL = wordSet('error loss parameter weight')
const FIGURES_OF = wordSet('change difference dimension drop magnitude minimization regime sequence value vector')

/** "the gaze estimation task": estimation is one without saying so. */
function isCalledTask(words: readonly Word[]): boolean {
  const what = words.at(-2)?.form.singular ?? ''
  return words.length > 2 && words.at(-1)?.form.singular === 'task' && (TASK_NOUNS.has(what) || TASKS_TOO.has(what))
}
const TASKS_TOO = wordSet(
  'analysis decision-making estimation generation imitation inference labeling matching mining modeling navigation prediction reasoning resolution retrieval sequence-labeling',
)

/** "a coherent text", "natural language sentences", "the source sentence": what texts are made of. */
export const isProse = (words: readonly Word[]): boolean =>
  PROSE.has(words.at(-1)?.form.singular ?? '') &&
  ((words.length === 2 && PLAIN.has(words[0]?.lower ?? '')) || keyOfWords(words.slice(0, -1)) === 'naturallanguage')
const PROSE = wordSet('article paragraph passage sentence text utterance')
const PLAIN = wordSet(
  'coherent fluent free-form generated grammatical human human-written input lengthy long natural news open-ended output plain raw short source target textual unseen unstructured written',
)

/** "at the sentence level": how finely one looks. */
const isGrain = (words: readonly Word[]): boolean =>
  words[1]?.form.singular === 'level' && GRAINS.has(words[0]?.lower ?? '')
const GRAINS =
  wordSet(`character corpus dataset document entity feature frame graph group image individual instance layer node object paragraph patch phrase pixel
  population post sample segment sentence sub-word subword system task text token turn utterance video word`)

/** "Chinese dataset", "English sentences", "Twitter data": something in a language, or from a site. */
const isInLanguage = (words: readonly Word[]): boolean =>
  SPOKEN.has(words[1]?.form.singular ?? '') && isLanguage(words[0]?.form.key ?? '')
const isLanguage = (key: string): boolean => LANGUAGES.has(key) || SITES.has(key)
const SITES = wordSet('twitter facebook youtube wikipedia reddit')
const SPOKEN = wordSet('data dataset corpus document language sentence text word')

/** "geometric condition", "structural rule": of some sort, and which is not said. */
const isSomeSort = (words: readonly Word[]): boolean =>
  SORTS.has(words[0]?.lower ?? '') && SORT_HEADS.has(words[1]?.form.singular ?? '')
const SORTS =
  wordSet(`algebraic analytical architectural behavioral computational conceptual conditional contextual distributional dynamical empirical environmental experimental
  functional geometric geometrical linguistic linguistics mathematical methodological operational parametric physical relational semantic spatial statistical structural symbolic
  technical temporal textual theoretical`)
const SORT_HEADS =
  wordSet(`approximation aspect assumption characteristic condition configuration connection consideration coverage criterion decision derivation detail
  domain element error factor form information insight meaning mechanism object output principle process property quantity reason requirement rule shape study technique tool variable
  viewpoint`)

/** "automatic extraction", "accurate detection", "efficient computation": of what? */
function isTaskOfAny(words: readonly Word[]): boolean {
  const how = words[0]?.lower ?? ''
  const what = words[1]?.form.singular ?? ''
  const isTask = TASK_NOUNS.has(what) && what !== 'summarization'
  return QUALITIES.has(how) ? isTask || DOINGS.has(what) : isTask && TASK_QUALITIES.has(how)
}
const DOINGS = wordSet(
  'computation construction creation discovery estimation fine-tuning inference optimization prediction sampling search simulation tuning',
)
const QUALITIES = wordSet(
  'accurate automated automatic effective efficient fast manual practical real-time reliable successful',
)
/** How else a task may be done: "joint extraction". */
const TASK_QUALITIES = wordSet('end-to-end joint large-scale')
