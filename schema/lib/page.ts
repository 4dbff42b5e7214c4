// The arguments of a connection field, read into the page that a store is asked for.
import { BREAK, isObjectType, Kind, visit } from 'graphql'
import type { FieldNode, GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql'
import { wrongArgument } from '../../src/graph/errors.ts'
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../src/graph/page.ts'
import type { Order, PageRequest, Slice } from '../../src/graph/page.ts'
import { decodeCursor } from './cursor.ts'

/** The four arguments of every connection. */
export interface PageArgs {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
  readonly last?: number | null | undefined
  readonly before?: string | null | undefined
}

/** For fields that answer a connection: how many rows they may answer, for the budget of the request. */
export const PAGED = {
  size: ({ first, last }: PageArgs): number => first ?? last ?? DEFAULT_PAGE_SIZE,
  sizeArgument: 'first',
}

/**
 * Answers a connection field: reads the page its arguments ask for.
 *
 * @throws InvalidInputError when the arguments contradict each other or are out of bounds.
 */
export async function answerPage<Row>(
  args: PageArgs,
  order: Order<Row>,
  info: GraphQLResolveInfo,
  read: (page: PageRequest) => Promise<Slice<Row>>,
): Promise<Slice<Row>> {
  return cutTo(args, await read(readPage(args, order, info)))
}

/** The page that arguments ask for. `totalCount` is counted only where the query selects it. */
function readPage<Row>(args: PageArgs, order: Order<Row>, info: GraphQLResolveInfo): PageRequest {
  const { first, after, last, before } = args
  if (first != null && last != null) throw wrongArgument('first', 'Give `first` or `last`, not both.')
  if (after != null && before != null) throw wrongArgument('after', 'Give `after` or `before`, not both.')
  if (after != null && last != null)
    throw wrongArgument('after', '`after` goes with `first`; with `last` use `before`.')
  if (before != null && first != null)
    throw wrongArgument('before', '`before` goes with `last`; with `first` use `after`.')
  const backward = last != null || before != null
  const size = readSize(backward ? 'last' : 'first', backward ? last : first)
  const cursor =
    after != null ? decodeCursor(order, after, 'after') : before != null ? decodeCursor(order, before, 'before') : null
  // A page of no rows still tells whether there are any, so one row is read; `cutTo` drops it.
  const limit = Math.max(size, 1)
  return { limit, from: backward ? 'end' : 'start', cursor, withTotal: isSelected(info, 'totalCount') }
}

function readSize(name: 'first' | 'last', size: number | null | undefined): number {
  if (size == null) return DEFAULT_PAGE_SIZE
  if (size >= 0 && size <= MAX_PAGE_SIZE) return size
  throw wrongArgument(name, `\`${name}\` must be between 0 and ${MAX_PAGE_SIZE}, got ${size}.`)
}

/** The slice as asked for: a page of size 0 keeps nothing, and what it dropped lies on the side it was read from. */
function cutTo<Row>(args: PageArgs, slice: Slice<Row>): Slice<Row> {
  if ((args.first ?? args.last) !== 0 || slice.rows.length === 0) return slice
  return args.first === 0 ? { ...slice, rows: [], hasNext: true } : { ...slice, rows: [], hasPrevious: true }
}

/** Whether a query selects the places in texts that rows of a connection are founded on, see `Occurrence`. */
export function selectsSpans(info: GraphQLResolveInfo): boolean {
  return isSelected(info, 'edges', 'evidence') || isSelected(info, 'edges', 'quote')
}

/** For fields that need the text of their paper, see {@link selectsText}. */
export const OF_TEXT = { isOfText: true }

const namesOfText = new WeakMap<GraphQLSchema, ReadonlySet<string>>()
const textSelected = new WeakMap<OperationDefinitionNode, boolean>()

/**
 * Whether an operation may select texts of papers: a field of a name that one marked {@link OF_TEXT} has. It is asked of the whole
 * operation, since a paper answers, through what it speaks of, everything below it.
 */
export function selectsText({ schema, operation, fragments }: GraphQLResolveInfo): boolean {
  const known = textSelected.get(operation)
  if (known !== undefined) return known
  const names = namesOfText.get(schema) ?? findNamesOfText(schema)
  namesOfText.set(schema, names)
  let isThere = false
  const look = ({ name }: FieldNode) => {
    if (!names.has(name.value)) return
    isThere = true
    return BREAK
  }
  for (const part of [operation, ...Object.values(fragments)]) visit(part, { Field: look })
  textSelected.set(operation, isThere)
  return isThere
}

function findNamesOfText(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()) : [],
  )
  return new Set(fields.filter(({ extensions }) => extensions.isOfText === true).map(({ name }) => name))
}

/** What queries select, by the nodes of a field: they are the same for every object that has it. */
const known = new WeakMap<readonly FieldNode[], Map<string, boolean>>()

/** Whether a query selects a field below the one being resolved, under any alias, in any fragment; `path` leads to it. */
function isSelected(info: GraphQLResolveInfo, ...path: readonly string[]): boolean {
  const name = path.join('.')
  const answers = known.get(info.fieldNodes) ?? new Map<string, boolean>()
  known.set(info.fieldNodes, answers)
  const isThere = answers.get(name) ?? findSelected(info, path)
  answers.set(name, isThere)
  return isThere
}

function findSelected(info: GraphQLResolveInfo, path: readonly string[]): boolean {
  return (
    path.reduce<readonly FieldNode[]>(
      (nodes, name) => fieldsBelow(nodes, info).filter((node) => node.name.value === name),
      info.fieldNodes,
    ).length > 0
  )
}

function fieldsBelow(nodes: readonly FieldNode[], { fragments }: GraphQLResolveInfo): readonly FieldNode[] {
  const seen = new Set<string>()
  const within = (set: SelectionSetNode | undefined): readonly FieldNode[] =>
    set?.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node]
      if (node.kind === Kind.INLINE_FRAGMENT) return within(node.selectionSet)
      if (seen.has(node.name.value)) return []
      seen.add(node.name.value)
      return within(fragments[node.name.value]?.selectionSet)
    }) ?? []
  return nodes.flatMap((node) => within(node.selectionSet))
}

/** A slice whose rows are said with more: whose list it is, for what edges tell. */
export function addToRows<Row extends object, More extends object>(slice: Slice<Row>, more: More): Slice<Row & More> {
  const add = (row: Row): Row & More => ({ ...row, ...more })
  return { ...slice, rows: slice.rows.map(add) }
}
