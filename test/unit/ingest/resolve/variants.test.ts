// Variants, misspellings and names: each rule by what it joins and by what it leaves alone.
import { expect, test } from 'vitest'
import { findMisspellings } from '../../../../ingest/resolve/misspellings.ts'
import { claimSlug, nameOf } from '../../../../ingest/resolve/names.ts'
import { sensesOfPaper, writeOut } from '../../../../ingest/resolve/senses.ts'
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
])('%j also goes by %j', (lemma, forms) => {
  expect(variantsOf(lemma).map(({ form }) => form)).toEqual(forms)
})

test('a rare long word one letter off a frequent one is a slip of it', () => {
  const papers = new Map([
    ['overparameterization', 9],
    ['overprameterization', 1],
    ['preconditioner', 9],
    ['preconditioned', 1],
    ['hyperparameter', 5],
    ['hyperparamete', 2],
    ['robustness', 9],
    ['robustnes', 1],
  ])
  expect(findMisspellings(papers)).toEqual([['overprameterization', 'overparameterization']])
})

test('short forms are written out as the paper defines them', () => {
  const own = sensesOfPaper([
    { short: 'ATs', long: 'adversarial trainings' },
    { short: 'resnets', long: 'residual networks' },
  ])
  const common = sensesOfPaper([{ short: 'SAM', long: 'sharpness-aware minimization' }])
  expect(writeOut('single-step AT', own, common)).toBe('single-step adversarial training')
  expect(writeOut('deep resnet', own, common)).toBe('deep residual network')
  expect(writeOut('SAM loss', own, common)).toBe('sharpness-aware minimization loss')
  expect(writeOut('sam loss', own, common)).toBe('sam loss')
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
