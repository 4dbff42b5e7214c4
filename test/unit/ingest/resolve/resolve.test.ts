// Resolution: one entity a thing, the same whatever comes first, and ids that stay.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KnownNames } from '../../../../ingest/resolve/identity.ts'
import { lemmaOf } from '../../../../ingest/text/lemma.ts'
import type { AcronymDefinition } from '../../../../src/graph/extractions.ts'
import { nameKey } from '../../../../src/graph/names.ts'
import { paperOf, resolve } from './resolve-papers.ts'

const ntk = { short: 'NTK', long: 'neural tangent kernel' }

test('spellings, number and acronyms of one thing are aliases of one entity', async () => {
  const { entities, aliases, facts } = await resolve([
    paperOf('a', ['overparameterization', 'overparameterization', 'neural tangent kernel', 'NTK'], [ntk]),
    paperOf('b', ['Over-parametrisation', 'over-parameterized neural networks', 'NTKs', 'NTK regime']),
  ])
  expect(entities.map(({ id, name, paperCount }) => [id, name, paperCount])).toEqual([
    ['neural-tangent-kernel', 'neural tangent kernel', 2],
    ['overparameterization', 'overparameterization', 2],
  ])
  expect(aliases.map(({ surface, rule, count }) => `${surface}: ${rule} ${count}`)).toEqual([
    'NTK: acronym 1',
    'NTK regime: acronym 1',
    'NTKs: acronym 1',
    'neural tangent kernel: canonical 1',
    'Over-parametrisation: spelling 1',
    'over-parameterized neural networks: state 1',
    'overparameterization: canonical 2',
  ])
  expect(facts.map(({ entityId, count }) => `${entityId} ${count}`)).toEqual([
    'neural-tangent-kernel 2',
    'overparameterization 2',
    'neural-tangent-kernel 2',
    'overparameterization 2',
  ])
})

test('a short form that two papers define differently is kept apart', async () => {
  const resolution = await resolve([
    paperOf('a', ['segment anything model', 'SAM'], [{ short: 'SAM', long: 'segment anything model' }]),
    paperOf('b', ['sharpness-aware minimization', 'SAM'], [{ short: 'SAM', long: 'sharpness-aware minimization' }]),
    paperOf('c', ['SAM']),
  ])
  expect(resolution.entities.map(({ id }) => id)).toEqual([
    'sam',
    'segment-anything-model',
    'sharpness-aware-minimization',
  ])
  expect(resolution.factsOf(paperOf('c', ['SAM'])).map(({ entityId }) => entityId)).toEqual(['sam'])
})

test('a name in capitals is no word that is written so otherwise', async () => {
  const papers = [
    paperOf('a', ['READ', 'READ model']),
    paperOf('b', ['careful read', 'read', 'read speed']),
    paperOf('c', ['qmix', 'QMIX', 'QMIX model', 'QMIX loss', 'deep QMIX']),
  ]
  const { entities } = await resolve(papers)
  const names = entities.map(({ name }) => name)
  expect(names).toContain('READ')
  expect(names).toContain('read')
  expect(names.filter((name) => /^qmix$/i.test(name))).toHaveLength(1)
})

test('an article is one before a blank only', () => {
  expect(nameKey('a bot')).toBe(nameKey('bot'))
  expect(nameKey('"The Pile"')).toBe(nameKey('pile'))
  expect(nameKey('A-BOT')).not.toBe(nameKey('bot'))
  expect(nameKey('A/B test')).not.toBe(nameKey('B test'))
  expect(nameKey('a posteriori estimate')).toBe(nameKey('a-posteriori estimate'))
})

test('a thing inside another one is a thing of its own', async () => {
  const { entities } = await resolve([
    paperOf('a', ['gradient descent', 'stochastic gradient descent', 'kernel', 'kernel method']),
  ])
  expect(entities).toHaveLength(4)
})

test('what is hardly a term is none, but counts beside a surer mention of the same thing', async () => {
  const { entities, facts } = await resolve([paperOf('a', ['natural affinity?', 'sharpness!', 'sharpness?'])])
  expect(entities.map(({ id }) => id)).toEqual(['sharpness'])
  expect(facts.map(({ count, confidence }) => [count, confidence])).toEqual([[2, 0.8]])
})

test('a known entity keeps its id, whatever it is called now', async () => {
  const known: KnownNames = {
    entities: [
      { id: 'old-name', slug: 'old-name', name: 'Old', kind: 'CONCEPT', kindRule: 'MENTIONS', paperCount: 2 },
      { id: 'rarer', slug: 'rarer', name: 'Rarer', kind: 'CONCEPT', kindRule: 'MENTIONS', paperCount: 1 },
      { id: 'elsewhere', slug: 'elsewhere', name: 'Elsewhere', kind: 'CONCEPT', kindRule: 'MENTIONS', paperCount: 9 },
    ],
    aliases: [
      { entityId: 'old-name', surface: 'NTK', norm: nameKey('NTK'), rule: 'canonical', count: 1 },
      {
        entityId: 'rarer',
        surface: 'neural tangent kernel',
        norm: nameKey('neural tangent kernel'),
        rule: 'canonical',
        count: 1,
      },
      { entityId: 'elsewhere', surface: 'Elsewhere', norm: 'elsewhere', rule: 'canonical', count: 9 },
    ],
  }
  const { entities } = await resolve([paperOf('a', ['neural tangent kernel', 'NTK', 'old name'], [ntk])], known)
  // The id of a known entity is never given to another thing, even where the slug would be free to take.
  expect(entities.map(({ id, name, slug }) => [id, name, slug])).toEqual([
    ['old-name', 'neural tangent kernel', 'neural-tangent-kernel'],
    ['old-name-2', 'old name', 'old-name'],
  ])
})

test('ids found once are found again', async () => {
  const papers = [
    paperOf('a', ['gradient flows', 'C++', 'C#', 'C']),
    paperOf('b', ['gradient flow', 'constructor', '__proto__']),
  ]
  const first = await resolve(papers)
  const second = await resolve(papers, first)
  expect(second.entities).toEqual(first.entities)
  expect(second.aliases).toEqual(first.aliases)
})

test('nothing depends on the order of the papers, and figures agree with the facts', async () => {
  const name = fc.constantFrom(
    'overparameterization',
    'over-parameterized models',
    'Over-parametrization',
    'NTK',
    'neural tangent kernels',
    'Neural Tangent Kernel',
    'NTK regime',
    'Mixup',
    'Mixup techniques',
    'mixup@METHOD',
    'SAM',
    'gradient descent',
    'Gradient Descent@METHOD',
    'weak?',
    'generalisation',
    'Generalization',
    'two-layer network',
    '2-layer networks',
  )
  const definition = fc.constantFrom<AcronymDefinition>(
    ntk,
    { short: 'SAM', long: 'sharpness-aware minimization' },
    { short: 'SAM', long: 'segment anything model' },
  )
  const papers = fc
    .array(fc.tuple(fc.array(name, { maxLength: 6 }), fc.array(definition, { maxLength: 2 })), { maxLength: 6 })
    .map((list) => list.map(([names, acronyms], i) => paperOf(`${i}`, names, acronyms)))
  await fc.assert(
    fc.asyncProperty(papers, fc.infiniteStream(fc.nat()), async (list, chance) => {
      const shuffled = list.map((paper) => ({ paper, key: chance.next().value ?? 0 })).sort((a, b) => a.key - b.key)
      const one = await resolve(list)
      const other = await resolve(shuffled.map(({ paper }) => paper))
      expect(other.entities).toEqual(one.entities)
      expect(other.aliases).toEqual(one.aliases)
      for (const paper of list) expect(other.factsOf(paper)).toEqual(one.factsOf(paper))

      expect(one.entities.map(({ id }) => id)).toEqual([...new Set(one.entities.map(({ id }) => id))].sort())
      expect(new Set(one.entities.map(({ slug }) => slug)).size).toBe(one.entities.length)
      for (const { id, paperCount, name } of one.entities) {
        const own = one.facts.filter(({ entityId }) => entityId === id)
        const forms = one.aliases.filter(({ entityId }) => entityId === id)
        expect(own).toHaveLength(paperCount)
        // A name is a form as texts have it, but for number and capitals.
        const canonical = forms.filter(({ rule }) => rule === 'canonical').map(({ surface }) => surface)
        expect(canonical).toEqual(forms.some(({ surface }) => surface === name) ? [name] : [])
        expect(forms.map(({ norm }) => norm)).toContain(nameKey(name))
        expect(forms.reduce((sum, { count }) => sum + count, 0)).toBe(own.reduce((sum, { count }) => sum + count, 0))
      }
    }),
    { numRuns: 100 },
  )
})

test('numbers in words and in digits are one name, as most papers write it', async () => {
  const { entities, aliases } = await resolve([
    paperOf('a', ['two-layer neural networks', 'three-way attention']),
    paperOf('b', ['two-layer neural network', '3-way attention']),
    paperOf('c', ['2-layer neural networks', '3-way attention']),
  ])
  expect(entities.map(({ name }) => name).sort()).toEqual(['3-way attention', 'two-layer neural network'])
  expect(aliases.map(({ surface, rule }) => [surface, rule])).toEqual([
    ['3-way attention', 'canonical'],
    ['three-way attention', 'numeral'],
    ['2-layer neural networks', 'numeral'],
    ['two-layer neural network', 'canonical'],
    ['two-layer neural networks', 'number'],
  ])
})

test('data that are called after something keep the capitals that a text gives them', async () => {
  const { entities } = await resolve([
    paperOf('a', ['Finch Song Dataset@DATASET', 'Nest Dataset@DATASET', 'Finch Perch Search@METHOD']),
    paperOf('b', ['Finch song dataset@DATASET', 'nest dataset@DATASET', 'Finch perch search@METHOD']),
    paperOf('c', ['Finch song dataset@DATASET', 'nest dataset@DATASET', 'Finch perch search@METHOD']),
  ])
  expect(entities.map(({ name }) => name).sort()).toEqual(['Finch Song Dataset', 'Finch perch search', 'nest dataset'])
})

test('a name that only a title in capitals has is shown as it was read', async () => {
  const loud = paperOf('a', ['DEEP PERCH SEARCH', 'PASCAL NEST'])
  const mentions = loud.mentions.map((mention) => ({
    ...mention,
    field: 'title' as const,
    lemma: mention.lemma.replace('DEEP PERCH SEARCH', 'deep perch search'),
  }))
  const { entities } = await resolve([{ ...loud, mentions }])
  expect(entities.map(({ name }) => name).sort()).toEqual(['PASCAL NEST', 'deep perch search'])
})

test('accents are one name however they are written, and shown as people write them', async () => {
  const { entities, aliases } = await resolve([
    paperOf('a', ["Poincar\\'e ball", 'Nystr\\"om approximation']),
    paperOf('b', ['Poincaré balls', 'Nyström approximation', 'Poincare ball']),
    paperOf('c', ["Poincar{\\'e} ball", 'Nystr\\"{o}m approximation']),
  ])
  expect(entities.map(({ name }) => name).sort()).toEqual(['Nyström approximation', 'Poincaré ball'])
  expect(aliases).toHaveLength(7)
})

test('words in -a have plurals in -as, words in -as have none', async () => {
  const { entities } = await resolve([
    paperOf('a', ['Lie algebra', 'bias', 'canvas', 'equalized odds', 'silent movies']),
    paperOf('b', ['Lie algebras', 'biases', 'Bonferroni lemmas']),
    paperOf('c', ['Bonferroni lemma', 'silent movie']),
  ])
  expect(entities.map(({ name }) => name).sort()).toEqual([
    'Bonferroni lemma',
    'Lie algebra',
    'bias',
    'canvas',
    'equalized odds',
    'silent movie',
  ])
})

test('the name has the capitals that most papers write, and those that show a short form go', async () => {
  const { entities } = await resolve([
    paperOf('a', ['variational AutoEncoders', 'legal eVENt detection']),
    ...['b', 'c'].map((id) => paperOf(id, ['variational autoencoders', 'event'])),
    paperOf('d', ['Cifar-100', 'mixtures of expert', 'knowledge bases']),
    ...['e', 'f'].map((id) => paperOf(id, ['CIFAR-100', 'mixture of experts', 'knowledge base'])),
  ])
  expect(entities.map(({ name, paperCount }) => `${name}: ${paperCount}`).toSorted()).toEqual([
    'CIFAR-100: 3',
    'event: 2',
    'knowledge base: 3',
    'legal event detection: 1',
    'mixture of experts: 3',
    'variational autoencoder: 3',
  ])
})

test('data keep the name they are given', async () => {
  const ud = { short: 'UD', long: 'Universal Dependencies' }
  const { entities } = await resolve([paperOf('a', ['Universal Dependencies@DATASET', 'UD@DATASET'], [ud])])
  expect(entities.map(({ name }) => name)).toEqual(['Universal Dependencies'])
})

test('what is written far more often by its short form is called by it', async () => {
  const bert = { short: 'BERT', long: 'bidirectional encoder representations' }
  const papers = Array.from({ length: 11 }, (_, i) => paperOf(`p${i}`, ['BERT']))
  const { entities } = await resolve([
    paperOf('a', ['bidirectional encoder representations', 'BERT'], [bert]),
    ...papers,
  ])
  expect(entities.map(({ name }) => name)).toEqual(['BERT'])
})

test.each([
  ['PU', 'positive unlabeled', 'PU'],
  ['SNEM', 'sorting nests empirically', 'SNEM'],
  ['FS', 'flight speed', 'flight speed'],
])('%s, of which "%s" may lack the noun, is called %s', async (short, long, name) => {
  const { entities } = await resolve([paperOf('a', [long, short], [{ short, long }])])
  expect(entities.map((entity) => entity.name)).toEqual([name])
})

test('capitals that show a short form say nothing of the long one', async () => {
  const wgan = { short: 'WGAN', long: 'Wasserstein generative adversarial network' }
  const { entities } = await resolve([
    paperOf('a', ['Wasserstein Generative Adversarial Networks', 'WGAN'], [wgan]),
    ...['b', 'c', 'd'].map((id) => paperOf(id, ['Wasserstein GAN', 'generative adversarial network'])),
  ])
  expect(entities.map(({ name }) => name)).toContain('Wasserstein generative adversarial network')
})

test('Greek letters go by their names', () => {
  expect(nameKey('\u03BCP')).toBe(nameKey('muP'))
})

test.each([
  ['dialogue systems', 'dialog system'],
  ['human judgements', 'human judgment'],
  ['adversarial defences', 'adversarial defense'],
  ['rumour detection', 'rumor detection'],
  ['centre loss', 'center loss'],
  ['signalling games', 'signaling game'],
  ['knowledge bases', 'knowledge base'],
  ['wavelet bases', 'wavelet basis'],
  ['Nash equilibria', 'Nash equilibrium'],
  ['principal axes', 'principal axis'],
  ['domain adaption', 'domain adaptation'],
  ['generalisability', 'generalizability'],
  ['depthwise convolution', 'depth-wise convolutions'],
])('%s is %s', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b))
  expect(lemmaOf('knowledge bases')).toBe('knowledge base')
  expect(lemmaOf('wavelet bases')).toBe('wavelet basis')
})

test('what one paper says tens of thousands of times takes no longer than it must', async () => {
  const paper = paperOf(
    'a',
    Array.from({ length: 40_000 }, () => 'dropout'),
  )
  const began = performance.now()
  const { facts } = await resolve([paper])
  expect(facts.map(({ count }) => count)).toEqual([40_000])
  expect(performance.now() - began).toBeLessThan(2_000)
})
