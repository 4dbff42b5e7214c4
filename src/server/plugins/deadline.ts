// Answers a query that takes too long. What it asked of the store is not waited for.
import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { StoreTimeoutError } from '../../graph/errors.ts'
import { GraphQLError, OperationTypeNode, getOperationAST } from 'graphql'
import type { Limits } from '../limits.ts'

/** Changes get longer: whoever is told TIMEOUT while the change goes on is told something wrong. */
export function limitTime({ queryMs, mutationMs }: Pick<Limits, 'queryMs' | 'mutationMs'>): Plugin {
  return {
    onExecute({ args: { document, operationName }, executeFn, setExecuteFn }) {
      const isChange = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION
      const milliseconds = isChange ? mutationMs : queryMs
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
