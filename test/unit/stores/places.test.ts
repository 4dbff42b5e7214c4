import { expect, test } from 'vitest'
import { createPlaces } from '../../../src/stores/places.ts'

test('as many as there are places are let in at once, the others in their turn', async () => {
  const places = createPlaces(2)
  const inside: string[] = []
  const enter = async (name: string) => {
    await places.take()
    inside.push(name)
  }
  const entering = ['a', 'b', 'c', 'd'].map(enter)
  await Promise.all(entering.slice(0, 2))
  expect(inside).toEqual(['a', 'b'])
  places.giveBack()
  await entering[2]
  expect(inside).toEqual(['a', 'b', 'c'])
  places.giveBack()
  await entering[3]
  places.giveBack()
  places.giveBack()
  await Promise.all([enter('e'), enter('f')])
  expect(inside).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})
