// Completion as a search box sees it.
import { describe, expect, it } from 'vitest'
import type { Data } from './client.ts'
import { useSeed } from './seeded.ts'

const COMPLETE = `query ($prefix: String!, $kinds: [EntityKind!], $first: Int) {
  autocomplete(prefix: $prefix, kinds: $kinds, first: $first) {
    match
    alias { surface rule highlights { start end } }
    node { __typename id name paperCount }
  }
}`

describe('autocomplete', () => {
  const { client } = useSeed()

  const complete = async (prefix: string, more: object = {}): Promise<Data[]> =>
    (await client.data(COMPLETE, { prefix, ...more })).autocomplete
  const named = (suggestions: Data[]) => suggestions.map(({ match, node }) => [match, node.name])

  it('says which alias matched, why and where', async () => {
    expect(await complete('sgd', { first: 1 })).toMatchObject([
      {
        match: 'EXACT',
        alias: { surface: 'SGD', rule: 'acronym', highlights: [{ start: 0, end: 3 }] },
        node: { __typename: 'Concept', name: 'stochastic gradient descent' },
      },
    ])
    const [first] = await complete('gradient desc')
    expect(first).toMatchObject({ match: 'PREFIX', alias: { highlights: [{ start: 0, end: 13 }] } })
    const [typo] = await complete('stochstic')
    expect(typo).toMatchObject({ match: 'TYPO', alias: { highlights: [expect.objectContaining({})] } })
    expect(await complete('sdg')).toMatchObject([{ match: 'TYPO', alias: { surface: 'SGD' } }])
  })

  it('ranks exact before beginning before word before slip, and papers within', async () => {
    const found = await complete('attention', { first: 50 })
    const order = ['EXACT', 'PREFIX', 'WORD', 'TYPO']
    const ranks = found.map(({ match, node }) => [order.indexOf(match), -node.paperCount])
    expect(ranks).toEqual(ranks.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))
    expect(named(found).slice(0, 1)).toEqual([['EXACT', 'attention']])
    expect(named(found)).toContainEqual(['WORD', 'self-attention'])
  })

  it('minds the kinds', async () => {
    expect(named(await complete('d', { kinds: ['METHOD'] }))).toEqual([['PREFIX', 'dropout']])
    expect(await complete('dropout', { kinds: ['TASK'] })).toEqual([])
  })

  it.each(['"overparam', 'over-param', 'Overparam', 'OVER PARAM', 'overparam*'])('completes %s', async (prefix) => {
    expect(named(await complete(prefix, { first: 1 }))).toEqual([['PREFIX', 'over-parameterization']])
  })

  it.each(['', '"', '* OR *', "'; --", '\u0000', '(', '{}', '%', '_', 'zzzz'])(
    'is not harmed by %s',
    async (prefix) => {
      expect(await complete(prefix)).toEqual([])
    },
  )

  it('refuses what is too long or too much', async () => {
    for (const variables of [{ prefix: 'a'.repeat(101) }, { prefix: 'a', first: 51 }, { prefix: 'a', first: -1 }]) {
      const { errors } = await client.ask(COMPLETE, variables)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    }
  })
})
