// Letters: what the letters of a word alone tell, whatever stands around it.
import { BASE_VERBS, DETERMINERS, EMPTY_ADVERBS, PLAIN_VERBS, VERBAL_GERUNDS, wordSet } from './lexicon/grammar.ts'

/** Letters of ASCII in lower case, as most words are. */
export const isPlain = (text: string): boolean => PLAIN.test(text)
const PLAIN = /^[a-z]+$/

/** Names by their letters: `NTK`, `CIFAR-10`, `ResNets`, `muP`, `GPT-2`; not `Gaussian`, not `I`. */
export function isAcronymLike(text: string): boolean {
  if (text.length < 2 || PLAIN.test(text) || !/\p{Lu}/u.test(text)) return false
  const parts = text.split(/[-\u2010\u2011]/)
  return (
    parts.some((part) => /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}\p{Ll}*\d|\d\p{Lu}/u.test(part)) ||
    /^\p{Lu}[\p{Lu}\p{N}-]+s?$/u.test(text)
  )
}

/** A capital, then letters and no digits; compounds too. */
export const isCapitalised = (text: string): boolean => !PLAIN.test(text) && /^\p{Lu}\p{L}+(?:-\p{L}+)*$/u.test(text)

/** Two letters in a row. */
export const hasLetters = (text: string): boolean => (PLAIN.test(text) ? text.length > 1 : /\p{L}{2}/u.test(text))

/** A word in lower case that names a state of things by a participle or a noun. */
export const namesState = (lower: string): boolean => STATE.test(lower) && !JUDGED.test(lower)
/** "over-simplified", "under-utilized", "mischaracterized": what people say of a text or a tool is no state of things. */
const JUDGED = /(?:simpli|emphasi[sz]|utili[sz]|characteri[sz]|dramati[sz]|publici[sz]|recogni[sz])/
const STATE = /^(?:over|under|mis|hyper)-?\p{L}{3,}(?:i[sz](?:ed|e|es|ing|ations?)|ifi(?:ed|cations?))$/u

/** "deeper", "stabler", "quickest": what an adjective is a degree by; "inner", "nearest" are none. */
export const isDegree = (lower: string): boolean =>
  lower.length > 4 && /(?:er|est)$/.test(lower) && /^\p{L}+$/u.test(lower) && !NO_DEGREE.test(lower)
const NO_DEGREE =
  /^(?:inner|outer|upper|lower|higher|other|proper|super|hyper|former|latter|linear|computer|flatter|nearest|steepest|modest|honest|interest|earliest)$/

/** "most agnostic Riemannian (setting)": a noun is missing, whatever the tagger says. */
export const endsInAdjective = (text: string, lower: string): boolean =>
  (/(?:[iv]ian|nian|rian|tian|sian|zian|ean|wise)$/.test(lower) && /^\p{Lu}/u.test(text) && !NOUNS_IN_IAN.has(lower)) ||
  (lower.includes('-') &&
    /-(?:equivariant|invariant|driven|based|aware|agnostic|free)$|^(?:np|#p|pspace)-(?:hard|complete)$/.test(lower))
const NOUNS_IN_IAN = wordSet('hessian jacobian laplacian lagrangian hamiltonian gaussian wronskian mean')

/** "per-parameter", "slow-varying", "high-accuracy", "out-of-the-box", "LLM-generated": a noun is missing. */
export const isHalfCompound = (lower: string): boolean =>
  lower.includes('-') &&
  (/^(?:per|high|low|higher|lower|near|non|well|large|small|fast|slow|full|multi|single|long|short|real|all|any|more|less|most)-\p{L}/u.test(
    lower,
  ) ||
    /-(?:the|of|to|in|and)-/.test(lower) ||
    (/-(?!bed|breed|feed|need|seed|shed|speed|weed)\p{L}{2,}ed$/u.test(lower) &&
      !/^(?:over|under|mis|hyper)-/.test(lower)) ||
    /-(?:varying|specified|based|aware|free|driven|level|wise|like|specific|efficient|dependent|agnostic|oriented|related|compatible|scale|hours?|days?|months?|years?)$/.test(
      lower,
    ))

/** "well-understood", "carefully-designed", "pre-specified": how something was made, and nothing of what it is. */
export function saysHowMade(lower: string): boolean {
  if (/^(?:well|better|best)-\p{L}+ing$/u.test(lower)) return true
  const [, how, what] = (lower.includes('-') ? MADE.exec(lower) : null) ?? []
  if (how === undefined || what === undefined) return false
  if (how === 'pre') return /^(?:comput|defin|determin|select|specifi)ed$/.test(what)
  return (how === 'well' || EMPTY_ADVERBS.has(how)) && !KINDS_MADE.has(what)
}
const MADE = /^(pre|well|\p{L}+ly)-(\p{L}+(?:ed|en|wn|lt|ood))$/u
const KINDS_MADE = wordSet('calibrated conditioned connected founded posed separated specified supervised')

/** "intervals--these", "attacks--while", "cancer--Lung": two words of a sentence with a dash between them; "bias--variance" is a compound. */
export function isDash(text: string): boolean {
  const [, left, right] = DASH.exec(text) ?? []
  if (left === undefined || right === undefined) return false
  const lower = right.toLowerCase()
  if ([left.toLowerCase(), lower].some((word) => JOINING.has(word) || DETERMINERS.has(word) || EMPTY_ADVERBS.has(word)))
    return true
  if (/\p{Lu}/u.test(left)) return false
  return left === lower || /[^su]s$/.test(left) || /^\p{Lu}/u.test(right)
}
const JOINING = wordSet(
  'and as because but by called for from if in including is are was were it namely of on or so than then they to we when where while who with',
)
const DASH = /^(?:.*[^\p{L}])?(\p{L}+)--(\p{L}+)/u

/** "improving uniformity", "impede reproducibility": what is done, no thing. Some of these words make names: "moving average". */
export const isVerb = (lower: string): boolean =>
  PLAIN_VERBS.has(lower) ||
  /^(?:fine-?tune|pre-?train|re-(?:rank|score|weight|evaluate))s?$/.test(lower) ||
  isAgainVerb(lower) ||
  (VERBAL_GERUNDS.has(lower.startsWith('re-') ? `re${lower.slice(3)}` : lower) &&
    !/^(?:vanishing|moving|varying|competing|changing|missing|existing|emerging)$/.test(lower))

/** "re-run", "re-introduce". */
function isAgainVerb(lower: string): boolean {
  if (lower.charAt(2) !== '-') return false
  const [, verb] = /^(?:re|de)-(\p{L}+)$/u.exec(lower) ?? []
  return verb !== undefined && (BASE_VERBS.has(verb) || /\p{L}{3}(?:duce|ate|[iy][sz]e|ify)$/u.test(verb))
}

/** "a priori", "de facto": half a phrase of another language. */
export const isForeign = (lower: string): boolean => /^(?:priori|posteriori|facto|hoc|vitro|vivo|situ)$/.test(lower)

/** "NCT01234567": the number a trial is registered by. */
export const isRegistration = (text: string): boolean => /^(?:NCT|ISRCTN|ChiCTR|PROSPERO)-?\w*\d{5,}$/.test(text)
