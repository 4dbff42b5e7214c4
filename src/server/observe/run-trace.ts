// The trace of a run. A run goes on when the request that began it is answered, so it has a trace of its own, linked to that request.
import { SpanKind, context, trace } from '@opentelemetry/api'
import type { Context, Span } from '@opentelemetry/api'
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

/** The spans of one run: the run itself, under it what it is doing, one after another, under that the calls of the store. */
export interface RunTrace {
  /** Says which run it is. */
  name(seq: number): void
  /** Says what the run is doing from now on. */
  enter(stage: string): void
  /** Does a piece of work of the run: what is traced meanwhile hangs under the stage. */
  within<Result>(work: () => Result): Result
  end(failure: unknown): void
}

/** Begins the trace of a run; the active span is what asked for it. */
export function traceRun(): RunTrace {
  const asked = trace.getActiveSpan()
  const links = asked === undefined ? [] : [{ context: asked.spanContext() }]
  const run = tracer().startSpan('ingest', { root: true, links })
  const around = trace.setSpan(context.active(), run)
  let current: { readonly name: string; readonly span: Span; readonly context: Context } | null = null
  return {
    name: (seq) => void run.setAttribute('paperloom.run.seq', seq),
    enter(name) {
      if (current?.name === name) return
      current?.span.end()
      const span = tracer().startSpan(`ingest ${name}`, {}, around)
      current = { name, span, context: trace.setSpan(around, span) }
    },
    within: (work) => context.with(current?.context ?? around, work),
    end(failure) {
      for (const span of [current?.span, run]) {
        if (span === undefined) continue
        if (failure !== null) markFailed(span, classOf(failure))
        span.end()
      }
    },
  }
}

/** Whether somebody records what is active now. */
export function isTraced(): boolean {
  return trace.getActiveSpan()?.isRecording() === true
}

/** Records a call of the store that another thread made, under the active span. */
export function recordStoreCall({ engine, method, began, ended, error }: StoreCall): void {
  const attributes = { 'db.system.name': engine, 'db.operation.name': method }
  const span = tracer().startSpan(`store ${method}`, { kind: SpanKind.CLIENT, attributes, startTime: began })
  if (error !== null) markFailed(span, error)
  span.end(ended)
}
