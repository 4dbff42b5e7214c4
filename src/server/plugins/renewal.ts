// Looks again who reads, before each event of a subscription: a key that was revoked and a token that is over end it.
import { GraphQLError } from 'graphql'
import type { ExecutionResult } from 'graphql'
import { isAsyncIterable } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'
import { HttpError } from '../answers.ts'
import type { RequestScope } from '../request-scope.ts'
import { passOn } from './events.ts'

export function renewSubscriptions(): Plugin<RequestScope> {
  return {
    onSubscribe({ args: { contextValue }, subscribeFn, setSubscribeFn }) {
      setSubscribeFn(async (args) => {
        const results = await subscribeFn(args)
        return isAsyncIterable<ExecutionResult>(results) ? whileRenewed(results, contextValue.renew) : results
      })
    },
  }
}

/** The same results; the first for which `renew` throws is its error, and the last. */
function whileRenewed(
  results: AsyncIterable<ExecutionResult>,
  renew: () => Promise<void>,
): AsyncIterableIterator<ExecutionResult, undefined> {
  const iterator = results[Symbol.asyncIterator]()
  let hasEnded = false
  const next = async (): Promise<IteratorResult<ExecutionResult, undefined>> => {
    if (hasEnded) return { done: true, value: undefined }
    const { done, value } = await iterator.next()
    if (done === true) return { done, value: undefined }
    try {
      await renew()
      return { done: false, value }
    } catch (error) {
      hasEnded = true
      await iterator.return?.()
      return { done: false, value: { errors: [toRefusal(error)] } }
    }
  }
  return passOn(next, () => iterator.return?.())
}

function toRefusal(error: unknown): GraphQLError {
  if (error instanceof HttpError) return new GraphQLError(error.message, { extensions: { code: error.code } })
  return new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) })
}
