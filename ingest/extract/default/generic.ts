// Generic names: stretches of words that are no entity in any paper, whatever stands around them.
import type { Word } from './forms.ts'
import { keyOfWords } from './forms.ts'
import { GENERIC_PHRASES } from './lexicon/generic.ts'
import { wordSet } from './lexicon/grammar.ts'
import { CONCEPTS, FIELDS_OF_STUDY, METRICS } from './lexicon/known.ts'

/** Whether words name nothing: a hopeless head, a vague one that no word before it makes special, half a compound, a placeholder. */
export function isGeneric(words: readonly Word[]): boolean {
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) return true
  const { form } = last
  if (words.some((word) => word.form.isForeign)) return true
  if (words.length === 1) return form.isJunkName || form.isHalfCompound || isHopeless(words)
  if (first.form.isVerb && first.tag !== 'P') return true
  if (form.isPlainVerb || form.endsInAdjective || isHopeless(words)) return true
  if (COMPARISON.test(first.lower) || GENERIC_PHRASES.has(keyOfWords(words))) return true
  const isVague = form.isVagueHead || form.isJunkHead || form.isBareHead
  const isOfField = FIELD_TAILS.has(form.singular)
  if (!isVague && !isOfField && form.singular !== 'point') return false
  const before = words.slice(0, -1)
  if (isOfField && FIELDS_OF_STUDY.has(keyOfWords(before))) return true
  // "BLEU points", "percentage points": units.
  if (form.singular === 'point' && METRICS.has(keyOfWords(before))) return true
  return isVague && before.every(saysLittle) && !isKnown(keyOfWords(words))
}

/** "a larger-than-desired update", "an increasingly-negative effect": a degree in a compound opens no name either. */
const COMPARISON = /-than-|^(?:increasingly|longer|larger|smaller)-\p{L}/u

function isHopeless(words: readonly Word[]): boolean {
  const { isHopelessHead } = words.at(-1)?.form ?? { isHopelessHead: true }
  return isHopelessHead && !/^adversarial|counter|in-context|few-shot/.test(words.at(-2)?.lower ?? '')
}

const saysLittle = ({ form }: Word): boolean => form.isVagueModifier || form.isEmptyModifier || form.isLightModifier

const isKnown = (key: string): boolean => CONCEPTS.has(key) || METRICS.has(key)

/** "NLP models", "machine learning applications": what a whole field has is nothing in particular. Singular. */
const FIELD_TAILS =
  wordSet(`model system method application problem task technique approach algorithm tool research framework architecture
  component library developer workflow practice technology study solution area domain`)

/** "a deeper network": a degree opens no name. */
export const isComparative = ({ form, tag }: Word): boolean => tag === 'J' && form.isDegree
