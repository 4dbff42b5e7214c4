// An example of a client whose answers have types: gql.tada reads them off the text of each query, against the types that
// graphql-env.d.ts has of schema.graphql. A wrong variable does not compile, and neither does a query for a field that the
// schema does not have.
import { initGraphQLTada } from 'gql.tada'
import type { TadaDocumentNode } from 'gql.tada'
import { print } from 'graphql'
import type { introspection } from './graphql-env.d.ts'

export const graphql = initGraphQLTada<{ introspection: introspection }>()

/** A part that several queries ask for. */
const ENTITY = graphql(`
  fragment EntityCard on Entity @_unmask {
    id
    name
    kind
    paperCount
  }
`)

/** Papers that speak of a text, and what they speak of. */
export const FIND_PAPERS = graphql(
  `
    query FindPapers($text: String!, $first: Int!) {
      papers(where: { text: $text }, orderBy: { field: RELEVANCE }, first: $first) {
        totalCount
        nodes {
          id
          title
          year
          concepts(first: 3) {
            edges {
              salience
              node {
                ...EntityCard
              }
            }
          }
        }
      }
    }
  `,
  [ENTITY],
)

/** What two papers or more have in common. */
export const SHARED_CONCEPTS = graphql(
  `
    query SharedConcepts($papers: [ID!]!) {
      sharedConcepts(papers: $papers, first: 5) {
        edges {
          weight
          node {
            ...EntityCard
          }
        }
      }
    }
  `,
  [ENTITY],
)

/** Whether a field of an answer is `unknown`: gql.tada's type of what the schema does not have. */
type HasUnknown<Data> = unknown extends Data
  ? true
  : Data extends readonly (infer Row)[]
    ? HasUnknown<Row>
    : Data extends object
      ? true extends { [Name in keyof Data]: HasUnknown<Data[Name]> }[keyof Data]
        ? true
        : false
      : false

interface Answer<Data> {
  readonly data?: Data | null
  readonly errors?: readonly { readonly message: string }[]
}

/**
 * Asks the server.
 *
 * @param key - An API key, where the server wants one.
 * @throws Error with the messages of the server when the answer has errors.
 */
export async function request<Data, Variables>(
  url: string,
  document: TadaDocumentNode<Data, Variables> & (true extends HasUnknown<Data> ? never : unknown),
  variables: Variables,
  key?: string,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query: print(document), variables }),
  })
  // The server answers in the form of the document; gql.tada says which that is.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { data, errors = [] } = (await response.json()) as Answer<Data>
  if (data === undefined || data === null || errors.length > 0) {
    throw new Error(errors.map(({ message }) => message).join('\n') || `HTTP ${response.status}`)
  }
  return data
}
