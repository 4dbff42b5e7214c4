import { expect, test } from 'vitest'
import { remembered } from '../../../../src/graph/remembered.ts'

test('asks once for what is asked again, and keeps no more than it may', () => {
  const asked: string[] = []
  const upper = remembered(2, (text) => {
    asked.push(text)
    return text.toUpperCase()
  })
  expect(['a', 'a', 'b', 'a', 'b'].map(upper)).toEqual(['A', 'A', 'B', 'A', 'B'])
  expect(asked).toEqual(['a', 'b'])
  expect(['c', 'c', 'a'].map(upper)).toEqual(['C', 'C', 'A'])
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})
