// Shared reads: who asks what others ask already gets the answer with them. Dashboards all ask the same.
import { createPlaces } from './places.ts'

/**
 * Equal reads under way at a time. One that comes later cannot join those, since what it must see may have been written after they
 * were sent; it waits for one of them to end, and goes with all that have come meanwhile.
 */
const EQUAL_AT_ONCE = 2
/** Milliseconds that it waits at most: reads that take seconds would else take twice as long, and too long. */
const EQUAL_PATIENCE = 200

/** Makes an answer. When the signal fires nobody waits for it any more. */
type Read<Answer> = (signal: AbortSignal) => Promise<Answer>

/** A share in a read. */
export interface Share<Answer> {
  readonly answer: Promise<Answer>
  /** Must be called, once: what nobody has a share in any more is given up. */
  leave(): void
}

export interface SharedReads<Answer> {
  /**
   * Joins the read of that key which has not been sent yet, or makes one, which `read` will answer when it is its turn.
   *
   * @param key - Equal keys must have equal answers.
   */
  join(key: string, read: Read<Answer>): Share<Answer>
}

/** A read that waits for its turn or is under way. */
interface Reading<Answer> {
  readonly read: Read<Answer>
  readonly promise: Promise<Answer>
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  readonly unwanted: AbortController
  shares: number
}

/** What is asked for under one key. */
interface Equal<Answer> {
  /** Those that wait for a place or have one. */
  going: number
  /** The one that can be joined. */
  waiting: Reading<Answer> | null
  /** Whether that one waits for a place already, and not for an equal read. */
  isNext: boolean
  /** Ends the wait for an equal read. */
  timer: NodeJS.Timeout | null
}

/** Makes shared reads of which `atOnce` are under way at a time; the others wait in turn. */
export function createSharedReads<Answer>(atOnce: number): SharedReads<Answer> {
  const places = createPlaces(atOnce)
  const all = new Map<string, Equal<Answer>>()

  /** Takes a place for the read that waits under a key, whichever that is when it gets one. */
  async function go(key: string, equal: Equal<Answer>): Promise<void> {
    equal.going++
    equal.isNext = true
    if (equal.timer !== null) clearTimeout(equal.timer)
    equal.timer = null
    await places.take()
    const reading = equal.waiting
    equal.waiting = null
    equal.isNext = false
    if (reading !== null) await answer(reading)
    places.giveBack()
    equal.going--
    goOn(key, equal)
  }

  function goOn(key: string, equal: Equal<Answer>): void {
    if (equal.waiting !== null && !equal.isNext) {
      if (equal.going < EQUAL_AT_ONCE) void go(key, equal)
      else equal.timer ??= setTimeout(() => void go(key, equal), EQUAL_PATIENCE)
    }
    if (equal.waiting === null && equal.going === 0) all.delete(key)
  }

  return {
    join(key, read) {
      const equal = all.get(key) ?? { going: 0, waiting: null, isNext: false, timer: null }
      all.set(key, equal)
      const reading = (equal.waiting ??= createReading(read))
      reading.shares++
      goOn(key, equal)
      return {
        answer: reading.promise,
        leave() {
          if (--reading.shares > 0) return
          reading.unwanted.abort()
          if (equal.waiting === reading) equal.waiting = null
        },
      }
    },
  }
}

function createReading<Answer>(read: Read<Answer>): Reading<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  // Whoever has left does not hear of it.
  promise.catch(() => {})
  return { read, promise, resolve, reject, unwanted: new AbortController(), shares: 0 }
}

/** Settles a reading; as soon as nobody has a share in it, whatever its read does then. */
async function answer<Answer>({ read, resolve, reject, unwanted }: Reading<Answer>): Promise<void> {
  const { promise: abandoned, resolve: abandon } = Promise.withResolvers<void>()
  unwanted.signal.addEventListener('abort', () => abandon())
  await Promise.race([read(unwanted.signal).then(resolve, reject), abandoned])
}
