// Changes of the graph, whoever makes them: this process, another server, or the command line. The store is asked now and then, and
// only while somebody wants to know.
import { setTimeout as wait } from 'node:timers/promises'
import type { GraphChange } from '../../graph/jobs.ts'
import type { GraphStore } from '../../graph/store.ts'
import { apart } from '../../server/observe/spans.ts'
import { createLive } from './live.ts'

/** Milliseconds between two looks. */
const INTERVAL = 1_000

/** Watches a store. */
export function watchGraph(
  store: Pick<GraphStore, 'lastRun' | 'curationHead'>,
  interval = INTERVAL,
): () => AsyncIterableIterator<GraphChange> {
  const live = createLive<GraphChange>({ run: null, curations: 0 })
  let followers = 0
  let isLooking = false

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    // The first look only tells what there is.
    let known = await fingerprint()
    for (;;) {
      await wait(interval, undefined, { ref: false })
      if (followers === 0) break
      const now = await fingerprint()
      if (now === null) continue
      if (known !== null && now.state !== known.state) live.set(now.change)
      known = now
    }
    isLooking = false
  }

  /** A store that is away for a while has not changed. */
  async function fingerprint() {
    try {
      const [run, { seq, derived }] = await Promise.all([store.lastRun(), store.curationHead()])
      const state = JSON.stringify([run?.id, run?.status, run?.finishedAt, seq, derived])
      return { change: { run, curations: seq }, state }
    } catch {
      return null
    }
  }

  return () => {
    followers += 1
    void apart(look)
    const following = live.follow({ onlyChanges: true })
    let hasLeft = false
    return {
      next: () => following.next(),
      async return() {
        if (!hasLeft) followers -= 1
        hasLeft = true
        return { done: true, value: undefined, ...(await following.return?.()) }
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }
}
