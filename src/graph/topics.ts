// Topics: communities of entities that occur together.
import type { Entity, KindFilter } from './entities.ts'
import type { EntityId, TopicId } from './ids.ts'
import type { Order, PageRequest, Slice } from './page.ts'

/** A community of entities, named after its most typical ones. */
export interface Topic {
  readonly id: TopicId
  /** The names of its most typical entities, joined by commas. */
  readonly label: string
  /** How many entities it has. */
  readonly size: number
  /** 0 for a topic that stands for itself, 1 for a part of one. */
  readonly level: TopicLevel
  /** The topic it is a part of; `null` at level 0. All its entities are in that one too. */
  readonly parentId: TopicId | null
}

/** The levels of topics, the coarse one first. */
export const TOPIC_LEVELS = [0, 1] as const
export type TopicLevel = (typeof TOPIC_LEVELS)[number]

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

/** The parts of a topic: the largest first. */
export const TOPIC_PART_ORDER: Order<Topic> = { name: 'topic.parts', position: (topic) => [-topic.size, topic.id] }

/** Reading topics. Methods that take ids answer one slice an id, in the order of the ids. */
export interface TopicReader {
  /** Topics by id, in the order of the ids; `null` where there is none. */
  topicsById(ids: readonly TopicId[]): Promise<readonly (Topic | null)[]>
  /** All topics of a level in {@link TOPIC_ORDER}. */
  listTopics(level: TopicLevel, page: PageRequest): Promise<Slice<Topic>>
  /** The topics that each topic is made of, in {@link TOPIC_PART_ORDER}. */
  partsOfTopics(ids: readonly TopicId[], page: PageRequest): Promise<readonly Slice<Topic>[]>
  /** The topics of each entity, of both levels, in {@link ENTITY_TOPIC_ORDER}. */
  topicsOf(ids: readonly EntityId[], page: PageRequest): Promise<readonly Slice<EntityTopic>[]>
  /** The entities of each topic, in {@link TOPIC_ENTITY_ORDER}. */
  entitiesOfTopics(
    ids: readonly TopicId[],
    filter: KindFilter,
    page: PageRequest,
  ): Promise<readonly Slice<TopicEntity>[]>
}
