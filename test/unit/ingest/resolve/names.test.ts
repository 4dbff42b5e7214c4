import { expect, test } from 'vitest'
import { nameOf } from '../../../../ingest/resolve/names.ts'

const form = (surface: string, count: number) => ({ surface, norm: 'resnet', count })

test('a capital inside a word belongs to the name, however often it is written without', () => {
  expect(nameOf([form('ResNets', 2), form('resnets', 5), form('ResNet', 2)], 'resnet')).toBe('ResNet')
})

test('a capital of titles and sentence starts does not', () => {
  expect(nameOf([form('Gradient Descent', 9), form('gradient descent', 4)], 'resnet')).toBe('gradient descent')
})
