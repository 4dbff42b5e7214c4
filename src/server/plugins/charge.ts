// Counts what a query costs before anything is read, refuses what costs too much, and says on every answer what it was.
import { Kind, getOperationAST, getVariableValues } from 'graphql'
import type { ExecutionArgs, ExecutionResult, FragmentDefinitionNode } from 'graphql'
import { isAsyncIterable } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/builder.ts'
import { BASE_COST } from '../admission.ts'
import type { RateLimiter } from '../rate-limit.ts'
import type { RequestScope } from '../request-scope.ts'
import { countCost } from './cost.ts'
import type { Cost } from './cost.ts'
import { paceEvents } from './pace.ts'
import { createRateRefusal, createRefusal } from './refusal.ts'

/** What every answer says of its query. */
interface QueryCost {
  readonly cost: number
  readonly nodes: number
  readonly maxNodes: number
}

/** The parts of executing and of subscribing that matter here. */
interface Execution {
  readonly args: object
  extendContext(context: Pick<Context, 'rateLimit'>): void
  setResultAndStopExecution(result: { readonly errors: readonly Error[] }): void
}

type AskedArgs = ExecutionArgs & { readonly contextValue: RequestScope & { readonly request: Request } }

/**
 * @param maxNodes - Nodes a query may ask for.
 * @param limiter - What callers may cause together.
 */
export function chargeCost(maxNodes: number, limiter: RateLimiter): Plugin<Pick<Context, 'rateLimit'>, RequestScope> {
  const known = new WeakMap<Request, QueryCost>()

  /** Takes the cost of a request. Answers what takes it once more: seconds to wait, or `null` when it is taken. */
  function charge(execution: Execution): () => number | null {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Yoga types neither; both come from its own context
    const { contextValue, ...asked } = execution.args as AskedArgs
    const { account, request } = contextValue
    const counted = countAsked(asked)
    const { nodes } = counted
    const cost = Math.max(BASE_COST, counted.rootFields + nodes)
    known.set(request, { cost, nodes, maxNodes })
    const again = () => limiter.take(account, cost).waitSeconds
    if (nodes > maxNodes) {
      execution.setResultAndStopExecution({ errors: [createRefusal(explain(counted, maxNodes))] })
      return again
    }
    // The base was paid at the door.
    const { waitSeconds, ...allowance } = limiter.take(account, cost - BASE_COST)
    if (waitSeconds === null) execution.extendContext({ rateLimit: { cost, ...allowance } })
    else execution.setResultAndStopExecution({ errors: [createRateRefusal(waitSeconds, { cost, ...allowance })] })
    return again
  }

  return {
    onExecute: (payload) => void charge(payload),
    onSubscribe(payload) {
      const again = charge(payload)
      const { subscribeFn, setSubscribeFn } = payload
      setSubscribeFn(async (args) => {
        const result = await subscribeFn(args)
        return isAsyncIterable<ExecutionResult>(result) ? paceEvents(result, again) : result
      })
    },
    // What a caller has left is told by the field `rateLimit` alone: the same question keeps the same answer.
    onResultProcess(payload) {
      const { request, result } = payload
      if (Array.isArray(result) || Symbol.asyncIterator in result) return
      const cost = known.get(request) ?? { cost: BASE_COST, nodes: 0, maxNodes }
      payload.setResult({ ...result, extensions: { ...result.extensions, cost } })
    },
  }
}

/** Nothing where the variables are wrong: execution says so. */
function countAsked({ schema, document, operationName, variableValues }: Omit<ExecutionArgs, 'contextValue'>): Cost {
  const operation = getOperationAST(document, operationName)
  // One error is enough: each quotes the whole of the variable, and there may be thousands.
  const declared = operation?.variableDefinitions ?? []
  const variables = getVariableValues(schema, declared, variableValues ?? {}, { maxErrors: 1 })
  if (!operation || variables.coerced === undefined) return { nodes: 0, largest: null, rootFields: 0 }
  const definitions = document.definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  )
  const fragments = new Map(definitions.map((fragment) => [fragment.name.value, fragment]))
  return countCost({ schema, operation, fragments, variables: variables.coerced })
}

function explain({ nodes, largest }: Cost, max: number): string {
  const figure = (count: number) => (count > 1e15 ? 'more than 10^15' : count.toLocaleString('en-US'))
  const message = `This query may ask for ${figure(nodes)} nodes; the limit is ${figure(max)}.`
  if (largest === null) return message
  const { path, size, argument } = largest
  const now = `${figure(largest.nodes)} of them are \`${path.join('.')}\`, in lists of ${figure(size)}.`
  return `${message} ${now} ${argument === null ? 'Set a smaller `first` further out, or leave it out.' : `Set a smaller \`${argument}\` there or further out.`}`
}
