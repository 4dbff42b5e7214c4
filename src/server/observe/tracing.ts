// Traces, for whoever brings an SDK of OpenTelemetry: request, operation, calls of the store. Without one nothing is recorded.
import { SpanKind, context, propagation, trace } from '@opentelemetry/api'
import type { Attributes } from '@opentelemetry/api'
import { getOperationAST } from 'graphql'
import type { ExecutionArgs, OperationDefinitionNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { IncomingMessage } from 'node:http'
import type { Answer } from '../answers.ts'
import type { StoreObserver } from './observed-store.ts'
import { linkToActive, within, withinOwnTrace } from './spans.ts'

/**
 * Answers a request of the API within a span. It continues the trace that the request names (`traceparent`), unless
 * something that watches the HTTP server has begun one already.
 */
export function traceRequest(request: IncomingMessage, id: string, work: () => Promise<Answer>): Promise<Answer> {
  const here = context.active()
  const parent = trace.getSpan(here) === undefined ? propagation.extract(here, request.headers) : here
  const method = request.method ?? 'GET'
  const attributes = { 'http.request.method': method, 'http.route': '/graphql', 'paperloom.request_id': id }
  return within(parent, `${method} /graphql`, SpanKind.SERVER, attributes, async (span) => {
    const answer = await work()
    span.setAttribute('http.response.status_code', answer.status)
    return answer
  })
}

/** Executes operations within a span each. Their names are attributes: names of spans are few. */
export function traceOperations(): Plugin {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      setExecuteFn((again) => traceOperation(args, async () => executeFn(again)))
    },
    onSubscribe({ args, subscribeFn, setSubscribeFn }) {
      setSubscribeFn((again) => traceOperation(args, async () => subscribeFn(again)))
    },
  }
}

/**
 * Makes what answers the events of a subscription within a span each. A subscription goes on when the request that began it is answered, so
 * each event has a trace of its own, linked to what is active now.
 */
export function traceEvents({ document, operationName }: Asked) {
  const options = { attributes: attributesOf(getOperationAST(document, operationName)), links: linkToActive() }
  return <Result>(work: () => Promise<Result>): Promise<Result> => withinOwnTrace('event', work, options)
}

type Asked = Pick<ExecutionArgs, 'document' | 'operationName'>

function traceOperation<Result>({ document, operationName }: Asked, work: () => Promise<Result>): Promise<Result> {
  const operation = getOperationAST(document, operationName)
  const type = operation?.operation ?? 'operation'
  return within(context.active(), type, SpanKind.INTERNAL, attributesOf(operation), work)
}

function attributesOf(operation: OperationDefinitionNode | null | undefined): Attributes {
  const name = operation?.name?.value
  return {
    'graphql.operation.type': operation?.operation ?? 'unknown',
    ...(name === undefined ? {} : { 'graphql.operation.name': name }),
  }
}

/** Traces calls of the store that belong to something: not the pings of a health check. */
export function traceStoreCalls(engine: string): StoreObserver {
  return (method, call) => {
    if (trace.getActiveSpan() === undefined) return call()
    const attributes = { 'db.system.name': engine, 'db.operation.name': method }
    return within(context.active(), `store ${method}`, SpanKind.CLIENT, attributes, call)
  }
}
