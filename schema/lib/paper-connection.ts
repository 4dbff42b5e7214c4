// Every list of papers: its connection, the arguments that narrow and order it, and the page they ask for.
import type { InterfaceParam, ObjectFieldsShape } from '@pothos/core'
import type { GraphQLResolveInfo } from 'graphql'
import type { Order, Slice } from '../../src/graph/page.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import { paperOrder } from '../../src/graph/paper-lists.ts'
import type { ListedPaper, PaperKey, PaperSort } from '../../src/graph/paper-lists.ts'
import type { Context } from '../builder.ts'
import { builder } from '../builder.ts'
import { PaperRef } from '../refs.ts'
import { defineConnection } from './connection.ts'
import { PAPER_WHERE, readPaperFilter } from './paper-filter.ts'
import type { PaperFilterInput } from './paper-filter.ts'
import { PaperFacetsRef } from './facets.ts'
import { answerPage, selectsSpans, selectsText } from './page.ts'
import type { PageArgs } from './page.ts'
import { groupLists, kindOf } from './paper-list.ts'
import type { PaperList } from './paper-list.ts'

type Types = typeof builder.$inferSchemaTypes

/** A row that knows its order, for its cursor, and which list it is of, for what its edge tells. */
export type PaperRow = ListedPaper & { readonly order: Order<ListedPaper>; readonly list: PaperList }

/** A page of a list of papers, and which list it is. */
export interface PaperPage extends Slice<PaperRow> {
  readonly list: PaperList
  readonly filter: PaperFilter
}

const PaperOrderFieldEnum = builder.enumType('PaperOrderField', {
  description: 'What papers are ordered by. Equal papers are ordered by id, ascending.',
  values: {
    RELEVANCE: {
      value: 'relevance',
      description:
        'What the list is about. Papers of an entity: how much they are about it (`salience`). Papers near others: `score`. ' +
        'Papers of a topic: over its entities, salience times weight. All papers and papers of a run: how well title and ' +
        'abstract fit the `text` that `where` asks of all papers; without one, all are equal.',
    },
    YEAR: { value: 'year', description: 'Papers without a year stand at the end in either direction.' },
    TITLE: { value: 'title', description: 'The title in lower case, by code point.' },
    ENTITY_COUNT: { value: 'entityCount', description: 'How many entities the paper speaks of.' },
  } satisfies Record<string, { readonly value: PaperKey; readonly description: string }>,
})

export const SortDirectionEnum = builder.enumType('SortDirection', {
  description: 'Which end of an order comes first.',
  values: { ASC: { description: 'The smallest, earliest or A.' }, DESC: { description: 'The largest, latest or Z.' } },
})

const PaperOrderInput = builder.inputType('PaperOrder', {
  description: 'An order of papers.',
  fields: (t) => ({
    field: t.field({ type: PaperOrderFieldEnum, required: true, description: 'What counts.' }),
    direction: t.field({
      type: SortDirectionEnum,
      description: 'ASC for TITLE and DESC for everything else when nothing is said.',
    }),
  }),
})

/** The arguments of every list of papers, beside those of its page. */
export const PAPER_LIST_ARGS = builder.args((t) => ({
  where: t.field(PAPER_WHERE),
  orderBy: t.field({
    type: PaperOrderInput,
    description: 'In another order. A cursor holds in the order it comes from.',
  }),
}))

interface PaperListArgs extends PageArgs {
  readonly where?: PaperFilterInput | null | undefined
  readonly orderBy?: (typeof PaperOrderInput)['$inferInput'] | null | undefined
}

interface PaperConnectionOptions {
  readonly name: string
  readonly of: string
  readonly edgeFields?: ObjectFieldsShape<Types, PaperRow>
  readonly edgeInterfaces?: InterfaceParam<Types>[]
}

/** Defines the types of a list of papers. Fields answer it by {@link answerPapers}. */
export function definePaperConnection(options: PaperConnectionOptions) {
  return defineConnection<PaperRow, ListedPaper['paper'], PaperPage>({
    ...options,
    node: PaperRef,
    order: ({ order }) => order,
    toNode: ({ paper }) => paper,
    fields: (t) => ({
      facets: t.field({
        extensions: { isOncePerList: true },
        type: PaperFacetsRef,
        description: 'What the papers of the whole list have in common. Counted only where it is selected.',
        resolve: (page) => page,
      }),
    }),
  })
}

/** The order of the papers that have a method in a role when nobody asks for another: the oldest first. */
const IN_TIME: PaperSort = { by: 'year', descending: false }

/** The order of all other lists: by relevance where it has one of its own. */
const DEFAULT_SORT: { readonly [Of in PaperList['of']]: PaperSort } = {
  all: { by: 'title', descending: false },
  run: { by: 'title', descending: false },
  entity: { by: 'relevance', descending: true },
  topic: { by: 'relevance', descending: true },
  near: { by: 'relevance', descending: true },
}

/**
 * Answers a list of papers: one page of it, read together with the same pages of other owners.
 *
 * @throws InvalidInputError when an argument is out of bounds.
 */
export async function answerPapers(
  list: PaperList,
  args: PaperListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<PaperPage> {
  const { reader, loaders } = context
  const filter = await readPaperFilter(args.where, 'where', context)
  const sort = readSort(args.orderBy) ?? ('role' in list ? IN_TIME : DEFAULT_SORT[list.of])
  const order = paperOrder(list.of, sort)
  const withSpans = list.of === 'entity' && selectsSpans(info)
  const withText = selectsText(info)
  const slice = await answerPage(args, order, info, (page) =>
    loaders.slice(
      ['papers', kindOf(list), filter, sort, withSpans, withText, page],
      list,
      (lists: readonly PaperList[]) =>
        reader.listPapers(groupLists(list, lists), { filter, sort, withSpans, withText }, page),
    ),
  )
  return { ...slice, list, filter, rows: slice.rows.map((row) => inOrder(row, order, list)) }
}

function inOrder(row: ListedPaper, order: Order<ListedPaper>, list: PaperList): PaperRow {
  return { ...row, order, list }
}

function readSort(orderBy: PaperListArgs['orderBy']): PaperSort | null {
  if (orderBy == null) return null
  const { field, direction } = orderBy
  return { by: field, descending: direction == null ? field !== 'title' : direction === 'DESC' }
}
