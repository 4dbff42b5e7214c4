// Facets of lists of papers, and trends: the papers of a list are collected, then counted by what they have.
import { z } from 'zod'
import type { Facet, PaperFacet, PaperFacetReader } from '../../graph/paper-facets.ts'
import { createKeeper } from '../filter-text.ts'
import { formFor } from '../paper-form.ts'
import type { Form } from '../paper-form.ts'
import { statement } from '../statement.ts'
import type { Client } from './client.ts'
import { readSettled } from './generation.ts'
import { distinct } from './paging.ts'
import { formParams, formValues, ownersOf, readForm, writeSelection } from './paper-lists.ts'
import { filterForm } from './paper-filter.ts'
import { FACTS, GENERATION, idOf } from './rows.ts'
import { ids, integer } from './values.ts'

/**
 * From papers `p`: each `value` they have, what values of equal counts are ordered by, and those `having` it. Papers are gathered by
 * node first, so that properties are read once an entity, not once a fact.
 */
const VALUES: { readonly [Group in 'kind' | 'topic' | 'year' | 'venue']: string } = {
  kind: `MATCH (p)-[:${FACTS}]->(e)
      WITH e, collect(p) AS having WHERE e.kind = $given.kind
      WITH e.id AS value, ${idOf('e')} AS tie, having`,
  topic: `MATCH (p)-[:${FACTS}]->(e)
      WITH e, collect(p) AS having
      MATCH (e)-[:IN_TOPIC]->(t) WHERE t.generation = generation
      UNWIND having AS p
      WITH t, collect(DISTINCT p) AS having
      WITH t.id AS value, ${idOf('t')} AS tie, having`,
  year: 'WITH p.year AS value, p.year AS tie, collect(p) AS having WHERE value IS NOT NULL',
  venue: 'WITH p.venue AS value, p.venue AS tie, collect(p) AS having WHERE value IS NOT NULL',
}

const groupOf = (facet: PaperFacet) => (facet === 'topic' || facet === 'year' || facet === 'venue' ? facet : 'kind')

const bucketRow = z.object({ value: z.union([z.string(), z.int()]), count: z.int() })

const facetOf = (form: Form, facet: PaperFacet) =>
  statement({
    name: `papers.facet.${form.of}.${groupOf(facet)}`,
    text: `
    ${GENERATION}
    UNWIND $given.owners AS owner
    CALL (owner, generation) {
      ${writeSelection(form)}
      RETURN collect(p) AS list
    }
    CALL (list, generation) {
      UNWIND list AS p
      ${VALUES[groupOf(facet)]}
      WITH value, size(having) AS count, having, tie ORDER BY count DESC, tie
      RETURN collect({value: value, count: count}) AS buckets, sum(count) AS sum, collect(having) AS groups
    }
    CALL (groups) {
      UNWIND groups AS having
      UNWIND having AS p
      RETURN count(DISTINCT p) AS known
    }
    RETURN owner.at AS owner, buckets[..$given.size] AS top, size(buckets) AS distinctValues, sum, size(list) AS papers,
      known`,
    params: formParams.extend({ size: integer, kind: z.string() }),
    row: z.object({
      owner: z.string(),
      top: z.array(bucketRow),
      distinctValues: z.int(),
      sum: z.int(),
      papers: z.int(),
      known: z.int(),
    }),
  })

const BUCKETS = { year: 'p.year', run: 'p.runId' }
/** Runs are ordered by their number, which their id ends in. */
const PLACES = { year: 'bucket', run: 'toInteger(substring(bucket, 4))' }

const trendsOf = (form: Form, by: keyof typeof BUCKETS) =>
  statement({
    name: `papers.trends.${by}`,
    text: `
    ${GENERATION}
    CALL (generation) {
      ${writeSelection(form)}
      WITH p, ${BUCKETS[by]} AS bucket WHERE bucket IS NOT NULL
      RETURN collect(p) AS list
    }
    CALL () {
      MATCH (e:Entity) WHERE e.id IN $given.ids
      RETURN collect(e) AS asked
    }
    UNWIND list AS p
    WITH asked, ${BUCKETS[by]} AS bucket, collect(p) AS members
    ORDER BY ${PLACES[by]} DESC, bucket DESC LIMIT $given.last
    CALL (members, asked) {
      UNWIND members AS p
      MATCH (p)-[:${FACTS}]->(e) WHERE e IN asked
      WITH e, count(*) AS count
      RETURN collect({id: e.id, count: count}) AS counts
    }
    RETURN bucket, size(members) AS papers, counts
    ORDER BY ${PLACES[by]}, bucket`,
    params: formParams.extend({ ids, last: integer }),
    row: z.object({
      bucket: z.union([z.string(), z.int()]),
      papers: z.int(),
      counts: z.array(z.object({ id: z.string(), count: z.int() })),
    }),
  })

export function createPaperFacetReader(client: Client): PaperFacetReader {
  const facets = createKeeper<ReturnType<typeof facetOf>>()
  const trends = createKeeper<ReturnType<typeof trendsOf>>()
  return {
    async facetPapers(lists, { filter, facet, size }) {
      const all = ownersOf(lists)
      if (all.length === 0) return []
      const form = formFor(lists, filter)
      const read = facets(`${form.of} ${filterForm(form.filter)} ${groupOf(facet)}`, () => facetOf(form, facet))
      const work = async (run: Parameters<Parameters<typeof client.read>[0]>[0]) =>
        run(read, { owners: all, ...(await formValues(run, form)), size, kind: facet })
      const rows = await (facet === 'topic' ? readSettled(client, work) : readForm(client, form, work))
      const byOwner = new Map(rows.map((row) => [row.owner, row]))
      return all.map(({ at }): Facet => {
        const { top, distinctValues, sum, papers, known } = byOwner.get(at) ?? NOTHING
        return {
          buckets: top,
          otherValues: distinctValues - top.length,
          otherCount: sum - top.reduce((total, { count }) => total + count, 0),
          unknown: papers - known,
        }
      })
    },
    async trendsOf(ids, { filter, bucket, last }) {
      const form = formFor({ of: 'all' }, filter)
      const read = trends(`${form.of} ${filterForm(form.filter)} ${bucket}`, () => trendsOf(form, bucket))
      const asked = distinct(ids)
      const rows = await readForm(client, form, async (run) =>
        run(read, { owners: [], ...(await formValues(run, form)), ids: asked, last }),
      )
      return rows.flatMap(({ bucket, papers, counts }) => {
        const countOf = new Map(counts.map(({ id, count }) => [id, count]))
        return asked.map((entityId) => ({ bucket, entityId, count: countOf.get(entityId) ?? 0, papers }))
      })
    },
  }
}

const NOTHING = { top: [], distinctValues: 0, sum: 0, papers: 0, known: 0 }
