import { describe, expect, test } from 'vitest'
import type { PaperCondition, PaperFilter } from '../../../../src/graph/paper-filter.ts'
import { isStepwise, stepsOf } from '../../../../src/stores/neo4j/filter-steps.ts'
import { filterForm, writeCandidates, writeWhere } from '../../../../src/stores/neo4j/paper-filter.ts'

const year = (from: number): PaperCondition => ({ is: 'year', from, to: 2020 })
const run = (id: string): PaperCondition => ({ is: 'run', any: [id] })

describe('a filter of many conditions', () => {
  const wide: PaperFilter = { is: 'or', of: [year(1), year(2), run('run:1'), year(3)] }
  const deep: PaperFilter = {
    is: 'and',
    of: [
      { is: 'not', of: year(1) },
      { is: 'or', of: [run('run:1'), { is: 'and', of: [run('run:2'), year(4)] }] },
    ],
  }

  test('is one text, whatever its form, so that the server plans it once', () => {
    expect(filterForm(wide)).toBe(filterForm(deep))
    expect(writeWhere(wide)).toBe(writeWhere(deep))
    expect(writeCandidates(wide)).toBe(writeCandidates(deep))
  })

  test('is another text with other kinds of conditions or another start', () => {
    const more: PaperFilter = { is: 'and', of: [wide, { is: 'author', any: ['Ada'] }] }
    expect(filterForm(more)).not.toBe(filterForm(wide))
    expect(writeCandidates(more)).not.toBe(writeCandidates(wide))
    const other: PaperFilter = { is: 'or', of: [wide, { is: 'author', any: ['Ada'] }] }
    expect(filterForm(other)).not.toBe(filterForm(more))
  })

  test('is its conditions with their values, each before what joins them', () => {
    const values = [{ from: 1 }, { any: ['run:1'] }, { any: ['run:2'] }, { from: 4 }]
    expect(stepsOf(deep, values)).toEqual([
      { is: 'year', at: 0, from: 1 },
      { is: 'not', parts: 1 },
      { is: 'run', at: 1, any: ['run:1'] },
      { is: 'run', at: 2, any: ['run:2'] },
      { is: 'year', at: 3, from: 4 },
      { is: 'and', parts: 2 },
      { is: 'or', parts: 2 },
      { is: 'and', parts: 2 },
    ])
  })
})

test('a filter of few conditions is written out, for the server to find an index by', () => {
  const few: PaperFilter = { is: 'and', of: [year(1), year(2), run('run:1')] }
  expect(isStepwise(few)).toBe(false)
  expect(writeWhere(few)).toContain('p.year >= $given.filter[0].from')
})
