import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { noRow, statement } from '../../../src/stores/statement.ts'

describe('statement', () => {
  const made = statement({
    name: 'papers.byId',
    text: `
      SELECT 1`,
    params: z.object({ id: z.string() }),
    row: noRow,
  })

  test('keeps its parts, the text without the blanks around it', () => {
    expect(made.name).toBe('papers.byId')
    expect(made.text).toBe('SELECT 1')
    expect(made.params.parse({ id: 'a' })).toEqual({ id: 'a' })
    expect(made.params.safeParse({ id: 1 }).success).toBe(false)
    expect(made.row.safeParse({}).success).toBe(false)
  })

  test('cannot be changed', () => {
    expect(() => Object.assign(made, { text: 'DROP' })).toThrow(TypeError)
  })
})
