// Spans: how they begin and end.
import { ROOT_CONTEXT, SpanStatusCode, context, trace } from '@opentelemetry/api'
import type { Attributes, Context, Link, Span, SpanKind, SpanOptions } from '@opentelemetry/api'

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
  return spanning(name, { kind, attributes }, parent, work)
}

/** Does a piece of what is active now within a span of its own. */
export function withinPart<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return spanning(name, {}, context.active(), work)
}

/** Does work that nobody waits for within a trace of its own, linked to what asked for it: what is active, where `options` name nothing else. */
export function withinOwnTrace<Result>(
  name: string,
  work: () => Promise<Result>,
  options: Pick<SpanOptions, 'attributes' | 'links'> = { links: linkToActive() },
): Promise<Result> {
  return spanning(name, { ...options, root: true }, context.active(), work)
}

/** Does work that goes on when what is active now has ended: it hangs under nothing. */
export function apart<Result>(work: () => Result): Result {
  return context.with(ROOT_CONTEXT, work)
}

/** For a trace of its own: what asked for it. */
export function linkToActive(): Link[] {
  const asked = trace.getActiveSpan()
  return asked === undefined ? [] : [{ context: asked.spanContext() }]
}

function spanning<Result>(
  name: string,
  options: SpanOptions,
  parent: Context,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  return tracer().startActiveSpan(name, options, parent, async (span) => {
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
