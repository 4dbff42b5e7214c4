// Search as clients see it: the same papers under any spelling, and highlights that stand where they say.
import { describe, expect, it } from 'vitest'
import type { Data } from './client.ts'
import { useSeed } from './seeded.ts'

const SEARCH = `query ($query: String!, $kinds: [SearchKind!]) {
  search(query: $query, kinds: $kinds, first: 100) {
    totalCount
    edges {
      score
      titleHighlights { start end }
      snippet { text start highlights { start end } }
      matchedAlias { surface rule highlights { start end } }
      node { __typename ... on Node { id } ... on Paper { title abstract } ... on Entity { name } }
    }
  }
}`

describe('search', () => {
  const { client } = useSeed()

  const search = async (query: string, kinds?: readonly string[]) =>
    (await client.data(SEARCH, { query, kinds })).search
  const cut = (text: string, ranges: Data) => ranges.map(({ start, end }: Data) => text.slice(start, end))

  it.each([
    [
      'over-parameterization',
      'overparametrized',
      'overparameterization',
      'over parameterised',
      'Over-Parametrisations',
    ],
    ['SGD', 'stochastic gradient descent', 'Stochastic-Gradient Descents', '"the SGD"'],
    ['self-attention', 'Self Attention', 'selfattention'],
  ])('finds the same papers for %s and %s and …', async (first, ...others) => {
    const expected = await search(first, ['PAPER'])
    expect(expected.totalCount).toBeGreaterThan(5)
    for (const other of others) expect(await search(other, ['PAPER'])).toEqual(expected)
  })

  it('shows where title and abstract say so', async () => {
    const { edges } = await search('SGD in setting', ['PAPER'])
    expect(edges.length).toBeGreaterThan(5)
    for (const { node, titleHighlights, snippet, matchedAlias } of edges) {
      expect(matchedAlias).toBeNull()
      expect(node.abstract.slice(snippet.start, snippet.start + snippet.text.length)).toBe(snippet.text)
      expect(cut(snippet.text, snippet.highlights)).toEqual(['stochastic gradient descent', 'in', 'setting'])
      const inTitle = node.title.endsWith('stochastic gradient descent') ? ['stochastic gradient descent'] : []
      expect(cut(node.title, titleHighlights)).toEqual(inTitle)
    }
  })

  it('shows by which alias an entity was found', async () => {
    const { edges } = await search('sgd', ['CONCEPT'])
    expect(edges[0]).toMatchObject({
      score: 1,
      node: { name: 'stochastic gradient descent' },
      matchedAlias: { surface: 'SGD', rule: 'acronym', highlights: [{ start: 0, end: 3 }] },
      titleHighlights: [],
      snippet: null,
    })
    const projected = edges.find(({ node }: Data) => node.name.startsWith('projected'))
    expect(projected.matchedAlias).toMatchObject({ rule: 'canonical', highlights: [{ start: 10, end: 37 }] })
  })

  it('finds only what was asked for', async () => {
    const all = await search('gradient descent')
    const parts = await Promise.all(['PAPER', 'CONCEPT', 'METHOD'].map((kind) => search('gradient descent', [kind])))
    const typesOf = ({ edges }: Data) => new Set(edges.map(({ node }: Data) => node.__typename))
    expect(parts.map(typesOf)).toEqual([new Set(['Paper']), new Set(['Concept']), new Set()])
    expect(parts.reduce((sum, { totalCount }) => sum + totalCount, 0)).toBe(all.totalCount)
    expect(await search('gradient descent', [])).toEqual(all)
  })

  it.each([
    ['attention AND NOT', 'attention and not'],
    ['"attention" OR (dropout', 'attention or dropout'],
    ['attention*', 'attention'],
    ['attention~ ^2', 'attention 2'],
    ['NEAR(attention dropout)', 'near attention dropout'],
    ["attention'; DROP TABLE papers; --", 'attention drop table papers'],
    ['attention\u0000', 'attention'],
    ['title:attention', 'title attention'],
    ['<b>attention</b>', 'b attention b'],
    ['attention`})//MATCH(n)', 'attention match n'],
  ])('takes %s for its words', async (text, words) => {
    expect(await search(text)).toEqual(await search(words))
  })
})
