// Generic names: stretches of words that are no entity in any paper, whatever stands around them.
import type { Form, Word } from './forms.ts'
import { keyOfWords } from './forms.ts'
import { GENERIC_PHRASES } from './lexicon/generic.ts'
import { wordSet } from './lexicon/grammar.ts'
import { CONCEPTS, FIELDS_OF_STUDY, METRICS } from './lexicon/known.ts'
import { isOfAnyPaper } from './of-any-paper.ts'
import { isOutside } from './outside.ts'
import { isAnyWay } from './ways.ts'

/** Whether words name nothing: a hopeless head, a vague one that no word before it makes special, half a compound, a placeholder. */
export function isGeneric(words: readonly Word[]): boolean {
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) return true
  const { form } = last
  if (
    words.some(({ form: { isForeign, lower } }, i) => isForeign || (i > 0 && isStateOfTheArt(lower))) ||
    isOutside(words)
  )
    return true
  if (words.length === 1)
    return (
      form.isJunkName ||
      form.isQuantity ||
      form.isUnit ||
      form.isHalfCompound ||
      isVerb(last) ||
      isAdjective(last) ||
      isHopeless(words)
    )
  if (isVerb(first) || isCitation(words) || isPartOfText(words) || isDegreeOf(words)) return true
  if (isAnyWay(words) || isOfAnyPaper(words)) return true
  if (form.isPlainVerb || form.endsInAdjective || isHopeless(words) || isClassAndName(words) || lacksNoun(form))
    return true
  if (isComparison(first.lower) || GENERIC_PHRASES.has(keyOfWords(words))) return true
  const isVague = form.isVagueHead || form.isJunkHead || form.isBareHead
  const isOfField = FIELD_TAILS.has(form.singular)
  if (!isVague && !isOfField && form.singular !== 'point') return false
  const before = words.slice(0, -1)
  if (isOfField && FIELDS_OF_STUDY.has(keyOfWords(before))) return true
  // "BLEU points", "percentage points": units.
  if (form.singular === 'point' && METRICS.has(keyOfWords(before))) return true
  return isVague && before.every(saysLittle) && !isKnown(keyOfWords(words))
}

const isStateOfTheArt = (lower: string): boolean => lower.includes('-of-') && /state-of-(?:the-)?art/.test(lower)

/** "a larger-than-desired update", "an increasingly-negative effect": a degree in a compound opens no name either. */
const isComparison = (lower: string): boolean => lower.includes('-') && COMPARISON.test(lower)
const COMPARISON = /-than-|^(?:increasingly|longer|larger|smaller)-\p{L}/u

/** "fine-tune", "using": what is done. */
const isVerb = ({ form, tag }: Word): boolean => form.isVerb && tag !== 'P'

/** "Bayesian", "NP-hard", "SE(3)-equivariant"; "AdaHessian" is a name. */
const isAdjective = ({ form }: Word): boolean => form.endsInAdjective && !form.isCamel

/** "Stein 1993", "EACL 2017". */
const isCitation = (words: readonly Word[]): boolean =>
  words[1]?.form.hasDigit === true &&
  /^(?:19|20)\d\d$/.test(words[1].text) &&
  (/^\p{Lu}\p{Ll}+$/u.test(words[0]?.text ?? '') || words[0]?.form.isJunkName === true)

/** "Section 3.2", "Supplementary Table S5", "Algorithm 1": parts of the text itself; "CI 0.5": a figure in it. */
const isPartOfText = (words: readonly Word[]): boolean =>
  (words.length === 2 && words[0]?.form.isJunkName === true && /^\d/.test(words[1]?.text ?? '')) ||
  (words.at(-1)?.form.hasUpperOrDigit === true &&
    PARTS.has(words.at(-2)?.lower ?? '') &&
    /^[A-Z]?\d[\d.]*[a-z]?$|^[IVX]+$/.test(words.at(-1)?.text ?? ''))
const PARTS = wordSet(
  'algorithm appendix chapter chapters definition eq eqs equation equations fig figs figure figures lemma ref refs reference references sec section sections table tables theorem theorems',
)

/** "high computational cost", "low regret": how much of something. "High-rank", "low-resource" are other words. */
function isDegreeOf(words: readonly Word[]): boolean {
  const head = words.at(-1)?.form.singular ?? ''
  // "uniformly low loss"
  const { lower } = (words[0]?.tag === 'B' ? words[1] : words[0]) ?? { lower: '' }
  return (AMOUNTS.has(lower) && AMOUNT_HEADS.has(head)) || (FIGURES.test(lower) && MEASURED.test(head))
}
/** "the average training loss", "the optimal score": one figure of many. */
const FIGURES = /^(?:average|averaged|optimal|maximal|minimal)$/
const MEASURED = /^(?:accuracy|budget|latency|loss|performance|score)$/
const AMOUNTS = wordSet(
  'high low large small long short strong weak fast slow limited excessive increased reduced near-optimal real-time',
)
const AMOUNT_HEADS =
  wordSet(`ability accuracy bandwidth budget complexity confidence consumption cost demand density detail distance efficiency error fidelity
  generalization latency likelihood loss overhead performance probability quality recall redundancy regret relatedness requirement resolution
  similarity size sparsity speed throughput time usage variability variance`)

/** "deep sequence-to-sequence", "human 3D": what follows belongs to the name; "text-to-speech" and "mixture-of-experts" are things. */
const lacksNoun = ({ lower, text, isAcronym }: Form): boolean =>
  isAcronym ? /^[2-9]D$/.test(text) : lower.includes('-') ? HALVES.test(lower) : LONELY.test(lower)
/** "multi-step off-policy", "hybrid temporal convolutional" */
const LONELY = /^(?:adversarial|autoregressive|convolutional|feedforward|multimodal|recurrent|unsupervised)$/
const HALVES =
  /^(?:end-to-end|image-to-image|integrate-and-fire|many-to-\p{L}+|one-to-\p{L}+|(?:off|on)-policy|point-to-point|seq\p{L}*-to-seq\p{L}*|time-invariant)$/u

/** "benchmark dataset MUSE", "the category Foo", "equation multiscale Foo96": what a name is stands before it. */
function isClassAndName(words: readonly Word[]): boolean {
  const last = words.at(-1)
  const before = words.slice(0, -1)
  if (last === undefined || last.text === 'ID' || before.some(({ form }) => form.isAcronym)) return false
  const isName = last.form.isAcronym || (last.tag === 'P' && last.form.isCapitalised)
  if (!isName || (!last.form.isAcronym && before.some(({ form }) => form.startsUpper))) return false
  const [second, first] = [before.at(-1)?.lower ?? '', before.at(-2)?.lower ?? '']
  return CLASSES.has(second) || SPLIT_CLASSES.has(`${first} ${second}`) || (last.form.hasDigit && CLASSES.has(first))
}
const SPLIT_CLASSES: ReadonlySet<string> = new Set(['data set', 'knowledge base'])
const CLASSES = wordSet(
  'algorithm approach architecture benchmark category corpus dataset dictionary equation framework language lexicon library method model network optimizer package parser platform software system tool toolkit',
)

function isHopeless(words: readonly Word[]): boolean {
  const { isHopelessHead, singular } = words.at(-1)?.form ?? { isHopelessHead: true, singular: '' }
  const before = words.at(-2)?.lower ?? ''
  // "a fundamental trade-off": between what?
  if (words.length === 2 && /^trade-?off$/.test(singular) && !/[-\u2010-\u2013/]/.test(before)) return true
  return isHopelessHead && !(HOPED.get(singular) ?? HOPED_ELSE).test(before)
}
/** What makes names of some of them: "adversarial example", "counterfactual scenario", "discrete choice". */
const HOPED_ELSE = /^adversarial|counter|in-context|few-shot/
const HOPED: ReadonlyMap<string, RegExp> = new Map([
  ['choice', /^(?:discrete|multiple|social)$/],
  ['instance', /^(?:multiple|(?:un)?label+ed)$/],
  [
    'value',
    /^(?:action|banzhaf|boundary|critical|economic|eigen|expected|extreme|human|initial|key|missing|p|q|shapley|singular|social|state|target)$/,
  ],
  ['study', /^(?:association|cohort|longitudinal|observational)$/],
  ['experience', /^(?:user|subjective|replay)$/],
  ['view', /^(?:aerial|bird's-eye|canonical|camera|eye|frontal|multi|novel|partial|side|sparse|street|unseen)$/],
  ['performance', /^(?:generali[sz]ation|extrapolation|predictive|human-level|superhuman)$/],
])

const saysLittle = ({ form }: Word): boolean => form.isVagueModifier || form.isEmptyModifier || form.isLightModifier

const isKnown = (key: string): boolean => CONCEPTS.has(key) || METRICS.has(key)

/** "NLP models", "machine learning applications": what a whole field has is nothing in particular. Singular. */
const FIELD_TAILS =
  wordSet(`model system method application problem task technique approach algorithm tool research framework architecture
  component library developer workflow practice technology study solution area domain field community strategy scheme procedure mechanism`)
