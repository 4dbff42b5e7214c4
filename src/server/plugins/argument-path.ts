// Where in the arguments a document is wrong: what GraphQL marks by line and column, in the words of whoever wrote the query.
import { Kind, parse, visit } from 'graphql'
import type { ASTNode, DocumentNode, GraphQLError, ObjectFieldNode, Source, ValueNode } from 'graphql'

/**
 * The path to the value that an error of validation is about: the argument, names of fields and places in lists. `null` where
 * it is about something else.
 */
export function argumentPathOf({ source, nodes }: Pick<GraphQLError, 'source' | 'nodes'>): readonly string[] | null {
  const [wrong] = nodes ?? []
  if (source === undefined || wrong?.loc === undefined) return null
  let path: readonly string[] | null = null
  visit(documentOf(source), {
    Argument({ name, value }) {
      if (holds(value, wrong)) path = [name.value, ...pathWithin(value, wrong)]
    },
  })
  return path
}

/** Documents by their source: a document may have many errors. */
const documents = new WeakMap<Source, DocumentNode>()

function documentOf(source: Source): DocumentNode {
  const document = documents.get(source) ?? parse(source.body)
  documents.set(source, document)
  return document
}

function pathWithin(value: ValueNode, wrong: ASTNode): readonly string[] {
  if (value.kind === Kind.LIST) {
    const at = value.values.findIndex((item) => holds(item, wrong))
    const item = value.values[at]
    return item === undefined ? [] : [String(at), ...pathWithin(item, wrong)]
  }
  if (value.kind !== Kind.OBJECT) return []
  const field = value.fields.find((field: ObjectFieldNode) => holds(field, wrong))
  return field === undefined ? [] : [field.name.value, ...pathWithin(field.value, wrong)]
}

/** Whether a piece of a document lies within another. */
function holds(outer: ASTNode, inner: ASTNode): boolean {
  if (outer.loc === undefined || inner.loc === undefined) return false
  return outer.loc.start <= inner.loc.start && inner.loc.end <= outer.loc.end
}
