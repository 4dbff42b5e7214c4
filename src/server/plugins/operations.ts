// Says of each GraphQL request, once, what it was and what came of it: never its variables or its text.
import { Kind, getOperationAST } from 'graphql'
import type { DocumentNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { RequestScope } from '../request-scope.ts'

/** What is said of a request. */
export interface OperationReport {
  /** `none` where the document could not be read or has no such operation. */
  readonly type: 'query' | 'mutation' | 'subscription' | 'none'
  /** As its author named it; `null` without a name. */
  readonly name: string | null
  /** `null` for subscriptions: they are charged when they begin. */
  readonly cost: number | null
  /** From the request to its result. */
  readonly milliseconds: number
  /** Codes of the errors that are answered, each once. */
  readonly codes: readonly string[]
}

/** Names are chosen by clients: what is longer is cut. */
const MAX_NAME_LENGTH = 100

const costSchema = z.object({ cost: z.object({ cost: z.number() }) })

const documentSchema = z.custom<DocumentNode>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT,
)

const contextSchema = z.object({
  request: z.custom<object>((value) => typeof value === 'object' && value !== null),
  params: z.object({ operationName: z.string().nullish() }),
})

type Known = Pick<OperationReport, 'type' | 'name'>

/**
 * Logs each operation, and tells of it. Stands behind the gate of errors.
 *
 * @param tell - Called with each operation.
 */
export function reportOperations(tell: (operation: OperationReport) => void): Plugin<object, RequestScope> {
  const begun = new WeakMap<object, number>()
  const known = new WeakMap<object, Known>()

  return {
    onRequestParse({ request }) {
      begun.set(request, performance.now())
    },
    onParse({ context }) {
      return ({ result }) => {
        const parsed = documentSchema.safeParse(result)
        const asked = contextSchema.safeParse(context)
        if (!parsed.success || !asked.success) return
        const { request, params } = asked.data
        const operation = getOperationAST(parsed.data, params.operationName)
        if (!operation) return
        const name = operation.name?.value.slice(0, MAX_NAME_LENGTH) ?? null
        known.set(request, { type: operation.operation, name })
      }
    },
    onResultProcess({ request, result, serverContext }) {
      if (Array.isArray(result)) return
      const milliseconds = performance.now() - (begun.get(request) ?? performance.now())
      const { type, name } = known.get(request) ?? { type: 'none', name: null }
      const answer = 'errors' in result || 'data' in result ? result : {}
      const cost = costSchema.safeParse('extensions' in answer ? answer.extensions : null)
      const codes = new Set(('errors' in answer ? (answer.errors ?? []) : []).map(codeOf))
      const report = { type, name, cost: cost.data?.cost.cost ?? null, milliseconds, codes: [...codes] }
      logOperation(report, serverContext.log)
      tell(report)
    },
  }
}

function codeOf({ extensions }: { readonly extensions?: { readonly [name: string]: unknown } }): string {
  const code = extensions?.['code']
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR'
}

function logOperation({ type, name, cost, milliseconds, codes }: OperationReport, log: Logger): void {
  log.info({ type, name, cost, milliseconds: Math.round(milliseconds), codes }, 'operation')
}
