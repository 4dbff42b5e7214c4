// Variants, misspellings and names: each rule by what it joins and by what it leaves alone.
import { expect, test } from 'vitest'
import { findMisspellings } from '../../../../ingest/resolve/misspellings.ts'
import { nameKey } from '../../../../src/graph/names.ts'
import { claimSlug, nameOf } from '../../../../ingest/resolve/names.ts'
import { NO_SENSES, sensesOfPaper, writeOut } from '../../../../ingest/resolve/senses.ts'
import { mayDrop } from '../../../../ingest/resolve/tails.ts'
import { stateOf, variantsOf } from '../../../../ingest/resolve/variants.ts'

test.each([
  ['over-parameterized deep neural network', 'overparameterization'],
  ['overparametrised', 'overparameterization'],
  ['misspecified model', 'misspecification'],
  ['overparameterization regime', 'overparameterization'],
  ['overparameterization', null],
  ['overparameterized matrix sensing', null],
  ['quantized network', null],
  ['underlined word', null],
])('the state of %j is %j', (lemma, state) => {
  expect(stateOf(lemma)).toBe(state)
})

test.each([
  ['FAT method', ['FAT']],
  ['language modeling task', ['language modeling']],
  ['class imbalance problem', ['class imbalance']],
  ['transformer architecture', ['transformer']],
  ['VGGNet model', ['VGGNet']],
  ['BLEU score', ['BLEU']],
  ['Self-Attention Networks', []],
  ['DNN layer', []],
  ['parametrization of a neural network', ['neural network parametrization']],
  ['recurrent net', ['recurrent network', 'recurrent neural network']],
  ['Bayesian network', []],
  ['pre-training task', []],
  ['kernel method', []],
  ['diffusion model', []],
  ['optimal transport problem', []],
  ['policy gradient method', ['policy gradient']],
  ['gradient method', []],
  ['variational inference scheme', ['variational inference']],
  ['model compression technique', ['model compression']],
  ['defense strategy', ['defense']],
  ['word similarity task', ['word similarity']],
  ['vanishing gradient problem', ['vanishing gradient']],
  ['linear bandit problem', ['linear bandit']],
  ['encoder-decoder framework', ['encoder-decoder']],
  ['Gaussian mixture model', ['Gaussian mixture']],
  ['mixture model', []],
  ['Visual Genome dataset', ['Visual Genome']],
  ['annotation scheme', []],
  ['diffusion method', []],
  ['autoencoder loss', []],
  ['text-to-SQL model', []],
  ['RGB-D salient object detection dataset', []],
  ['BERT-based method', []],
  ['Chinese dataset', []],
  ['Foodie dataset', ['Foodie']],
  ['Adam method', ['Adam']],
  ['generalization ability', ['generalization']],
  ['generalisation performance', ['generalisation']],
  ['generalization error', []],
  ['Monte Carlo Markov chain', ['Markov chain Monte Carlo']],
  ['ROC AUC', ['AUROC']],
  ['computation cost', ['computational cost']],
  ['graph convolution layer', ['graph convolutional layer']],
  ['low-resourced language', ['low-resource language']],
  ['mean-squared error', ['mean-square error']],
  ['recommendation system', ['recommender system']],
  ['linguistics feature', ['linguistic feature']],
  ['distance metrics', ['distance metric']],
  ['position embedding', ['positional embedding']],
  ['TV distance', ['total variation distance']],
  ['seq2seq learning', ['sequence-to-sequence learning']],
])('%j also goes by %j', (lemma, forms) => {
  expect(variantsOf(lemma).map(({ form }) => form)).toEqual(forms)
})

test.each([
  ['network', 'longshorttermmemory', true],
  ['dataset', 'namedentityrecognition', false],
  ['dataset', 'generallanguageunderstandingevaluation', true],
  ['benchmark', 'semisupervisedlearning', false],
  ['model', 'visionlanguage', false],
  ['model', 'multitasklearning', false],
  ['model', 'latentdirichletallocation', true],
  ['model', 'contrastivelanguageimagepretraining', true],
  ['method', 'outofdistribution', false],
  ['method', 'hyperparameteroptimization', true],
  ['method', 'knowledgegraph', false],
  ['optimizer', 'deepneuralnetwork', false],
  ['loss', 'generativeadversarialnetwork', false],
  ['loss', 'crossentropy', true],
  ['loss', 'intersectionoverunion', false],
  ['network', 'rectifiedlinearunit', false],
  ['network', 'gatedrecurrentunit', true],
  ['model', 'computeraideddesign', false],
  ['score', 'supportvectormachine', false],
  ['score', 'bilingualevaluationunderstudy', true],
])('a %s called by the short form of %s: %j', (tail, long, isNamed) => {
  expect(mayDrop(tail, long)).toBe(isNamed)
})

/** Lemmas, each in so many papers; every rare one in a paper of its own. */
const spellingsOf = (papers: readonly (readonly [string, number])[]) =>
  new Map(papers.map(([lemma, count], first) => [nameKey(lemma), { papers: count, first, lemma }]))

test('a rare name one letter off a frequent one is a slip of it', () => {
  const papers = spellingsOf([
    ['overparameterization', 40],
    ['overprameterization', 1],
    ['multi-armed bandit', 50],
    ['mutli-armed bandit', 1],
    ['preconditioner', 40],
    ['preconditioned', 1],
    ['hyperparameter', 50],
    ['hyperparamete', 2],
    ['robustness', 90],
    ['robustnes', 1],
  ])
  expect(findMisspellings(papers)).toEqual([
    ['mutliarmedbandit', 'multiarmedbandit'],
    ['overprameterization', 'overparameterization'],
  ])
})

test('a letter doubled instead of another is a slip where others write the word', () => {
  const papers = spellingsOf([
    ['Riemannian metric', 1],
    ['Riemaniann metric', 1],
    ['Riemannian flow', 6],
    ['broccolli harvest', 1],
    ['brocolli harvest', 1],
  ])
  expect(findMisspellings(papers)).toEqual([['riemaniannmetric', 'riemannianmetric']])
})

test('a word of its own is no slip, however near', () => {
  const papers = spellingsOf([
    ['sentence encoder', 50],
    ['sentence decoder', 1],
    ['dependency structure', 50],
    ['dependence structure', 1],
    ['dynamic interaction', 50],
    ['dynamic integration', 1],
    ['structured prediction', 50],
    ['structure prediction', 1],
    ['data efficiency', 50],
    ['data deficiency', 1],
    ['textual information', 50],
    ['textural information', 1],
    ['textural feature', 1],
    ['deep recurrent network', 50],
    ['deep recurrent Q-network', 1],
  ])
  expect(findMisspellings(papers)).toEqual([])
})

test('short forms are written out as the paper defines them', () => {
  const own = sensesOfPaper([
    { short: 'ATs', long: 'adversarial trainings' },
    { short: 'resnets', long: 'residual networks' },
  ])
  expect(writeOut('deep AT training', own, NO_SENSES)).toBe('deep adversarial training')
  const common = sensesOfPaper([{ short: 'SAM', long: 'sharpness-aware minimization' }])
  expect(writeOut('single-step AT', own, common)).toBe('single-step adversarial training')
  expect(writeOut('deep resnet', own, common)).toBe('deep residual network')
  expect(writeOut('SAM loss', own, common)).toBe('sharpness-aware minimization loss')
  expect(writeOut('sam loss', own, common)).toBe('sam loss')
  // What no word is needs no capitals.
  const known = sensesOfPaper([{ short: 'ResNet', long: 'residual network' }])
  expect(writeOut('resnets', NO_SENSES, known)).toBe('residual network')
})

test('the name is the form people write', () => {
  const form = (surface: string, count: number, norm = 'k') => ({ surface, norm, count })
  expect(nameOf([form('Random Features', 5), form('random features', 3), form('random feature', 1)], 'k')).toBe(
    'random feature',
  )
  expect(nameOf([form('over-x', 3), form('overx', 2), form('overxed', 9, 'other')], 'k')).toBe('over-x')
  expect(
    nameOf([form('over-parameterization', 3), form('overparameterization', 2), form('overparameterized', 9, 'o')], 'k'),
  ).toBe('overparameterization')
  expect(nameOf([form('NTK', 9, 'ntk'), form('neural tangent kernel', 1)], 'k')).toBe('neural tangent kernel')
  expect(nameOf([form('CIFAR-10', 9), form('cifar-10', 1)], 'k')).toBe('CIFAR-10')
})

test('slugs are unique and never empty', () => {
  const taken = new Set<string>()
  expect(['C++', 'C', 'c', '?!', '??'].map((name) => claimSlug(name, taken))).toEqual([
    'c-plus-plus',
    'c',
    'c-2',
    'entity',
    'entity-2',
  ])
})
