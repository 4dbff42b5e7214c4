// Scanning whole tables in the order of their keys: a page of nodes at a time, each with the rows that belong to it.
import { z } from 'zod'
import type { ScanReader, ScanRows, ScanTable } from '../../graph/reader.ts'
import { statement } from '../statement.ts'
import type { Statement } from '../statement.ts'
import type { Client } from './client.ts'
import { relatedRow } from './edges.ts'
import { EXTRACTION, extractionRow } from './extractions.ts'
import { ownedRows } from './paging.ts'
import { ALIAS, aliasRow, ENTITY, entityRow, FACT, factRow, FACTS, GENERATION, PAPER, paperRow } from './rows.ts'
import { TOPIC, topicRow } from './topics.ts'
import { integer } from './values.ts'

/** Nodes a page. Facts come by about thirty a paper, other rows by fewer. */
const PAGE = 250

/** While topics are replaced, two of one id stand beside each other. */
const SHOWN_TOPIC = 'Topic {generation: generation}'

/** Only an index compares ids with a parameter by code point, so that one must be used. */
const INDICES = {
  Paper: 'USING INDEX n:Paper(id)',
  Entity: 'USING INDEX n:Entity(id)',
  [SHOWN_TOPIC]: 'USING INDEX n:Topic(generation, id)',
}

const scanParams = z.object({ after: z.string(), limit: integer })

type Scan<Table extends ScanTable> = Statement<
  typeof scanParams,
  z.ZodType<{ readonly owner: string; readonly rows: ScanRows[Table][] }>
>

/**
 * Reads pages of nodes `n` by id, and of each the rows that `rows` collects (in scope: `n` and `generation`). A node is the owner of the rows whose key
 * begins with its id, so that its rows need no order among the nodes.
 */
function scanOf<Table extends ScanTable>(
  table: Table,
  nodes: keyof typeof INDICES,
  row: z.ZodType<ScanRows[Table]>,
  rows: string,
): Scan<Table> {
  return statement({
    name: `scan.${table}`,
    text: `
      ${GENERATION}
      MATCH (n:${nodes})
      ${INDICES[nodes]}
      WHERE n.id > $given.after
      WITH generation, n ORDER BY n.id LIMIT $given.limit
      CALL (n, generation) {
        ${rows}
      }
      RETURN n.id AS owner, rows ORDER BY owner`,
    params: scanParams,
    row: ownedRows(row),
  })
}

const scans: { readonly [Table in ScanTable]: Scan<Table> } = {
  papers: scanOf('papers', 'Paper', paperRow, `WITH n AS p RETURN [${PAPER}] AS rows`),
  extractions: scanOf(
    'extractions',
    'Paper',
    extractionRow,
    `MATCH (n)-[:HAS_EXTRACTION]->(x:Extraction) RETURN collect(${EXTRACTION}) AS rows`,
  ),
  entities: scanOf('entities', 'Entity', entityRow, `WITH n AS e RETURN [${ENTITY}] AS rows`),
  aliases: scanOf(
    'aliases',
    'Entity',
    aliasRow,
    `MATCH (n)-[:HAS_ALIAS]->(a:Alias) WITH a ORDER BY a.surface RETURN collect(${ALIAS}) AS rows`,
  ),
  facts: scanOf(
    'facts',
    'Paper',
    factRow,
    `MATCH (n)-[f:${FACTS}]->(e:Entity) WITH n AS p, f, e ORDER BY e.id RETURN collect(${FACT}) AS rows`,
  ),
  related: scanOf(
    'related',
    'Entity',
    relatedRow,
    `MATCH (n)-[r:RELATED_TO]->(e:Entity) WHERE r.generation = generation
     WITH n, r, e ORDER BY e.id
     RETURN collect(r {a: n.id, b: e.id, .support, .npmi, .jaccard, .score}) AS rows`,
  ),
  similar: scanOf(
    'similar',
    'Paper',
    z.object({ a: z.string(), b: z.string(), score: z.number(), shared: z.int() }),
    `MATCH (n)-[r:SIMILAR_TO]->(p:Paper) WHERE r.generation = generation
     WITH n, r, p ORDER BY p.id
     RETURN collect(r {a: n.id, b: p.id, .score, .shared}) AS rows`,
  ),
  broader: scanOf(
    'broader',
    'Entity',
    z.object({ narrower: z.string(), broader: z.string(), rule: z.string() }),
    `MATCH (n)-[r:BROADER]->(e:Entity) WHERE r.generation = generation
     WITH n, r, e ORDER BY e.id
     RETURN collect({narrower: n.id, broader: e.id, rule: r.rule}) AS rows`,
  ),
  topics: scanOf('topics', SHOWN_TOPIC, topicRow, `WITH n AS t RETURN [${TOPIC}] AS rows`),
  members: scanOf(
    'members',
    SHOWN_TOPIC,
    z.object({ topicId: z.string(), entityId: z.string(), weight: z.number() }),
    `MATCH (n)<-[r:IN_TOPIC]-(e:Entity)
     WITH n, r, e ORDER BY e.id
     RETURN collect({topicId: n.id, entityId: e.id, weight: r.weight}) AS rows`,
  ),
}

export function createScanReader(client: Client): ScanReader {
  return {
    async *scan<Table extends ScanTable>(table: Table): AsyncIterable<readonly ScanRows[Table][]> {
      const statement: Scan<Table> = scans[table]
      let after = ''
      for (;;) {
        const nodes = await client.read((run) => run(statement, { after, limit: PAGE }))
        const rows = nodes.flatMap((node) => node.rows)
        if (rows.length > 0) yield rows
        const last = nodes.at(-1)
        if (last === undefined || nodes.length < PAGE) return
        after = last.owner
      }
    },
  }
}
