// How a request that goes beyond a limit is refused: one shape and one code, whatever the limit.
import { GraphQLError } from 'graphql'

/** The error of a request that asks for too much. Nothing of it is executed. */
export function createRefusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: REFUSAL })
}

/** Gives an error of a limiting library the shape of a refusal. */
export function turnIntoRefusal(error: GraphQLError): void {
  error.message = error.message.replace(/^Syntax Error: /, '')
  Object.assign(error.extensions, REFUSAL)
}

const REFUSAL = { code: 'LIMIT_EXCEEDED', http: { status: 400, spec: true } }
