// Documents that clients name instead of sending them, and, where only those are taken, the refusal of all others.
import { defaultExtractPersistedOperationId, usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import type { ExtractPersistedOperationId } from '@graphql-yoga/plugin-persisted-operations'
import { createGraphQLError } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'
import type { DocumentSettings } from '../../access-settings.ts'
import { hashDocument } from '../documents.ts'
import type { Documents } from '../documents.ts'

export interface KnownDocuments extends Pick<DocumentSettings, 'mode'> {
  readonly documents: Documents
}

/** The parameter of GraphQL over HTTP for the name of a document. */
export const DOCUMENT_ID = 'documentId'

/**
 * Stands before all that limits documents: what is named is held to the same limits as what is sent. Both stages of the
 * protocol of Apollo's persisted queries are understood, except that nothing can be added.
 */
export function takeDocuments({ documents, mode }: KnownDocuments): Plugin {
  const { onParams, ...plugin } = usePersistedOperations({
    allowArbitraryOperations: mode === 'also',
    extractPersistedOperationId: readDocumentId,
    getPersistedOperation: (id) => documents.get(id) ?? null,
    customErrors: {
      notFound: refusal('PERSISTED_QUERY_NOT_FOUND', 'No document of PAPERLOOM_DOCUMENTS has this name.'),
      persistedQueryOnly: refusal(
        'DOCUMENT_NOT_ALLOWED',
        'This server answers only the documents of PAPERLOOM_DOCUMENTS: send the `documentId` of one, and no `query`.',
      ),
      keyNotFound: refusal(
        'BAD_REQUEST',
        mode === 'also'
          ? 'Send a `query`, or the `documentId` of a document of PAPERLOOM_DOCUMENTS.'
          : 'Send the `documentId` of a document of PAPERLOOM_DOCUMENTS.',
      ),
    },
  })
  return {
    ...plugin,
    onParams(payload) {
      const { params, request, context } = payload
      const id = params.query == null ? null : readDocumentId(params, request, context)
      if (mode === 'also' && id !== null && !isCalled(params.query ?? '', id)) {
        const { message, extensions } = refusal(
          'BAD_REQUEST',
          'The name is not that of the `query` beside it, and only one document can be answered. Send one of the two.',
        )
        throw createGraphQLError(message, { extensions })
      }
      return onParams?.(payload)
    },
  }

  /** Clients of Apollo send a document with its name when they begin. */
  function isCalled(text: string, id: string): boolean {
    return documents.get(id) === text || hashDocument(text) === id
  }
}

/** From the body, from the address, or from where Apollo's clients put it. */
const readDocumentId: ExtractPersistedOperationId = (params, request, context) => {
  const given: unknown = Object.entries(params).find(([name]) => name === DOCUMENT_ID)?.[1]
  if (typeof given === 'string') return given
  const inAddress = request.method === 'GET' ? new URL(request.url).searchParams.get(DOCUMENT_ID) : null
  return inAddress ?? defaultExtractPersistedOperationId(params, request, context)
}

function refusal(code: string, message: string) {
  return { message, extensions: { code, http: { status: 400, spec: true } } }
}
