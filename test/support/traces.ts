// Spans as an SDK of OpenTelemetry gets them, for tests of what is traced.
import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'

export interface Traces extends Disposable {
  /** Spans that have ended. */
  spans(): readonly ReadableSpan[]
  /** Names of the spans right under those of a name. */
  under(name: string): readonly string[]
  /** Does work within a span. */
  within<Result>(name: string, work: () => Promise<Result>): Promise<Result>
  clear(): void
}

/** Records everything until it is disposed of. */
export function recordTraces(): Traces {
  const exporter = new InMemorySpanExporter()
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  const spans = () => exporter.getFinishedSpans()
  return {
    spans,
    under(name) {
      const above = new Set(spans().flatMap((span) => (span.name === name ? [span.spanContext().spanId] : [])))
      return spans().flatMap((span) => (above.has(span.parentSpanContext?.spanId ?? '') ? [span.name] : []))
    },
    within: (name, work) =>
      trace.getTracer('tests').startActiveSpan(name, async (span) => {
        try {
          return await work()
        } finally {
          span.end()
        }
      }),
    clear: () => exporter.reset(),
    [Symbol.dispose]() {
      for (const api of [context, trace]) api.disable()
    },
  }
}
