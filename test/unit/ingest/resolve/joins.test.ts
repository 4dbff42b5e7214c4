// Joins: which names are one thing over a corpus, and which are not.
import { expect, test } from 'vitest'
import { paperOf, resolve } from './resolve-papers.ts'

test('what papers shorten to different names is not joined', async () => {
  const { aliases } = await resolve([
    paperOf('a', ['multimodal transformer', 'MulT'], [{ short: 'MulT', long: 'multimodal transformer' }]),
    paperOf('b', ['multimodal transformer network', 'MTN'], [{ short: 'MTN', long: 'multimodal transformer network' }]),
    paperOf('c', ['vision transformer network', 'ViT'], [{ short: 'ViT', long: 'vision transformer' }]),
    paperOf('d', ['vision transformer']),
  ])
  const entityOf = new Map(aliases.map(({ surface, entityId }) => [surface, entityId]))
  expect(entityOf.get('MTN')).toBe(entityOf.get('multimodal transformer network'))
  expect(entityOf.get('MTN')).not.toBe(entityOf.get('MulT'))
  expect(entityOf.get('vision transformer network')).toBe(entityOf.get('ViT'))
})

test('what many papers speak of is one thing, however a few of them shorten it', async () => {
  const { entities } = await resolve([
    paperOf('a', ['attention', 'ATT'], [{ short: 'ATT', long: 'attention' }]),
    paperOf('b', ['attention mechanism', 'AM'], [{ short: 'AM', long: 'attention mechanism' }]),
    ...['c', 'd'].map((id) => paperOf(id, ['attention', 'attention mechanism'])),
  ])
  expect(entities.map(({ name, paperCount }) => [name, paperCount])).toEqual([['attention', 4]])
})

test('a network is a neural one where its kind says so', async () => {
  const { entities } = await resolve([
    paperOf('a', ['recurrent neural network', 'Bayesian neural network', 'generative adversarial network']),
    paperOf('b', ['recurrent networks', 'recurrent nets', 'Bayesian networks', 'generative adversarial nets']),
  ])
  expect(entities.map(({ name, paperCount }) => `${name}: ${paperCount}`).toSorted()).toEqual([
    'Bayesian network: 1',
    'Bayesian neural network: 1',
    'generative adversarial network: 2',
    'recurrent neural network: 2',
  ])
})

test('of two full names of a network the more frequent one is shown', async () => {
  const { entities, aliases } = await resolve([
    paperOf('a', ['graph convolutional neural network']),
    ...['b', 'c'].map((id) => paperOf(id, ['graph convolutional networks', 'graph convolutional network'])),
  ])
  expect(entities.map(({ name, paperCount }) => `${name}: ${paperCount}`)).toEqual(['graph convolutional network: 3'])
  expect(aliases.map(({ rule }) => rule).toSorted()).toEqual(['canonical', 'network', 'number'])
})

test('a long form may have short forms that everybody knows in it', async () => {
  const { entities } = await resolve([
    paperOf('a', ['BiLSTM'], [{ short: 'BiLSTM', long: 'bidirectional LSTM' }]),
    paperOf('b', ['BiLSTM'], [{ short: 'BiLSTM', long: 'bidirectional long short-term memory' }]),
    paperOf('c', ['BiLSTM']),
  ])
  expect(entities.map(({ paperCount }) => paperCount)).toEqual([3])
})

test('data are one thing with and without their maker, whatever its short form means elsewhere', async () => {
  const { entities } = await resolve([
    paperOf('a', ['COCO', 'MS-COCO']),
    paperOf('b', ['MS COCO', 'COCO']),
    paperOf('c', ['multi-scale'], [{ short: 'MS', long: 'multi-scale' }]),
  ])
  expect(entities.map(({ name, paperCount }) => `${name}: ${paperCount}`)).toEqual(['COCO: 2', 'multi-scale: 1'])
})

test('what serves a task is no task, the benchmark of a name is that name', async () => {
  const ner = { short: 'NER', long: 'named entity recognition' }
  const glue = { short: 'GLUE', long: 'general language understanding evaluation' }
  const { aliases } = await resolve([
    paperOf('a', ['named entity recognition', 'NER', 'NER datasets', 'NER models', 'NER tasks'], [ner]),
    paperOf('b', ['GLUE', 'GLUE benchmark'], [glue]),
    paperOf('c', ['NER datasets', 'VGGNet model', 'VGGNet']),
  ])
  const entityOf = new Map(aliases.map(({ surface, entityId }) => [surface, entityId]))
  expect(entityOf.get('NER tasks')).toBe(entityOf.get('named entity recognition'))
  expect(entityOf.get('NER datasets')).not.toBe(entityOf.get('NER'))
  expect(entityOf.get('NER models')).not.toBe(entityOf.get('NER'))
  expect(entityOf.get('GLUE benchmark')).toBe(entityOf.get('GLUE'))
  expect(entityOf.get('VGGNet model')).toBe(entityOf.get('VGGNet'))
})

test('a name in a longer one that is hardly a term counts for itself', async () => {
  const paper = paperOf('a', ['Cityscapes dataset?', 'Cityscapes'])
  const [outer, inner] = paper.mentions
  if (outer === undefined || inner === undefined) throw new Error('two mentions')
  const { entities, facts } = await resolve([{ ...paper, mentions: [outer, { ...inner, start: 0, end: 10 }] }])
  expect(entities.map(({ name }) => name)).toEqual(['Cityscapes'])
  expect(facts.map(({ spans }) => spans.map(({ surface }) => surface))).toEqual([['Cityscapes']])
})

test('what one paper makes of the name of known data is its own', async () => {
  const { entities } = await resolve([
    paperOf('a', ['Coding Concepts', 'CoCo'], [{ short: 'CoCo', long: 'Coding Concepts' }]),
    paperOf('b', ['COCO', 'COCO dataset']),
    paperOf('c', ['ImageNet']),
    paperOf(
      'd',
      ['image generation on ILSVRC2012', 'ImageNet'],
      [{ short: 'ImageNet', long: 'image generation on ILSVRC2012' }],
    ),
    paperOf('e', ['GLUE', 'GLUE tasks']),
    paperOf('f', ['GLUE'], [{ short: 'GLUE', long: 'general language understanding evaluation' }]),
  ])
  expect(entities.map(({ name, kind, paperCount }) => `${name} ${kind} ${paperCount}`).toSorted()).toEqual([
    'COCO DATASET 1',
    'GLUE DATASET 2',
    'ImageNet DATASET 1',
    'coding concept CONCEPT 1',
    'image generation on ILSVRC2012 CONCEPT 1',
  ])
})

test('long forms of one short form that differ by an ending or an empty word are one thing', async () => {
  const vln = 'vision-and-language navigation'
  const { entities } = await resolve([
    ...['a', 'b'].map((id) => paperOf(id, [vln, 'VLN'], [{ short: 'VLN', long: vln }])),
    paperOf('c', ['VLN'], [{ short: 'VLN', long: 'vision-language navigation' }]),
    paperOf(
      'd',
      ['LSTM', 'long short-term memory'],
      [{ short: 'LSTM', long: 'long short-term memory recurrent neural network' }],
    ),
    paperOf('e', ['LSTM'], [{ short: 'LSTM', long: 'long short-term memory' }]),
    paperOf('f', ['DNN', 'deep neural network'], [{ short: 'DNN', long: 'deep neural network' }]),
    paperOf(
      'g',
      ['DNN', 'deep convolutional neural network'],
      [{ short: 'DNN', long: 'deep convolutional neural network' }],
    ),
  ])
  expect(entities.map(({ name, paperCount }) => `${name} ${paperCount}`).toSorted()).toEqual([
    'deep convolutional neural network 1',
    'deep neural network 1',
    'long short-term memory 2',
    'vision-and-language navigation 3',
  ])
})

test('what is written in capitals only is no word, and what starts a sentence is no name', async () => {
  const { entities } = await resolve([
    paperOf('a', ['MATH', 'SEARCH']),
    paperOf('b', ['search algorithm', 'Greedy algorithm']),
    paperOf('c', ['math problem', 'Greedy', 'greedy algorithms']),
  ])
  expect(entities.map(({ name }) => name).toSorted()).toEqual([
    'Greedy',
    'MATH',
    'SEARCH',
    'greedy algorithm',
    'math problem',
    'search algorithm',
  ])
})

test('a net is a network, whichever most papers write', async () => {
  const { entities } = await resolve([
    ...['a', 'b'].map((id) => paperOf(id, ['neural nets'])),
    paperOf('c', ['neural network']),
  ])
  expect(entities.map(({ name, paperCount }) => `${name} ${paperCount}`)).toEqual(['neural network 3'])
})

test('a short form that everybody knows is spelt out where no paper does, unless papers say otherwise', async () => {
  const known = await resolve([paperOf('a', ['LSTM']), paperOf('b', ['long short-term memory'])])
  expect(known.entities.map(({ name, paperCount }) => [name, paperCount])).toEqual([['long short-term memory', 2]])
  const other = { short: 'LSTM', long: 'local spatial tensor model' }
  const said = await resolve([
    paperOf('a', ['LSTM', 'local spatial tensor model'], [other]),
    paperOf('b', ['long short-term memory']),
  ])
  expect(said.entities.map(({ name }) => name).sort()).toEqual(['local spatial tensor model', 'long short-term memory'])
})

test('long forms that only leave out a word agree on what a short form means', async () => {
  const { entities } = await resolve([
    paperOf('a', ['knowledge graph embedding'], [{ short: 'KGE', long: 'knowledge graph embedding' }]),
    paperOf('b', ['knowledge graph embedding'], [{ short: 'KGE', long: 'knowledge graph embedding' }]),
    paperOf('c', ['knowledge embedding'], [{ short: 'KGE', long: 'knowledge embedding' }]),
    paperOf('d', ['KGE']),
  ])
  expect(entities.find(({ name }) => name === 'knowledge graph embedding')?.paperCount).toBe(3)
})

test('what papers call known data is one thing, however they spell it out', async () => {
  const long = 'Multi-Genre Natural Language Inference corpus'
  const { entities } = await resolve([
    paperOf('a', [long, 'SNLI'], [{ short: 'SNLI', long }]),
    paperOf('b', ['SNLI'], [{ short: 'SNLI', long: 'Stanford Natural Language Inference' }]),
    paperOf('c', ['SNLI']),
  ])
  expect(entities.map(({ name, paperCount }) => `${name} ${paperCount}`)).toEqual(['SNLI 3'])
})

test('what one paper calls by the name of a measure is no measure elsewhere', async () => {
  const { entities } = await resolve([
    paperOf('a', ['first-person shooter', 'FPS'], [{ short: 'FPS', long: 'first-person shooter' }]),
    ...['b', 'c'].map((id) => paperOf(id, ['FPS'])),
    paperOf(
      'd',
      ['METEOR'],
      [{ short: 'METEOR', long: 'metric for evaluation of translation with explicit ordering' }],
    ),
    paperOf('e', ['METEOR score']),
  ])
  expect(entities.map(({ name, kind, paperCount }) => `${name} ${kind} ${paperCount}`).toSorted()).toEqual([
    'FPS METRIC 2',
    'METEOR METRIC 2',
    'first-person shooter CONCEPT 1',
  ])
})

test('what papers disagree on means what everybody knows, where most say so', async () => {
  const { entities } = await resolve([
    ...['a', 'b'].map((id) => paperOf(id, ['IoU'], [{ short: 'IoU', long: 'intersection over union' }])),
    paperOf('c', ['interval of union', 'IoU'], [{ short: 'IoU', long: 'interval of union' }]),
    paperOf('d', ['IoU', 'intersection over union']),
  ])
  expect(entities.map(({ name, paperCount }) => `${name} ${paperCount}`).toSorted()).toEqual([
    'intersection over union 3',
    'interval of union 1',
  ])
})

test('a name that data or a measure is known by is shown, sooner than other short forms', async () => {
  const atis = { short: 'ATIS', long: 'Air Travel Information Service' }
  const ntk = { short: 'NTK', long: 'neural tangent kernel' }
  const { entities } = await resolve([
    paperOf('a', ['Air Travel Information Service', 'ATIS', 'neural tangent kernel', 'NTK'], [atis, ntk]),
    ...['b', 'c'].map((id) => paperOf(id, ['ATIS', 'NTK'])),
  ])
  expect(entities.map(({ name }) => name).toSorted()).toEqual(['ATIS', 'neural tangent kernel'])
})

test('a learner is one thing by whatever class it is called, also where nobody leaves the class out', async () => {
  const { entities } = await resolve([
    ...['a', 'b'].map((id) => paperOf(id, ['encoder-decoder framework', 'sequence-to-sequence models'])),
    paperOf('c', ['encoder-decoder network', 'Seq2Seq']),
    paperOf('d', ['optimization problem', 'optimization algorithm']),
  ])
  expect(entities.map(({ name, paperCount }) => `${name} ${paperCount}`).toSorted()).toEqual([
    'encoder-decoder framework 3',
    'optimization algorithm 1',
    'optimization problem 1',
    'sequence-to-sequence model 3',
  ])
})

test('a network of units is called by its units', async () => {
  const { entities } = await resolve([
    paperOf('a', ['LSTM', 'GRU']),
    paperOf('b', ['LSTM recurrent neural networks', 'gated recurrent unit recurrent network']),
  ])
  expect(entities.map(({ paperCount }) => paperCount)).toEqual([2, 2])
})
