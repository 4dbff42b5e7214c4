// Answers a query that takes too long, and so the beginning and each event of a subscription. What it asked of the store is given
// up then, and also when the client has gone.
import { GraphQLError, OperationTypeNode, createSourceEventStream, execute, getOperationAST } from 'graphql'
import type { ExecutionResult } from 'graphql'
import { isAsyncIterable } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'
import { whileWanted } from '../../graph/deadline.ts'
import { StoreTimeoutError } from '../../graph/errors.ts'
import type { Limits } from '../limits.ts'
import { traceEvents } from '../observe/tracing.ts'
import type { RequestScope } from '../request-scope.ts'
import { passOn } from './events.ts'

/**
 * Changes get longer: whoever is told TIMEOUT while the change goes on is told something wrong. They are carried through,
 * whoever waits for them. Must stand before whatever else wraps `subscribe`: it puts its own in place of what is there, which
 * does not tell waiting for an event from answering it.
 */
export function limitTime({ queryMs, mutationMs }: Pick<Limits, 'queryMs' | 'mutationMs'>): Plugin<RequestScope> {
  return {
    onExecute({ args: { document, operationName, contextValue }, executeFn, setExecuteFn }) {
      const isChange = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION
      setExecuteFn(async (args) =>
        isChange
          ? withinTime(mutationMs, () => executeFn(args))
          : withinTime(queryMs, (late) =>
              whileWanted(AbortSignal.any([late, contextValue.gone]), () => executeFn(args)),
            ),
      )
    },
    onSubscribe({ args, setSubscribeFn }) {
      const { gone } = args.contextValue
      const inTime = async <Answer>(work: () => Answer | Promise<Answer>) =>
        withinTime(queryMs, (late) => whileWanted(AbortSignal.any([late, gone]), work))
      setSubscribeFn(async () => {
        const events = await inTime(async () => createSourceEventStream(args))
        if (!isAsyncIterable(events)) return events
        const traced = traceEvents(args)
        return answerEach(events, (event) => traced(() => inTime(async () => execute({ ...args, rootValue: event }))))
      })
    },
  }
}

/** Does work, and answers TIMEOUT when it has not come to an end; `late` fires then. */
async function withinTime<Answer>(
  milliseconds: number,
  work: (late: AbortSignal) => Answer | Promise<Answer>,
): Promise<Answer | ExecutionResult> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), milliseconds)
  const answered = new Promise<ExecutionResult>((resolve) => {
    late.signal.addEventListener('abort', () => {
      const originalError = new StoreTimeoutError(`a query took longer than ${milliseconds} ms`)
      resolve({ data: null, errors: [new GraphQLError('', { originalError })] })
    })
  })
  try {
    return await Promise.race([work(late.signal), answered])
  } finally {
    clearTimeout(timer)
  }
}

/** The answers to events. */
function answerEach(
  events: AsyncIterable<unknown>,
  answer: (event: unknown) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult, undefined> {
  const iterator = events[Symbol.asyncIterator]()
  const next = async (): Promise<IteratorResult<ExecutionResult, undefined>> => {
    const { done, value } = await iterator.next()
    return done === true ? { done, value: undefined } : { done: false, value: await answer(value) }
  }
  return passOn(next, () => iterator.return?.())
}
