// What statements are sent as: by itself each, or several as one query whose rows are told apart again.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { InvalidInputError } from '../../../../src/graph/errors.ts'
import { askFor, rowsOf, toQuery } from '../../../../src/stores/neo4j/query.ts'
import { statement } from '../../../../src/stores/statement.ts'

const named = statement({
  name: 'test.named',
  text: `
    MATCH (p:Paper {id: $given.id})
    RETURN p.id AS id, p.title AS title`,
  params: z.object({ id: z.string() }),
  row: z.object({ id: z.string(), title: z.string() }).transform(({ id }) => ({ id })),
})

const counted = statement({
  name: 'test.counted',
  text: 'MATCH (p:Paper) WHERE p.year > $given.from OR $given.from IS NULL RETURN count(p) AS total',
  params: z.object({ from: z.int().nullable() }),
  row: z.object({ total: z.int() }),
})

describe('one statement', () => {
  const asked = [askFor(named, { id: 'a' })]

  test('is sent as it stands, without what lies between its lines', () => {
    expect(toQuery(asked)).toEqual({
      text: 'MATCH (p:Paper {id: $given.id}) RETURN p.id AS id, p.title AS title',
      params: { given: { id: 'a' } },
    })
  })

  test('has the rows of the query', () => {
    const rows = [{ id: 'a', title: 'A' }]
    expect(rowsOf(asked, rows)).toEqual([rows])
  })

  test('is not asked with values of another form', () => {
    // @ts-expect-error -- the compiler sees it too
    expect(() => askFor(named, { id: 1 })).toThrow(InvalidInputError)
  })
})

describe('several statements', () => {
  const asked = [askFor(counted, { from: 2020 }), askFor(named, { id: 'a' }), askFor(counted, { from: null })]

  test('are subqueries in their order, each with its own values', () => {
    const { text, params } = toQuery(asked)
    expect(text).toBe(
      [
        'CALL () { CALL () { MATCH (p:Paper) WHERE p.year > $given0.from OR $given0.from IS NULL RETURN count(p) AS total } RETURN collect([total]) AS rows0 }',
        'CALL () { CALL () { MATCH (p:Paper {id: $given1.id}) RETURN p.id AS id, p.title AS title } RETURN collect([id,title]) AS rows1 }',
        'CALL () { CALL () { MATCH (p:Paper) WHERE p.year > $given2.from OR $given2.from IS NULL RETURN count(p) AS total } RETURN collect([total]) AS rows2 }',
        'RETURN rows0,rows1,rows2',
      ].join(' '),
    )
    expect(params).toEqual({ given0: { from: 2020 }, given1: { id: 'a' }, given2: { from: null } })
  })

  test('have the rows of their subqueries', () => {
    const record = {
      rows0: [[3]],
      rows1: [
        ['a', 'A'],
        ['b', 'B'],
      ],
      rows2: [],
    }
    expect(rowsOf(asked, [record])).toEqual([
      [{ total: 3 }],
      [
        { id: 'a', title: 'A' },
        { id: 'b', title: 'B' },
      ],
      [],
    ])
  })

  test('are not read from an answer of another form', () => {
    expect(() => rowsOf(asked, [])).toThrow(z.ZodError)
    expect(() => rowsOf(asked, [{ rows0: [[3]], rows1: 'a', rows2: [] }])).toThrow(z.ZodError)
  })
})
