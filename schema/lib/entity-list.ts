// Every list of entities: the arguments that narrow and order it, and the page they ask for.
import type { GraphQLResolveInfo } from 'graphql'
import type { Entity, EntityKind } from '../../src/graph/entities.ts'
import { entityOrder } from '../../src/graph/entity-lists.ts'
import type { EntityKey, EntityQuery, EntitySort } from '../../src/graph/entity-lists.ts'
import type { NodeType } from '../../src/graph/ids.ts'
import type { Order, Slice } from '../../src/graph/page.ts'
import { MAX_QUERY_LENGTH, searchTerms } from '../../src/graph/search.ts'
import type { Context } from '../builder.ts'
import { builder } from '../builder.ts'
import { EntityRef } from '../refs.ts'
import { defineConnection } from './connection.ts'
import { readIds, readText, wrongArgument } from './input.ts'
import { EntityKindEnum } from './kinds.ts'
import { answerPage } from './page.ts'
import type { PageArgs } from './page.ts'
import { SortDirectionEnum } from './paper-connection.ts'

/** How many ids one list may hold. */
const MAX_IDS = 50
/** The most words of a name that count. */
const MAX_TERMS = 16

const CountFilterInput = builder.inputType('CountFilter', {
  description: 'A range of whole numbers, both ends included. With nothing said, every number.',
  fields: (t) => ({ gte: t.int({ description: 'Not below this.' }), lte: t.int({ description: 'Not above this.' }) }),
})

const CoOccurrenceFilterInput = builder.inputType('CoOccurrenceFilter', {
  description: 'What entities occur together with in papers.',
  fields: (t) => ({
    any: t.idList({ required: true, description: `Together with at least one of these; at most ${MAX_IDS}.` }),
    minSupport: t.int({ description: 'In at least so many papers; 1 when nothing is said.' }),
  }),
})

const EntityFilterInput = builder.inputType('EntityFilter', {
  description:
    'Which entities of a list are meant: those that meet everything that is said. Nothing said, null and an empty list let ' +
    'every entity through.',
  fields: (t) => ({
    name: t.string({
      description:
        'One of its names has all these words; number, British or American spelling and case do not count. A text without ' +
        `letters and digits finds nothing. At most ${MAX_QUERY_LENGTH} characters.`,
    }),
    kinds: t.field({ type: [EntityKindEnum], description: 'Is of one of these kinds.' }),
    paperCount: t.field({ type: CountFilterInput, description: 'So many papers speak of it.' }),
    coOccursWith: t.field({ type: CoOccurrenceFilterInput }),
    topics: t.idList({ description: 'Belongs to one of these topics.' }),
  }),
})

const EntityOrderFieldEnum = builder.enumType('EntityOrderField', {
  description: 'What entities are ordered by. Equal entities are ordered by id, ascending.',
  values: {
    PAPER_COUNT: { value: 'paperCount', description: 'In how many papers it occurs.' },
    NAME: { value: 'name', description: 'The name as `slug` writes it, by code point.' },
  } satisfies Record<string, { readonly value: EntityKey; readonly description: string }>,
})

const EntityOrderInput = builder.inputType('EntityOrder', {
  description: 'An order of entities.',
  fields: (t) => ({
    field: t.field({ type: EntityOrderFieldEnum, required: true }),
    direction: t.field({
      type: SortDirectionEnum,
      description: 'ASC for NAME and DESC for PAPER_COUNT when nothing is said.',
    }),
  }),
})

/** The arguments of every list of entities, beside those of its page. */
export const ENTITY_LIST_ARGS = builder.args((t) => ({
  where: t.field({ type: EntityFilterInput, description: 'Only these entities. `totalCount` counts them.' }),
  orderBy: t.field({
    type: EntityOrderInput,
    description: 'In another order. A cursor holds in the order it comes from.',
  }),
}))

interface EntityListArgs extends PageArgs {
  readonly where?: (typeof EntityFilterInput)['$inferInput'] | null | undefined
  readonly orderBy?: (typeof EntityOrderInput)['$inferInput'] | null | undefined
}

/** A row that knows its order, for its cursor. */
interface EntityRow {
  readonly entity: Entity
  readonly order: Order<Entity>
}

export const EntityConnection = defineConnection<EntityRow, Entity>({
  name: 'Entity',
  of: 'entities, those of most papers first unless another order is asked for',
  node: EntityRef,
  order: ({ order }) => ({ ...order, position: ({ entity }: EntityRow) => order.position(entity) }),
  toNode: ({ entity }) => entity,
})

/**
 * Answers a list of entities, all of the given kinds where there are any.
 *
 * @throws InvalidInputError when an argument is out of bounds.
 */
export async function answerEntities(
  kinds: readonly EntityKind[],
  args: EntityListArgs,
  { reader }: Context,
  info: GraphQLResolveInfo,
): Promise<Slice<EntityRow>> {
  const query = readQuery(args.where ?? {}, kinds)
  const sort = readSort(args.orderBy)
  const order = entityOrder(sort)
  const rowOrder: Order<EntityRow> = { ...order, position: ({ entity }) => order.position(entity) }
  return answerPage(args, rowOrder, info, async (page) => {
    if (query === null) return { rows: [], hasNext: false, hasPrevious: false, total: page.withTotal ? 0 : null }
    // Most ask for nothing: that list is read from an index of its own.
    const isPlain = args.where == null && args.orderBy == null
    const slice = await (isPlain ? reader.listEntities({ kinds }, page) : reader.findEntities(query, sort, page))
    return { ...slice, rows: slice.rows.map((entity): EntityRow => ({ entity, order })) }
  })
}

/** The query that a filter asks for; `null` where nothing can meet it. */
function readQuery(filter: NonNullable<EntityListArgs['where']>, only: readonly EntityKind[]): EntityQuery | null {
  const { name, kinds, paperCount, coOccursWith, topics } = filter
  const wanted = only.length === 0 ? (kinds ?? []) : only.filter((kind) => !kinds?.length || kinds.includes(kind))
  if (only.length > 0 && wanted.length === 0) return null
  const nameTerms = name == null ? [] : [...new Set(searchTerms(readText(name, 'where.name', MAX_QUERY_LENGTH)))]
  if (name != null && nameTerms.length === 0) return null
  return {
    kinds: wanted,
    nameTerms: nameTerms.slice(0, MAX_TERMS),
    paperCount: { from: Math.max(0, paperCount?.gte ?? 0), to: paperCount?.lte ?? Number.MAX_SAFE_INTEGER },
    ...(coOccursWith?.any.length
      ? {
          coOccursWith: {
            any: idsOf(coOccursWith.any, 'Entity', 'where.coOccursWith.any'),
            minSupport: readSupport(coOccursWith.minSupport),
          },
        }
      : {}),
    topics: topics?.length ? idsOf(topics, 'Topic', 'where.topics') : [],
  }
}

function readSupport(support: number | null | undefined): number {
  if (support == null) return 1
  if (support >= 1) return support
  throw wrongArgument('where.coOccursWith.minSupport', `\`minSupport\` must be at least 1, got ${support}.`)
}

function idsOf(ids: readonly string[], type: NodeType, argument: string): readonly string[] {
  return readIds(ids, argument, { types: [type], min: 1, max: MAX_IDS }).map(({ id }) => id)
}

function readSort(orderBy: EntityListArgs['orderBy']): EntitySort {
  if (orderBy == null) return { by: 'paperCount', descending: true }
  const { field, direction } = orderBy
  return { by: field, descending: direction == null ? field === 'paperCount' : direction === 'DESC' }
}
