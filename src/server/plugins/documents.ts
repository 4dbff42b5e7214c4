// Documents that clients name instead of sending them, and, where only those are taken, the refusal of all others.
import { defaultExtractPersistedOperationId, usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import type { ExtractPersistedOperationId } from '@graphql-yoga/plugin-persisted-operations'
import type { Plugin } from 'graphql-yoga'
import type { DocumentSettings } from '../../access-settings.ts'
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
  return usePersistedOperations({
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
