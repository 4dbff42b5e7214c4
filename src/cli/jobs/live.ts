// A value that changes while others look on. Whoever is slow misses states in between and gets the newest one, so nothing piles up.

export interface Live<Value> {
  readonly value: Value
  set(value: Value): void
  /** After this, followers get the last value, if they have not had it, and end. */
  end(): void
  /** The value now, unless `onlyChanges`, and each time it is set. Leaving early lets go of everything at once. */
  follow(options?: { readonly onlyChanges?: boolean }): AsyncIterableIterator<Value>
}

/** Makes a value that can be followed. */
export function createLive<Value>(initial: Value): Live<Value> {
  let value = initial
  let version = 0
  let hasEnded = false
  const waiting = new Set<() => void>()
  const wakeAll = () => {
    for (const wake of waiting) wake()
    waiting.clear()
  }
  return {
    get value() {
      return value
    },
    set(next) {
      value = next
      version += 1
      wakeAll()
    },
    end() {
      hasEnded = true
      wakeAll()
    },
    follow({ onlyChanges = false } = {}) {
      let seen = onlyChanges ? version : -1
      let hasLeft = false
      let wake: () => void = () => {}
      return {
        async next() {
          for (;;) {
            if (hasLeft) return { done: true, value: undefined }
            if (seen !== version) {
              seen = version
              return { done: false, value }
            }
            if (hasEnded) return { done: true, value: undefined }
            await new Promise<void>((resolve) => {
              wake = resolve
              waiting.add(resolve)
            })
          }
        },
        async return() {
          hasLeft = true
          waiting.delete(wake)
          wake()
          return { done: true, value: undefined }
        },
        [Symbol.asyncIterator]() {
          return this
        },
      }
    },
  }
}
