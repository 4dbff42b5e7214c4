// The limiter: how many tasks are at work at a time. Those that wait start in the order in which they came.

/** Runs tasks, at most so many at a time. */
export interface Limiter {
  run<Result>(task: () => Promise<Result>): Promise<Result>
  /** From now on so many at a time; starts as many of those that wait. */
  widen(limit: number): void
}

/** Starts with one task at a time. */
export function createLimiter(): Limiter {
  const waiting: (() => void)[] = []
  let limit = 1
  let running = 0
  const startWaiting = (): void => {
    while (running < limit) {
      const start = waiting.shift()
      if (start === undefined) return
      running++
      start()
    }
  }
  return {
    async run(task) {
      const turn = new Promise<void>((resolve) => waiting.push(resolve))
      startWaiting()
      await turn
      try {
        return await task()
      } finally {
        running--
        startWaiting()
      }
    },
    widen(next) {
      limit = next
      startWaiting()
    },
  }
}
