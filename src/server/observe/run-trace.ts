// The trace of a run. A run goes on when the request that began it is answered, so it has a trace of its own, linked to that request.
import { context, trace } from '@opentelemetry/api'
import type { Context, Span } from '@opentelemetry/api'
import { classOf, linkToActive, markFailed, tracer } from './spans.ts'

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
  const run = tracer().startSpan('ingest', { root: true, links: linkToActive() })
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
