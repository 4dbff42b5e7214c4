// Senses: what short forms mean in papers that do not say.
import { expect, test } from 'vitest'
import { paperOf, resolve } from './resolve-papers.ts'

const nameOfPapers = async (papers: Parameters<typeof resolve>[0]) => {
  const { entities } = await resolve(papers)
  return entities.map(({ name, paperCount }) => `${name} ${paperCount}`).toSorted()
}

test('what one paper says of a short form of few letters counts in papers on the same', async () => {
  const stability = { short: 'SSP', long: 'strong stability preserving' }
  expect(
    await nameOfPapers([
      paperOf('a', ['strong stability preserving', 'SSP'], [stability]),
      paperOf('b', ['SSP', 'preserving stability']),
      paperOf('c', ['SSP', 'protein folding']),
    ]),
  ).toEqual(['SSP 1', 'preserving stability 1', 'protein folding 1', 'strong stability preserving 2'])
})

test('what two papers say counts in all', async () => {
  const stability = { short: 'SSP', long: 'strong stability preserving' }
  expect(
    await nameOfPapers([
      ...['a', 'b'].map((id) => paperOf(id, ['strong stability preserving', 'SSP'], [stability])),
      paperOf('c', ['SSP', 'protein folding']),
    ]),
  ).toEqual(['protein folding 1', 'strong stability preserving 3'])
})

test('a long short form means one thing, unless it is a word or is written otherwise', async () => {
  const papers = [
    paperOf('a', ['discriminative weighting', 'QZWT'], [{ short: 'QZWT', long: 'discriminative weighting' }]),
    paperOf('b', ['QZWT']),
    paperOf('c', ['attentive reader', 'READ'], [{ short: 'READ', long: 'attentive reader' }]),
    paperOf('d', ['READ', 'who can read']),
    paperOf('e', ['planning network', 'PlaNet'], [{ short: 'PlaNet', long: 'planning network' }]),
    paperOf('f', ['PLANET']),
  ]
  expect(await nameOfPapers(papers)).toEqual([
    'PLANET 1',
    'READ 1',
    'attentive reader 1',
    'discriminative weighting 2',
    'planning network 1',
    'who can read 1',
  ])
})

test('letters shown in a word are no short form', async () => {
  const names = await nameOfPapers([
    ...['a', 'b'].map((id) =>
      paperOf(
        id,
        ['denoising entity pre-training', 'DEEP'],
        [{ short: 'DEEP', long: 'denoising entity pre-training' }],
      ),
    ),
    paperOf('c', ['DEep autoencoder', 'deep autoencoder']),
  ])
  expect(names).toEqual(['deep autoencoder 1', 'denoising entity pre-training 2'])
})

test('a short form in the long form of another is written out', async () => {
  const names = await nameOfPapers([
    paperOf(
      'a',
      ['SPI with baseline bootstrapping', 'SPIBB', 'safe policy improvement', 'SPI'],
      [
        { short: 'SPI', long: 'safe policy improvement' },
        { short: 'SPIBB', long: 'SPI with baseline bootstrapping' },
      ],
    ),
  ])
  expect(names).toEqual(['SPIBB 1', 'safe policy improvement 1'])
})

test('what one paper makes of a short form that everybody knows is its own', async () => {
  const names = await nameOfPapers([
    paperOf(
      'a',
      ['residual network', 'representative neural architecture', 'ResNet'],
      [{ short: 'ResNet', long: 'representative neural architecture' }],
    ),
    paperOf('b', ['ResNet']),
  ])
  expect(names).toEqual(['representative neural architecture 1', 'residual network 2'])
})
