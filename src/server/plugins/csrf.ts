// Refuses requests that a page of another site could make a browser send: POST without asking first, and GET from elsewhere.
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** Headers with which a POST of a simple content type is taken: another site cannot set them without asking. */
const HEADERS = ['x-paperloom-csrf', 'x-graphql-yoga-csrf', 'graphql-require-preflight', 'apollo-require-preflight']

/** @param allowed - Sites that may ask by GET all the same. */
export function preventCsrf(allowed: readonly string[]): Plugin {
  const forPost = useCSRFPrevention({ requestHeaders: HEADERS })
  return {
    onRequestParse(payload) {
      const { request } = payload
      if (request.method === 'POST') {
        try {
          return forPost.onRequestParse?.(payload)
        } catch {
          throw refusal(
            `A page of another site could send this (CSRF). Send \`Content-Type: application/json\`, or the header \`${HEADERS[0]}\`.`,
          )
        }
      }
      // Reading by GET changes nothing and its answer is closed to other sites, but it is work they must not cause.
      const site = request.headers.get('sec-fetch-site')
      if (site === null || site === 'same-origin' || site === 'none') return
      if (allowed.includes(request.headers.get('origin') ?? '')) return
      throw refusal('Requests from other sites are not taken.')
    },
  }
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { http: { status: 403 } } })
}
