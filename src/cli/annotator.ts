// Annotation for the server: the extractor that ingestion uses, in a thread of its own, so that a long text holds up nobody.
import { Worker } from 'node:worker_threads'
import { runnable } from '../compiled.js'
import type { Annotation, Annotator } from '../graph/annotations.ts'
import { unwantedSignal } from '../graph/deadline.ts'
import { StoreTimeoutError } from '../graph/errors.ts'
import { unpackFailure } from '../graph/packed-failure.ts'
import type { PackedFailure } from '../graph/packed-failure.ts'
import { createTurns } from '../graph/turns.ts'
import { withinPart } from '../server/observe/spans.ts'

/** What the thread tells of a text. */
export type AnnotateMessage =
  | { readonly type: 'annotations'; readonly annotations: readonly Annotation[] }
  | { readonly type: 'failure'; readonly failure: PackedFailure }

const WORKER = runnable(new URL('./annotate-worker.ts', import.meta.url))

/** Starts the thread when the first text comes: it brings a model along. Texts take turns. */
export function createThreadAnnotator(): Annotator & AsyncDisposable {
  let worker: Worker | null = null
  const inTurn = createTurns()

  async function annotate(text: string): Promise<readonly Annotation[]> {
    worker ??= new Worker(WORKER)
    const message = await ask(worker, text).catch((error: unknown) => {
      // The next text starts another.
      worker = null
      throw error
    })
    if (message.type === 'failure') throw unpackFailure(message.failure)
    return message.annotations
  }

  return {
    async annotate(text) {
      const unwanted = unwantedSignal()
      return inTurn(async () => {
        if (unwanted?.aborted === true) throw new StoreTimeoutError('Nobody waits for these annotations any more.')
        return withinPart('annotate', () => annotate(text))
      })
    },
    async [Symbol.asyncDispose]() {
      await worker?.terminate()
    },
  }
}

/** The thread's next message. Rejects when the thread breaks. */
function ask(worker: Worker, text: string): Promise<AnnotateMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<AnnotateMessage>()
  const end = (code: number) => reject(new Error(`The thread that annotates ended with ${code}.`))
  worker.once('message', resolve).once('error', reject).once('exit', end)
  worker.postMessage(text)
  return promise.finally(() => worker.off('message', resolve).off('error', reject).off('exit', end))
}
