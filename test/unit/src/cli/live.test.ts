import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLive } from '../../../../src/cli/jobs/live.ts'

test('a follower gets the state now, the newest after that, and the end', async () => {
  const live = createLive(1)
  const follower = live.follow()
  expect(await follower.next()).toEqual({ done: false, value: 1 })
  live.set(2)
  live.set(3)
  expect(await follower.next()).toEqual({ done: false, value: 3 })
  const waiting = follower.next()
  live.set(4)
  live.end()
  expect(await waiting).toEqual({ done: false, value: 4 })
  expect(await follower.next()).toEqual({ done: true, value: undefined })
  expect(await Array.fromAsync(live.follow())).toEqual([4])
})

test('who only wants changes waits for the first', async () => {
  const live = createLive(1)
  const follower = live.follow({ onlyChanges: true })
  const first = follower.next()
  expect(await Promise.race([first, wait(20).then(() => 'nothing')])).toBe('nothing')
  live.set(2)
  expect(await first).toEqual({ done: false, value: 2 })
})

test('a follower that leaves is let go while it waits', async () => {
  const follower = createLive(1).follow()
  await follower.next()
  const waiting = follower.next()
  await follower.return?.()
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(await follower.next()).toEqual({ done: true, value: undefined })
})
