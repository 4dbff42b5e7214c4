// Tails: nouns at the end of a name that add nothing to it, and which names may lose which.
import { CONCEPTS, isDataset, LANGUAGES, TASKS } from '../extract/default/lexicon/known.ts'
import { foldWord, nameKey } from '../../src/graph/names.ts'

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Nouns that a name, or what is done by a method, may lose: "dropout technique", "FAT methods", "lazy training regime". */
const METHOD_TAILS = wordSet(
  'method technique approach algorithm framework procedure scheme strategy regime setting phenomenon mechanism problem task',
)
const PROCESS =
  /(?:ing|tion|ment|(?<!diffu)sion|descent|search|dropout|former|encoder|inference|transfer|defense|attack|analysis|control|carlo)$/
const GENERAL = /^(?:analysis|control|inference|search|transfer)$/
/** Gradients that one goes along: a policy gradient method is what "policy gradient" means, a gradient method has no other name. */
const GRADIENT =
  /^(?:(?:vanilla|deterministic) )?(?:policy|natural|conditional|conjugate|proximal|accelerated) gradient$/
/** What is done before a task: a pre-training task is no pre-training. */
const PREPARATION = /(?:training|tuning)$/
/** Schemes that people write down: an annotation scheme is no annotation. */
const WRITTEN_DOWN = /^(?:annotation|coding|labell?ing|tagging)$/
/** Nouns that a state of things may lose: "class imbalance problem", "double descent phenomenon". */
const STATE_TAILS = wordSet('problem phenomenon issue effect')
const CONDITION =
  /(?:ance|ity|ness|shift|fitting|collapse|forgetting|squashing|smoothing|descent|bandit|cold[- ]start|(?:vanishing|exploding) gradient)$/
/** What a task is about may stand for it: "word similarity task". */
const COMPARISON = /(?:similarity|relatedness|entailment)$/
/** Nouns that say a name is one of a model; a learner may lose them too: "transformer architecture", "encoder-decoder network". */
const MODEL_TAILS = wordSet('model network architecture baseline module')
const LEARNER = /(?:former|encoder|encoder-decoder|to-sequence)$/
/** Nouns that only names may lose: "VGGNet model" is VGGNet, but a diffusion model is no diffusion. */
const NAME_TAILS = wordSet(
  'model network architecture baseline dataset benchmark optimizer library software toolkit loss score metric module',
)
const DATA_TAIL = /^(?:dataset|benchmark)$/
/** All nouns that may be lost. */
const TAILS: ReadonlySet<string> = new Set([...METHOD_TAILS, ...STATE_TAILS, ...NAME_TAILS])
/** "NER", "VGGNet", "GPT2"; not "Self-Attention". */
const NAME = /\p{Lu}[^-\s]*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}\p{L}*-?\d/u
/** "BERT-based" names nothing. */
const MODIFIER = /-(?:aware|based|driven|free|guided|like|style)$/

/** Whether the key of a name's long form says that something is done: NER is named entity recognition. */
const TASK =
  /(?:recognition|extraction|translation|processing|understanding|generation|completion|answering|comprehension|inference|analysis|detection|retrieval|summarization|linking|parsing|tagging|tracking|modeling|classification|segmentation|typing|discovery|distribution|reasoning|checking|induction|prediction|equation|adaptation|alignment|captioning|compression|correction|disambiguation|estimation|forecasting|grounding|identification|labeling|matching|mining|recommendation|resolution|rewriting|simplification|synthesis|transfer|verification|navigation|localization|assessment|storytelling|conversation|speech|sql|editing|interpolation|scoring|similarity|entailment|interface)$/

/** A name without its tail. */
interface WithoutTail {
  readonly form: string
  readonly rule: 'tail'
  /** See `Variant`. */
  readonly onlyName: boolean
  readonly tail: string
}

/** "Mixup technique" goes by "Mixup", "VGGNet model" by "VGGNet", "language modeling task" by "language modeling". */
export function tailVariants(words: readonly string[]): readonly WithoutTail[] {
  const rest = words.slice(0, -1)
  const tail = foldWord(words.at(-1)?.toLowerCase() ?? '')
  const last = rest.at(-1)?.toLowerCase()
  if (last === undefined || !TAILS.has(tail)) return []
  const form = rest.join(' ')
  const variant: WithoutTail = { form, rule: 'tail', onlyName: false, tail }
  if (isLostByName(tail, form, rest) || isLostByProcess(tail, form.toLowerCase(), last)) return [variant]
  const isCapitalised = rest.every((word) => /^\p{Lu}/u.test(word)) && !MODIFIER.test(form)
  const isLost = DATA_TAIL.test(tail) ? !isNoData(form) : METHOD_TAILS.has(tail)
  return isLost && isCapitalised ? [{ ...variant, onlyName: true }] : []
}

/** Data in a language or from a site are not called after it: a Chinese dataset is no Chinese. */
const isNoData = (form: string): boolean => LANGUAGES.has(nameKey(form)) || CONCEPTS.has(nameKey(form))

function isLostByName(tail: string, form: string, rest: readonly string[]): boolean {
  if (DATA_TAIL.test(tail) && isDataset(form)) return true
  const key = nameKey(form)
  // "text-to-SQL model": what serves a task is no task.
  if (NAME_TAILS.has(tail) && (TASKS.has(key) || TASK.test(key))) return false
  return (NAME_TAILS.has(tail) || METHOD_TAILS.has(tail)) && NAME.test(rest.at(-1) ?? '') && !MODIFIER.test(form)
}

function isLostByProcess(tail: string, form: string, last: string): boolean {
  // "Control problem", "control algorithm": what is so general is not what both are of.
  if (GENERAL.test(form)) return false
  // A process is what its method does, a thing is not: a kernel method is no kernel.
  if (METHOD_TAILS.has(tail) && (PROCESS.test(last) || GRADIENT.test(form)))
    return (
      !(/^(?:task|problem)$/.test(tail) && PREPARATION.test(last)) && !(tail === 'scheme' && WRITTEN_DOWN.test(last))
    )
  if (STATE_TAILS.has(tail) && CONDITION.test(form)) return true
  if (tail === 'task' && COMPARISON.test(last)) return true
  if (tail === 'model' && form.endsWith(' mixture')) return true
  return (MODEL_TAILS.has(tail) || tail === 'framework') && LEARNER.test(last)
}

/** Things that are no methods, whatever is made of them: an OOD method is no out-of-distribution. */
const THING =
  /(?:graph|knowledgebase|language|data|distribution|space|equation|text|image|entity|label|preference|(?<!bagof)word|feature|variable|cloud|system|design|linearunit|activation)$/
/** Ways to learn: a multi-task model is no multi-task learning. What is named after its pre-training is a model. */
const WAY = /(?:learning|supervision|(?<!pre)training|tuning)$/
const DATA = /(?:dataset|benchmark|corpus|challenge|evaluation|treebank|suite|database|test|collection)$/
const MEASURE =
  /(?:score|rate|precision|recall|distance|evaluation|understudy|ordering|error|accuracy|agreement|coefficient|correlation|curve|divergence|gain|index|match|measure|metric|ratio|second|similarity|union)$/
const LOSS = /(?:entropy|error|divergence|product|distance|discrepancy|information|loss)$/
const SEARCH = /(?:descent|gradient|optimization|optimize|estimation|momentum)$/

/**
 * Whether a short form still names the same thing without the noun behind it, by the key of what it stands for: an LSTM network is a
 * long short-term memory, an NER dataset no named entity recognition, a VL model no vision-language.
 */
export function mayDrop(tail: string, long: string): boolean {
  switch (tail) {
    case 'dataset':
    case 'benchmark':
      return DATA.test(long)
    case 'score':
    case 'metric':
      return namesMeasure(long)
    case 'loss':
      return LOSS.test(long)
    case 'optimizer':
      return SEARCH.test(long)
  }
  if (NAME_TAILS.has(tail))
    return !TASK.test(long) && !WAY.test(long) && !THING.test(long) && !/(?:ity|ness)$/.test(long)
  return STATE_TAILS.has(tail) || !THING.test(long)
}

/** Whether the key of a long form says that something is measured. */
export const namesMeasure = (key: string): boolean => MEASURE.test(key)
