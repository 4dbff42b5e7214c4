// Neighbourhoods: the edges of single nodes, those among a set of nodes, and what to show for a node.
import { z } from 'zod'
import { ENTITY_KINDS, FACT_RELATIONS } from '../../graph/entities.ts'
import { EDGE_RELATIONS } from '../../graph/traversals.ts'
import type { TraversalReader } from '../../graph/traversals.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { distinct, inOrderOf, ownedRows } from './paging.ts'
import { FACTS, GENERATION } from './rows.ts'
import { ids, integer } from './values.ts'

const relation = z.enum(EDGE_RELATIONS)

/** The strength of an edge `r`. */
const WEIGHT = 'coalesce(r.salience, r.score, 0.5)'
/** Facts hold always, derived edges while their generation does. */
const VISIBLE = '(r.generation IS NULL OR r.generation = generation)'

const neighbours = statement({
  name: 'traversals.neighbours',
  text: `
    ${GENERATION}
    UNWIND $given.ids AS id
    CALL (id, generation) {
      CALL (id) {
        MATCH (n:Paper {id: id}) RETURN n
        UNION ALL
        MATCH (n:Entity {id: id}) RETURN n
      }
      MATCH (n)-[r:${EDGE_RELATIONS.join('|')}]-(other)
      WHERE type(r) IN $given.relations AND ${VISIBLE}
      WITH other.id AS other, type(r) AS relation, ${WEIGHT} AS weight, startNode(r) = n AS outgoing
      ORDER BY weight DESC, relation, other, outgoing DESC LIMIT $given.perNode
      RETURN collect({id: other, relation: relation, weight: weight, outgoing: outgoing}) AS rows
    }
    RETURN id AS owner, rows`,
  params: z.object({ ids, relations: z.array(relation), perNode: integer }),
  row: ownedRows(z.object({ id: z.string(), relation, weight: z.number(), outgoing: z.boolean() })),
})

/** Every edge is found at its start, where there are few: a hub has its many edges coming in. */
const edgesAmong = statement({
  name: 'traversals.edgesAmong',
  text: `
    ${GENERATION}
    CALL (generation) {
      UNWIND $given.ids AS id
      MATCH (n:Paper {id: id})-[r:${FACTS}|SIMILAR_TO]->(other)
      WHERE ${VISIBLE} AND other.id IN $given.ids
      RETURN n, r, other
      UNION ALL
      UNWIND $given.ids AS id
      MATCH (n:Entity {id: id})-[r:RELATED_TO|BROADER]->(other)
      WHERE r.generation = generation AND other.id IN $given.ids
      RETURN n, r, other
    }
    RETURN n.id AS from, other.id AS to, type(r) AS relation, ${WEIGHT} AS weight
    ORDER BY from, to, relation`,
  params: z.object({ ids }),
  row: z.object({ from: z.string(), to: z.string(), relation, weight: z.number() }),
})

/** The sum over single types is read from the node without following edges. */
export const PAPERS_OF_ENTITY = FACT_RELATIONS.map((type) => `COUNT { (e)<-[:${type}]-() }`).join(' + ')
const ENTITIES_OF_PAPER = FACT_RELATIONS.map((type) => `COUNT { (p)-[:${type}]->() }`).join(' + ')

const nodeCards = statement({
  name: 'traversals.nodeCards',
  text: `
    CALL () {
      UNWIND $given.ids AS id
      MATCH (p:Paper {id: id})
      RETURN p.id AS id, p.title AS label, 'PAPER' AS kind, ${ENTITIES_OF_PAPER} AS degree
      UNION ALL
      UNWIND $given.ids AS id
      MATCH (e:Entity {id: id})
      RETURN e.id AS id, e.name AS label, e.kind AS kind, ${PAPERS_OF_ENTITY} AS degree
    }
    RETURN id, label, kind, degree`,
  params: z.object({ ids }),
  row: z.object({ id: z.string(), label: z.string(), kind: z.enum(['PAPER', ...ENTITY_KINDS]), degree: z.int() }),
})

export function createNeighbourReader(
  client: Client,
): Pick<TraversalReader, 'neighbours' | 'edgesAmong' | 'nodeCards'> {
  return {
    async neighbours(ids, { perNode, relations = EDGE_RELATIONS }) {
      const asked = { ids: distinct(ids), relations: [...relations], perNode }
      const lists = await readSettled(client, (run) => run(neighbours, asked))
      return inOrderOf(ids, lists, ({ owner }) => owner).map((list) => list?.rows ?? [])
    },

    async edgesAmong(ids) {
      return readSettled(client, (run) => run(edgesAmong, { ids: distinct(ids) }))
    },

    async nodeCards(ids) {
      const cards = await client.read((run) => run(nodeCards, { ids: distinct(ids) }))
      return inOrderOf(ids, cards, (card) => card.id)
    },
  }
}
