// The types of the schema as gql.tada wants them, for the example of a typed client. A tool of development.
import { minifyIntrospection, outputIntrospectionFile } from 'gql.tada/internal'
import { introspectionFromSchema } from 'graphql'
import type { GraphQLSchema } from 'graphql'

/** Writes what `gql.tada generate output` writes. */
export function writeClientTypes(schema: GraphQLSchema): string {
  const introspection = minifyIntrospection(introspectionFromSchema(schema, { descriptions: false }))
  return outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true })
}
