import { describe, expect, test } from 'vitest'
import type { Entity } from '../../src/graph/entities.ts'
import type { PageRequest } from '../../src/graph/page.ts'
import {
  ENTITY_TOPIC_ORDER,
  TOPIC_ENTITY_ORDER,
  TOPIC_LEVELS,
  TOPIC_ORDER,
  TOPIC_PART_ORDER,
} from '../../src/graph/topics.ts'
import { EVERYTHING, only, walk, walksOf, whole } from './lists.ts'
import { createModel } from './model.ts'
import { useWorld } from './stores.ts'
import { ASTRAL, HIGH, WORLD } from './world.ts'

const model = createModel(WORLD)
const byId = (id: string) => WORLD.topics.find((topic) => topic.id === id) ?? null

describe('topics', () => {
  const store = useWorld()

  test('B1 B2 B3 by id', async () => {
    const ids = ['topic:graph', 'topic:nowhere', 'graph', `topic:${ASTRAL}x`, 'topic:graph']
    expect(await store().topicsById(ids)).toEqual(ids.map(byId))
    expect(await store().topicsById([])).toEqual([])
  })

  test('D5 C1 C2 C3 C4 O1 O2 the topics of a level, the largest first, ties by id', async () => {
    expect(model.topics(0).map(({ id }) => id)).toEqual(['topic:graph', 'topic:gradient-descent', 'topic:empty'])
    expect(model.topics(1).map(({ id }) => id)).toEqual([`topic:${HIGH}x`, `topic:${ASTRAL}x`])
    for (const level of TOPIC_LEVELS) {
      expect(await walk(TOPIC_ORDER, (page) => store().listTopics(level, page))).toEqual(walksOf(model.topics(level)))
    }
  })

  test('D5 B1 B2 B3 C1 C2 C3 C4 the parts of topics, the largest first, ties by id', async () => {
    const ids = [...WORLD.topics.map(({ id }) => id), 'topic:nowhere', 'topic:graph']
    expect(await store().partsOfTopics(ids, EVERYTHING)).toEqual(ids.map((id) => whole(model.partsOfTopic(id))))
    expect(model.partsOfTopic('topic:graph').map(({ id }) => id)).toEqual([`topic:${HIGH}x`, `topic:${ASTRAL}x`])
    expect(await store().partsOfTopics([], EVERYTHING)).toEqual([])
    const list = (page: PageRequest) => only(store().partsOfTopics(['topic:graph'], page))
    expect(await walk(TOPIC_PART_ORDER, list)).toEqual(walksOf(model.partsOfTopic('topic:graph')))
  })

  test('B1 B2 B3 topics of entities', async () => {
    const ids = [...WORLD.entities.map(({ id }) => id), 'nowhere', 'river']
    expect(await store().topicsOf(ids, EVERYTHING)).toEqual(ids.map((id) => whole(model.topicsOf(id))))
    expect(await store().topicsOf([], EVERYTHING)).toEqual([])
  })

  test('C1 C2 C3 C4 O1 topics of an entity, page by page', async () => {
    const list = (page: PageRequest) => only(store().topicsOf(['river'], page))
    expect(await walk(ENTITY_TOPIC_ORDER, list)).toEqual(walksOf(model.topicsOf('river')))
  })

  test('B1 B2 B3 entities of topics', async () => {
    const ids = [...WORLD.topics.map(({ id }) => id), 'topic:nowhere', 'topic:graph']
    expect(await store().entitiesOfTopics(ids, {}, EVERYTHING)).toEqual(
      ids.map((id) => whole(model.entitiesOfTopic(id))),
    )
    expect(await store().entitiesOfTopics([], {}, EVERYTHING)).toEqual([])
  })

  test('F1 entities of topics, of some kinds', async () => {
    const kinds = ['TASK', 'CONCEPT'] as const
    const passes = ({ entity }: { readonly entity: Entity }) => entity.kind === 'TASK' || entity.kind === 'CONCEPT'
    const ids = WORLD.topics.map(({ id }) => id)
    expect(await store().entitiesOfTopics(ids, { kinds }, EVERYTHING)).toEqual(
      ids.map((id) => whole(model.entitiesOfTopic(id).filter(passes))),
    )
  })

  test('C1 C2 C3 C4 O1 entities of a topic, page by page', async () => {
    const list = (page: PageRequest) => only(store().entitiesOfTopics(['topic:graph'], {}, page))
    expect(await walk(TOPIC_ENTITY_ORDER, list)).toEqual(walksOf(model.entitiesOfTopic('topic:graph')))
  })
})
