// Ctrl-C: the first asks the work to end where it can go on later, the second ends the process at once.
import { EXIT } from './failures.ts'

/** A terminal and the npm in between both pass one Ctrl-C on: what follows this closely is the same one. In milliseconds. */
const ONE_PRESS = 500

/** What asks a process to end: Ctrl-C, whatever started it, and a terminal that goes away. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What tells work to end, while somebody listens. */
export interface Interrupt extends Disposable {
  readonly signal: AbortSignal
}

/**
 * Listens for signals that ask to end until disposed; `onFirst` is called when the first comes. Only a person at a terminal cuts off what
 * ends by itself: whatever else is in a hurry has SIGKILL.
 */
export function listenForInterrupt(onFirst: () => void): Interrupt {
  const controller = new AbortController()
  let firstAt: number | null = null
  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstAt === null) {
      firstAt = performance.now()
      controller.abort()
      onFirst()
    } else if (signal === 'SIGINT' && performance.now() - firstAt > ONE_PRESS) {
      process.exit(EXIT.interrupted)
    }
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const signal of SIGNALS) process.off(signal, onSignal)
    },
  }
}
