// Ctrl-C: the first asks the work to end where it can go on later, the second ends the process at once.
import { EXIT } from './failures.ts'

/** A terminal and the npm in between both pass one Ctrl-C on: what follows this closely is the same one. In milliseconds. */
const ONE_PRESS = 500

/** What tells work to end, while somebody listens. */
export interface Interrupt extends Disposable {
  readonly signal: AbortSignal
}

/** Listens for Ctrl-C and SIGTERM until disposed; `onFirst` is called when the first comes. */
export function listenForInterrupt(onFirst: () => void): Interrupt {
  const controller = new AbortController()
  let firstAt: number | null = null
  const onSignal = (): void => {
    if (firstAt === null) {
      firstAt = performance.now()
      controller.abort()
      onFirst()
    } else if (performance.now() - firstAt > ONE_PRESS) {
      process.exit(EXIT.interrupted)
    }
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    },
  }
}
