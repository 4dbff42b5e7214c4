// Suggestions: which names make two entities candidates, and what speaks for and against each pair.
import { expect, test } from 'vitest'
import { findCandidates } from '../../../../src/curate/candidates.ts'
import { suggestMerges } from '../../../../src/curate/suggest.ts'
import { roundScore } from '../../../../src/graph/page.ts'
import { openSqlite } from '../../../../src/stores/sqlite/index.ts'
import {
  buildAlias,
  buildBroader,
  buildDerived,
  buildEntity,
  buildFact,
  buildPaper,
  buildPatch,
  buildRelated,
} from '../../../support/build.ts'

test.each([
  ['kernel ridge regresion', 'kernel ridge regression', 'SPELLING'],
  ['kernel ridge regerssion', 'kernel ridge regression', 'SPELLING'],
  ['risk minimization of error', 'error of risk minimization', 'WORD_ORDER'],
  ['NTK', 'neural tangent kernel', 'ACRONYM'],
  ['SAM', 'sam', 'SAME_NAME'],
  ['gradient descent', 'stochastic gradient descent', null],
  ['GPT-2', 'GPT-3', null],
  ['lasso', 'lassi', null],
  ['precision', 'recession', null],
  ['NTK', 'neural kernel', null],
])('%s and %s: %s', (one, other, resemblance) => {
  const found = findCandidates([buildAlias('a', one), buildAlias('b', other)])
  expect(found.map((candidate) => candidate.resemblance)).toEqual(resemblance === null ? [] : [resemblance])
})

test('what is known to be short for one thing is not suggested for another', () => {
  const own = [buildAlias('bn', 'BN'), buildAlias('bn', 'batch normalization')]
  expect(findCandidates([...own, buildAlias('other', 'boosted network')])).toEqual([])
})

test('reasons add up to the score, and what speaks against a pair can bring it below zero', async () => {
  await using store = await openSqlite(':memory:')
  const papers = ['doi:1', 'doi:2', 'doi:3', 'doi:4'].map((id) => buildPaper(id))
  const entities = [
    buildEntity('ridge-regression', { paperCount: 2 }),
    buildEntity('ridge-regresion', { kind: 'METHOD', paperCount: 1 }),
    buildEntity('lasso'),
    // Two kinds of one thing, in the same paper: short and long only by chance.
    buildEntity('rr', { name: 'RR', paperCount: 1 }),
  ]
  const aliases = [
    buildAlias('ridge-regression', 'ridge regression'),
    buildAlias('ridge-regresion', 'ridge regresion'),
    buildAlias('rr', 'RR'),
  ]
  const facts = [
    buildFact('doi:1', 'ridge-regression'),
    buildFact('doi:2', 'ridge-regression'),
    buildFact('doi:3', 'ridge-regresion'),
    buildFact('doi:2', 'rr'),
  ]
  await store.apply(buildPatch({ papers, entities, aliases, facts }))
  const related = [buildRelated('lasso', 'ridge-regression'), buildRelated('lasso', 'ridge-regresion')]
  await store.replaceDerived(
    buildDerived({
      related: related.toSorted((x, y) => (x.b < y.b ? -1 : 1)),
      broader: [buildBroader('rr', 'ridge-regression')],
    }),
  )

  const suggestions = await suggestMerges(store)
  const [best] = suggestions
  expect(best).toMatchObject({ into: { id: 'ridge-regression' }, from: { id: 'ridge-regresion' } })
  expect(best?.reasons.map(({ kind, contribution }) => [kind, contribution])).toEqual([
    ['SPELLING', 0.7],
    ['SHARED_RELATED', 0.4],
    ['OTHER_KIND', -0.2],
  ])
  for (const { score, reasons } of suggestions) {
    const sum = roundScore(reasons.reduce((total, { contribution }) => total + contribution, 0))
    expect(score).toBe(Math.min(1, sum))
  }
  // "RR" may be short for the misspelt one too, which never met it.
  expect(suggestions.map(({ into, from }) => [into.id, from.id])).not.toContainEqual(['ridge-regression', 'rr'])
})
