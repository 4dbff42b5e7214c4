// Heads of noun phrases, case by case.
import { expect, test } from 'vitest'
import { headPhrases } from '../../../../src/derive/phrases.ts'

const read = (phrase: string) => headPhrases(phrase).map(({ text, rule }) => `${rule}: ${text}`)

test.for<[string, readonly string[]]>([
  ['gradient', []],
  ['stochastic gradient descent', ['modifier: gradient descent', 'modifier: descent']],
  ['Graph Neural Network', ['modifier: Neural Network', 'modifier: Network']],
  ['particle swarm optimization (PSO)', ['modifier: swarm optimization', 'modifier: optimization']],
  // A hyphen holds words together, and so do words that turn the meaning of the next.
  ['non-convex optimization', ['modifier: optimization']],
  ['non convex optimization', ['modifier: optimization']],
  ['semi supervised learning', ['modifier: learning']],
  ['over parameterized network', ['modifier: network']],
  ['self-attention', []],
  ['end-to-end learning', ['modifier: learning']],
  // Nothing is dropped across a preposition; what follows it may be.
  ['convergence of gradient descent', ['tail: convergence']],
  [
    'global convergence of gradient descent',
    ['modifier: convergence of gradient descent', 'tail: global convergence', 'tail: convergence'],
  ],
  [
    'generalization error of kernel regression',
    ['modifier: error of kernel regression', 'tail: generalization error', 'tail: error'],
  ],
  ['rate of convergence of descent', ['tail: rate of convergence', 'tail: rate']],
  ['optimization over manifolds', ['tail: optimization']],
  // Where words are joined there is no single head.
  ['precision and recall', []],
  ['sequence to sequence model', []],
  ['learning to rank', []],
  // A preposition at either end is none.
  ['in context learning', []],
  ['learning with', []],
  ['space L', []],
  ['', []],
])('%s', ([phrase, expected]) => {
  expect(read(phrase)).toEqual(expected)
})
