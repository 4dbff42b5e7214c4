// Refuses operations whose answer the client would not take, before they begin: a change that was made must not be answered as if
// it was not, and a subscription that nobody can be told of must not go on. Nor does one more than may be open.
import { GraphQLError } from 'graphql'
import type { GraphQLErrorExtensions } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Limits } from '../limits.ts'
import type { RequestScope } from '../request-scope.ts'

const ANSWERS = ['application/graphql-response+json', 'application/json']
const STREAM = 'text/event-stream'

/** Must stand before whatever executes. */
export function refuseUnacceptable({ streamsPerCaller }: Pick<Limits, 'streamsPerCaller'>): Plugin<RequestScope> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const refused = refuseForm(args.contextValue, [...ANSWERS, STREAM, 'multipart/mixed'])
      if (refused !== null) setResultAndStopExecution({ errors: [refused] })
    },
    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      const refused = refuseForm(contextValue, [STREAM]) ?? refusePlace(contextValue.takePlace(), streamsPerCaller)
      if (refused !== null) setResultAndStopExecution({ errors: [refused] })
    },
  }
}

function refuseForm(context: { readonly request: Request }, types: readonly string[]): GraphQLError | null {
  return takes(acceptOf(context), types) ? null : refusal(NOT_ACCEPTABLE, 'NOT_ACCEPTABLE', { status: 406 })
}

function refusePlace(missing: ReturnType<RequestScope['takePlace']>, streamsPerCaller: number): GraphQLError | null {
  if (missing === null) return null
  const message =
    missing === 'caller'
      ? `You have ${streamsPerCaller} subscriptions open, as many as a caller may have. Close one first.`
      : 'Too many subscriptions are open. Try again later.'
  const status = missing === 'caller' ? 429 : 503
  return refusal(message, 'LIMIT_EXCEEDED', { status, headers: { 'retry-after': '10' } })
}

/** What is said to whoever takes none of the forms of an answer. */
export const NOT_ACCEPTABLE = `The Accept header takes none of what this is answered with: ${ANSWERS.join(' or ')}, and ${STREAM} for a subscription.`

function refusal(message: string, code: string, http: NonNullable<GraphQLErrorExtensions['http']>): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http } })
}

function acceptOf({ request }: { readonly request: Request }): string {
  return request.headers.get('accept') || '*/*'
}

/** Whether a header takes one of some media types. As Yoga, which then chooses: weights do not count, and all is UTF-8. */
function takes(header: string, types: readonly string[]): boolean {
  return header
    .replaceAll(/\s/g, '')
    .toLowerCase()
    .split(',')
    .some((accepted) => {
      const [range = '', ...parameters] = accepted.split(';')
      const charset = parameters.find((parameter) => parameter.includes('charset='))
      if (charset !== undefined && charset !== 'charset=utf-8') return false
      const [group, form] = range.split('/')
      return types.some((type) => {
        const [ownGroup, ownForm] = type.split('/')
        return (group === '*' || group === ownGroup) && (form === '*' || form === ownForm)
      })
    })
}
