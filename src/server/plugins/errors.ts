// The one gate through which errors leave: what clients may know is said, everything else gets an id that is in the log.
import { randomUUID } from 'node:crypto'
import { GraphQLError, isEnumType } from 'graphql'
import type { ExecutionResult, GraphQLErrorExtensions } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import { schema } from '../../../schema/index.ts'
import { toPublicError } from '../../../schema/lib/errors.ts'
import { shortenMessage } from '../../../schema/lib/quote.ts'
import type { RequestScope } from '../request-scope.ts'
import { argumentPathOf } from './argument-path.ts'
import { passOn } from './events.ts'

interface GateOptions {
  /** Errors of one answer; the rest is dropped. */
  readonly max: number
  /** Whether messages may name parts of the schema that the client did not. */
  readonly suggest: boolean
}

/** Presents every error of every result, also of requests that never came to be executed. */
export function presentErrors({ max, suggest }: GateOptions): Plugin<object, RequestScope> {
  return {
    onResultProcess(payload) {
      const { result, serverContext } = payload
      if (Symbol.asyncIterator in result) return payload.setResult(presentEach(result, serverContext.log))
      if (!('errors' in result) || result.errors === undefined) return
      const errors = result.errors.slice(0, max).map((error) => presentError(error, serverContext.log, suggest))
      payload.setResult({ ...result, errors })
    },
  }

  /** The results of a subscription. One that fails ends with its error. */
  function presentEach(results: AsyncIterable<ExecutionResult>, log: Logger): AsyncIterableIterator<ExecutionResult> {
    const iterator = results[Symbol.asyncIterator]()
    const present = (errors: readonly unknown[]) =>
      errors.slice(0, max).map((error) => presentError(error, log, suggest))
    let hasFailed = false
    const next = async (): Promise<IteratorResult<ExecutionResult, undefined>> => {
      if (hasFailed) return { done: true, value: undefined }
      try {
        const { done, value } = await iterator.next()
        if (done === true) return { done, value: undefined }
        return { done: false, value: value.errors === undefined ? value : { ...value, errors: present(value.errors) } }
      } catch (error) {
        hasFailed = true
        return { done: false, value: { errors: present([error]) } }
      }
    }
    return passOn(next, () => iterator.return?.())
  }
}

/** An error as it may be shown. What was kept back is logged. */
function presentError(error: unknown, log: Logger, suggest: boolean): GraphQLError {
  const cause = causeOf(error)
  const { nodes = null, source = null, positions = null, path = null } = error instanceof GraphQLError ? error : {}
  const present = (message: string, extensions: GraphQLErrorExtensions) =>
    new GraphQLError(message, { nodes, source, positions, path, extensions })

  const known = toPublicError(cause)
  if (known !== null) {
    if (known.code === 'SERVICE_UNAVAILABLE' || known.code === 'TIMEOUT') log.warn({ err: cause }, known.code)
    const { message, code, issues = [] } = known
    return present(message, issues.length === 0 ? { code } : { code, issues })
  }
  if (cause instanceof GraphQLError && error instanceof GraphQLError) {
    const { code, http } = cause.extensions
    const argument = code === 'GRAPHQL_VALIDATION_FAILED' ? argumentPathOf(error) : null
    // The outermost message says most: which variable, not only what is wrong with its value.
    const short = shortenMessage(error.message)
    const words = suggest ? withValues(short) : short.replace(/\s*Did you mean .*\?/s, '')
    const said = words in ADVICE ? `${words} ${ADVICE[words]}` : words
    const message = argument === null ? said : `\`${argument.join('.')}\`: ${words}`
    const issues = argument === null ? {} : { issues: [{ path: argument, message }] }
    return present(message, { code: code ?? codeOf(cause), ...issues, ...httpOf(cause, http, path === null) })
  }
  const id = randomUUID()
  log.error({ err: cause, errorId: id, path }, 'internal error')
  return present('Internal server error', { code: 'INTERNAL_SERVER_ERROR', id, unexpected: true })
}

/** What to do about messages of the server's libraries that do not say so. */
const ADVICE: Readonly<Record<string, string>> = {
  'Batching is not supported.': 'Send one operation a request.',
  'POST body sent invalid JSON.':
    'Send an object with `query`, and with `variables` and `operationName` where it needs them.',
  'Must provide query string.': 'Send it as `query`: in the body of a POST, or in the address of a GET.',
  'Could not determine what operation to execute.':
    'Send a document with an operation, and where it has several, the name of one of them as `operationName`.',
}

/** A message about a value that an enum does not have, with those that it has. */
function withValues(message: string): string {
  const [, name = ''] = /^(?:Variable .*; )?Value .* does not exist in "(\w+)" enum\./s.exec(message) ?? []
  const type = schema.getType(name)
  if (!isEnumType(type)) return message
  const values = type.getValues().map((value) => value.name)
  return `${message} It has ${values.join(', ')}.`
}

/** What first went wrong: GraphQL wraps whatever a resolver throws. */
function causeOf(error: unknown): unknown {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

function codeOf(error: GraphQLError): string {
  if (error.extensions.http?.status === 403) return 'FORBIDDEN'
  return isSyntaxError(error) ? 'GRAPHQL_PARSE_FAILED' : 'BAD_USER_INPUT'
}

function isSyntaxError(error: GraphQLError): boolean {
  return error.message.startsWith('Syntax Error')
}

/** @param isOfRequest - Whether nothing was executed: errors of fields have a path, those of syntax and variables have none. */
function httpOf(
  error: GraphQLError,
  http: GraphQLErrorExtensions['http'],
  isOfRequest: boolean,
): GraphQLErrorExtensions {
  // A request that is no GraphQL request at all is a bad one in every media type, whatever the spec says of documents.
  if (error.extensions['code'] === 'BAD_REQUEST') return { http: { ...http, status: http?.status ?? 400, spec: false } }
  if (http !== undefined) return { http }
  return isOfRequest ? { http: { status: 400, spec: true } } : {}
}
