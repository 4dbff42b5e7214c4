// Topics: communities of entities that occur together.
import type { Entity, EntityFilter } from './entities.ts'
import type { EntityId, TopicId } from './ids.ts'
import type { Order, PageRequest, Slice } from './page.ts'

/** A community of entities, named after its most typical ones. */
export interface Topic {
  readonly id: TopicId
  /** The names of its most typical entities, joined by commas. */
  readonly label: string
  /** How many entities it has. */
  readonly size: number
}

/** An entity's place in a topic. */
export interface TopicMember {
  readonly topicId: TopicId
  readonly entityId: EntityId
  /** How typical the entity is: the sum of its scores inside the topic, as a share of the most typical member's; 0 to 1. */
  readonly weight: number
}

/** A topic as one entity has it. */
export interface EntityTopic {
  readonly topic: Topic
  readonly weight: number
}

/** An entity as one topic has it. */
export interface TopicEntity {
  readonly entity: Entity
  readonly weight: number
}

/** All topics: the largest first. */
export const TOPIC_ORDER: Order<Topic> = { name: 'topics.size', position: (topic) => [-topic.size, topic.id] }

/** The topics of an entity: those it is most typical of first. */
export const ENTITY_TOPIC_ORDER: Order<EntityTopic> = {
  name: 'entity.topics',
  position: ({ topic, weight }) => [-weight, topic.id],
}

/** The entities of a topic: the most typical first. */
export const TOPIC_ENTITY_ORDER: Order<TopicEntity> = {
  name: 'topic.entities',
  position: ({ entity, weight }) => [-weight, entity.id],
}

/** Reading topics. Methods that take ids answer one slice an id, in the order of the ids. */
export interface TopicReader {
  /** Topics by id, in the order of the ids; `null` where there is none. */
  topicsById(ids: readonly TopicId[]): Promise<readonly (Topic | null)[]>
  /** All topics in {@link TOPIC_ORDER}. */
  listTopics(page: PageRequest): Promise<Slice<Topic>>
  /** The topics of each entity, in {@link ENTITY_TOPIC_ORDER}. */
  topicsOf(ids: readonly EntityId[], page: PageRequest): Promise<readonly Slice<EntityTopic>[]>
  /** The entities of each topic, in {@link TOPIC_ENTITY_ORDER}. */
  entitiesOfTopics(
    ids: readonly TopicId[],
    filter: EntityFilter,
    page: PageRequest,
  ): Promise<readonly Slice<TopicEntity>[]>
}
