// Boosted trees: they learn what takes two questions, say why, come out the same each time, and survive their file.
import { expect, test } from 'vitest'
import { LATER_FEATURES } from '../../../../../ingest/extract/default/judge.ts'
import { readModel, writeTrees } from '../../../../../ingest/extract/default/model-file.ts'
import { readUsages, wordEntry } from '../../../../../ingest/extract/default/statistics.ts'
import { countUsages } from '../../../../../ingest/extract/default/train/statistics.ts'
import type { Growth } from '../../../../../ingest/extract/default/train/boost.ts'
import { growTrees } from '../../../../../ingest/extract/default/train/boost.ts'
import { explainTrees, probabilityOf, sumTrees } from '../../../../../ingest/extract/default/trees.ts'

const GROWTH: Growth = {
  trees: 40,
  depth: 3,
  rate: 0.2,
  rows: 0.8,
  columns: 1,
  ridge: 1,
  leastWeight: 1,
  seed: 3,
}
/** Yes where one of two things holds, but not both; a third says nothing. */
const examples = Array.from({ length: 400 }, (_, i) => {
  const [a, b] = [i % 2, (i >> 1) % 2]
  return { row: Float32Array.of(a, b, (i * 37) % 11), label: a ^ b, weight: 1 }
})
const trees = growTrees(examples, 3, GROWTH)

test('trees learn what no sum of features tells', () => {
  for (const { row, label } of examples) expect(Math.round(probabilityOf(sumTrees(trees, row)))).toBe(label)
})

test('the same examples grow the same trees, another seed others', () => {
  expect(growTrees(examples, 3, GROWTH)).toEqual(trees)
  expect(growTrees(examples, 3, { ...GROWTH, seed: 4 })).not.toEqual(trees)
})

test('what each feature changed adds up to the judgement', () => {
  for (const { row } of examples.slice(0, 8)) {
    const reasons = explainTrees(trees, row, ['a', 'b', 'noise'])
    const sum = reasons.reduce((all, { change }) => all + change, trees.base)
    expect(sum).toBeCloseTo(sumTrees(trees, row), 4)
    expect(reasons.slice(0, 2).map(({ feature }) => feature)).not.toContain('noise')
  }
})

const papers = Array.from({ length: 6 }, (_, i) => ({
  title: i < 3 ? 'Graph kernels for deep networks' : 'On trees',
  abstract: 'We use graph kernels. The method is fast.',
  keywords: i === 0 ? ['graph kernels'] : [],
}))

test('usage counts papers, titles, keywords and what is used', () => {
  const usageOf = readUsages(countUsages(papers))
  const kernels = usageOf('graphkernel')
  expect(kernels.papers).toBeCloseTo(1 + Math.log2(6), 1)
  expect(kernels.titled).toBeGreaterThan(usageOf(wordEntry('method')).titled)
  expect(kernels.used).toBeGreaterThan(usageOf(wordEntry('method')).used)
  expect(kernels.keyed).toBeGreaterThan(usageOf(wordEntry('method')).keyed)
  expect(usageOf('neverseen').papers).toBe(0)
  // A key in two parts is the same key.
  expect(usageOf('graph', 'kernel')).toBe(kernels)
})

test('a model survives its files; trees for other features are refused', () => {
  const model = { first: trees, term: trees, method: trees, proposal: trees }
  const files = { usages: countUsages(papers), trees: writeTrees(model) }
  const read = readModel(files)
  expect(read.proposal).toEqual(trees)
  expect(LATER_FEATURES.length).toBe(new Set(LATER_FEATURES).size)
  files.trees[0] = (files.trees[0] ?? 0) ^ 1
  expect(() => readModel(files)).toThrow(/other features/)
})
