// Topics: by id, all of them by size, and the places of entities in them.
import { z } from 'zod'
import { sliceOf } from '../../graph/page.ts'
import type { TopicReader } from '../../graph/topics.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { ofKinds } from './edges.ts'
import { kindsOf } from './entities.ts'
import { inBothDirections, inOrderOf, pageParams, pageValues, slicesOf, totalRow } from './paging.ts'
import { columns, entityShape, topicShape } from './rows.ts'

const topicRow = z.object(topicShape)
const ids = z.object({ ids: z.string() })
const idsAndKinds = ids.extend({ kinds: z.string() })

const topicsById = statement({
  name: 'topics.byId',
  text: `SELECT ${columns('t', topicShape)} FROM topics t WHERE t.id IN (SELECT value FROM json_each(:ids))`,
  params: ids,
  row: topicRow,
})

const listTopics = inBothDirections(({ from, after, order }) =>
  statement({
    name: `topics.list.${from}`,
    text: `
      SELECT ${columns('t', topicShape)}
      FROM topics t
      WHERE t.level = :level AND ${after('t.size', 't.id')}
      ORDER BY ${order('t.size', 't.id')}
      LIMIT :limit`,
    params: z.object({ level: z.int(), ...pageParams }),
    row: topicRow,
  }),
)

const countTopics = statement({
  name: 'topics.count',
  text: `SELECT count(*) AS total FROM topics WHERE level = :level`,
  params: z.object({ level: z.int() }),
  row: z.object({ total: z.int() }),
})

const partsOfTopics = inBothDirections(({ from, after, order }) =>
  statement({
    name: `topics.parts.${from}`,
    text: `
      SELECT p.key AS parent, ${columns('t', topicShape)}
      FROM json_each(:ids) p
      CROSS JOIN topics t ON t.id IN (
        SELECT x.id
        FROM topics x
        WHERE x.parent_id = p.value AND ${after('x.size', 'x.id')}
        ORDER BY ${order('x.size', 'x.id')}
        LIMIT :limit)
      ORDER BY p.key, ${order('t.size', 't.id')}`,
    params: ids.extend(pageParams),
    row: topicRow.extend({ parent: z.int() }).transform(({ parent, ...row }) => ({ parent, row })),
  }),
)

const countParts = statement({
  name: 'topics.parts.count',
  text: `
    SELECT p.key AS parent, count(*) AS total
    FROM json_each(:ids) p CROSS JOIN topics t ON t.parent_id = p.value
    GROUP BY p.key`,
  params: ids,
  row: totalRow,
})

const topicsOf = inBothDirections(({ from, after, order }) =>
  statement({
    name: `entities.topics.${from}`,
    text: `
      SELECT p.key AS parent, m.weight AS weight, ${columns('t', topicShape)}
      FROM json_each(:ids) p
      CROSS JOIN topics t ON t.id IN (
        SELECT x.topic_id
        FROM members x
        WHERE x.entity_id = p.value AND ${after('x.weight', 'x.topic_id')}
        ORDER BY ${order('x.weight', 'x.topic_id')}
        LIMIT :limit)
      CROSS JOIN members m ON m.topic_id = t.id AND m.entity_id = p.value
      ORDER BY p.key, ${order('m.weight', 'm.topic_id')}`,
    params: ids.extend(pageParams),
    row: z
      .object({ parent: z.int(), weight: z.number(), ...topicShape })
      .transform(({ parent, weight, ...topic }) => ({ parent, row: { topic, weight } })),
  }),
)

const countTopicsOf = statement({
  name: 'entities.topics.count',
  text: `
    SELECT p.key AS parent, count(*) AS total
    FROM json_each(:ids) p
    CROSS JOIN members m ON m.entity_id = p.value
    GROUP BY p.key`,
  params: ids,
  row: totalRow,
})

const entitiesOfTopics = inBothDirections(({ from, after, order }) =>
  statement({
    name: `topics.entities.${from}`,
    text: `
      SELECT p.key AS parent, m.weight AS weight, ${columns('e', entityShape)}
      FROM json_each(:ids) p
      CROSS JOIN entities e ON e.id IN (
        SELECT x.entity_id
        FROM members x
        WHERE x.topic_id = p.value AND ${after('x.weight', 'x.entity_id')} AND ${ofKinds('x.entity_id')}
        ORDER BY ${order('x.weight', 'x.entity_id')}
        LIMIT :limit)
      CROSS JOIN members m ON m.topic_id = p.value AND m.entity_id = e.id
      ORDER BY p.key, ${order('m.weight', 'm.entity_id')}`,
    params: idsAndKinds.extend(pageParams),
    row: z
      .object({ parent: z.int(), weight: z.number(), ...entityShape })
      .transform(({ parent, weight, ...entity }) => ({ parent, row: { entity, weight } })),
  }),
)

const countEntitiesOfTopics = statement({
  name: 'topics.entities.count',
  text: `
    SELECT p.key AS parent, count(*) AS total
    FROM json_each(:ids) p
    CROSS JOIN members m ON m.topic_id = p.value AND ${ofKinds('m.entity_id')}
    GROUP BY p.key`,
  params: idsAndKinds,
  row: totalRow,
})

/** Reads topics from a file. */
export function createTopicReader(db: Database): TopicReader {
  return {
    async topicsById(of) {
      return inOrderOf(of, db.all(topicsById, { ids: JSON.stringify(of) }))
    },
    async listTopics(level, page) {
      const rows = db.all(listTopics[page.from], { level, ...pageValues(page) })
      return sliceOf(page, rows, page.withTotal ? (db.all(countTopics, { level })[0]?.total ?? 0) : null)
    },
    async partsOfTopics(of, page) {
      const values = { ids: JSON.stringify(of) }
      const rows = db.all(partsOfTopics[page.from], { ...values, ...pageValues(page) })
      return slicesOf(of.length, page, rows, page.withTotal ? db.all(countParts, values) : [])
    },
    async topicsOf(of, page) {
      const values = { ids: JSON.stringify(of) }
      const rows = db.all(topicsOf[page.from], { ...values, ...pageValues(page) })
      return slicesOf(of.length, page, rows, page.withTotal ? db.all(countTopicsOf, values) : [])
    },
    async entitiesOfTopics(of, filter, page) {
      const values = { ids: JSON.stringify(of), kinds: kindsOf(filter) }
      const rows = db.all(entitiesOfTopics[page.from], { ...values, ...pageValues(page) })
      return slicesOf(of.length, page, rows, page.withTotal ? db.all(countEntitiesOfTopics, values) : [])
    },
  }
}
