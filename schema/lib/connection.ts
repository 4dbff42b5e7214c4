// The one place where connections are made: edges, nodes, page info and the count on demand, for every list of the graph.
import type { InterfaceParam, ObjectFieldsShape, OutputRef } from '@pothos/core'
import type { Order, Slice } from '../../src/graph/page.ts'
import { builder } from '../builder.ts'
import { encodeCursor } from './cursor.ts'

type Types = typeof builder.$inferSchemaTypes

/** What a connection is made of. */
interface ConnectionOptions<Row, Node, Page extends Slice<Row>> {
  /** The name of the types: `Paper` gives `PaperConnection` and `PaperEdge`. */
  readonly name: string
  /** What the list holds, for the docs: "papers of an entity". */
  readonly of: string
  readonly node: OutputRef<Node>
  /** The order of the list, or that of the list a row comes from where lists of these types have several. */
  readonly order: Order<Row> | ((row: Row) => Order<Row>)
  readonly toNode: (row: Row) => Node
  /** What an edge tells beyond cursor and node. */
  readonly edgeFields?: ObjectFieldsShape<Types, Row>
  readonly edgeInterfaces?: InterfaceParam<Types>[]
  /** What a page tells beyond its rows. */
  readonly fields?: ObjectFieldsShape<Types, Page>
}

/** Defines the types of a connection. Fields answer it by returning the slice a store gave. */
export function defineConnection<Row, Node, Page extends Slice<Row> = Slice<Row>>(
  options: ConnectionOptions<Row, Node, Page>,
) {
  const { name, of, toNode } = options
  const node = options.node as OutputRef
  const orderOf = (row: Row) => (typeof options.order === 'function' ? options.order(row) : options.order)
  const cursorOf = (row: Row | undefined) => (row === undefined ? null : encodeCursor(orderOf(row), row))
  const edge = builder.objectRef<Row>(`${name}Edge`).implement({
    description: `One row of a list of ${of}.`,
    interfaces: options.edgeInterfaces ?? [],
    fields: (t) => ({
      cursor: t.string({
        description: 'The place of this row in its list, for `after` and `before`.',
        resolve: (row) => encodeCursor(orderOf(row), row),
      }),
      node: t.field({ type: node, resolve: (row) => toNode(row) }),
      ...options.edgeFields?.(t),
    }),
  })
  return builder.objectRef<Page>(`${name}Connection`).implement({
    description: `A page of a list of ${of}.`,
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: (slice) => slice.rows }),
      nodes: t.field({
        type: [node],
        description: 'The nodes of the edges, for those who need nothing else.',
        resolve: (slice) => slice.rows.map(toNode),
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        resolve: ({ rows, hasNext, hasPrevious }) => ({
          hasNextPage: hasNext,
          hasPreviousPage: hasPrevious,
          startCursor: cursorOf(rows[0]),
          endCursor: cursorOf(rows.at(-1)),
        }),
      }),
      totalCount: t.int({
        description: 'How many rows the whole list has. Counted only when asked for.',
        resolve: ({ total }) => {
          if (total === null) throw new Error(`${name}Connection was read without its total`)
          return total
        },
      }),
      ...options.fields?.(t),
    }),
  })
}
