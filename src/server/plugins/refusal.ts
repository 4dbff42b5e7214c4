// How a request that goes beyond a limit is refused: one shape and one code, whatever the limit.
import { GraphQLError } from 'graphql'
import type { RateLimit } from '../../../schema/builder.ts'

/** The error of a request that asks for too much. Nothing of it is executed. */
export function createRefusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: REFUSAL })
}

/** The error of a request whose caller has asked for too much lately. */
export function createRateRefusal(waitSeconds: number, { cost, limit, remaining }: RateLimit): GraphQLError {
  const message = `This costs ${cost}; of ${limit} a minute ${remaining} are left. Ask for less, or try again in ${waitSeconds} s.`
  return new GraphQLError(message, {
    extensions: { code: 'RATE_LIMITED', http: { status: 429, headers: { 'retry-after': String(waitSeconds) } } },
  })
}

/** Gives an error of a limiting library the shape of a refusal, with a remedy. */
export function turnIntoRefusal(error: GraphQLError): void {
  error.message = `${error.message.replace(/^Syntax Error: /, '')} Ask for less, or in several requests.`
  Object.assign(error.extensions, REFUSAL)
}

const REFUSAL = { code: 'LIMIT_EXCEEDED', http: { status: 400, spec: true } }
