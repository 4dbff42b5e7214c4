// Openers: words before a name that say how one came to speak of it, or how much or how few there is of it, and are no part of it.
import type { Word } from './forms.ts'

/** "a single hyperparameter gradient", "classical weight decay": words that open a name only before what they make a kind of. */
export function opensInVain(words: readonly Word[], at: number): boolean {
  const word = words[at]
  // "1560nm laser pulse"
  if (word?.form.isQuantity === true) return true
  const lower = word?.lower ?? ''
  const kinds = OPENERS.get(lower) ?? (words.length - at === 2 ? SIZES.get(lower) : undefined)
  if (kinds === undefined || isAnyOf(kinds, words[at + 1])) return false
  // "single depth image"
  return !(kinds === ONE_OF && isAnyOf(kinds, words[at + 2]))
}
const isAnyOf = (kinds: RegExp, word: Word | undefined): boolean => word !== undefined && kinds.test(word.lower)
const ONE_OF =
  /^(?:agent|camera|cell|channel|choice|document|domain|frame|hop|image|index|label|layer|loop|machine|map|molecule|neuron|nucleus|objective|particle|pass|photon|pixel|player|shot|source|speaker|step|target|task|time|trial|unit|view)$/
const NOTHING = /^$/
/** Before a single word; "large language models" have a name of their own. */
const SIZES: ReadonlyMap<string, RegExp> = new Map([
  ['large', /^(?:batch|cardinal|deviation|eddy|eddies|language|llm|margin|scale|vocabular|width)/],
  ['small', /^(?:area|ball|cell|data|initiali|llm|molecule|object|sample|step|world)/],
])
const OPENERS: ReadonlyMap<string, RegExp> = new Map([
  ['aware', NOTHING],
  ['baseline', /^(?:distribution|hazard|risk)/],
  ['classical', /^(?:arabic|chinese|conditioning|logic|mechanics|music|physics|planning|test)$/],
  [
    'common',
    /^(?:cause|crawl|divisor|ground|information|knowledge|law|neighbo|object|prior|random|sense|spatial|subexpression|subsequence|voice)/,
  ],
  ['complex', /^(?:analysis|gaussian|matri|network|number|plane|quer|question|system|variable|wavelet|word)/],
  ['consistent', /^estimat/],
  ['defined', NOTHING],
  ['efficient', /^(?:coding|exploration|frontier|influence|market|score)/],
  ['enriched', NOTHING],
  ['estimated', NOTHING],
  ['even', /^(?:activation|degree|function|length|number|order|permutation|poly)/],
  ['expressive', /^(?:loss|power|speech)/],
  ['fitted', NOTHING],
  ['fixed', /^(?:budget|confidence|design|effect|horizon|lag|parameter|point|price|share|topolog)/],
  [
    'general',
    /^(?:adversarial|convex|covariance|equilibrium|game|geometr|initiali|intelligence|linear|poly|purpose|reasoning|relativity|sum|topolog)/,
  ],
  ['identified', NOTHING],
  ['implied', /^volatilit/],
  ['individual', /^(?:difference|fairness|treatment)/],
  ['initial', /^(?:condition|learning|value)/],
  ['known', NOTHING],
  ['large-scale', /^(?:bayes|kernel|machine|optimi)/],
  ['modified', /^(?:bessel|cholesky|gram|newton|policy)/],
  ['optimized', NOTHING],
  ['ordinary', /^(?:differential|kriging|language|least)/],
  ['performed', NOTHING],
  ['predicted', NOTHING],
  ['preserved', NOTHING],
  ['principled', NOTHING],
  ['quantified', /^boolean/],
  // "randomly initialized networks" are a kind.
  ['randomly', /^(?!(?:chosen|drawn|picked|sampled|selected)$)/],
  ['real', /^(?:analy|data$|domain|estate|life$|line$|number|robot|time|world)/],
  [
    'regular',
    /^(?:exponential|expression|grammar|graph|grid|issue|language|lattice|octahedr|pattern|poly|semantics|simple|tree)/,
  ],
  ['resultant', NOTHING],
  ['sampled', /^(?:softmax|gaussian|shape)/],
  ['simplified', /^molecular$/],
  ['specialized', NOTHING],
  [
    'standard',
    /^(?:american|arabic|basis|deviation|english|ensemble|error|estimator|gaussian|german|normal|parametri|parameteri)/,
  ],
  ['single', ONE_OF],
  // "few shot learning" without what tells how many.
  ['shot', /^(?:boundar|detection|noise|transition)/],
  ['unmodified', NOTHING],
])

/** "few shot learning", "zero shot transfer". */
export const isShots = ({ lower }: Word, next: Word | undefined): boolean =>
  next?.lower === 'shot' && /^(?:few|one|zero)$/.test(lower)

/** "a deeper network": a degree opens no name. */
export const isComparative = ({ form, tag }: Word): boolean => tag === 'J' && form.isDegree
