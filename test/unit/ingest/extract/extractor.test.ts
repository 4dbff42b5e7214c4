// The extractors: what every answer must keep to, whatever the text.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EXTRACTOR_NAMES, createExtractor } from '../../../../ingest/extract/index.ts'
import { normaliseText } from '../../../../ingest/text/normalise.ts'
import { TEXT_FIELDS } from '../../../../src/graph/papers.ts'

const PIECES =
  'we propose|a novel|SlopeNet|(SN)|, called|DriftGuard|over-parameterized|neural networks|the|of|for|. |: |and|graph neural network (GNN)|GNNs|R^{n}|state of the art|results|CIFAR-10|outperforms|SGD|learning|"x"|e.g.|\u{1F600}|3|μP|C++|ImageNet classification|test accuracy|*|--|’s'.split(
    '|',
  )
const prose = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(' '))
const field = fc.oneof(prose, fc.string({ unit: 'binary' })).map(normaliseText)

test('mentions cut their surface out of the text, title first, each place once', async () => {
  const extractor = await createExtractor()
  await fc.assert(
    fc.asyncProperty(field, field, async (title, abstract) => {
      const [found] = await extractor.extract([{ title, abstract }])
      const places: string[] = []
      let [part, at] = [0, 0]
      for (const mention of found?.mentions ?? []) {
        const text = mention.field === 'title' ? title : abstract
        expect(text.slice(mention.start, mention.end)).toBe(mention.surface)
        expect(mention.surface.trim()).toBe(mention.surface)
        expect(mention.lemma).toMatch(/[\p{L}\p{N}]/u)
        expect(mention.confidence).toBeGreaterThan(0)
        expect(mention.confidence).toBeLessThanOrEqual(1)
        expect(mention.role === null).toBe(mention.kind !== 'METHOD')
        const order = TEXT_FIELDS.indexOf(mention.field)
        if (order > part) [part, at] = [order, 0]
        expect(order).toBe(part)
        expect(mention.start).toBeGreaterThanOrEqual(at)
        at = mention.start
        places.push(`${mention.field} ${mention.start} ${mention.end}`)
      }
      expect(new Set(places).size).toBe(places.length)
    }),
    { numRuns: 150 },
  )
})

test('an answer does not depend on what was read before', async () => {
  const text = {
    title: 'Graph Rewiring for Deep GNNs',
    abstract: 'We propose a rewiring of graph neural networks (GNNs).',
  }
  const other = { title: 'Zorblax Quuxification', abstract: 'The zorblaxed quuxes rewire deeply and GNNs propose.' }
  const [first] = await (await createExtractor()).extract([text])
  const [, second] = await (await createExtractor()).extract([other, text])
  expect(second).toEqual(first)
})

test('generic words are no entities', async () => {
  const title = 'A New Approach to the Problem'
  const abstract =
    'In this paper, we propose a novel method. Our approach achieves state-of-the-art performance, and the results of several experiments show that the model needs fewer parameters and less training. The parameter n is large, 3 of 5 cases hold, and alpha = 0.5.'
  const [found] = await (await createExtractor()).extract([{ title, abstract }])
  expect(found?.mentions.map(({ surface }) => surface)).toEqual([])
})

test('extractors are known by name', async () => {
  for (const name of EXTRACTOR_NAMES.filter((known) => known === 'default')) {
    expect((await createExtractor(name)).id).toMatch(/^default@\d+:[0-9a-f]{8}$/)
  }
  expect((await createExtractor()).id).toBe((await createExtractor('default')).id)
  await expect(createExtractor('constructor')).rejects.toThrow(/There is no extractor/)
})
