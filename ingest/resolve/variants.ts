// Variants: forms whose words differ but which name one thing, and the rule that says so.
import { isDataset } from '../extract/default/lexicon/known.ts'
import { foldWord, nounOfState } from '../../src/graph/names.ts'
import { remembered } from '../../src/graph/remembered.ts'

/** Another form of a lemma, and the rule that leads to it. It counts where papers have that form. */
export interface Variant {
  readonly form: string
  readonly rule: string
  /** It counts only where texts never write that form in lower case: Mixup is a name, "Kernel" starts a sentence. */
  readonly onlyName: boolean
  /** The noun left out is a thing of its own where the form stands for something done: an NER dataset is no NER. */
  readonly notOfTask: boolean
}

/** How many lemmas are kept with the state that they name. */
const MAX_LEMMAS = 50_000

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Nouns that a name, or what is done by a method, may lose: "dropout technique", "FAT methods", "lazy training regime". */
const METHOD_TAILS = wordSet(
  'method technique approach algorithm framework procedure scheme strategy regime setting phenomenon mechanism problem task',
)
const PROCESS = /(?:ing|tion|ment|descent|regression|search|dropout|former|encoder)$/
/** What is done before a task: a pre-training task is no pre-training. */
const PREPARATION = /(?:training|tuning)$/
/** Nouns that a state of things may lose: "class imbalance problem", "double descent phenomenon". */
const STATE_TAILS = wordSet('problem phenomenon issue effect')
const CONDITION = /(?:ance|ity|ness|shift|fitting|collapse|forgetting|squashing|smoothing|descent)$/
/** Nouns that only names may lose: "VGGNet model" is VGGNet, but a diffusion model is no diffusion. */
const NAME_TAILS = wordSet(
  'model network architecture baseline dataset benchmark optimizer library software toolkit loss score metric module',
)
/** All nouns that may be lost. */
const TAILS: ReadonlySet<string> = new Set([...METHOD_TAILS, ...STATE_TAILS, ...NAME_TAILS])
const LEARNER = /(?:former|encoder)$/
/** "NER", "VGGNet", "GPT2"; not "Self-Attention". */
const NAME = /\p{Lu}[^-\s]*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}\p{L}*-?\d/u

/** Whether the key of a name's long form says that something is done: NER is named entity recognition. */
export const namesTask = (key: string): boolean =>
  /(?:recognition|extraction|translation|processing|understanding|generation|completion|answering|comprehension|inference|analysis|detection|retrieval|summarization|linking|parsing|tagging|tracking|modeling|classification|segmentation|typing|discovery|distribution|reasoning|checking|induction|prediction|equation|adaptation|alignment|captioning|compression|correction|disambiguation|estimation|forecasting|grounding|identification|labeling|matching|mining|recommendation|resolution|rewriting|simplification|synthesis|transfer|verification)$/.test(
    key,
  )

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
  return [...tailVariants(words), ...networkVariants(words), ...makerVariants(lemma), ...ofVariants(words)]
})

/**
 * The noun of the state that a lemma names, or `null`: "over-parameterized neural network" names `overparameterization`,
 * "misspecified" `misspecification`. Only participles whose prefix names a state do so; "quantized networks" are things of
 * their own.
 */
export const stateOf: (lemma: string) => string | null = remembered(MAX_LEMMAS, readState)

function readState(lemma: string): string | null {
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

/** "Mixup technique" goes by "Mixup", "VGGNet model" by "VGGNet", "language modeling task" by "language modeling". */
function tailVariants(words: readonly string[]): readonly Variant[] {
  const rest = words.slice(0, -1)
  const tail = foldWord(words.at(-1)?.toLowerCase() ?? '')
  const last = rest.at(-1)?.toLowerCase()
  if (last === undefined || !TAILS.has(tail)) return []
  const variant = { form: rest.join(' '), rule: 'tail', onlyName: false, notOfTask: NAME_TAILS.has(tail) }
  if (rest.some((word) => NAME.test(word)) && (METHOD_TAILS.has(tail) || NAME_TAILS.has(tail))) return [variant]
  // A process is what its method does, a thing is not: a kernel method is no kernel.
  if (METHOD_TAILS.has(tail) && PROCESS.test(last) && !(/^(?:task|problem)$/.test(tail) && PREPARATION.test(last)))
    return [variant]
  if (STATE_TAILS.has(tail) && CONDITION.test(last)) return [variant]
  if (NAME_TAILS.has(tail) && LEARNER.test(last)) return [variant]
  const isCapitalised = rest.every((word) => /^\p{Lu}/u.test(word))
  return METHOD_TAILS.has(tail) && isCapitalised ? [{ ...variant, onlyName: true }] : []
}

/** Words that say how a neural network is built; a Bayesian network is no neural one. */
const ARCHITECTURES =
  /^(?:(?:de)?convolution(?:al)?|recurrent|recursive|residual|deep|shallow|feed-?forward|multi-?layer|spiking|siamese|fully-connected|(?:two|three|2|3)-layer|over-?parameteri[sz]ed|over-?parametri[sz]ed)$/

/** "recurrent nets" and "recurrent networks" go by "recurrent neural network". */
function networkVariants(words: readonly string[]): readonly Variant[] {
  const [tail, kind] = [words.at(-1)?.toLowerCase(), words.at(-2)?.toLowerCase()]
  if ((tail !== 'net' && tail !== 'network') || kind === undefined) return []
  const variant = (...last: readonly string[]): Variant => {
    return { form: [...words.slice(0, -1), ...last].join(' '), rule: 'network', onlyName: false, notOfTask: false }
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
  return rest !== lemma && isDataset(rest) ? [{ form: rest, rule: 'maker', onlyName: false, notOfTask: false }] : []
}

/** "parametrization of a neural network" goes by "neural network parametrization". */
function ofVariants(words: readonly string[]): readonly Variant[] {
  const at = words.indexOf('of')
  if (at < 1 || at === words.length - 1 || words.includes('of', at + 1)) return []
  const inner = words.slice(at + 1).filter((word) => !/^(?:the|an?)$/.test(word))
  return [{ form: [...inner, ...words.slice(0, at)].join(' '), rule: 'order', onlyName: false, notOfTask: false }]
}
