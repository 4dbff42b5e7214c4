// Answers a query that takes too long. What it asked of the store is given up then, and also when the client has gone.
import { GraphQLError, OperationTypeNode, getOperationAST } from 'graphql'
import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { whileWanted } from '../../graph/deadline.ts'
import { StoreTimeoutError } from '../../graph/errors.ts'
import type { Limits } from '../limits.ts'
import type { RequestScope } from '../request-scope.ts'

/**
 * Changes get longer: whoever is told TIMEOUT while the change goes on is told something wrong. They are carried through,
 * whoever waits for them.
 */
export function limitTime({ queryMs, mutationMs }: Pick<Limits, 'queryMs' | 'mutationMs'>): Plugin<RequestScope> {
  return {
    onExecute({ args: { document, operationName, contextValue }, executeFn, setExecuteFn }) {
      const isChange = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION
      const milliseconds = isChange ? mutationMs : queryMs
      setExecuteFn(async (args) => {
        const late = new AbortController()
        const timer = setTimeout(() => late.abort(), milliseconds)
        const answered = new Promise<ExecutionResult>((resolve) => {
          late.signal.addEventListener('abort', () => {
            const originalError = new StoreTimeoutError(`a query took longer than ${milliseconds} ms`)
            resolve({ data: null, errors: [new GraphQLError('', { originalError })] })
          })
        })
        const unwanted = AbortSignal.any([late.signal, contextValue.gone])
        try {
          const execution = isChange ? executeFn(args) : whileWanted(unwanted, () => executeFn(args))
          return await Promise.race([execution, answered])
        } finally {
          clearTimeout(timer)
        }
      })
    },
  }
}
