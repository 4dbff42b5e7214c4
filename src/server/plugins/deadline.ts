// Answers a query that takes too long. What it asked of the store is not waited for.
import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { StoreTimeoutError } from '../../graph/errors.ts'
import { GraphQLError } from 'graphql'

/** @param milliseconds - How long a query may take. */
export function limitTime(milliseconds: number): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args) => {
        let timer: NodeJS.Timeout | undefined
        const late = new Promise<ExecutionResult>((resolve) => {
          timer = setTimeout(() => {
            const originalError = new StoreTimeoutError(`a query took longer than ${milliseconds} ms`)
            resolve({ data: null, errors: [new GraphQLError('', { originalError })] })
          }, milliseconds)
        })
        try {
          return await Promise.race([executeFn(args), late])
        } finally {
          clearTimeout(timer)
        }
      })
    },
  }
}
