// Short forms that texts define, and those that only look like it.
import { expect, test } from 'vitest'
import { findAcronyms } from '../../../../ingest/extract/default/acronyms.ts'

test.each<[string, readonly string[]]>([
  ['the neural tangent kernel (NTK) of', ['NTK = neural tangent kernel']],
  ['Learned optimizers (LOs) can', ['LOs = Learned optimizers']],
  ['graph neural networks (GNNs), and', ['GNNs = graph neural networks']],
  ['a method of moments (MoM) estimator', ['MoM = method of moments']],
  ['the area under the receiver curve (AUC)', ['AUC = area under the receiver curve']],
  ['Maximal Update Parametrization (muP)', ['muP = Maximal Update Parametrization']],
  ['MCTS (Monte Carlo tree search)', ['MCTS = Monte Carlo tree search']],
  ['in-distribution (ID) data', ['ID = in-distribution']],
  ['SPOT: Sparse Online Tracking for Robots', ['SPOT = Sparse Online Tracking']],
  ['MetaAug: Meta-Data Augmentation for Tables', ['MetaAug = Meta-Data Augmentation']],
  ['for augmentative and alternative communication (AAC)', ['AAC = augmentative and alternative communication']],
  ['we train text-to-speech synthesis (TTS)', ['TTS = text-to-speech synthesis']],
  ['a long short-term memory neural network (LSTM)', ['LSTM = long short-term memory']],
  ['few-shot semantic segmentation (FSS)', ['FSS = few-shot semantic segmentation']],
  ['a vision-language pre-training (VLP) scheme', ['VLP = vision-language pre-training']],
  ['depends on out-of-vocabulary (OOV) words', ['OOV = out-of-vocabulary']],
  ['for nested named entity recognition (NER)', ['NER = named entity recognition']],
  ['we search architectures for binary networks (BNAS)', []],
  ["knowledge bases (KB's) and", ["KB's = knowledge bases"]],
  ['the Text Retrieval Conference (TREC-9)', ['TREC-9 = Text Retrieval Conference']],
  ['answers (GPs = Gaussian processes, NB=naive Bayes)', ['GPs = Gaussian processes', 'NB = naive Bayes']],
  ['Classes: ORG (organization), LOC (location)', ['ORG = organization', 'LOC = location']],
  ['where we set N = number of samples and AB = 3', []],
  ['as shown (Figure 2) and (see Table) by Lee (2018)', []],
  ['CIFAR-100 (Fine)', []],
  ['we win, and the loss (L) falls', []],
  ['the model (GPT) that follows the rule', []],
])('%j', (text, pairs) => {
  expect(findAcronyms(text).map(({ short, long }) => `${short} = ${long}`)).toEqual(pairs)
})

test('places are those of the forms', () => {
  const text = 'First random features (RF), then Monte Carlo tree search (MCTS).'
  for (const { short, long, shortAt, longAt } of findAcronyms(text)) {
    expect(text.slice(shortAt, shortAt + short.length)).toBe(short)
    expect(text.slice(longAt, longAt + long.length)).toBe(long)
  }
})
