// Neighbourhoods: the strongest edges of nodes, the edges among nodes, and what nodes are called.
import { z } from 'zod'
import { ENTITY_KINDS } from '../../graph/entities.ts'
import { EDGE_RELATIONS } from '../../graph/traversals.ts'
import type { TraversalReader } from '../../graph/traversals.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { groupByParent, inOrderOf } from './paging.ts'

type Neighbourhoods = Pick<TraversalReader, 'neighbours' | 'edgesAmong' | 'nodeCards'>

/** One end of one table of edges: where the node stands, where its neighbour, and what the edge is. */
interface Arm {
  readonly table: 'facts' | 'related' | 'similar' | 'broader'
  readonly self: string
  readonly other: string
  readonly relation: string
  readonly weight: string
  readonly outgoing: 0 | 1
}

const ARMS: readonly Arm[] = [
  { table: 'facts', self: 'paper_id', other: 'entity_id', relation: 'relation', weight: 'salience', outgoing: 1 },
  { table: 'facts', self: 'entity_id', other: 'paper_id', relation: 'relation', weight: 'salience', outgoing: 0 },
  { table: 'related', self: 'a', other: 'b', relation: `'RELATED_TO'`, weight: 'score', outgoing: 1 },
  { table: 'related', self: 'b', other: 'a', relation: `'RELATED_TO'`, weight: 'score', outgoing: 0 },
  { table: 'similar', self: 'a', other: 'b', relation: `'SIMILAR_TO'`, weight: 'score', outgoing: 1 },
  { table: 'similar', self: 'b', other: 'a', relation: `'SIMILAR_TO'`, weight: 'score', outgoing: 0 },
  { table: 'broader', self: 'narrower', other: 'broader', relation: `'BROADER'`, weight: '0.5', outgoing: 1 },
  { table: 'broader', self: 'broader', other: 'narrower', relation: `'BROADER'`, weight: '0.5', outgoing: 0 },
]

/** The strongest edges at one end, found in the index of that end. */
const strongest = ({ table, self, other, relation, weight, outgoing }: Arm) => `
  SELECT n.key AS parent, t.${other} AS id, ${relation} AS relation, ${weight} AS weight, ${outgoing} AS outgoing
  FROM json_each(:ids) n
  CROSS JOIN ${table} t ON t.${self} = n.value AND t.${other} IN (
    SELECT ${other}
    FROM ${table}
    WHERE ${self} = n.value AND ${relation} IN (SELECT value FROM json_each(:relations))
    ORDER BY ${weight === '0.5' ? '' : `${weight} DESC,`} ${relation === 'relation' ? 'relation,' : ''} ${other}
    LIMIT :limit)`

const neighbours = statement({
  name: 'nodes.neighbours',
  text: `
    SELECT parent, id, relation, weight, outgoing
    FROM (
      SELECT *, row_number() OVER (PARTITION BY parent ORDER BY weight DESC, relation, id, outgoing DESC) AS rank
      FROM (${ARMS.map(strongest).join(' UNION ALL ')}))
    WHERE rank <= :limit
    ORDER BY parent, rank`,
  params: z.object({ ids: z.string(), relations: z.string(), limit: z.int().nonnegative() }),
  row: z
    .object({
      parent: z.int(),
      id: z.string(),
      relation: z.enum(EDGE_RELATIONS),
      weight: z.number(),
      outgoing: z.literal([0, 1]),
    })
    .transform(({ parent, id, relation, weight, outgoing }) => ({
      parent,
      row: { id, relation, weight, outgoing: outgoing === 1 },
    })),
})

// `+` keeps the far end out of the index: one stretch a node is read, not one place a pair of nodes.
const among = ({ table, self, other, relation, weight }: Arm) => `
  SELECT t.${self} AS "from", t.${other} AS "to", ${relation} AS relation, ${weight} AS weight
  FROM nodes n
  CROSS JOIN ${table} t ON t.${self} = n.id AND +t.${other} IN (SELECT id FROM nodes)`

const edgesAmong = statement({
  name: 'nodes.edgesAmong',
  text: `
    WITH nodes AS MATERIALIZED (SELECT DISTINCT value AS id FROM json_each(:ids))
    SELECT * FROM (${ARMS.filter(({ outgoing }) => outgoing === 1)
      .map(among)
      .join(' UNION ALL ')})
    ORDER BY "from", "to", relation`,
  params: z.object({ ids: z.string() }),
  row: z.object({ from: z.string(), to: z.string(), relation: z.enum(EDGE_RELATIONS), weight: z.number() }),
})

const nodeCards = statement({
  name: 'nodes.cards',
  text: `
    SELECT id, title AS label, 'PAPER' AS kind, (SELECT count(*) FROM facts WHERE paper_id = p.id) AS degree
    FROM papers p
    WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT id, name, kind, (SELECT count(*) FROM facts WHERE entity_id = e.id)
    FROM entities e
    WHERE id IN (SELECT value FROM json_each(:ids))`,
  params: z.object({ ids: z.string() }),
  row: z.object({
    id: z.string(),
    label: z.string(),
    kind: z.enum(['PAPER', ...ENTITY_KINDS]),
    degree: z.int(),
  }),
})

/** Reads neighbourhoods from a file. */
export function createNeighbourReader(db: Database): Neighbourhoods {
  return {
    async neighbours(ids, { perNode, relations = EDGE_RELATIONS }) {
      const values = { ids: JSON.stringify(ids), relations: JSON.stringify(relations), limit: perNode }
      return groupByParent(ids.length, db.all(neighbours, values))
    },
    async edgesAmong(ids) {
      return db.all(edgesAmong, { ids: JSON.stringify(ids) })
    },
    async nodeCards(ids) {
      return inOrderOf(ids, db.all(nodeCards, { ids: JSON.stringify(ids) }))
    },
  }
}
