// Limits in time: who never got to a server hears another failure than who waits for an answer.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { StoreTimeoutError, StoreUnavailableError } from '../../../../src/graph/errors.ts'
import { startDeadline } from '../../../../src/stores/neo4j/deadline.ts'

const never = new Promise<never>(() => {})

describe('a deadline', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('lets through what comes in time', async () => {
    const deadline = startDeadline({ timeout: 1_000, patience: 100 })
    await expect(deadline.race(deadline.during(async () => 'answer'))).resolves.toBe('answer')
    deadline.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends the search for a server when patience is over', async () => {
    const deadline = startDeadline({ timeout: 1_000, patience: 100 })
    const race = deadline.race(never)
    await Promise.all([expect(race).rejects.toBeInstanceOf(StoreUnavailableError), vi.advanceTimersByTimeAsync(100)])
  })

  test('waits for an answer until the time-out, with time for the server to end it itself', async () => {
    const deadline = startDeadline({ timeout: 1_000, patience: 100 })
    const outcome = vi.fn<(error: unknown) => void>()
    const race = deadline.race(deadline.during(() => never)).catch(outcome)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(outcome).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(500)
    await race
    expect(outcome.mock.calls[0]?.[0]).toBeInstanceOf(StoreTimeoutError)
  })

  test('asks whether the server is there when patience is over, and waits on if it is', async () => {
    const isThere = vi.fn<() => Promise<void>>().mockResolvedValue()
    const deadline = startDeadline({ timeout: 2_000, patience: 100, isThere })
    const outcome = vi.fn<(error: unknown) => void>()
    const race = deadline.race(never).catch(outcome)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(isThere).toHaveBeenCalledTimes(1)
    expect(outcome).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(500)
    await race
    expect(outcome.mock.calls[0]?.[0]).toBeInstanceOf(StoreTimeoutError)
    expect(deadline.isOver).toBe(true)
  })

  test.each([
    ['says nothing', () => never],
    ['fails', () => Promise.reject(new Error('gone'))],
  ])('ends the search where the server, asked, %s', async (_, isThere) => {
    const deadline = startDeadline({ timeout: 2_000, patience: 100, isThere })
    const race = deadline.race(never)
    await Promise.all([expect(race).rejects.toBeInstanceOf(StoreUnavailableError), vi.advanceTimersByTimeAsync(600)])
  })

  test('is over when it is stopped', () => {
    const deadline = startDeadline({ timeout: 1_000, patience: 100 })
    expect(deadline.isOver).toBe(false)
    deadline.stop()
    expect(deadline.isOver).toBe(true)
  })

  test('looks for a server again once one failed', async () => {
    const deadline = startDeadline({ timeout: 1_000, patience: 100 })
    const gone = deadline.during(async () => {
      throw new Error('gone')
    })
    await expect(gone).rejects.toThrow('gone')
    const race = deadline.race(never)
    await Promise.all([expect(race).rejects.toBeInstanceOf(StoreUnavailableError), vi.advanceTimersByTimeAsync(100)])
  })
})
