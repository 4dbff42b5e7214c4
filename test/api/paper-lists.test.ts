// Filters, orders and facets of lists of papers, as clients ask for them.
import { describe, expect, it } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { Data } from './client.ts'
import { useSeed } from './seeded.ts'

describe('lists of papers', () => {
  const { client, seed } = useSeed()

  const papers = async (where: object, selection = 'totalCount'): Promise<Data> =>
    (await client.data(`query ($where: PaperFilter) { papers(where: $where, first: 1) { ${selection} } }`, { where }))
      .papers
  const having = (...ids: readonly string[]) =>
    seed().papers.filter(({ id }) =>
      ids.every((entity) => seed().facts.some((fact) => fact.paperId === id && fact.entityId === entity)),
    ).length

  it('are narrowed by everything that is said', async () => {
    const [dropout, attention] = [toGlobalId('dropout'), toGlobalId('attention')]
    expect((await papers({ entities: { all: [dropout, attention] } })).totalCount).toBe(having('dropout', 'attention'))
    expect((await papers({ entities: { none: [dropout] } })).totalCount).toBe(30 - having('dropout'))
    expect((await papers({ year: { gte: 2005, lte: 2009 }, not: { year: { lte: 2006 } } })).totalCount).toBe(3)
    expect((await papers({ or: [{ title: 'study 7' }, { year: { gte: 2028 } }] })).totalCount).toBe(3)
    expect((await papers({ year: { unknown: true } })).totalCount).toBe(0)
    expect((await papers({ venue: { in: ['Journal of Invented Results'] } })).totalCount).toBe(30)
    expect(
      (await papers({ authors: ['Ada Beispiel'], sources: ['seed.jsonl'], runs: [toGlobalId(seed().run.id)] }))
        .totalCount,
    ).toBe(30)
    const proposed = seed().facts.filter(({ entityId, relation }) => entityId === 'dropout' && relation === 'PROPOSES')
    expect((await papers({ entities: { any: [dropout], roles: ['PROPOSES'] } })).totalCount).toBe(proposed.length)
  })

  it.each([
    ['text', 'over-parameterization', ['overparametrized', 'overparameterization', 'over parameterised']],
    ['title', 'stochastic gradient descent', ['SGD', 'Stochastic-Gradient Descents']],
  ])('are the same under any spelling of a name: %s', async (field, name, others) => {
    const found = async (name: string) =>
      papers({ [field]: name }, 'totalCount facets { years(size: 100) { buckets { value } } }')
    const first = await found(name)
    const having = seed().papers.filter(({ title, abstract }) => (field === 'title' ? title : abstract).includes(name))
    expect(first.totalCount).toBe(having.length)
    expect(having.length).toBeGreaterThan(0)
    for (const other of others) expect(await found(other)).toEqual(first)
  })

  it('find by text what a search finds', async () => {
    for (const text of ['SGD in setting', 'overparametrized', 'attention dropout']) {
      const { papers, search } = await client.data(
        `query ($text: String!) {
          papers(where: { text: $text }, first: 100) { nodes { id } }
          search(query: $text, kinds: [PAPER], first: 100) { nodes { ... on Paper { id } } }
        }`,
        { text },
      )
      const ids = ({ nodes }: Data) => nodes.map(({ id }: Data) => id).toSorted()
      expect(ids(papers)).toEqual(ids(search))
      expect(papers.nodes.length).toBeGreaterThan(3)
    }
  })

  it('take nothing said, null and empty lists for no condition', async () => {
    for (const where of [
      null,
      {},
      { and: [], or: [], topics: [], entities: { any: [] }, year: {}, venue: { in: [] } },
    ]) {
      expect((await papers(where ?? {})).totalCount).toBe(30)
    }
  })

  it('widen to narrower entities when asked', async () => {
    const all = [toGlobalId('gradient-descent')]
    const narrow = (await papers({ entities: { all } })).totalCount
    const wide = (await papers({ entities: { all, includeNarrower: true } })).totalCount
    expect([narrow, wide]).toEqual([
      having('gradient-descent'),
      30 -
        seed().papers.filter(
          ({ id }) => !seed().facts.some((fact) => fact.paperId === id && /gradient-descent/.test(fact.entityId)),
        ).length,
    ])
    expect(wide).toBeGreaterThan(narrow)
  })

  it('come in the order that is asked for, and cursors hold in that order only', async () => {
    const query = `query ($orderBy: PaperOrder, $after: String) {
      papers(first: 3, orderBy: $orderBy, after: $after) { nodes { year } pageInfo { endCursor } } }`
    const years = async (orderBy: object, after?: string) => {
      const { papers } = await client.data(query, { orderBy, after })
      return [papers.nodes.map(({ year }: Data) => year), papers.pageInfo.endCursor]
    }
    const [latest, cursor] = await years({ field: 'YEAR' })
    expect(latest).toEqual([2029, 2028, 2027])
    expect((await years({ field: 'YEAR', direction: 'DESC' }, cursor))[0]).toEqual([2026, 2025, 2024])
    expect((await years({ field: 'YEAR', direction: 'ASC' }))[0]).toEqual([2000, 2001, 2002])
    for (const orderBy of [{ field: 'YEAR', direction: 'ASC' }, { field: 'TITLE' }, { field: 'RELEVANCE' }]) {
      const { errors } = await client.ask(query, { orderBy, after: cursor })
      expect(errors[0]).toMatchObject({
        message: expect.stringMatching(/^`after` is the cursor of another list, or of another order\./),
      })
    }
  })

  it('say what is wrong with a filter, and where', async () => {
    const told = async (where: object) => {
      const { errors } = await client.ask('query ($where: PaperFilter) { papers(where: $where) { totalCount } }', {
        where,
      })
      return errors.map(({ message, extensions }) => [extensions.code, message])
    }
    const nested = (depth: number): object => (depth === 0 ? { text: 'a' } : { not: nested(depth - 1) })
    expect(await told(nested(4))).toEqual([])
    expect(await told(nested(5))).toEqual([['BAD_USER_INPUT', '`where` is nested deeper than 5 levels.']])
    expect(await told({ or: Array.from({ length: 50 }, () => ({ text: 'a' })) })).toEqual([
      ['BAD_USER_INPUT', '`where` holds more than 50 filters.'],
    ])
    expect(await told({ not: { entities: { any: [toGlobalId('doi:10.1/x')] } } })).toEqual([
      ['BAD_USER_INPUT', '`where.not.entities.any.0`: expected the id of an Entity, got a Paper.'],
    ])
    expect(await told({ sources: Array.from({ length: 51 }, (_, i) => String(i)) })).toEqual([
      ['BAD_USER_INPUT', '`where.sources` takes 50 values at most, got 51.'],
    ])
    expect(await told({ text: 'x'.repeat(301) })).toEqual([
      ['BAD_USER_INPUT', '`where.text` may have 300 characters at most, got 301.'],
    ])
  })

  it('have facets whose counts are those of the lists that they lead to', async () => {
    const { facets } = await papers(
      {},
      `facets {
        concepts(size: 100) { buckets { count entity { id } } } methods(size: 100) { buckets { count entity { id } } }
        tasks(size: 100) { buckets { count entity { id } } } datasets(size: 100) { buckets { count entity { id } } }
        topics(size: 100) { buckets { count topic { id } } unknown }
        years(size: 5) { buckets { count value } otherValues otherCount unknown }
        venues { buckets { count value } otherValues otherCount unknown }
      }`,
    )
    for (const kind of ['concepts', 'methods', 'tasks', 'datasets']) {
      expect(facets[kind].buckets.length).toBeGreaterThan(1)
      for (const { count, entity } of facets[kind].buckets) {
        expect((await papers({ entities: { all: [entity.id] } })).totalCount).toBe(count)
      }
    }
    for (const { count, topic } of facets.topics.buckets) {
      expect((await papers({ topics: [topic.id] })).totalCount).toBe(count)
    }
    expect(facets.years).toEqual({
      buckets: [2000, 2001, 2002, 2003, 2004].map((value) => ({ value, count: 1 })),
      otherValues: 25,
      otherCount: 25,
      unknown: 0,
    })
    expect(facets.venues).toEqual({
      buckets: [{ value: 'Journal of Invented Results', count: 30 }],
      otherValues: 0,
      otherCount: 0,
      unknown: 0,
    })
  })

  it('leave a facet its alternatives, and narrow the others', async () => {
    const dropout = toGlobalId('dropout')
    const selection =
      'totalCount facets { years(size: 100) { buckets { value } } methods { buckets { count entity { name } } } concepts(size: 100) { buckets { count } } }'
    const all = await papers({}, selection)
    const chosen = await papers({ entities: { any: [dropout] }, year: { lte: 2009 } }, selection)
    const within = await papers({ year: { lte: 2009 } }, selection)
    expect(chosen.totalCount).toBeLessThan(within.totalCount)
    expect(chosen.facets.methods).toEqual(within.facets.methods)
    expect(chosen.facets.years.buckets).toHaveLength(having('dropout'))
    expect(chosen.facets.concepts).not.toEqual(all.facets.concepts)
  })

  it('tell how often entities occur through time', async () => {
    const { trends } = await client.data(
      'query ($of: [ID!]!) { trends(entities: $of, last: 3) { bucket time name count papers share } }',
      { of: [toGlobalId('dropout'), toGlobalId('attention')] },
    )
    expect(trends.map(({ bucket, time, name }: Data) => [bucket, time, name])).toEqual(
      [2027, 2028, 2029].flatMap((year) =>
        ['dropout', 'attention'].map((name) => [String(year), `${year}-01-01T00:00:00.000Z`, name]),
      ),
    )
    for (const { count, papers, share } of trends) expect([papers, share]).toEqual([1, count])
    const runs = await client.data(
      'query ($of: [ID!]!) { trends(entities: $of, bucket: RUN) { bucket time count papers } }',
      { of: [toGlobalId('dropout')] },
    )
    expect(runs.trends).toEqual([{ bucket: '1', time: seed().run.startedAt, count: having('dropout'), papers: 30 }])
  })
})
