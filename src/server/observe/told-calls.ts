// Calls of the store that a thread makes, for the thread that asked for its work: that one records them.
import { SpanKind, trace } from '@opentelemetry/api'
import type { GraphStore } from '../../graph/store.ts'
import { observeStore } from './observed-store.ts'
import type { StoreObserver } from './observed-store.ts'
import { classOf, markFailed, tracer } from './spans.ts'

/** A call of the store that another thread made; times are milliseconds since 1970. */
export interface StoreCall {
  readonly engine: string
  readonly method: string
  readonly began: number
  readonly ended: number
  /** The class of the error that it threw; `null` where it threw none. */
  readonly error: string | null
}

/** Whether somebody records what is active now. */
export function isTraced(): boolean {
  return trace.getActiveSpan()?.isRecording() === true
}

/** The same store; where its calls are traced, each is told when it is over. */
export function tellStoreCalls(store: GraphStore, isTraced: boolean, tell: (call: StoreCall) => void): GraphStore {
  return isTraced ? observeStore(store, [tellEach(store.engine, tell)]) : store
}

function tellEach(engine: string, tell: (call: StoreCall) => void): StoreObserver {
  const now = () => performance.timeOrigin + performance.now()
  return async (method, call) => {
    const began = now()
    const told = (error: string | null) => tell({ engine, method, began, ended: now(), error })
    try {
      const answer = await call()
      told(null)
      return answer
    } catch (error) {
      told(classOf(error))
      throw error
    }
  }
}

/** Records a call that another thread told of, under the active span. */
export function recordStoreCall({ engine, method, began, ended, error }: StoreCall): void {
  const attributes = { 'db.system.name': engine, 'db.operation.name': method }
  const span = tracer().startSpan(`store ${method}`, { kind: SpanKind.CLIENT, attributes, startTime: began })
  if (error !== null) markFailed(span, error)
  span.end(ended)
}
