// Refuses long documents before the parser sees them: it keeps what it has parsed, refused documents included.
import type { Plugin } from 'graphql-yoga'
import { createRefusal } from './refusal.ts'

/** @param max - Characters a document may have. */
export function limitDocumentLength(max: number): Plugin {
  return {
    onParams({ params }) {
      const { query } = params
      if (typeof query !== 'string' || query.length <= max) return
      throw createRefusal(`A query may have ${max} characters at most; this one has ${query.length}.`)
    },
  }
}
