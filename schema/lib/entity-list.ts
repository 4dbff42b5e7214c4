// Every list of entities: the arguments that narrow and order it, and the page they ask for.
import type { GraphQLResolveInfo } from 'graphql'
import type { Entity, EntityKind } from '../../src/graph/entities.ts'
import { entityOrder, filterTerms } from '../../src/graph/entity-lists.ts'
import type { EntityCondition, EntityFilter, EntityKey, EntitySort } from '../../src/graph/entity-lists.ts'
import { conditionsOf, mapConditions } from '../../src/graph/filter.ts'
import type { Order, Slice } from '../../src/graph/page.ts'
import { MAX_QUERY_LENGTH } from '../../src/graph/search.ts'
import type { Context } from '../builder.ts'
import { builder } from '../builder.ts'
import { EntityRef } from '../refs.ts'
import { defineConnection } from './connection.ts'
import {
  FILTER_LIMITS,
  RANGE_RULE,
  joinedFields,
  readFilter,
  readFilterIds,
  readRange,
  readSurvivors,
  readValues,
  readWords,
  wrongFilter,
} from './filter.ts'
import type { InputOf, JoinedInput, Maybe } from './filter.ts'
import { EntityKindEnum } from './kinds.ts'
import { answerPage } from './page.ts'
import type { PageArgs } from './page.ts'
import { SortDirectionEnum } from './paper-connection.ts'

const CountFilterInput = builder.inputType('CountFilter', {
  description: `A range of whole numbers. ${RANGE_RULE} With nothing said, every number.`,
  fields: (t) => ({ gte: t.int({ description: 'Not below this.' }), lte: t.int({ description: 'Not above this.' }) }),
})

const CoOccurrenceFilterInput = builder.inputType('CoOccurrenceFilter', {
  description: 'What entities occur together with in papers.',
  fields: (t) => ({
    any: t.idList({ required: true, description: 'Together with at least one of these.' }),
    minSupport: t.int({ description: 'In at least so many papers; 1 when nothing is said.' }),
  }),
})

/** A filter as clients give it. */
interface EntityFilterInput extends JoinedInput<EntityFilterInput> {
  readonly name?: Maybe<string>
  readonly kinds?: Maybe<readonly EntityKind[]>
  readonly paperCount?: Maybe<InputOf<typeof CountFilterInput>>
  readonly coOccursWith?: Maybe<InputOf<typeof CoOccurrenceFilterInput>>
  readonly topics?: Maybe<readonly string[]>
}

const EntityFilterRef = builder.inputRef<EntityFilterInput>('EntityFilter').implement({
  description:
    'Which entities of a list are meant: those that meet everything that is said. Nothing said, null and an empty list let ' +
    `every entity through. ${FILTER_LIMITS}`,
  fields: (t) => ({
    ...joinedFields(t, EntityFilterRef),
    name: t.string({
      description:
        'One of its names has all these words; number, British or American spelling and case do not count. A text without ' +
        `letters and digits finds nothing. At most ${MAX_QUERY_LENGTH} characters.`,
    }),
    kinds: t.field({ type: [EntityKindEnum], description: 'Is of one of these kinds.' }),
    paperCount: t.field({ type: CountFilterInput, description: 'So many papers speak of it.' }),
    coOccursWith: t.field({ type: CoOccurrenceFilterInput, description: 'Occurs in papers together with others.' }),
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
    field: t.field({ type: EntityOrderFieldEnum, required: true, description: 'What counts.' }),
    direction: t.field({
      type: SortDirectionEnum,
      description: 'ASC for NAME and DESC for PAPER_COUNT when nothing is said.',
    }),
  }),
})

/** The arguments of every list of entities, beside those of its page. */
export const ENTITY_LIST_ARGS = builder.args((t) => ({
  where: t.field({ type: EntityFilterRef, description: 'Only these entities. `totalCount` counts them.' }),
  orderBy: t.field({
    type: EntityOrderInput,
    description: 'In another order. A cursor holds in the order it comes from.',
  }),
}))

interface EntityListArgs extends PageArgs {
  readonly where?: Maybe<EntityFilterInput>
  readonly orderBy?: Maybe<InputOf<typeof EntityOrderInput>>
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
  { reader, loaders }: Context,
  info: GraphQLResolveInfo,
): Promise<Slice<EntityRow>> {
  const asked = await readEntityFilter(args.where, loaders)
  const filter: EntityFilter = kinds.length === 0 ? asked : { is: 'and', of: [{ is: 'kind', any: kinds }, asked] }
  const sort = readSort(args.orderBy)
  const order = entityOrder(sort)
  const rowOrder: Order<EntityRow> = { ...order, position: ({ entity }) => order.position(entity) }
  return answerPage(args, rowOrder, info, async (page) => {
    // Most ask for nothing: that list is read from an index of its own.
    const isPlain = args.where == null && args.orderBy == null
    const slice = await (isPlain ? reader.listEntities({ kinds }, page) : reader.findEntities(filter, sort, page))
    return { ...slice, rows: slice.rows.map((entity): EntityRow => ({ entity, order })) }
  })
}

/** Reads a filter of entities. Entities that were merged into others stand for those. */
async function readEntityFilter(input: Maybe<EntityFilterInput>, loaders: Context['loaders']): Promise<EntityFilter> {
  const filter = readFilter<EntityFilterInput, EntityCondition>(input, 'where', readConditions)
  const named = conditionsOf(filter).flatMap((part) => (part.is === 'coOccurs' ? part.any : []))
  const survivor = await readSurvivors([...new Set(named)], loaders)
  return mapConditions(filter, (part) => (part.is === 'coOccurs' ? { ...part, any: part.any.map(survivor) } : part))
}

/** What a filter says of entities beside `and`, `or` and `not`. */
function readConditions(filter: EntityFilterInput, path: readonly string[]): readonly EntityFilter[] {
  const { name, kinds, paperCount, coOccursWith, topics } = filter
  const within = (...fields: readonly string[]) => [...path, ...fields]
  const parts: EntityFilter[] = []
  if (name != null) parts.push({ is: 'name', terms: filterTerms(readWords(name, within('name'))) })
  if (kinds?.length) parts.push({ is: 'kind', any: readValues(kinds, within('kinds')) })
  if (paperCount != null) {
    parts.push({ is: 'paperCount', ...readRange(paperCount, within('paperCount'), [0, Number.MAX_SAFE_INTEGER]) })
  }
  if (coOccursWith?.any.length) {
    parts.push({
      is: 'coOccurs',
      any: readFilterIds(coOccursWith.any, within('coOccursWith', 'any'), 'Entity'),
      minSupport: readSupport(coOccursWith.minSupport, within('coOccursWith', 'minSupport')),
    })
  }
  if (topics?.length) parts.push({ is: 'topic', any: readFilterIds(topics, within('topics'), 'Topic') })
  return parts
}

function readSupport(support: Maybe<number>, path: readonly string[]): number {
  if (support == null) return 1
  if (support >= 1) return support
  throw wrongFilter(path, `\`${path.join('.')}\` must be at least 1, got ${support}.`)
}

function readSort(orderBy: EntityListArgs['orderBy']): EntitySort {
  if (orderBy == null) return { by: 'paperCount', descending: true }
  const { field, direction } = orderBy
  return { by: field, descending: direction == null ? field === 'paperCount' : direction === 'DESC' }
}
