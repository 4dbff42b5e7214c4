// Kinds: one for each entity, over all its mentions. What everybody knows to be a task or a data set is one, whatever a mention looks like.
import type { Entity, EntityKind, KindVote } from '../../src/graph/entities.ts'
import {
  CONCEPTS,
  FIELDS_OF_STUDY,
  isDataset,
  LANGUAGES,
  METHODS,
  METRICS,
  TASKS,
} from '../extract/default/lexicon/known.ts'
import { nameKey } from '../../src/graph/names.ts'
import { isTitleCase } from './display.ts'
import type { Form } from './names.ts'
import { namesMeasure } from './tails.ts'

/** Lists by kind; the first that has a name decides. */
const KNOWN: readonly (readonly [EntityKind, readonly ReadonlySet<string>[]])[] = [
  ['TASK', [TASKS]],
  ['CONCEPT', [CONCEPTS, FIELDS_OF_STUDY, LANGUAGES]],
  ['METHOD', [METHODS]],
  ['METRIC', [METRICS]],
]

/** The kind of an entity, and what decided it. */
export type DecidedKind = Pick<Entity, 'kind' | 'kindRule'>

/** Decides by the key of a thing, its name, its forms, the votes of its mentions in order, and how many papers speak of it. */
export function decideKind(
  key: string,
  name: string,
  forms: readonly Form[],
  votes: readonly KindVote[],
  papers: number,
): DecidedKind {
  const known = KNOWN.find(([, lists]) => lists.some((list) => list.has(key)))?.[0]
  if (known !== undefined) return { kind: known, kindRule: 'KNOWN' }
  if (areData(name, forms)) return { kind: 'DATASET', kindRule: 'DATA_NAME' }
  if (namesMeasure(key) && forms.some(({ norm }) => METRICS.has(norm)))
    return { kind: 'METRIC', kindRule: 'METRIC_NAME' }
  const voted = votes[0]?.kind ?? 'CONCEPT'
  // What few papers take for a method may be one that is called after its task.
  const mayBeTask = voted === 'CONCEPT' || (voted === 'METHOD' && papers >= SEVERAL)
  return mayBeTask && isSpecialTask(name)
    ? { kind: 'TASK', kindRule: 'TASK_NAME' }
    : { kind: voted, kindRule: 'MENTIONS' }
}

const SEVERAL = 3

/** Nouns that data have behind their names, and that tell of a version: "GLUE tasks", "VQA v2", "Pascal VOC 2007". */
const DATA_NOUN = /[\s-](?:data ?sets?|benchmarks?|corpus|corpora|tasks?)$/i
const DATA_ONLY = /[\s-](?:data ?sets?|benchmarks?|corpus|corpora)$/i
const DATA_VERSION = /[\s-]*v?\d[\d.]*$/i

const SHORT = /^\p{Lu}{2,5}s?$/u

/**
 * Whether most places have the name of known data ("GLUE" is data, whatever its long form looks like), or some call a name data
 * ("AlfWorld benchmark"), or the name says so ("Penn Discourse Treebank").
 */
function areData(name: string, forms: readonly Form[]): boolean {
  let data = 0
  let all = 0
  let called = 0
  let plain = 0
  const norms = new Set(forms.map(({ norm }) => norm))
  for (const { surface, count } of forms) {
    // "UD" tells nothing of what it is short for.
    if (forms.length > 1 && SHORT.test(surface) && !isDataset(surface)) continue
    all += count
    if (/^\p{Ll}[\p{Ll}-]+(?: \p{Ll}[\p{Ll}-]+)+$|^\p{Ll}+-\p{Ll}[\p{Ll} -]+$/u.test(surface)) plain += count
    const bare = surface.replace(DATA_NOUN, '')
    if (isDataset(bare) || (DATA_VERSION.test(bare) && isDataset(bare.replace(DATA_VERSION, '')))) data += count
    else if (
      DATA_ONLY.test(surface) &&
      /\p{Lu}/u.test(name) &&
      !/^\p{Lu}{2,4}$/u.test(name) &&
      norms.has(nameKey(bare))
    )
      called += count
  }
  // Data have names: a protein-protein interaction is none, whatever is called PPI elsewhere.
  if (plain * 3 >= all) return false
  return data * 2 > all || (called > 0 && called * 8 >= all) || (isTitleCase(name) && /treebanks?$/i.test(name))
}

const MAX_TASK_WORDS = 5
/** Tasks of two words and more; of one word, "classification" say, many a method is called after it. */
const LONG_TASKS: ReadonlySet<string> = new Set([...TASKS].filter((key) => key.length >= 14))

/** Whether a name ends in that of a known task: "monocular depth estimation", "nested named entity recognition". */
function isSpecialTask(name: string): boolean {
  const words = name.split(' ')
  for (let from = Math.max(1, words.length - MAX_TASK_WORDS); from < words.length - 1; from += 1)
    if (LONG_TASKS.has(nameKey(words.slice(from).join(' ')))) return true
  return false
}
