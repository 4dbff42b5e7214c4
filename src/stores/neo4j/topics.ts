// Topics: those of the current generation, by id, by size, and as entities have them.
import { z } from 'zod'
import { sliceOf } from '../../graph/page.ts'
import { TOPIC_LEVELS } from '../../graph/topics.ts'
import type { Topic, TopicReader } from '../../graph/topics.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { descendingPage, distinct, inOrderOf, ownedRows, ownedTotal, pagedStatement, slicesOf } from './paging.ts'
import { ENTITY, entityRow, GENERATION, idOf, kinds, OF_KINDS } from './rows.ts'
import { ids, integer } from './values.ts'

/** The map of a topic `t`. Topics of layouts before there were levels have none. */
export const TOPIC =
  't { .id, .label, .size, level: coalesce(t.level, 0), parentId: [(t)-[:PART_OF]->(whole:Topic) | whole.id][0] }'

export const topicRow: z.ZodType<Topic> = z.object({
  id: z.string(),
  label: z.string(),
  size: z.int(),
  level: z.literal(TOPIC_LEVELS),
  parentId: z.string().nullable(),
})

const level = z.object({ level: integer })

const topicsById = statement({
  name: 'topics.topicsById',
  text: `
    ${GENERATION}
    UNWIND $given.ids AS id
    MATCH (t:Topic {id: id, generation: generation})
    RETURN ${TOPIC} AS topic`,
  params: z.object({ ids }),
  row: z.object({ topic: topicRow }),
})

const listTopics = pagedStatement({
  name: 'topics.listTopics',
  key: 't.size',
  id: idOf('t'),
  direction: 'descending',
  params: level,
  row: z.object({ topic: topicRow }),
  text: ({ beyond, order }) => `
    ${GENERATION}
    MATCH (t:Topic {generation: generation}) WHERE coalesce(t.level, 0) = $given.level AND ${beyond}
    WITH t ${order}
    RETURN ${TOPIC} AS topic`,
})

const countTopics = statement({
  name: 'topics.countTopics',
  text: `
    ${GENERATION}
    RETURN COUNT { (t:Topic {generation: generation}) WHERE coalesce(t.level, 0) = $given.level } AS total`,
  params: level,
  row: z.object({ total: z.int() }),
})

const partsOfTopics = pagedStatement({
  name: 'topics.partsOfTopics',
  key: 't.size',
  id: idOf('t'),
  direction: 'descending',
  params: z.object({ ids }),
  row: ownedRows(topicRow),
  text: ({ beyond, order }) => `
    ${GENERATION}
    UNWIND $given.ids AS id
    CALL (id, generation) {
      MATCH (:Topic {id: id, generation: generation})<-[:PART_OF]-(t:Topic)
      WHERE ${beyond}
      WITH t ${order}
      RETURN collect(${TOPIC}) AS rows
    }
    RETURN id AS owner, rows`,
})

const countParts = statement({
  name: 'topics.countParts',
  text: `
    ${GENERATION}
    UNWIND $given.ids AS id
    RETURN id AS owner, COUNT { (:Topic {id: id, generation: generation})<-[:PART_OF]-(:Topic) } AS total`,
  params: z.object({ ids }),
  row: ownedTotal,
})

const topicsOf = pagedStatement({
  name: 'topics.topicsOf',
  key: 'r.weight',
  id: idOf('t'),
  direction: 'descending',
  params: z.object({ ids }),
  row: ownedRows(z.object({ topic: topicRow, weight: z.number() })),
  text: ({ beyond, order }) => `
    ${GENERATION}
    UNWIND $given.ids AS id
    CALL (id, generation) {
      MATCH (:Entity {id: id})-[r:IN_TOPIC]->(t:Topic)
      WHERE t.generation = generation AND ${beyond}
      WITH r, t ${order}
      RETURN collect({topic: ${TOPIC}, weight: r.weight}) AS rows
    }
    RETURN id AS owner, rows`,
})

const countTopicsOf = statement({
  name: 'topics.countTopicsOf',
  text: `
    ${GENERATION}
    UNWIND $given.ids AS id
    RETURN id AS owner, COUNT {
      (:Entity {id: id})-[:IN_TOPIC]->(t:Topic) WHERE t.generation = generation
    } AS total`,
  params: z.object({ ids }),
  row: ownedTotal,
})

const entitiesOfTopics = pagedStatement({
  name: 'topics.entitiesOfTopics',
  key: 'r.weight',
  id: idOf('e'),
  direction: 'descending',
  params: z.object({ ids, kinds }),
  row: ownedRows(z.object({ entity: entityRow, weight: z.number() })),
  text: ({ beyond, order }) => `
    ${GENERATION}
    UNWIND $given.ids AS id
    CALL (id, generation) {
      MATCH (:Topic {id: id, generation: generation})<-[r:IN_TOPIC]-(e:Entity)
      WHERE ${beyond} AND ${OF_KINDS}
      WITH r, e ${order}
      RETURN collect({entity: ${ENTITY}, weight: r.weight}) AS rows
    }
    RETURN id AS owner, rows`,
})

const countEntitiesOfTopics = statement({
  name: 'topics.countEntitiesOfTopics',
  text: `
    ${GENERATION}
    UNWIND $given.ids AS id
    MATCH (t:Topic {id: id, generation: generation})
    RETURN id AS owner, COUNT { (t)<-[:IN_TOPIC]-(e:Entity) WHERE ${OF_KINDS} } AS total`,
  params: z.object({ ids, kinds }),
  row: ownedTotal,
})

export function createTopicReader(client: Client): TopicReader {
  return {
    async topicsById(ids) {
      const rows = await readSettled(client, (run) => run(topicsById, { ids: distinct(ids) }))
      return inOrderOf(
        ids,
        rows.map(({ topic }) => topic),
        (topic) => topic.id,
      )
    },

    async listTopics(level, page) {
      return readSettled(client, async (run) => {
        const [rows, totals] = await Promise.all([
          run(listTopics[page.from], { ...descendingPage(page), level }),
          page.withTotal ? run(countTopics, { level }) : [],
        ])
        return sliceOf(
          page,
          rows.map(({ topic }) => topic),
          totals[0]?.total ?? null,
        )
      })
    },

    async partsOfTopics(ids, page) {
      const asked = { ids: distinct(ids) }
      return readSettled(client, async (run) => {
        const [lists, totals] = await Promise.all([
          run(partsOfTopics[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countParts, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },

    async topicsOf(ids, page) {
      const asked = { ids: distinct(ids) }
      return readSettled(client, async (run) => {
        const [lists, totals] = await Promise.all([
          run(topicsOf[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countTopicsOf, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },

    async entitiesOfTopics(ids, { kinds = [] }, page) {
      const asked = { ids: distinct(ids), kinds: [...kinds] }
      return readSettled(client, async (run) => {
        const [lists, totals] = await Promise.all([
          run(entitiesOfTopics[page.from], { ...descendingPage(page), ...asked }),
          page.withTotal ? run(countEntitiesOfTopics, asked) : [],
        ])
        return slicesOf(ids, page, lists, totals)
      })
    },
  }
}
