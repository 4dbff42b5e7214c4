// How sure the mentions of a paper must be before it is taken to speak of a thing.
import { expect, test } from 'vitest'
import { paperOf, resolve } from './resolve-papers.ts'

test('what one paper says once must be surer than what another paper or another place bears out', async () => {
  const { entities } = await resolve([
    paperOf('a', ['flat region~', 'sharp valley', 'Loss Basin Index~', 'loss basin~', 'heavy tail~', 'heavy tail~']),
    paperOf('b', ['loss basin~']),
  ])
  expect(entities.map(({ id, paperCount }) => [id, paperCount])).toEqual([
    ['heavy-tail', 1],
    ['loss-basin', 2],
    ['loss-basin-index', 1],
    ['sharp-valley', 1],
  ])
})
