// Ties: edges by their ends.
import { z } from 'zod'
import type { TieReader } from '../../graph/ties.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { distinct } from './paging.ts'
import { FACT, factRow, FACTS, GENERATION } from './rows.ts'
import { ids, integer } from './values.ts'

/** Pairs of ends with their place in the batch. */
const ends = z.object({ ends: z.array(z.object({ at: integer, one: z.string(), other: z.string() })) })

const factsBetween = statement({
  name: 'ties.factsBetween',
  text: `
    UNWIND $given.ends AS ends
    MATCH (p:Paper {id: ends.one})-[f:${FACTS}]->(e:Entity {id: ends.other})
    RETURN ends.at AS at, ${FACT} AS edge`,
  params: ends,
  row: z.object({ at: z.int(), edge: factRow }),
})

const relatedBetween = statement({
  name: 'ties.relatedBetween',
  text: `
    ${GENERATION}
    UNWIND $given.ends AS ends
    MATCH (a:Entity {id: ends.one})-[r:RELATED_TO]-(b:Entity {id: ends.other})
    WHERE r.generation = generation
    RETURN ends.at AS at,
      r { a: startNode(r).id, b: endNode(r).id, .support, .npmi, .jaccard, .score } AS edge,
      COLLECT {
        MATCH (a)<-[f:${FACTS}]-(p:Paper)-[g:${FACTS}]->(b)
        WITH p, f.salience + g.salience AS strength ORDER BY strength DESC, p.id LIMIT 1
        RETURN p.id
      } AS papers`,
  params: ends,
  row: z
    .object({
      at: z.int(),
      edge: z.object({
        a: z.string(),
        b: z.string(),
        support: z.int(),
        npmi: z.number(),
        jaccard: z.number(),
        score: z.number(),
      }),
      papers: z.array(z.string()),
    })
    .transform(({ at, edge, papers }) => ({ at, edge: { edge, paperId: papers[0] ?? null } })),
})

/**
 * What papers have of all the entities is read once: pairs are mostly those of a set, each with each. `partners` has, for each place
 * in `ids`, the places that are asked about together with it.
 */
const papersOfBoth = statement({
  name: 'ties.papersOfBoth',
  text: `
    UNWIND range(0, size($given.ids) - 1) AS n
    MATCH (:Entity {id: $given.ids[n]})<-[f:${FACTS}]-(p:Paper)
    WITH p, collect({n: n, salience: f.salience}) AS has
    UNWIND has AS x
    UNWIND has AS y
    WITH p, x, y WHERE y.n IN $given.partners[x.n]
    WITH x.n AS one, y.n AS other, p.id AS paper, x.salience + y.salience AS strength ORDER BY strength DESC, paper
    RETURN one, other, collect(paper)[0] AS paper`,
  params: z.object({ ids, partners: z.array(z.array(integer)) }),
  row: z.object({ one: z.int(), other: z.int(), paper: z.string() }),
})

const broaderBetween = statement({
  name: 'ties.broaderBetween',
  text: `
    ${GENERATION}
    UNWIND $given.ends AS ends
    MATCH (a:Entity {id: ends.one})-[r:BROADER]->(b:Entity {id: ends.other})
    WHERE r.generation = generation
    RETURN ends.at AS at, r { narrower: a.id, broader: b.id, .rule } AS edge`,
  params: ends,
  row: z.object({
    at: z.int(),
    edge: z.object({ narrower: z.string(), broader: z.string(), rule: z.string() }),
  }),
})

export function createTieReader(client: Client): TieReader {
  return {
    async factsBetween(of) {
      const pairs = endsOf(of.map(({ paperId, entityId }) => [paperId, entityId]))
      return inPlace(of.length, await client.read((run) => run(factsBetween, { ends: pairs })))
    },

    async relatedBetween(of) {
      const pairs = endsOf(of.map(({ a, b }) => [a, b]))
      return inPlace(of.length, await readSettled(client, (run) => run(relatedBetween, { ends: pairs })))
    },

    async papersOfBoth(of) {
      const set = distinct(of.flatMap(({ a, b }) => [a, b]))
      const places = new Map(set.map((id, n) => [id, n]))
      const pairs = of.map(({ a, b }) => [places.get(a) ?? 0, places.get(b) ?? 0] as const)
      const partners = set.map(() => new Set<number>())
      for (const [one, other] of pairs) if (one !== other) partners[one]?.add(other)
      const given = { ids: set, partners: partners.map((others) => Array.from(others)) }
      const rows = await client.read((run) => run(papersOfBoth, given))
      const found = new Map(rows.map(({ one, other, paper }) => [`${one} ${other}`, paper]))
      return pairs.map(([one, other]) => found.get(`${one} ${other}`) ?? null)
    },

    async broaderBetween(of) {
      const pairs = endsOf(of.map(({ narrower, broader }) => [narrower, broader]))
      return inPlace(of.length, await readSettled(client, (run) => run(broaderBetween, { ends: pairs })))
    },
  }
}

function endsOf(pairs: readonly (readonly [one: string, other: string])[]) {
  return pairs.map(([one, other], at) => ({ at, one, other }))
}

function inPlace<Edge>(length: number, rows: readonly { readonly at: number; readonly edge: Edge }[]): (Edge | null)[] {
  const byPlace = new Map(rows.map(({ at, edge }) => [at, edge]))
  return Array.from({ length }, (_, at) => byPlace.get(at) ?? null)
}
