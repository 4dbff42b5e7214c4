// Variants: forms whose words differ but which name one thing, and the rule that says so.
import { foldWord } from '../../src/graph/names.ts'

/** Another form of a lemma, and the rule that leads to it. It counts where papers have that form. */
export interface Variant {
  readonly form: string
  readonly rule: string
}

/** Nouns that carry a state and add nothing: an overparameterized network is a case of overparameterization. */
const CARRIERS = new Set(
  'network model net nn dnn regime setting case learning system machine architecture neural deep learner predictor classifier parameterization'.split(
    ' ',
  ),
)
/** Kinds of things that are named after what they do: "dropout technique" is dropout. */
const TAILS = new Set(
  'method technique approach algorithm framework procedure scheme strategy regime setting phenomenon mechanism problem task'.split(
    ' ',
  ),
)
/** Tails that only names may lose: "VGGNet model" is VGGNet, but a diffusion model is no diffusion. */
const NAME_TAILS = new Set(
  'model network architecture baseline dataset benchmark optimizer library software toolkit loss layer'.split(' '),
)
const STATE = /^(?:over|under|mis|hyper)(?=\p{L}{5})\p{L}+(?:ed|iz(?:e|ing))$/u

/** Other forms a lemma may go by. */
export function variantsOf(lemma: string): readonly Variant[] {
  const words = lemma.split(/\s+/)
  return [...tailVariants(words), ...ofVariants(words)]
}

/**
 * The noun of the state that a lemma names, or `null`: "over-parameterized neural network" names `overparameterization`,
 * "misspecified" `misspecification`. Only participles whose prefix names a state do so; "quantized networks" are things of
 * their own.
 */
export function stateOf(lemma: string): string | null {
  const [state = '', ...rest] = lemma
    .toLowerCase()
    .replace(/(?<=^(?:over|under|mis|hyper))[-\s]/, '')
    .split(/[\s-]+/)
    .map(foldWord)
  const plain = state.replace(/[^\p{L}]/gu, '')
  if (!STATE.test(plain) || !rest.every((word) => CARRIERS.has(word))) return null
  return nounOfState(plain)
}

function nounOfState(participle: string): string | null {
  if (/iz(?:ed|e|ing)$/.test(participle)) return participle.replace(/iz(?:ed|e|ing)$/, 'ization')
  if (participle.endsWith('ified')) return participle.replace(/ified$/, 'ification')
  if (participle.endsWith('ated')) return participle.replace(/ated$/, 'ation')
  if (participle.endsWith('fitted')) return participle.replace(/ted$/, 'ting')
  return null
}

/** "Mixup technique" goes by "Mixup", "VGGNet model" by "VGGNet", "language modeling task" by "language modeling". */
function tailVariants(words: readonly string[]): readonly Variant[] {
  const rest = words.slice(0, -1)
  const tail = foldWord(words.at(-1)?.toLowerCase() ?? '')
  const last = rest.at(-1)?.toLowerCase()
  if (last === undefined) return []
  const isName = rest.some((word) => /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}\p{L}*\d/u.test(word))
  // A process is what its method does; a thing is not: a kernel method is no kernel.
  const isProcess = /(?:ing|tion|ment|descent|regression|search|dropout|former|encoder)$/.test(last)
  if (
    !(TAILS.has(tail) && (isName || isProcess)) &&
    !(NAME_TAILS.has(tail) && (isName || /(?:former|encoder)$/.test(last)))
  )
    return []
  return [{ form: rest.join(' '), rule: 'tail' }]
}

/** "parametrization of a neural network" goes by "neural network parametrization". */
function ofVariants(words: readonly string[]): readonly Variant[] {
  const at = words.indexOf('of')
  if (at < 1 || at === words.length - 1 || words.includes('of', at + 1)) return []
  const inner = words.slice(at + 1).filter((word) => !/^(?:the|an?)$/.test(word))
  return [{ form: [...inner, ...words.slice(0, at)].join(' '), rule: 'order' }]
}
