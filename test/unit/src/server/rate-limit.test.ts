// The buckets of callers, under a clock of our own.
import { expect, test } from 'vitest'
import { createRateLimiter } from '../../../../src/server/rate-limit.ts'

function limiterAt(perMinute: number) {
  const clock = { now: Date.parse('2026-01-01T00:00:00.000Z') }
  const limiter = createRateLimiter(perMinute, () => clock.now)
  return { clock, take: (cost: number, caller = 'a') => limiter.take(caller, cost) }
}

test('a bucket is full at first, empties by cost and fills evenly', () => {
  const { clock, take } = limiterAt(600)
  const resetAt = (seconds: number) => new Date(clock.now + seconds * 1000).toISOString()
  expect(take(200)).toEqual({ limit: 600, remaining: 400, resetAt: resetAt(20), waitSeconds: null })
  expect(take(400)).toEqual({ limit: 600, remaining: 0, resetAt: resetAt(60), waitSeconds: null })
  expect(take(100)).toEqual({ limit: 600, remaining: 0, resetAt: resetAt(60), waitSeconds: 10 })
  clock.now += 9_000
  expect(take(100)).toMatchObject({ remaining: 90, waitSeconds: 1 })
  clock.now += 1_000
  expect(take(100)).toMatchObject({ remaining: 0, waitSeconds: null })
  clock.now += 3_600_000
  expect(take(0)).toMatchObject({ remaining: 600 })
})

test('what is refused costs nothing', () => {
  const { take } = limiterAt(100)
  take(60)
  expect(take(41)).toMatchObject({ remaining: 40, waitSeconds: 1 })
  expect(take(40)).toMatchObject({ remaining: 0, waitSeconds: null })
})

test('what costs more than a bucket holds needs a full one and leaves a debt', () => {
  const { clock, take } = limiterAt(100)
  expect(take(300)).toMatchObject({ remaining: 0, waitSeconds: null })
  expect(take(1)).toMatchObject({ waitSeconds: 121 })
  clock.now += 121_000
  expect(take(1)).toMatchObject({ waitSeconds: null })
  expect(take(300)).toMatchObject({ waitSeconds: 60 })
})

test('callers do not share, and a clock that goes back gives nothing', () => {
  const { clock, take } = limiterAt(100)
  expect(take(100, 'a').waitSeconds).toBeNull()
  expect(take(100, 'b').waitSeconds).toBeNull()
  clock.now -= 60_000
  expect(take(100, 'a').waitSeconds).toBe(60)
})

test('memory is bounded: of many callers the one not heard of for longest is forgotten', () => {
  const { take } = limiterAt(100)
  take(100, 'first')
  take(100, 'second')
  for (let i = 0; i < 49_999; i++) take(1, `other ${i}`)
  expect(take(1, 'second').waitSeconds).not.toBeNull()
  expect(take(1, 'first').waitSeconds).toBeNull()
})

test('without a limit everything is granted', () => {
  const nothing = { limit: null, remaining: null, resetAt: null, waitSeconds: null }
  expect(createRateLimiter(null).take('a', 1e9)).toEqual(nothing)
})
