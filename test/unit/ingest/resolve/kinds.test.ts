// Kinds: one for each entity, over all papers.
import { expect, test } from 'vitest'
import { countKinds } from '../../../../src/graph/kinds.ts'
import { paperOf, resolve } from './resolve-papers.ts'

test('kind is voted over all papers, and the role of a method is that of its mentions', async () => {
  const { entities, facts } = await resolve([
    paperOf('a', ['mixup@METHOD', 'mixup@METHOD']),
    paperOf('b', ['mixup@CONCEPT']),
    paperOf('c', ['sharpness@CONCEPT', 'sharpness@CONCEPT', 'sharpness@METHOD']),
  ])
  expect(entities.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['mixup METHOD', 'sharpness CONCEPT'])
  expect(facts.map(({ relation }) => relation)).toEqual(['USES', 'USES', 'DISCUSSES'])
})

test('mentions of one thing are one vote each, those that are left out none, and a tie goes to what says more', async () => {
  const papers = [
    paperOf('a', ['mixup@METHOD', 'mixup@CONCEPT']),
    paperOf('b', ['mixup?@CONCEPT', 'sharpness@CONCEPT', 'sharpness?@TASK']),
    paperOf('c', ['sharpness@TASK', 'sharpness', 'sharpness']),
  ]
  const { entities, facts } = await resolve(papers)
  expect(entities.map(({ id, kind, kindRule }) => `${id} ${kind} ${kindRule}`)).toEqual([
    'mixup METHOD MENTIONS',
    'sharpness CONCEPT MENTIONS',
  ])
  const votes = (id: string) =>
    countKinds(facts.filter(({ entityId }) => entityId === id).flatMap(({ spans }) => spans))
  expect(votes('mixup')).toEqual([
    { kind: 'METHOD', mentions: 1 },
    { kind: 'CONCEPT', mentions: 1 },
  ])
  expect(votes('sharpness')).toEqual([
    { kind: 'CONCEPT', mentions: 3 },
    { kind: 'TASK', mentions: 2 },
  ])
})

test('what decides is said: a list, a name, or the mentions', async () => {
  const names = [
    'natural language inference',
    'AlfWorld benchmark',
    'AlfWorld',
    'translation edit rate',
    'TER',
    'mixup@METHOD',
  ]
  const ter = { short: 'TER', long: 'translation edit rate' }
  const { entities } = await resolve([paperOf('a', [...names, 'monocular depth estimation'], [ter])])
  expect(entities.map(({ name, kind, kindRule }) => `${name}: ${kind} by ${kindRule}`).toSorted()).toEqual([
    'AlfWorld: DATASET by DATA_NAME',
    'mixup: METHOD by MENTIONS',
    'monocular depth estimation: TASK by TASK_NAME',
    'natural language inference: TASK by KNOWN',
    'translation edit rate: METRIC by METRIC_NAME',
  ])
})

test('names of known data are data, unless a task is known by the name', async () => {
  const { entities } = await resolve([
    paperOf('a', ['GLUE'], [{ short: 'GLUE', long: 'general language understanding evaluation' }]),
    paperOf('b', ['VQA', 'VQA'], [{ short: 'VQA', long: 'visual question answering' }]),
  ])
  expect(entities.map(({ kind }) => kind).toSorted()).toEqual(['DATASET', 'TASK'])
})

test('what everybody knows to be a task is one, whatever its mentions look like', async () => {
  const { entities } = await resolve([paperOf('a', ['natural language inference@METHOD', 'over-smoothing@METHOD'])])
  expect(entities.map(({ name, kind }) => [name, kind])).toEqual([
    ['natural language inference', 'TASK'],
    ['over-smoothing', 'CONCEPT'],
  ])
})

test('a special task is a task, unless a few papers call a method so', async () => {
  const { entities } = await resolve([
    paperOf('a', ['monocular depth estimation', 'structure-aware semantic parsing@METHOD']),
    ...['b', 'c', 'd'].map((id) => paperOf(id, ['nested named entity recognition@METHOD'])),
  ])
  expect(entities.map(({ name, kind }) => `${name} ${kind}`).toSorted()).toEqual([
    'monocular depth estimation TASK',
    'nested named entity recognition TASK',
    'structure-aware semantic parsing METHOD',
  ])
})

test('what papers call a data set is one', async () => {
  const { entities } = await resolve([
    paperOf('a', ['TextWorld@METHOD', 'TextWorld benchmark@METHOD', 'Pascal VOC 2007@METHOD']),
    paperOf('b', ['OIE@METHOD', 'OIE datasets@METHOD', 'Penn Discourse Treebank@METHOD', 'tabular benchmarks@METHOD']),
  ])
  expect(entities.map(({ name, kind }) => `${name} ${kind}`).toSorted()).toEqual([
    'OIE METHOD',
    'Pascal VOC 2007 DATASET',
    'Penn Discourse Treebank DATASET',
    'TextWorld DATASET',
    'tabular benchmark METHOD',
  ])
})

test('what has the short form of data in one corpus may be a thing in another', async () => {
  const ppi = { short: 'PPI', long: 'protein-protein interaction' }
  const { entities } = await resolve([paperOf('a', ['protein-protein interactions', 'PPI'], [ppi])])
  expect(entities.map(({ kind }) => kind)).toEqual(['CONCEPT'])
})
