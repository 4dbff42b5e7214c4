// Display names: singular, ordinary words in lower case, proper names as they are.
import { expect, test } from 'vitest'
import { countSpellings, displayName, isTitleCase } from '../../../../ingest/resolve/display.ts'

const spellings = countSpellings([
  ['gradient descent', 3],
  ['sharpness of deep neural networks', 3],
  ['iterative Gaussian process', 3],
  ['noisy Nash equilibria', 3],
  ['Swin transformer', 2],
  ['noisy Mamba Transformer', 3],
  ['pruning', 3],
  ['Aware', 0],
  ['Discriminating between noisy tasks', 1],
])

test.each([
  ['Deep Neural Networks', 'deep neural network'],
  ['Iterative Pruning', 'iterative pruning'],
  ['Sharpness-Aware Descent', 'sharpness-aware descent'],
  ['Deep Gaussian Processes', 'deep Gaussian process'],
  ['Gaussian processes', 'Gaussian process'],
  ['GNNs', 'GNN'],
  ['euclidean space', 'Euclidean space'],
  ['Metropolis-Hastings Sampler', 'Metropolis-Hastings sampler'],
  ['Swin Transformer', 'Swin Transformer'],
  ['noisy Mamba Transformers', 'noisy Mamba Transformer'],
  ['multi-agent Reinforcement learning', 'multi-agent reinforcement learning'],
  ['Collapsible linear block', 'collapsible linear block'],
  ['Tree-LSTMs', 'Tree-LSTM'],
  ['U-Net', 'U-Net'],
  ['SE(3)-Transformer', 'SE(3)-Transformer'],
  ['Mixup', 'Mixup'],
  ['Discriminating between Sharpness', 'discriminating between sharpness'],
  ['PRUNing of SHARPNESS', 'pruning of sharpness'],
  ['Self-Pruning networks', 'self-pruning network'],
  ['Prune-and-Nash methods', 'prune-and-Nash method'],
  ['Prune-and-Swin methods', 'Prune-and-Swin method'],
  ['learning from demonstrations', 'learning from demonstrations'],
  ['least squares', 'least squares'],
  ['bag of words', 'bag of words'],
  ['Deep Pruning Networks TRick', 'deep pruning networks trick'],
  ['Deep MLflow', 'deep MLflow'],
  ['noisy Re-ranking', 'noisy re-ranking'],
  ['out-of-nest words', 'out-of-nest word'],
  ['noisy videos', 'noisy video'],
  ['noisy chaos', 'noisy chaos'],
  ['Mamba Tangent Kernels', 'Mamba Tangent Kernel'],
  ['mixture-of-experts', 'mixture-of-experts'],
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
