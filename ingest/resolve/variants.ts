// Variants: forms whose words differ but which name one thing, and the rule that says so.
import { isDataset } from '../extract/default/lexicon/known.ts'
import { foldWord, nounOfState } from '../../src/graph/names.ts'
import { remembered } from '../../src/graph/remembered.ts'
import { tailVariants } from './tails.ts'

/** Another form of a lemma, and the rule that leads to it. It counts where papers have that form. */
export interface Variant {
  readonly form: string
  readonly rule: string
  /** It counts only where texts never write that form in lower case: Mixup is a name, "Kernel" starts a sentence. */
  readonly onlyName: boolean
  /** The noun left out at the end, if any. */
  readonly tail: string | null
}

/** How many lemmas are kept with the state that they name. */
const MAX_LEMMAS = 50_000

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const NUMBER = new RegExp(`\\b(?:${NUMBERS.join('|')})(?=-\\p{L})`, 'giu')

/** "two-layer network" as "2-layer network". */
export const writeNumbers = (text: string): string =>
  text.replace(NUMBER, (word) => `${NUMBERS.indexOf(word.toLowerCase()) + 2}`)

/** Words that carry a state and add nothing: an overparameterized network is a case of overparameterization. */
const CARRIERS = wordSet(
  'network model net nn dnn regime setting case learning system machine architecture neural deep learner predictor classifier parameterization',
)
/** Of these, the ones that the noun itself may carry: "overparameterization regime". */
const PLAIN_CARRIERS = wordSet('regime setting case')

/** Other forms a lemma may go by. */
export const variantsOf: (lemma: string) => readonly Variant[] = remembered(MAX_LEMMAS, (lemma) => {
  const words = lemma.split(/\s+/)
  return [
    ...tailVariants(words),
    ...networkVariants(words),
    ...makerVariants(lemma),
    ...ofVariants(words),
    ...wordingVariants(lemma),
    ...compoundVariants(lemma),
  ]
})

/**
 * The noun of the state that a lemma names, or `null`: "over-parameterized neural network" names `overparameterization`,
 * "misspecified" `misspecification`. Only participles whose prefix names a state do so; "quantized networks" are things of
 * their own.
 */
export const stateOf: (lemma: string) => string | null = remembered(MAX_LEMMAS, readState)

function readState(lemma: string): string | null {
  if (!PREFIX.test(lemma)) return null
  const [state = '', ...rest] = lemma
    .toLowerCase()
    .replace(/(?<=^(?:over|under|mis|hyper))[-\s]/, '')
    .split(/[\s-]+/)
    .map(foldWord)
  const plain = state.replace(/[^\p{L}]/gu, '')
  const noun = nounOfState(plain)
  if (noun === plain) return rest.length > 0 && rest.every((word) => PLAIN_CARRIERS.has(word)) ? plain : null
  return rest.every((word) => CARRIERS.has(word)) ? noun : null
}

/** What a state begins with, but for signs. */
const PREFIX = /^\P{L}*(?:over|under|mis|hyper)/iu

/** Words that say how a neural network is built; a Bayesian network is no neural one. */
const ARCHITECTURES =
  /^(?:(?:de)?convolution(?:al)?|recurrent|recursive|residual|deep|shallow|feed-?forward|multi-?layer|spiking|siamese|fully-connected|(?:two|three|2|3)-layer|over-?parameteri[sz]ed|over-?parametri[sz]ed)$/

/** "LSTM recurrent neural network": what is in it is one by itself. */
const UNIT_NETWORK = /(?<=\b(?:LSTM|GRU|memory|unit)) (?:RNN|recurrent (?:neural )?net(?:work)?)$/i

/** "recurrent nets" and "recurrent networks" go by "recurrent neural network". */
function networkVariants(words: readonly string[]): readonly Variant[] {
  const name = words.join(' ')
  const unit = name.replace(UNIT_NETWORK, '')
  if (unit !== name) return [{ form: unit, rule: 'network', onlyName: false, tail: null }]
  const [tail, kind] = [words.at(-1)?.toLowerCase(), words.at(-2)?.toLowerCase()]
  if ((tail !== 'net' && tail !== 'network') || kind === undefined) return []
  const variant = (...last: readonly string[]): Variant => {
    return { form: [...words.slice(0, -1), ...last].join(' '), rule: 'network', onlyName: false, tail: null }
  }
  return [
    ...(tail === 'net' ? [variant('network')] : []),
    ...(ARCHITECTURES.test(kind) ? [variant('neural', 'network')] : []),
  ]
}

/** Who made data; people leave it out. */
const MAKER = /^(?:Facebook|Google|Kaggle|Meta|Microsoft|MS|OpenAI|Stanford)[\s-](?=.)/

/** "MS-COCO" and "Microsoft COCO" go by "COCO". */
function makerVariants(lemma: string): readonly Variant[] {
  const rest = lemma.replace(MAKER, '')
  return rest !== lemma && isDataset(rest) ? [{ form: rest, rule: 'maker', onlyName: false, tail: null }] : []
}

/** "parametrization of a neural network" goes by "neural network parametrization". */
function ofVariants(words: readonly string[]): readonly Variant[] {
  const at = words.indexOf('of')
  if (at < 1 || at === words.length - 1 || words.includes('of', at + 1)) return []
  const inner = words.slice(at + 1).filter((word) => !/^(?:the|an?)$/.test(word))
  return [{ form: [...inner, ...words.slice(0, at)].join(' '), rule: 'order', onlyName: false, tail: null }]
}

/** What people write in two ways without meaning two things, and the way that most write. */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  // "computation cost", "convolution layer", "rotation invariance": a noun before a noun does what its adjective does.
  [
    /\b(computation|convolution|conversation|representation|rotation|translation|emotion|observation)(?=\s\p{L})/giu,
    '$1al',
  ],
  [/-(craft|grain|layer|resource|scale|tail)e?d\b/gi, '-$1'],
  [/\bseq(?:uence)?2seq(?:uence)?\b/gi, 'sequence-to-sequence'],
  [/\brecommendation(?=\s(?:algorithm|engine|model|system))/gi, 'recommender'],
  [/\bcompressive(?=\ssens)/gi, 'compressed'],
  // Most words in -ics are fields of study.
  [/\b(characteristic|critic|heuristic|metric|topic)s\b/gi, '$1'],
  [/\bsquared(?=\s(?:error|loss)\b)/gi, 'square'],
  [/\bposition(?=\s(?:embedding|encoding)\b)/gi, 'positional'],
  [/\bgradient decent\b/gi, 'gradient descent'],
  [/\bgate(?=\srecurrent)/gi, 'gated'],
  [/\blinguistics(?=\s\p{L})/giu, 'linguistic'],
  [/\bTV(?=\s(?:distance|norm|regulari[sz]ation)\b)/g, 'total variation'],
  [/\bname(?=\sentity)/gi, 'named'],
  [/\bprinciple(?=\scomponent)/gi, 'principal'],
  [/\bMonte[ -]Carlo Markov[ -]chains?\b/gi, 'Markov chain Monte Carlo'],
  [/\bout-of-vocabulary words?$/gi, 'out-of-vocabulary'],
  [/\bROC[ -]AUC\b|\bAUC[ -]ROC\b/g, 'AUROC'],
  // How well something generalizes is its generalization.
  [/\b(generali[sz]ation)\s(?:abilit(?:y|ies)|capabilit(?:y|ies)|performance)$/gi, '$1'],
]

/** Most lemmas hold none of them. */
const ANY_WORDING = new RegExp(WORDINGS.map(([written]) => written.source).join('|'), 'iu')

/** "computation cost" goes by "computational cost", "low-resourced language" by "low-resource language". */
function wordingVariants(lemma: string): readonly Variant[] {
  if (!ANY_WORDING.test(lemma)) return []
  const form = WORDINGS.reduce((text, [written, usual]) => text.replace(written, usual), lemma)
  return form === lemma ? [] : [{ form, rule: 'wording', onlyName: false, tail: null }]
}

/** A compound with a short form in it; a part of one letter is no word: "N-NER". */
const COMPOUND = /(?<![\p{L}\p{N}-])(?=\S*\p{Lu}{2})\p{L}{2,}(?:-\p{L}{2,})+(?![\p{L}\p{N}-])/gu
/** "NMT-based" is half a compound, "text-to-SQL" a phrase. */
const HALF = /-(?:(?:and|for|in|of|to)-.*|aware|based|driven|free|guided|like|style|\p{L}+ed)$/u

/** "Tree-LSTM" goes by what "tree LSTM" does, a tree long short-term memory. */
function compoundVariants(lemma: string): readonly Variant[] {
  if (!lemma.includes('-')) return []
  const form = lemma.replace(COMPOUND, (compound) => (HALF.test(compound) ? compound : compound.replaceAll('-', ' ')))
  return form === lemma ? [] : [{ form, rule: 'acronym', onlyName: false, tail: null }]
}
