// Replacing what is derived: a new generation is written in pieces, made current by one small change, the old one swept.
import { z } from 'zod'
import { ConflictError } from '../../graph/errors.ts'
import type { Topic } from '../../graph/topics.ts'
import { createTurns } from '../../graph/turns.ts'
import type { Derived, GraphWriter } from '../../graph/writer.ts'
import { statement } from '../statement.ts'
import type { Client, Run } from './client.ts'
import { writeAlone } from './lock.ts'
import { fraction, integer, sortIdOf } from './values.ts'

/** Rows a transaction: a few megabytes on the server. */
const PIECE = 5_000
/** Edges a transaction that sweeps. */
const SWEEP = 20_000

/** Numbers only grow, so that what a derivation left that was cut off is never taken for a later one. */
const beginGeneration = statement({
  name: 'derived.beginGeneration',
  text: `
    MERGE (m:Meta {key: 'derived'})
    ON CREATE SET m.generation = 0, m.building = 0
    SET m.building = m.building + 1, m.piece = 0
    RETURN m.building AS generation`,
  params: z.object({}),
  row: z.object({ generation: z.int() }),
})

/** Answers a row when the piece is the next one; none when it was written already, or another derivation has begun. */
const beginPiece = statement({
  name: 'derived.beginPiece',
  text: `
    MATCH (m:Meta {key: 'derived'})
    WITH m, m.building = $given.generation AS ours, m.piece < $given.piece AS fresh
    FOREACH (_ IN CASE WHEN ours AND fresh THEN [1] ELSE [] END | SET m.piece = $given.piece)
    RETURN ours, fresh`,
  params: z.object({ generation: integer, piece: integer }),
  row: z.object({ ours: z.boolean(), fresh: z.boolean() }),
})

const showGeneration = statement({
  name: 'derived.showGeneration',
  text: `
    MATCH (m:Meta {key: 'derived', building: $given.generation})
    SET m.generation = $given.generation
    RETURN m.generation AS generation`,
  params: z.object({ generation: integer }),
  row: z.object({ generation: z.int() }),
})

const written = z.object({ written: z.int() })

function put<Row extends z.ZodType>(name: string, rows: Row, text: string) {
  return statement({
    name: `derived.${name}`,
    text: `UNWIND $given.rows AS row ${text} RETURN count(*) AS written`,
    params: z.object({ generation: integer, rows: z.array(rows) }),
    row: written,
  })
}

const putRelated = put(
  'putRelated',
  z.object({
    a: z.string(),
    b: z.string(),
    support: integer,
    npmi: fraction,
    jaccard: fraction,
    score: fraction,
  }),
  `MATCH (a:Entity {id: row.a})
   MATCH (b:Entity {id: row.b})
   CREATE (a)-[:RELATED_TO {
     support: row.support, npmi: row.npmi, jaccard: row.jaccard, score: row.score, generation: $given.generation
   }]->(b)`,
)

const putSimilar = put(
  'putSimilar',
  z.object({ a: z.string(), b: z.string(), score: fraction, shared: integer }),
  `MATCH (a:Paper {id: row.a})
   MATCH (b:Paper {id: row.b})
   CREATE (a)-[:SIMILAR_TO {score: row.score, shared: row.shared, generation: $given.generation}]->(b)`,
)

const putBroader = put(
  'putBroader',
  z.object({ narrower: z.string(), broader: z.string(), rule: z.string() }),
  `MATCH (narrower:Entity {id: row.narrower})
   MATCH (broader:Entity {id: row.broader})
   CREATE (narrower)-[:BROADER {rule: row.rule, generation: $given.generation}]->(broader)`,
)

const putTopics = put(
  'putTopics',
  z.object({ id: z.string(), label: z.string(), size: integer, level: integer, sortId: z.string().nullable() }),
  `CREATE (t:Topic {
     id: row.id, label: row.label, name: row.label, size: row.size, level: row.level, generation: $given.generation,
     sortId: row.sortId
   })`,
)

const putParts = put(
  'putParts',
  z.object({ part: z.string(), whole: z.string() }),
  `MATCH (part:Topic {id: row.part, generation: $given.generation})
   MATCH (whole:Topic {id: row.whole, generation: $given.generation})
   CREATE (part)-[:PART_OF]->(whole)`,
)

const putMembers = put(
  'putMembers',
  z.object({ topicId: z.string(), entityId: z.string(), weight: fraction }),
  `MATCH (t:Topic {id: row.topicId, generation: $given.generation})
   MATCH (e:Entity {id: row.entityId})
   CREATE (e)-[:IN_TOPIC {weight: row.weight}]->(t)`,
)

const between = z.object({ above: integer, below: integer, limit: integer })

const sweepEdges = (type: 'RELATED_TO' | 'SIMILAR_TO' | 'BROADER') =>
  statement({
    name: `derived.sweep.${type}`,
    text: `
      MATCH ()-[r:${type}]->()
      WHERE $given.above < r.generation < $given.below
      WITH r LIMIT $given.limit
      DELETE r
      RETURN count(*) AS written`,
    params: between,
    row: written,
  })

const sweepTopics = statement({
  name: 'derived.sweep.Topic',
  text: `
    MATCH (t:Topic)
    WHERE $given.above < t.generation < $given.below
    WITH t LIMIT $given.limit
    DETACH DELETE t
    RETURN count(*) AS written`,
  params: between,
  row: written,
})

const SWEEPS = [
  { sweep: sweepEdges('RELATED_TO'), limit: SWEEP },
  { sweep: sweepEdges('SIMILAR_TO'), limit: SWEEP },
  { sweep: sweepEdges('BROADER'), limit: SWEEP },
  { sweep: sweepTopics, limit: 200 },
]

const shownGeneration = statement({
  name: 'derived.shownGeneration',
  text: "MATCH (m:Meta {key: 'derived'}) RETURN m.generation AS generation",
  params: z.object({}),
  row: z.object({ generation: z.int() }),
})

export function createDerivedWriter(client: Client): Pick<GraphWriter, 'replaceDerived'> {
  const inTurn = createTurns()
  return {
    /** Of one store, one derivation after the other; of several, the one that began last goes through. */
    replaceDerived: (derived) => inTurn(() => replace(client, derived)),
  }
}

async function replace(client: Client, { related, similar, broader, topics, members }: Derived): Promise<void> {
  const [begun] = await writeAlone(client, (run) => run(beginGeneration, {}))
  if (begun === undefined) return
  const { generation } = begun
  const pieces = startPieces(client, generation)
  try {
    await pieces.write(related, (run, rows) => run(putRelated, { generation, rows }))
    await pieces.write(similar, (run, rows) => run(putSimilar, { generation, rows }))
    await pieces.write(broader, (run, rows) => run(putBroader, { generation, rows }))
    await pieces.write(topics, (run, rows) => writeTopics(run, generation, rows))
    await pieces.write(members, (run, rows) => run(putMembers, { generation, rows }))
    const shown = await writeAlone(client, (run) => run(showGeneration, { generation }))
    if (shown.length === 0) throw overtaken()
  } finally {
    await sweep(client, generation)
  }
}

/** Topics, then what they are parts of: a topic comes before its parts. */
async function writeTopics(run: Run, generation: number, topics: readonly Topic[]) {
  const rows = topics.map(({ id, label, size, level }) => ({ id, label, size, level, sortId: sortIdOf(id) }))
  const parts = topics.flatMap(({ id, parentId }) => (parentId === null ? [] : [{ part: id, whole: parentId }]))
  const [made] = await run(putTopics, { generation, rows })
  const [tied] = parts.length === 0 ? [] : await run(putParts, { generation, rows: parts })
  return [{ written: (made?.written ?? 0) + (tied?.written ?? 0) - parts.length }]
}

type Put<Row> = (run: Run, rows: Row[]) => Promise<readonly z.output<typeof written>[]>

/** Writes rows of one generation, each piece once even where a transaction is tried again after its answer was lost. */
function startPieces(client: Client, generation: number) {
  let piece = 0

  async function writePiece<Row>(rows: Row[], put: Put<Row>): Promise<void> {
    piece++
    await writeAlone(client, async (run) => {
      const [state] = await run(beginPiece, { generation, piece })
      if (!state?.ours) throw overtaken()
      if (!state.fresh) return
      const [answer] = await put(run, rows)
      const missing = rows.length - (answer?.written ?? 0)
      if (missing > 0) throw new ConflictError(`${missing} derived rows name what is not in the graph.`)
    })
  }

  return {
    async write<Row>(rows: Iterable<Row>, put: Put<Row>): Promise<void> {
      let gathered: Row[] = []
      for (const row of rows) {
        gathered.push(row)
        if (gathered.length < PIECE) continue
        await writePiece(gathered, put)
        gathered = []
      }
      if (gathered.length > 0) await writePiece(gathered, put)
    },
  }
}

/** Removes, up to the generation of this derivation, all that is not shown: the one before, and what failed ones left. */
async function sweep(client: Client, generation: number): Promise<void> {
  const [current] = await client.read((run) => run(shownGeneration, {}))
  const shown = current?.generation ?? 0
  const ranges = [
    { above: -1, below: shown },
    { above: shown, below: generation + 1 },
  ]
  for (const { sweep, limit } of SWEEPS) {
    for (const range of ranges) {
      let swept = limit
      while (swept === limit) {
        const [answer] = await writeAlone(client, (run) => run(sweep, { ...range, limit }))
        swept = answer?.written ?? 0
      }
    }
  }
}

function overtaken(): ConflictError {
  return new ConflictError('Another derivation has begun. Wait until it has ended, then derive again.')
}
