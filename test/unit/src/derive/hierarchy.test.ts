// BROADER: the nearest only, kinds that fit, and never a circle.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntityKind } from '../../../../src/graph/entities.ts'
import { slugOf } from '../../../../src/graph/ids.ts'
import { findBroader, mayBeUnder } from '../../../../src/derive/hierarchy.ts'
import { createIncidence } from '../../../../src/derive/incidence.ts'
import { concept, type PlainEntity } from './random-incidence.ts'

function broaderOf(entities: readonly PlainEntity[], aliases: Readonly<Record<string, readonly string[]>> = {}) {
  const builder = createIncidence()
  builder.addEntities(entities)
  for (const [entityId, surfaces] of Object.entries(aliases)) {
    builder.addAliases(surfaces.map((surface) => ({ entityId, surface })))
  }
  return findBroader(builder.build())
}

const named = (...names: readonly string[]) => names.map((name) => concept(slugOf(name), name))

describe('findBroader', () => {
  test('hangs each entity under the nearest one only', () => {
    expect(broaderOf(named('descent', 'gradient descent', 'stochastic gradient descent', 'descents of man'))).toEqual([
      { narrower: 'descents-of-man', broader: 'descent', rule: 'tail' },
      { narrower: 'gradient-descent', broader: 'descent', rule: 'modifier' },
      { narrower: 'stochastic-gradient-descent', broader: 'gradient-descent', rule: 'modifier' },
    ])
  })

  test('several nearest ones may stand side by side', () => {
    const entities = named(
      'convergence',
      'global convergence',
      'convergence of descent',
      'global convergence of descent',
    )
    expect(broaderOf(entities)).toEqual([
      { narrower: 'convergence-of-descent', broader: 'convergence', rule: 'tail' },
      { narrower: 'global-convergence', broader: 'convergence', rule: 'modifier' },
      { narrower: 'global-convergence-of-descent', broader: 'convergence-of-descent', rule: 'modifier' },
      { narrower: 'global-convergence-of-descent', broader: 'global-convergence', rule: 'tail' },
    ])
  })

  test('names meet in any spelling, and an alias has a place too', () => {
    const entities = [
      concept('sgd', 'SGD', 'METHOD'),
      concept('gd', 'Gradient Descents', 'METHOD'),
      concept('cnn', 'CNN'),
    ]
    const aliases = { sgd: ['stochastic gradient-descent', 'stochastic gradient descent'], cnn: ['deep CNN'] }
    expect(broaderOf(entities, aliases)).toEqual([{ narrower: 'sgd', broader: 'gd', rule: 'modifier' }])
  })

  test('an entity called so goes before one with such an alias', () => {
    const entities = named('deep learning', 'learning', 'training')
    const edges = broaderOf(entities, { training: ['learning'] })
    expect(edges).toEqual([{ narrower: 'deep-learning', broader: 'learning', rule: 'modifier' }])
  })

  test('an alias that shortens a name to its head stands for nothing broader', () => {
    const aliases = { 'asymptotic-bias': ['bias', 'large-sample bias'] }
    const entities = named('asymptotic bias', 'inductive bias', 'strong large-sample bias')
    expect(broaderOf(entities, aliases)).toEqual([
      { narrower: 'strong-large-sample-bias', broader: 'asymptotic-bias', rule: 'modifier' },
    ])
  })

  test('a kind that does not fit is passed over for the next one', () => {
    const entities = [
      concept('test-set-accuracy', 'test set accuracy', 'METRIC'),
      concept('set-accuracy', 'set accuracy', 'TASK'),
      concept('accuracy', 'accuracy', 'METRIC'),
    ]
    expect(broaderOf(entities)).toEqual([{ narrower: 'test-set-accuracy', broader: 'accuracy', rule: 'modifier' }])
  })

  test.for<[EntityKind, EntityKind, boolean]>([
    ['METHOD', 'METHOD', true],
    ['TASK', 'CONCEPT', true],
    ['CONCEPT', 'METHOD', true],
    ['TASK', 'METHOD', false],
    ['METRIC', 'TASK', false],
    ['DATASET', 'DATASET', true],
    ['DATASET', 'CONCEPT', false],
    ['CONCEPT', 'DATASET', false],
  ])('%s under %s: %s', ([narrower, broader, allowed]) => {
    expect(mayBeUnder(narrower, broader)).toBe(allowed)
  })

  test('names that go round in a circle make no circle', () => {
    const edges = broaderOf(named('alpha beta', 'gamma'), { 'alpha-beta': ['phi'], gamma: ['beta', 'psi phi'] })
    expect(edges).toEqual([{ narrower: 'alpha-beta', broader: 'gamma', rule: 'modifier' }])
  })

  test('never makes a circle or an edge that others say together, whatever the names', () => {
    const word = fc.constantFrom('deep', 'net', 'graph', 'of', 'error', 'non', 'non-net')
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
    const names = fc.uniqueArray(name, { minLength: 5, maxLength: 20, size: 'max' })
    const aliases = fc.array(fc.tuple(fc.nat(19), name), { maxLength: 10 })
    let seen = 0
    fc.assert(
      fc.property(names, aliases, (names, aliases) => {
        const builder = createIncidence()
        builder.addEntities(
          names.map((name, number) => ({ id: `e${number}`, slug: `e${number}`, name, kind: 'CONCEPT' })),
        )
        builder.addAliases(aliases.map(([number, surface]) => ({ entityId: `e${number}`, surface })))
        const edges = findBroader(builder.build())
        const above = (id: string): string[] =>
          edges.filter(({ narrower }) => narrower === id).map(({ broader }) => broader)
        // Ends only where nothing goes round in a circle: a set of what lies two steps up or more.
        const farAbove = (id: string, depth = 0): string[] => {
          expect(depth).toBeLessThan(names.length)
          return above(id).flatMap((next) => above(next).concat(farAbove(next, depth + 1)))
        }
        for (const { narrower, broader } of edges) {
          expect(farAbove(narrower)).not.toContain(broader)
          expect(farAbove(narrower)).not.toContain(narrower)
        }
        seen += edges.length
      }),
      { numRuns: 150 },
    )
    expect(seen).toBeGreaterThan(200)
  })
})
