// Senses: what a short form stands for, first in the paper that defines it, then over the corpus.
import type { AcronymDefinition } from '../../src/graph/extractions.ts'
import { foldWord, nameKey } from '../../src/graph/names.ts'
import { remembered } from '../../src/graph/remembered.ts'
import { isDataset, isWrittenAsDataset, METRICS } from '../extract/default/lexicon/known.ts'
import { lemmaOf } from '../text/lemma.ts'
import type { PackedPaper } from './corpus.ts'
import { namesMeasure } from './tails.ts'

/** Share of the papers defining a short form that must agree before papers that do not define it follow. */
const AGREEMENT = 0.8
/** The same for what the whole field means by it. */
const MAJORITY = 0.5

/** Long forms by the key of the short form. */
export type Senses = ReadonlyMap<string, string>

/** Of a paper that defines no short form. */
export const NO_SENSES: Senses = new Map()

/** What a paper itself says its short forms mean. The first definition counts. */
export function sensesOfPaper(acronyms: readonly AcronymDefinition[]): Senses {
  if (acronyms.length === 0) return NO_SENSES
  const senses = new Map<string, string>()
  for (const { short, long } of acronyms) {
    const key = nameKey(lemmaOf(short))
    if (key !== '' && !senses.has(key)) senses.set(key, long)
  }
  return senses
}

/** How many papers say what a short form means. */
interface Vote {
  readonly count: number
  readonly long: string
  readonly isForeign: boolean
}

/** So many papers make a meaning of their own one of the corpus. */
const SEVERAL = 3

/**
 * What short forms mean in papers that do not say. A short form that different papers define differently has no such
 * meaning: there it stands for itself, so that unlike things are kept apart.
 */
export function sensesOfCorpus(papers: readonly PackedPaper[]): Senses {
  const votes = new Map<string, Map<string, Vote>>()
  for (const { acronyms } of papers) {
    const foreign = new Set(acronyms.filter(isForeign).map(({ long }) => long))
    for (const [short, written] of sensesOfPaper(acronyms)) {
      // "bidirectional LSTM (BiLSTM)" says what "bidirectional long short-term memory (BiLSTM)" does.
      const long = KNOWN.has(short) ? written : writeOut(written, NO_SENSES, KNOWN)
      const longs = votes.get(short) ?? new Map<string, Vote>()
      votes.set(short, longs)
      const vote = longs.get(nameKey(long)) ?? { count: 0, long, isForeign: false }
      longs.set(nameKey(long), {
        count: vote.count + 1,
        long: long < vote.long ? long : vote.long,
        isForeign: vote.isForeign || foreign.has(written),
      })
    }
  }
  const senses = new Map<string, string>([...KNOWN].filter(([short]) => !votes.has(short)))
  for (const [short, longs] of votes) {
    const all = [...longs.values()]
    const agreeing = (meaning: string): number =>
      all.filter(({ long }) => saysTheSame(long, meaning)).reduce((sum, { count }) => sum + count, 0) /
      all.reduce((sum, { count }) => sum + count, 0)
    const known = KNOWN.get(short)
    if (known !== undefined && agreeing(known) >= MAJORITY) {
      senses.set(short, known)
      continue
    }
    const [best] = all.toSorted(
      (a, b) => b.count - a.count || b.long.length - a.long.length || (a.long < b.long ? -1 : 1),
    )
    if (best === undefined || (best.isForeign && best.count < SEVERAL)) continue
    if (agreeing(best.long) >= AGREEMENT) senses.set(short, best.long)
  }
  return senses
}

/**
 * Whether a paper gives the name of known data or of a known measure a meaning of its own: "Coding Concepts (CoCo)", "image generation
 * on ILSVRC2012 (ImageNet)", "emotion cause extraction (ECE)". Unless several papers say so, it counts there and nowhere else.
 */
function isForeign({ short, long }: AcronymDefinition): boolean {
  if (METRICS.has(nameKey(short))) return !METRICS.has(nameKey(long)) && !namesMeasure(nameKey(long))
  if (!isDataset(short)) return false
  const initials = long
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('')
  return !(short === initials.toUpperCase() || (isWrittenAsDataset(short) && /^\p{Lu}.*\s\p{Lu}/u.test(long)))
}

/** Short forms that mean one thing in the whole field; they count where no paper of the corpus defines them. */
const KNOWN: Senses = new Map(
  `LSTM long short-term memory; RNN recurrent neural network; GRU gated recurrent unit; SVM support vector machine; HMM hidden Markov model;
  MLP multilayer perceptron; VAE variational autoencoder; GAN generative adversarial network; GNN graph neural network; DNN deep neural network;
  ViT vision transformer; SGD stochastic gradient descent; MCMC Markov chain Monte Carlo; MDP Markov decision process; NTK neural tangent kernel;
  POMDP partially observable Markov decision process; NLP natural language processing; NLU natural language understanding; LLM large language model;
  NLG natural language generation; NMT neural machine translation; SMT statistical machine translation; PDE partial differential equation;
  ODE ordinary differential equation; SDE stochastic differential equation; ERM empirical risk minimization; RKHS reproducing kernel Hilbert space;
  ELBO evidence lower bound; RLHF reinforcement learning from human feedback; CRF conditional random field; PCA principal component analysis;
  CNN convolutional neural network; BiLSTM bidirectional long short-term memory; BLSTM bidirectional long short-term memory; ResNet residual network;
  GCN graph convolutional network; NER named entity recognition; ReLU rectified linear unit; IoU intersection over union; DQN deep Q-network;
  KNN k-nearest neighbor; MLM masked language modeling; OOV out-of-vocabulary; BPE byte pair encoding; RBF radial basis function`
    .split(';')
    .map((line) => {
      const [short = '', ...long] = line.trim().split(/\s+/)
      return [nameKey(short), long.join(' ')]
    }),
)

/** Whether one long form only leaves out words of the other: "convolutional network", "convolutional neural network". */
function saysTheSame(a: string, b: string): boolean {
  const [short = [], long = []] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length)
  let at = 0
  for (const word of long) {
    const one = short[at]
    // "convolution" and "convolutional"
    if (one !== undefined && (word.startsWith(one) || one.startsWith(word))) at += 1
  }
  return at === short.length
}

/** Keys of one thing, and the rule that says so. */
export interface Alike {
  readonly keys: ReadonlySet<string>
  readonly rule: 'wording' | 'acronym'
}

/**
 * Long forms of one short form that differ by no more than an ending, a conjunction or an empty word: "vision-language navigation" and
 * "vision-and-language navigation" (VLN), "large-scale language model" (LLM). And what papers say the name of known data stands for.
 */
export function longFormsAlike(papers: readonly PackedPaper[], keyOf: (name: string) => string): readonly Alike[] {
  const longs = new Map<string, Set<string>>()
  const data = new Map<string, Set<string>>()
  const add = (to: Map<string, Set<string>>, group: string, ...keys: readonly string[]): void => {
    const known = to.get(group)
    if (known === undefined) to.set(group, new Set(keys))
    else for (const key of keys) known.add(key)
  }
  for (const [short, long] of KNOWN) add(longs, `${short} ${bareOf(long)}`, keyOf(long))
  for (const { acronyms } of papers) {
    for (const [short, long] of sensesOfPaper(acronyms)) add(longs, `${short} ${bareOf(long)}`, keyOf(long))
    for (const acronym of acronyms)
      if (isDataset(acronym.short) && !isForeign(acronym))
        add(data, nameKey(acronym.short), keyOf(acronym.short), keyOf(acronym.long))
  }
  return [
    ...[...longs.values()].map((keys): Alike => ({ keys, rule: 'wording' })),
    ...[...data.values()].map((keys): Alike => ({ keys, rule: 'acronym' })),
  ].filter(({ keys }) => keys.size > 1)
}

/** The words of a long form that tell what it is. */
const bareOf = (long: string): string =>
  wordsOf(long)
    .filter((word) => !/^(?:and|the|an?|neural|scale)$/.test(word))
    .map((word) => word.replace(/(?<=ion)al$|(?<=.{4})ed$/, ''))
    .join(' ')
    .replace(/(?<= (?:memory|unit))(?: recurrent)? network$/, '')

const wordsOf = (long: string): readonly string[] =>
  lemmaOf(long)
    .toLowerCase()
    .split(/[\s-]+/)
    // "knowledge base question answering" and "knowledge-based question answering"
    .map((word) => (word === 'bases' ? 'base' : word === 'base' ? word : foldWord(word)))

/** A lemma with its short forms written out: "single-step AT" is "single-step adversarial training". */
export function writeOut(lemma: string, own: Senses, common: Senses): string {
  if (own.size === 0 && common.size === 0) return lemma
  // "MS COCO" is no multi-scale COCO.
  if (lemma.includes(' ') && isDataset(lemma)) return lemma
  const words = wordsOfLemma(lemma)
  const meaningOf = ({ key, looksShort }: LemmaWord): string | undefined =>
    own.get(key) ?? (looksShort ? common.get(key) : undefined)
  if (!words.some((word) => (own.size > 0 || word.looksShort) && meaningOf(word) !== undefined)) return lemma
  return words
    .map((word) => {
      const meaning = meaningOf(word)
      return meaning === undefined ? word.text : lemmaOf(meaning)
    })
    .join(' ')
}

/** A word of a lemma. */
interface LemmaWord {
  readonly text: string
  /** The key of its own lemma. */
  readonly key: string
  /** Where a paper does not say so, only what looks like a short form is one: "sam" may be a person, "SAM" is not. */
  readonly looksShort: boolean
}

/** From so many letters on, a short form that everybody knows is no word, however it is written: "resnet", but also an ode. */
const LONG_ENOUGH = 4

/** How many lemmas are kept with their words. */
const MAX_LEMMAS = 50_000

const wordsOfLemma = remembered(MAX_LEMMAS, (lemma) =>
  lemma.split(' ').map((text): LemmaWord => {
    const key = nameKey(lemmaOf(text))
    const isNoWord = key.length >= LONG_ENOUGH && KNOWN.has(key)
    return { text, key, looksShort: isNoWord || /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}\d/u.test(text) }
  }),
)
