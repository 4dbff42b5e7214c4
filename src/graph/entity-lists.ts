// Lists of entities: how they are narrowed and ordered.
import type { Entity, EntityKind } from './entities.ts'
import type { Filter } from './filter.ts'
import type { EntityId, TopicId } from './ids.ts'
import type { Order, PageRequest, Position, Slice } from './page.ts'
import { searchTerms } from './search.ts'

/** One thing that is true of an entity, or not. */
export type EntityCondition =
  | { readonly is: 'kind'; readonly any: readonly EntityKind[] }
  /** One alias has all the terms, as `searchTerms` makes them; none has no terms. */
  | { readonly is: 'name'; readonly terms: readonly string[] }
  /** So many papers speak of it, ends included. */
  | { readonly is: 'paperCount'; readonly from: number; readonly to: number }
  /** Is another than one of these, and at least `minSupport` papers, 1 or more, speak of both. */
  | { readonly is: 'coOccurs'; readonly any: readonly EntityId[]; readonly minSupport: number }
  /** Is of one of these topics. */
  | { readonly is: 'topic'; readonly any: readonly TopicId[] }

/** Which entities of a list are meant. */
export type EntityFilter = Filter<EntityCondition>

/** The most words of a name that count. */
const MAX_TERMS = 16

/** What a condition on a name asks for, from what a person typed: each term once, in the order of the text. */
export function filterTerms(text: string): readonly string[] {
  return [...new Set(searchTerms(text))].slice(0, MAX_TERMS)
}

/** What entities can be ordered by. The name is compared by its slug, by code point. */
export const ENTITY_KEYS = ['paperCount', 'name'] as const
export type EntityKey = (typeof ENTITY_KEYS)[number]

/** An order of entities. Whatever the direction, equal keys are ordered by id. */
export interface EntitySort {
  readonly by: EntityKey
  readonly descending: boolean
}

/** An order of entities as a list. Its name tells the key and the direction, and so does every cursor. */
export function entityOrder({ by, descending }: EntitySort): Order<Entity> {
  const name = `entities.${by}.${descending ? 'down' : 'up'}`
  if (by === 'name') {
    const position = ({ slug, id }: Entity): Position => [slug, id]
    return { name, position, textKeys: descending ? 'descending' : 'ascending' }
  }
  return { name, position: ({ paperCount, id }) => [descending ? 0 - paperCount : paperCount, id] }
}

/** Reading lists of entities. */
export interface EntityListReader {
  /** The entities that a filter lets through, in {@link entityOrder}. Unknown ids mean nothing and nobody. */
  findEntities(filter: EntityFilter, sort: EntitySort, page: PageRequest): Promise<Slice<Entity>>
}
