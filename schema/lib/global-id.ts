// Global ids: opaque to clients, `Type:id` inside. An entity's id does not tell its kind, so that it outlives a change of kind.
import type { EntityKind } from '../../src/graph/entities.ts'
import { wrongArgument } from '../../src/graph/errors.ts'
import { nodeTypeOf } from '../../src/graph/ids.ts'
import type { NodeType } from '../../src/graph/ids.ts'
import { quote } from './quote.ts'

/** The name of the GraphQL type of each kind of entity. */
export const ENTITY_TYPES: { readonly [Kind in EntityKind]: string } = {
  CONCEPT: 'Concept',
  METHOD: 'Method',
  TASK: 'Task',
  DATASET: 'Dataset',
  METRIC: 'Metric',
}

/** What a global id names. */
export interface NodeAddress {
  readonly type: NodeType
  readonly id: string
}

/** An address and the argument that gave it: field names and places in lists, joined by dots. */
export interface GivenAddress extends NodeAddress {
  readonly argument: string
}

const MAX_GLOBAL_ID_LENGTH = 2000
const TYPES: readonly string[] = ['Paper', 'Entity', 'Topic', 'Run', 'Curation'] satisfies NodeType[]

/** The global id of whatever an id of the graph names. */
export function toGlobalId(id: string): string {
  return Buffer.from(`${nodeTypeOf(id)}:${id}`, 'utf8').toString('base64url')
}

/**
 * Reads a global id. With `expected`, only ids of these types. `argument` is where it was given, as in `of.1`.
 *
 * @throws InvalidInputError when the text is no global id, or one of another type.
 */
export function fromGlobalId(text: string, argument: string, expected?: readonly NodeType[]): GivenAddress {
  const address = decode(text)
  if (address === null) {
    const message = `\`${argument}\`: ${quote(text)} is not an id. Ids are opaque: use what an \`id\` field answered.`
    throw wrongArgument(argument, message)
  }
  if (expected !== undefined && !expected.includes(address.type)) {
    const message = `\`${argument}\`: expected the id of ${expected.map(withArticle).join(' or ')}, got ${withArticle(address.type)}.`
    throw wrongArgument(argument, message)
  }
  return { ...address, argument }
}

function decode(text: string): NodeAddress | null {
  if (text.length > MAX_GLOBAL_ID_LENGTH || !/^[\w-]+$/.test(text)) return null
  const plain = Buffer.from(text, 'base64url').toString('utf8')
  const colon = plain.indexOf(':')
  const id = plain.slice(colon + 1)
  // Compared with what we would write ourselves: one id, one spelling.
  const known = TYPES.includes(plain.slice(0, Math.max(colon, 0))) && id !== '' && toGlobalId(id) === text
  return known ? { type: nodeTypeOf(id), id } : null
}

function withArticle(type: NodeType): string {
  return `${type === 'Entity' ? 'an' : 'a'} ${type}`
}

/** The name of the GraphQL type of a value that has an id. */
export function typeNameOf(value: unknown): string {
  if (!isNode(value)) throw new TypeError('a value without an id was answered as a node')
  const type = nodeTypeOf(value.id)
  return type === 'Entity' && value.kind !== undefined ? ENTITY_TYPES[value.kind] : type
}

function isNode(value: unknown): value is { readonly id: string; readonly kind?: EntityKind } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
}
