// Senses: what a short form stands for in a paper, and lemmas with their short forms written out.
import type { AcronymDefinition } from '../../src/graph/extractions.ts'
import { nameKey } from '../../src/graph/names.ts'
import { remembered } from '../../src/graph/remembered.ts'
import { isDataset } from '../extract/default/lexicon/known.ts'
import { lemmaOf } from '../text/lemma.ts'

/** Long forms by the key of the short form. */
export type Senses = ReadonlyMap<string, string>

/** Of a paper that defines no short form. */
export const NO_SENSES: Senses = new Map()

/** What a paper itself says its short forms mean. The first definition counts; short forms of others in it are written out. */
export function sensesOfPaper(acronyms: readonly AcronymDefinition[]): Senses {
  if (acronyms.length === 0) return NO_SENSES
  const known = read.get(acronyms)
  if (known !== undefined) return known
  const senses = readSenses(acronyms)
  read.set(acronyms, senses)
  return senses
}

/** Each paper's are asked for again and again. */
const read = new WeakMap<readonly AcronymDefinition[], Senses>()

function readSenses(acronyms: readonly AcronymDefinition[]): Senses {
  const said = new Map<string, string>()
  for (const { short, long } of acronyms) {
    const key = nameKey(lemmaOf(short))
    if (key !== '' && !said.has(key)) said.set(key, long)
  }
  if (said.size === 1) return said
  const senses = new Map<string, string>()
  for (const [short, long] of said) {
    // "SPI with baseline bootstrapping (SPIBB)", where SPI is "safe policy improvement".
    const others = new Map([...said].filter(([other]) => other !== short))
    senses.set(short, writeOut(long, others, NO_SENSES))
  }
  return senses
}

/** Short forms that mean one thing in the whole field; they count where the papers of the corpus do not say otherwise. */
export const KNOWN: Senses = new Map(
  `LSTM long short-term memory; RNN recurrent neural network; GRU gated recurrent unit; SVM support vector machine; HMM hidden Markov model;
  MLP multilayer perceptron; VAE variational autoencoder; GAN generative adversarial network; GNN graph neural network; DNN deep neural network;
  ViT vision transformer; SGD stochastic gradient descent; MCMC Markov chain Monte Carlo; MDP Markov decision process; NTK neural tangent kernel;
  POMDP partially observable Markov decision process; NLP natural language processing; NLU natural language understanding; LLM large language model;
  NLG natural language generation; NMT neural machine translation; SMT statistical machine translation; PDE partial differential equation;
  ODE ordinary differential equation; SDE stochastic differential equation; ERM empirical risk minimization; RKHS reproducing kernel Hilbert space;
  ELBO evidence lower bound; RLHF reinforcement learning from human feedback; CRF conditional random field; PCA principal component analysis;
  CNN convolutional neural network; BiLSTM bidirectional long short-term memory; BLSTM bidirectional long short-term memory; ResNet residual network;
  GCN graph convolutional network; NER named entity recognition; ReLU rectified linear unit; IoU intersection over union; DQN deep Q-network;
  KNN k-nearest neighbor; MLM masked language modeling; OOV out-of-vocabulary; BPE byte pair encoding; RBF radial basis function;
  GD gradient descent; RL reinforcement learning; DRL deep reinforcement learning; QA question answering; MT machine translation; KG knowledge graph; PLM pre-trained language model;
  MRC machine reading comprehension; SRL semantic role labeling; WSD word sense disambiguation; VQA visual question answering; ASR automatic speech recognition;
  POS part-of-speech; PTB Penn Treebank; NLI natural language inference; TTS text-to-speech; OCR optical character recognition; MSE mean squared error; AUROC area under the receiver operating characteristic curve; PSNR peak signal-to-noise ratio;
  GP Gaussian process; PGD projected gradient descent; FFT fast Fourier transform; LSH locality sensitive hashing; KKT Karush-Kuhn-Tucker; VC Vapnik-Chervonenkis;
  MRI magnetic resonance imaging; GPU graphics processing unit; FPN feature pyramid network; NMS non-maximum suppression; PPO proximal policy optimization;
  DPO direct preference optimization; CoT chain-of-thought; RAG retrieval-augmented generation; CAD computer-aided design; CLIP contrastive language-image pre-training; GPT generative pre-trained transformer; BoW bag-of-words;
  TSP traveling salesman problem; EMA exponential moving average; PSD positive semidefinite; LFW labeled faces in the wild; NQ natural questions;
  LRP layer-wise relevance propagation; VAT virtual adversarial training; ALI adversarially learned inference; EI expected improvement; FL federated learning;
  ConvLSTM convolutional long short-term memory; SVRG stochastic variance reduced gradient; WiC word-in-context; PP prepositional phrase; BiDAF bidirectional attention flow`
    .split(';')
    .map((line) => {
      const [short = '', ...long] = line.trim().split(/\s+/)
      return [nameKey(short), long.join(' ')]
    }),
)

/** A lemma with its short forms written out: "single-step AT" is "single-step adversarial training". */
export function writeOut(lemma: string, own: Senses, common: Senses): string {
  if (own.size === 0 && common.size === 0) return lemma
  // "MS COCO" is no multi-scale COCO.
  if (lemma.includes(' ') && isDataset(lemma)) return lemma
  const words = wordsOfLemma(lemma)
  const meaningOf = ({ key, looksShort }: LemmaWord): string | undefined =>
    own.get(key) ?? (looksShort ? common.get(key) : undefined)
  if (!words.some((word) => (own.size > 0 || word.looksShort) && meaningOf(word) !== undefined)) return lemma
  const written: string[] = []
  let last = ''
  for (const word of words) {
    // "GMM model": no Gaussian mixture model model.
    const isSaid = word.key === last
    const meaning = meaningOf(word)
    last = meaning === undefined ? '' : nameKey(meaning.slice(meaning.lastIndexOf(' ') + 1))
    if (!isSaid) written.push(meaning === undefined ? word.text : lemmaOf(meaning))
  }
  return written.join(' ')
}

/** A word of a lemma. */
export interface LemmaWord {
  readonly text: string
  /** The key of its own lemma. */
  readonly key: string
  /** Where a paper does not say so, only what looks like a short form is one: "sam" may be a person, "SAM" is not. */
  readonly looksShort: boolean
}

/** From so many letters on, a short form that everybody knows is no word, however it is written: "resnet", but also an ode. */
const LONG_ENOUGH = 4

/** "SAM", "BiLSTM", "T5"; but "DEep" only shows its letters. */
const SHORT = /^(?!\p{Lu}{2}\p{Ll}{2,}$)(?:.*\p{Lu}.*\p{Lu}|.*\p{Ll}\p{Lu}|.*\p{Lu}\d)/u

/** How many lemmas are kept with their words, and how many words. */
const MAX_LEMMAS = 50_000

export const wordsOfLemma: (lemma: string) => readonly LemmaWord[] = remembered(MAX_LEMMAS, (lemma) =>
  lemma.split(' ').map((word) => wordOfLemma(word)),
)

const wordOfLemma: (text: string) => LemmaWord = remembered(MAX_LEMMAS, (text) => {
  const key = nameKey(lemmaOf(text))
  const isNoWord = key.length >= LONG_ENOUGH && KNOWN.has(key)
  return { text, key, looksShort: isNoWord || SHORT.test(text) }
})
