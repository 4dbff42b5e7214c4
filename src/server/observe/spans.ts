// Spans: how they begin and end.
import { SpanStatusCode, trace } from '@opentelemetry/api'
import type { Attributes, Context, Span, SpanKind } from '@opentelemetry/api'

/** Looked up at each use: whichever SDK was registered, before or after this file was loaded. */
export const tracer = () => trace.getTracer('paperloom')

/** Does work within a span, which then ends. */
export function within<Result>(
  parent: Context,
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  return tracer().startActiveSpan(name, { kind, attributes }, parent, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      markFailed(span, classOf(error))
      throw error
    } finally {
      span.end()
    }
  })
}

/** Marks a span with the class of an error alone: messages may hold what was asked, and the log has them. */
export function markFailed(span: Span, failure: string): void {
  span.setAttribute('error.type', failure)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** The class of an error. */
export function classOf(failure: unknown): string {
  return failure instanceof Error ? failure.name : 'unknown'
}
