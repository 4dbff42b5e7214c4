import { expect, test } from 'vitest'
import { nameOf } from '../../../../ingest/resolve/names.ts'

const form = (surface: string, count: number) => ({ surface, norm: 'resnet', count })

test('a capital inside a word belongs to the name, however often it is written without', () => {
  expect(nameOf([form('ResNets', 2), form('resnets', 5), form('ResNet', 2)], 'resnet')).toBe('ResNet')
})

test('a capital of titles and sentence starts does not', () => {
  expect(nameOf([form('Gradient Descent', 9), form('gradient descent', 4)], 'resnet')).toBe('gradient descent')
})

test('capitals inside the words of a phrase are those that most papers write', () => {
  const forms = [form('MultiModal Model', 2), form('Multimodal models', 5)]
  expect(nameOf(forms, 'resnet')).toBe('Multimodal models')
  expect(nameOf([form('Cifar-100', 1), form('CIFAR-100', 9)], 'resnet')).toBe('CIFAR-100')
  expect(nameOf([form('neural net-work', 1), form('Neural Networks', 1)], 'resnet')).toBe('Neural Networks')
  expect(nameOf([form('mixture of expert', 1), form('mixture of experts', 3)], 'resnet')).toBe('mixture of experts')
  expect(nameOf([form('mixture of expert', 1), form('mixture of experts', 1)], 'resnet')).toBe('mixture of experts')
})

test('words that a text glued together are parted where another parts them', () => {
  expect(nameOf([form('stylisticvariation', 1), form('Stylistic Variation', 1)], 'resnet')).toBe('Stylistic Variation')
  expect(nameOf([form('hyperparameters', 5), form('hyper parameters', 2)], 'resnet')).toBe('hyperparameters')
})

test('who leaves out the capital of a code slips, unless as many do as not', () => {
  expect(nameOf([form('CelebA', 5), form('celebA', 2)], 'resnet')).toBe('CelebA')
  expect(nameOf([form('3D shape', 5), form('3d shape', 2)], 'resnet')).toBe('3D shape')
  expect(nameOf([form('FastText', 3), form('fastText', 2)], 'resnet')).toBe('fastText')
  expect(nameOf([form('MobileNets', 5), form('MobileNet', 2)], 'resnet')).toBe('MobileNet')
})

test('what nobody spells out goes by its short form', () => {
  const form = (surface: string, count: number, norm: string) => ({ surface, norm, count })
  expect(nameOf([form('GPT models', 3, 'gptmodel'), form('GPT', 1, 'gpt')], 'generativepretrainedtransformer')).toBe(
    'GPT',
  )
})
