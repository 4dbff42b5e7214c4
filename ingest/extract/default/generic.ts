// Generic names: stretches of words that are no entity in any paper, whatever stands around them.
import { singular } from '../../../src/graph/names.ts'
import type { Word } from '../../text/words.ts'
import {
  BARE_HEADS,
  EMPTY_MODIFIERS,
  HOPELESS_HEADS,
  JUNK_HEADS,
  JUNK_NAMES,
  LIGHT_MODIFIERS,
  VAGUE_HEADS,
  VAGUE_MODIFIERS,
} from './lexicon/generic.ts'
import { CONCEPTS, FIELDS_OF_STUDY, METRICS } from './lexicon/known.ts'
import { keyOfWords } from './word-keys.ts'
import { PLAIN_VERBS, VERBAL_GERUNDS, wordSet } from './lexicon/grammar.ts'

/** Whether words name nothing: a hopeless head, a vague one that no word before it makes special, half a compound, a placeholder. */
export function isGeneric(words: readonly Word[]): boolean {
  const last = words.at(-1)
  if (last === undefined) return true
  if (words.length === 1 && (JUNK_NAMES.has(last.text) || isHalfCompound(last.lower))) return true
  // "a priori", "de facto": half a phrase of another language.
  if (words.some(({ lower }) => FOREIGN.test(lower))) return true
  const first = words[0]
  if (words.length > 1 && first !== undefined && isVerb(first) && first.tag !== 'P') return true
  if (words.length > 1 && PLAIN_VERBS.has(last.lower)) return true
  if (words.length > 1 && endsInAdjective(last)) return true
  const head = singular(last.lower)
  if (HOPELESS_HEADS.has(head) && !/^adversarial|counter|in-context|few-shot/.test(words.at(-2)?.lower ?? ''))
    return true
  if (words.length > 1 && FIELD_TAILS.has(head) && FIELDS_OF_STUDY.has(keyOfWords(words.slice(0, -1)))) return true
  // "BLEU points", "percentage points": units.
  if (head === 'point' && METRICS.has(keyOfWords(words.slice(0, -1)))) return true
  const isVague = VAGUE_HEADS.has(head) || JUNK_HEADS.has(head) || BARE_HEADS.has(head)
  return words.length > 1 && isVague && words.slice(0, -1).every(saysLittle) && !isKnown(keyOfWords(words))
}

const FOREIGN = /^(?:priori|posteriori|facto|hoc|vitro|vivo|situ)$/

/** "improving uniformity", "impede reproducibility": what is done, no thing. Some of these words make names: "moving average". */
const isVerb = ({ lower }: Word): boolean =>
  PLAIN_VERBS.has(lower) ||
  (VERBAL_GERUNDS.has(lower) &&
    !/^(?:vanishing|moving|varying|competing|changing|missing|existing|emerging)$/.test(lower))

const saysLittle = ({ lower }: Word): boolean =>
  VAGUE_MODIFIERS.has(lower) || EMPTY_MODIFIERS.has(lower) || LIGHT_MODIFIERS.has(lower)

const isKnown = (key: string): boolean => CONCEPTS.has(key) || METRICS.has(key)

/** "NLP models", "machine learning applications": what a whole field has is nothing in particular. Singular. */
const FIELD_TAILS =
  wordSet(`model system method application problem task technique approach algorithm tool research framework architecture
  component library developer workflow practice technology study solution area domain`)

/** "deeper", "stabler", "quickest": a degree, which opens no name; "inner", "nearest" are none. */
export const isComparative = ({ lower, tag }: Word): boolean =>
  tag === 'J' && lower.length > 4 && /^\p{L}+(?:er|est)$/u.test(lower) && !NO_DEGREE.test(lower)
const NO_DEGREE =
  /^(?:inner|outer|upper|lower|higher|other|proper|super|hyper|former|latter|linear|computer|flatter|nearest|steepest|modest|honest|interest|earliest)$/

/** "most agnostic Riemannian (setting)": a noun is missing, whatever the tagger says. */
export const endsInAdjective = ({ text, lower }: Word): boolean =>
  (/(?:[iv]ian|nian|rian|tian|sian|zian|ean|wise)$/.test(lower) && /^\p{Lu}/u.test(text) && !NOUNS_IN_IAN.has(lower)) ||
  /-(?:equivariant|invariant|driven|based|aware|agnostic|free)$/.test(lower)
const NOUNS_IN_IAN = wordSet('hessian jacobian laplacian lagrangian hamiltonian gaussian wronskian mean')

/** "per-parameter", "slow-varying", "high-accuracy", "out-of-the-box": a noun is missing. */
const isHalfCompound = (lower: string): boolean =>
  /^(?:per|high|low|higher|lower|near|non|well|large|small|fast|slow|full|multi|single|long|short|real|all|any|more|less|most)-\p{L}/u.test(
    lower,
  ) ||
  /-(?:the|of|to|in|and)-/.test(lower) ||
  /-(?:varying|specified|based|aware|free|driven|level|wise|like|specific|efficient|dependent|agnostic|oriented|related|scale|hours?|days?|months?|years?)$/.test(
    lower,
  )
