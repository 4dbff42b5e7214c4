// Refuses requests whose parts cannot be read. Yoga says so of a JSON body only: what stands in an address or a form would be an
// internal error.
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

const BAD_REQUEST = { code: 'BAD_REQUEST', http: { status: 400 } }

/** Must stand first: it wraps what reads requests. */
export function refuseUnreadable(): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (requestParser === undefined) return
      setRequestParser(async (request) => {
        try {
          return await requestParser(request)
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error
          throw new GraphQLError('`variables` and `extensions` must each be an object, written as JSON.', {
            extensions: BAD_REQUEST,
          })
        }
      })
    },
  }
}
