// Lists of entities: how they are narrowed and ordered.
import type { Entity, EntityKind } from './entities.ts'
import type { EntityId, TopicId } from './ids.ts'
import type { Order, PageRequest, Position, Slice } from './page.ts'

/** Which entities of a list are meant: those that meet everything. What is absent or empty lets every entity through. */
export interface EntityQuery {
  readonly kinds?: readonly EntityKind[]
  /** One alias has all these terms, as `searchTerms` makes them. */
  readonly nameTerms?: readonly string[]
  /** How many papers speak of it, ends included. */
  readonly paperCount?: { readonly from: number; readonly to: number }
  /** Is another than one of these, and at least `minSupport` papers speak of both. */
  readonly coOccursWith?: { readonly any: readonly EntityId[]; readonly minSupport: number }
  /** Is of one of these topics. */
  readonly topics?: readonly TopicId[]
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
  /** The entities that a query means, in {@link entityOrder}. Unknown ids mean nothing and nobody. */
  findEntities(query: EntityQuery, sort: EntitySort, page: PageRequest): Promise<Slice<Entity>>
}
