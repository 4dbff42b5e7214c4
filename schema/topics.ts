// Topics: communities of entities that occur together.
import { wrongArgument } from '../src/graph/errors.ts'
import {
  ENTITY_TOPIC_ORDER,
  TOPIC_ENTITY_ORDER,
  TOPIC_LEVELS,
  TOPIC_ORDER,
  TOPIC_PART_ORDER,
} from '../src/graph/topics.ts'
import type { EntityTopic, Topic, TopicEntity } from '../src/graph/topics.ts'
import type { Entity } from '../src/graph/entities.ts'
import type { Order } from '../src/graph/page.ts'
import { builder } from './builder.ts'
import { explainPlace, explainTopicPaper } from './explain-topics.ts'
import { defineConnection } from './lib/connection.ts'
import { explainedBy } from './lib/explain.ts'
import { fromGlobalId, toGlobalId } from './lib/global-id.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { PAGED, addToRows, answerPage } from './lib/page.ts'
import { PAPER_LIST_ARGS, answerPapers, definePaperConnection } from './lib/paper-connection.ts'
import { EntityRef, TopicRef } from './refs.ts'

/** For the budget of a request: a place in a topic is explained by many ties. */
const TIES_READ = 10

const TopicConnection = defineConnection({
  name: 'Topic',
  of: 'topics, the largest first',
  node: TopicRef,
  order: TOPIC_ORDER,
  toNode: (topic) => topic,
})

const TopicPartConnection = defineConnection({
  name: 'TopicPart',
  of: 'topics that a topic is made of, the largest first',
  node: TopicRef,
  order: TOPIC_PART_ORDER,
  toNode: (topic) => topic,
})

/** An entity of a topic, which is said with it. */
type Member = TopicEntity & { readonly topic: Topic }
const MEMBER_ORDER: Order<Member> = TOPIC_ENTITY_ORDER

const TopicEntityConnection = defineConnection<Member, Entity>({
  name: 'TopicEntity',
  of: 'entities of a topic, the most typical first',
  node: EntityRef,
  order: MEMBER_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    weight: t.exposeFloat('weight', { description: 'How typical the entity is of the topic, 0 to 1.' }),
    explain: t.field(explainedBy(explainPlace, TIES_READ)),
  }),
})

/** A topic of an entity, which is said with it. */
type Membership = EntityTopic & { readonly entity: Entity }
export const MEMBERSHIP_ORDER: Order<Membership> = ENTITY_TOPIC_ORDER

export const EntityTopicConnection = defineConnection<Membership, Topic>({
  name: 'EntityTopic',
  of: 'topics of an entity, those it is most typical of first',
  node: TopicRef,
  order: MEMBERSHIP_ORDER,
  toNode: ({ topic }) => topic,
  edgeFields: (t) => ({
    weight: t.exposeFloat('weight', { description: 'How typical the entity is of the topic, 0 to 1.' }),
    explain: t.field(explainedBy(explainPlace, TIES_READ)),
  }),
})

const TopicPaperConnection = definePaperConnection({
  name: 'TopicPaper',
  of: 'papers that speak of the entities of a topic',
  edgeFields: (t) => ({
    score: t.exposeFloat('relevance', {
      description: 'How much the paper is about the topic: over its entities, the sum of salience times weight.',
    }),
    explain: t.field(explainedBy(explainTopicPaper)),
  }),
})

TopicRef.implement({
  description: 'A community of entities that occur in the same papers, named after its most typical ones.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId(id) }),
    label: t.exposeString('label', { description: 'The names of its most typical entities.' }),
    size: t.exposeInt('size', { description: 'How many entities it has.' }),
    entities: t.field({
      type: TopicEntityConnection,
      description: 'Its entities, the most typical first.',
      args: {
        ...t.arg.connectionArgs(),
        kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
      },
      extensions: PAGED,
      resolve: (topic, args, { reader, loaders }, info) => {
        const kinds = args.kinds ?? []
        return answerPage(args, MEMBER_ORDER, info, async (page) => {
          const slice = await loaders.slice(['topic.entities', kinds, page], topic.id, (ids: readonly string[]) =>
            reader.entitiesOfTopics(ids, { kinds }, page),
          )
          return addToRows(slice, { topic })
        })
      },
    }),
    papers: t.field({
      type: TopicPaperConnection,
      description:
        'The papers that speak of its entities, those that speak most of them first when nothing else is said.',
      args: { ...t.arg.connectionArgs(), ...PAPER_LIST_ARGS },
      extensions: PAGED,
      resolve: ({ id }, args, context, info) => answerPapers({ of: 'topic', id }, args, context, info),
    }),
  }),
})

builder.objectFields(TopicRef, (t) => ({
  level: t.exposeInt('level', { description: '0 for a topic that stands for itself, 1 for a part of one.' }),
  parent: t.field({
    type: TopicRef,
    nullable: true,
    description: 'The topic it is a part of, which has all its entities too; null at level 0.',
    resolve: ({ parentId }, _args, { loaders }) => (parentId === null ? null : loaders.topics.load(parentId)),
  }),
  children: t.field({
    type: TopicPartConnection,
    description:
      'The topics it is made of, the largest first. Entities may be in none of them; a topic of level 1 has none.',
    args: t.arg.connectionArgs(),
    extensions: PAGED,
    resolve: (topic, args, { reader, loaders }, info) =>
      answerPage(args, TOPIC_PART_ORDER, info, (page) =>
        loaders.slice(['topic.parts', page], topic.id, (ids: readonly string[]) => reader.partsOfTopics(ids, page)),
      ),
  }),
}))

builder.queryFields((t) => ({
  topic: t.field({
    type: TopicRef,
    nullable: true,
    description: 'One topic by its id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'The id of a topic.' }) },
    resolve: (_root, { id }, { loaders }) => loaders.topics.load(fromGlobalId(id, 'id', ['Topic']).id),
  }),
  topics: t.field({
    type: TopicConnection,
    description: 'All topics of a level, the largest first.',
    args: {
      ...t.arg.connectionArgs(),
      level: t.arg.int({
        defaultValue: 0,
        description: '0 for topics that stand for themselves, 1 for the parts they are made of.',
      }),
    },
    extensions: PAGED,
    resolve: (_root, args, { reader }, info) => {
      const level = TOPIC_LEVELS.find((known) => known === (args.level ?? 0))
      if (level === undefined) throw wrongArgument('level', `\`level\` must be 0 or 1, got ${args.level}.`)
      return answerPage(args, TOPIC_ORDER, info, (page) => reader.listTopics(level, page))
    },
  }),
}))
