// Places: how much may be under way at a time. Who comes when all are taken waits, first come, first served.

export interface Places {
  /** Waits for a place. Whoever has got one must give it back. */
  take(): Promise<void>
  giveBack(): void
}

/** Makes `count` places. */
export function createPlaces(count: number): Places {
  let free = count
  const waiting: (() => void)[] = []
  return {
    take() {
      if (free > 0) {
        free--
        return Promise.resolve()
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
    giveBack() {
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    },
  }
}
