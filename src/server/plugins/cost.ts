// How many nodes a query may ask for: the sizes of its lists, multiplied along the way, as in GitHub's node limit
// (https://docs.github.com/en/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api).
import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'

/** What a query costs. */
export interface Cost extends Nodes {
  /** Fields of the operation itself, each of which is a question of its own, however often it is asked. */
  readonly rootFields: number
}

/** A number of nodes, and the list that most of them come from. */
interface Nodes {
  readonly nodes: number
  readonly largest: Share | null
}

/** One list of a query. */
interface Share {
  /** Names of the fields that lead there. */
  readonly path: readonly string[]
  /** Rows of one such list. */
  readonly size: number
  /** The argument that sets the size. */
  readonly argument: string | null
  /** Rows of all such lists of the query together. */
  readonly nodes: number
}

/** What to count, with variables coerced and defaults filled in. */
export interface CountedOperation {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: { readonly [name: string]: unknown }
}

/** What a selection asks for: of each row of the list around it, and of that list as a whole. */
interface Selected {
  readonly each: Nodes
  readonly once: Nodes
}

const NONE: Nodes = { nodes: 0, largest: null }
const NOTHING: Selected = { each: NONE, once: NONE }

/**
 * Counts an operation. Fields say how long their list may be in their extension `size`, and with `isOncePerList` that they are
 * answered once for the list they belong to, whatever its length.
 */
export function countCost(counted: CountedOperation): Cost {
  const { each, once } = countNodes(counted)
  return { ...addNodes(each, once), rootFields: countRootFields(counted) }
}

function countRootFields({ operation, fragments, variables }: CountedOperation): number {
  const known = new Map<string, number>()

  const count = (set: SelectionSetNode): number =>
    set.selections
      .filter((node) => isWanted(node, variables))
      .reduce((sum, node) => {
        if (node.kind === Kind.FIELD) return sum + 1
        return sum + (node.kind === Kind.FRAGMENT_SPREAD ? countFragment(node.name.value) : count(node.selectionSet))
      }, 0)

  const countFragment = (name: string): number => {
    const fragment = fragments.get(name)
    const fields = known.get(name) ?? (fragment === undefined ? 0 : count(fragment.selectionSet))
    known.set(name, fields)
    return fields
  }

  return count(operation.selectionSet)
}

function countNodes({ schema, operation, fragments, variables }: CountedOperation): Selected {
  // A fragment costs the same wherever it stands: fragments that contain each other many times are counted once each.
  const known = new Map<string, Selected>()

  const countSelections = (set: SelectionSetNode, type: GraphQLNamedType | undefined): Selected =>
    set.selections
      .filter((node) => isWanted(node, variables))
      .map((node) => {
        if (node.kind === Kind.FIELD) return countField(node, type)
        if (node.kind === Kind.FRAGMENT_SPREAD) return countFragment(node.name.value)
        const condition = node.typeCondition?.name.value
        return countSelections(node.selectionSet, condition === undefined ? type : schema.getType(condition))
      })
      .reduce(add, NOTHING)

  const countFragment = (name: string): Selected => {
    const cost = known.get(name)
    const fragment = fragments.get(name)
    if (cost !== undefined || fragment === undefined) return cost ?? NOTHING
    known.set(name, NOTHING)
    const counted = countSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
    known.set(name, counted)
    return counted
  }

  const countField = (node: FieldNode, type: GraphQLNamedType | undefined): Selected => {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined
    if (field === undefined) return NOTHING
    const below = node.selectionSet ? countSelections(node.selectionSet, getNamedType(field.type)) : NOTHING
    const size = sizeOf(field, node, variables)
    const path = node.name.value
    const each = within(path, below.each, size ?? 1)
    const once = within(path, below.once, 1)
    const argument = field.extensions['sizeArgument']
    const own: Nodes =
      size === null
        ? NONE
        : {
            nodes: size,
            largest: { path: [path], size, argument: typeof argument === 'string' ? argument : null, nodes: size },
          }
    if (field.extensions['isOncePerList'] === true) return { each: NONE, once: addNodes(own, addNodes(each, once)) }
    return size === null ? { each, once } : { each: addNodes(own, addNodes(each, once)), once: NONE }
  }

  return countSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined)
}

function add(a: Selected, b: Selected): Selected {
  return { each: addNodes(a.each, b.each), once: addNodes(a.once, b.once) }
}

function addNodes(a: Nodes, b: Nodes): Nodes {
  const larger = (b.largest?.nodes ?? 0) > (a.largest?.nodes ?? 0) ? b.largest : a.largest
  return { nodes: a.nodes + b.nodes, largest: larger }
}

/** What stands below a field whose list has `times` rows. */
function within(field: string, { nodes, largest }: Nodes, times: number): Nodes {
  const share = largest && { ...largest, path: [field, ...largest.path], nodes: largest.nodes * times }
  return { nodes: nodes * times, largest: share }
}

function sizeOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: CountedOperation['variables'],
): number | null {
  const size: unknown = field.extensions['size']
  if (typeof size !== 'function') return null
  try {
    return Math.max(0, Number(size(getArgumentValues(field, node, variables))))
  } catch {
    return 0 // Arguments that execution will refuse.
  }
}

function isWanted(node: SelectionSetNode['selections'][number], variables: CountedOperation['variables']): boolean {
  try {
    const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true
    const include = getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
    return include && !skip
  } catch {
    return true
  }
}
