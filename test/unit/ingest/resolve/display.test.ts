// Display names: singular, ordinary words in lower case, proper names as they are.
import { expect, test } from 'vitest'
import { countSpellings, displayName, isTitleCase } from '../../../../ingest/resolve/display.ts'

const inAbstract = { abstract: 3 }
const spellings = countSpellings([
  ['gradient descent', inAbstract],
  ['sharpness of deep neural networks', inAbstract],
  ['iterative Gaussian process', inAbstract],
  ['noisy Nash equilibria', inAbstract],
  ['pruning', inAbstract],
  ['Aware', { abstract: 0 }],
])

test.each([
  ['Deep Neural Networks', 'deep neural network'],
  ['Iterative Pruning', 'iterative pruning'],
  ['Sharpness-Aware Descent', 'sharpness-aware descent'],
  ['Deep Gaussian Processes', 'deep Gaussian Processes'],
  ['Gaussian processes', 'Gaussian process'],
  ['GNNs', 'GNN'],
  ['Mixup', 'Mixup'],
  ['least squares', 'least squares'],
  ['bag of words', 'bag of words'],
  ['training dynamics', 'training dynamics'],
])('%s is shown as %s', (name, shown) => {
  expect(displayName(name, false, spellings)).toBe(shown)
})

test('what running text writes with capitals is a name of its own', () => {
  expect(isTitleCase('Deep Sets')).toBe(true)
  expect(isTitleCase('Deep sets')).toBe(false)
  expect(isTitleCase('Adam')).toBe(false)
  expect(displayName('Deep Pruning', true, spellings)).toBe('Deep Pruning')
})
