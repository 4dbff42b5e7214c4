// Lists of entities as clients narrow and order them.
import { describe, expect, it } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { Data } from './client.ts'
import { useSeed } from './seeded.ts'

const LIST = `query ($where: EntityFilter, $orderBy: EntityOrder, $first: Int, $after: String) {
  entities(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    nodes { name slug kind paperCount }
    pageInfo { hasNextPage endCursor }
  }
}`

describe('lists of entities', () => {
  const { client, seed } = useSeed()

  const list = async (variables: object) => (await client.data(LIST, { first: 100, ...variables })).entities
  const names = async (where: object): Promise<string[]> => (await list({ where })).nodes.map(({ name }: Data) => name)

  it('narrows by name, kind and number of papers', async () => {
    expect((await names({ name: 'Gradient Descents' })).toSorted()).toEqual(
      seed()
        .entities.filter(({ name }) => name.includes('gradient descent'))
        .map(({ name }) => name)
        .toSorted(),
    )
    expect(await names({ name: 'sgd' })).toEqual(['stochastic gradient descent'])
    expect((await names({ kinds: ['METRIC'] })).toSorted()).toEqual(['BLEU score', 'top-1 accuracy', 'word error rate'])
    const counts = seed().entities.map(({ paperCount }) => paperCount)
    const most = Math.max(...counts)
    const { totalCount, nodes } = await list({ where: { paperCount: { gte: most } } })
    expect(totalCount).toBe(counts.filter((count) => count === most).length)
    expect(nodes).toHaveLength(totalCount)
    expect(await names({ paperCount: { lte: 0 } })).toEqual([])
    for (const name of ['', '*', '"', '\u0000']) expect(await names({ name })).toEqual([])
  })

  it('narrows by what entities occur with, and by topic', async () => {
    const papersOf = (id: string) =>
      new Set(
        seed()
          .facts.filter(({ entityId }) => entityId === id)
          .map(({ paperId }) => paperId),
      )
    const shared = (a: string, b: string) => [...papersOf(a)].filter((paper) => papersOf(b).has(paper)).length
    const together = seed()
      .entities.filter(({ id }) => id !== 'dropout' && shared(id, 'dropout') >= 18)
      .map(({ name }) => name)
    expect(together.length).toBeGreaterThan(0)
    expect(together.length).toBeLessThan(seed().entities.length - 1)
    const found = await names({ coOccursWith: { any: [toGlobalId('dropout')], minSupport: 18 } })
    expect(found.toSorted()).toEqual(together.toSorted())
    const { topics } = await client.data('{ topics { nodes { id entities(first: 100) { nodes { name } } } } }')
    for (const { id, entities } of topics.nodes) {
      expect((await names({ topics: [id] })).toSorted()).toEqual(
        entities.nodes.map(({ name }: Data) => name).toSorted(),
      )
    }
  })

  it('joins conditions, and not gives exactly the others', async () => {
    const all = seed().entities.map(({ name }) => name)
    const descent = await names({ name: 'gradient descent' })
    const tasks = await names({ kinds: ['TASK'] })
    expect((await names({ not: { name: 'gradient descent' } })).toSorted()).toEqual(
      all.filter((name) => !descent.includes(name)).toSorted(),
    )
    expect((await names({ or: [{ name: 'gradient descent' }, { kinds: ['TASK'] }] })).toSorted()).toEqual(
      [...descent, ...tasks].toSorted(),
    )
    const most = { paperCount: { gte: 2 } }
    const both = await names({ and: [most, { not: { or: [{ name: 'gradient descent' }, { kinds: ['TASK'] }] } }] })
    expect(both.toSorted()).toEqual(
      (await names(most)).filter((name) => ![...descent, ...tasks].includes(name)).toSorted(),
    )
    for (const where of [
      null,
      {},
      { and: [], or: [], kinds: [], topics: [], coOccursWith: { any: [] }, paperCount: {} },
    ]) {
      expect((await list({ where })).totalCount).toBe(all.length)
    }
  })

  it('orders, and refuses the cursor of another order', async () => {
    for (const orderBy of [
      { field: 'NAME' },
      { field: 'NAME', direction: 'DESC' },
      { field: 'PAPER_COUNT', direction: 'ASC' },
    ]) {
      const all = await list({ orderBy })
      const keys = all.nodes.map(({ slug, paperCount }: Data) => (orderBy.field === 'NAME' ? slug : paperCount))
      const sorted = keys.toSorted((a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0))
      expect(keys).toEqual(orderBy.direction === 'DESC' ? sorted.reverse() : sorted)
      const first = await list({ orderBy, first: 5 })
      const second = await list({ orderBy, first: 100, after: first.pageInfo.endCursor })
      expect([...first.nodes, ...second.nodes]).toEqual(all.nodes)
      const { errors } = await client.ask(LIST, { after: first.pageInfo.endCursor })
      expect(errors.map(({ message }) => message)).toEqual([
        '`after` is the cursor of another list, or of another order. Use one that this list answered, in this order.',
      ])
    }
  })

  it('narrows the lists of one kind, and lets nothing through that is of another', async () => {
    const { methods, none } = await client.data(
      '{ methods(where: { name: "normalization" }) { nodes { name } totalCount } none: methods(where: { kinds: [TASK] }) { nodes { name } totalCount } }',
    )
    expect(methods).toEqual({ nodes: [{ name: 'batch normalization' }], totalCount: 1 })
    expect(none).toEqual({ nodes: [], totalCount: 0 })
  })

  it.each([
    [{ coOccursWith: { any: ['x'] } }, 'is not an id'],
    [{ topics: [toGlobalId('dropout')] }, 'expected the id of a Topic'],
    [{ coOccursWith: { any: [toGlobalId('dropout')], minSupport: 0 } }, 'must be at least 1'],
    [{ name: 'a'.repeat(301) }, 'may have 300 characters at most'],
    [{ not: { not: { not: { not: { not: {} } } } } }, '`where` is nested deeper than 5 levels.'],
    [{ or: Array.from({ length: 50 }, () => ({})) }, '`where` holds more than 50 filters.'],
    [{ or: [{ topics: [toGlobalId('dropout')] }] }, '`where.or.0.topics.0`: expected the id of a Topic'],
    [
      { topics: Array.from({ length: 51 }, (_, n) => toGlobalId(`topic:${n}`)) },
      '`where.topics` takes 50 values at most, got 51.',
    ],
  ])('refuses %j', async (where, message) => {
    const { errors } = await client.ask(LIST, { where })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    expect(errors[0]?.message).toContain(message)
  })
})
