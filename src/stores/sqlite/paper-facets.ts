// Facets of lists of papers, and trends: the papers of a list are found once a statement, then counted by what they have.
import { z } from 'zod'
import { formOf } from '../../graph/filter.ts'
import type { Facet, PaperFacet, PaperFacetReader } from '../../graph/paper-facets.ts'
import { createKeeper } from '../filter-text.ts'
import { formFor } from '../paper-form.ts'
import type { Form } from '../paper-form.ts'
import { statement } from '../statement.ts'
import type { Database } from './database.ts'
import { formValues, ownersOf, paramsOf, writeSelection } from './paper-lists.ts'
import { json } from './rows.ts'

/**
 * Each paper of `list`, by its number, with each value it has, once. Entities of a kind are found from the papers where these are
 * few. Where they are more than a quarter of all, they are found from the entities: the facts of one kind are fewer than those of all
 * kinds, and stand in an index. The plus keeps the list a check, not a way to papers.
 */
const VALUES: { readonly [Group in 'kind' | 'topic' | 'year' | 'venue']: string } = {
  kind: `
    SELECT l.nr, e.id AS value
    FROM list l CROSS JOIN facts f ON f.paper_id = l.id CROSS JOIN entities e ON e.id = f.entity_id
    WHERE (SELECT few FROM size) AND e.kind = :kind
    UNION ALL
    SELECT p.nr, e.id
    FROM entities e CROSS JOIN facts f ON f.entity_id = e.id CROSS JOIN papers p ON p.id = f.paper_id
    WHERE NOT (SELECT few FROM size) AND e.kind = :kind AND +p.nr IN (SELECT nr FROM list)`,
  topic: `
    SELECT DISTINCT l.nr, m.topic_id AS value
    FROM list l CROSS JOIN facts f ON f.paper_id = l.id CROSS JOIN members m ON m.entity_id = f.entity_id`,
  year: 'SELECT nr, year AS value FROM list WHERE year IS NOT NULL',
  venue: 'SELECT nr, venue AS value FROM list WHERE venue IS NOT NULL',
}

const groupOf = (facet: PaperFacet) => (facet === 'topic' || facet === 'year' || facet === 'venue' ? facet : 'kind')

const facetRow = z
  .object({
    papers: z.int(),
    known: z.int(),
    distinctValues: z.int(),
    sum: z.int(),
    top: json(z.array(z.tuple([z.union([z.string(), z.int()]), z.int()]))),
  })
  .transform(({ papers, known, distinctValues, sum, top }): Facet => ({
    buckets: top.map(([value, count]) => ({ value, count })),
    otherValues: distinctValues - top.length,
    otherCount: sum - top.reduce((total, [, count]) => total + count, 0),
    unknown: papers - known,
  }))

const facetOf = (form: Form, facet: PaperFacet) => {
  const selection = writeSelection(form)
  const group = groupOf(facet)
  return statement({
    name: `papers.facet.${form.of}.${group}`,
    text: `
      WITH ${selection.with}list AS MATERIALIZED (
        SELECT p.nr, p.id, p.year, p.venue ${selection.from}
      ), size AS MATERIALIZED (
        SELECT count(*) AS papers, 4 * count(*) < (SELECT max(nr) FROM papers) AS few FROM list
      ), has AS MATERIALIZED (
        ${VALUES[group]}
      ), buckets AS MATERIALIZED (
        SELECT value, count(*) AS count FROM has GROUP BY value
      ), top AS (
        SELECT value, count FROM buckets ORDER BY count DESC, value LIMIT :size
      )
      SELECT (SELECT papers FROM size) AS papers, (SELECT count(DISTINCT nr) FROM has) AS known,
        (SELECT count(*) FROM buckets) AS distinctValues, (SELECT coalesce(sum(count), 0) FROM buckets) AS sum,
        (SELECT json_group_array(json_array(value, count) ORDER BY count DESC, value) FROM top) AS top`,
    params: z.object({ ...paramsOf(form), size: z.int(), ...(group === 'kind' ? { kind: z.string() } : {}) }),
    row: facetRow,
  })
}

const BUCKETS = { year: 'p.year', run: 'p.run_id' }
/** Runs are ordered by their number, which their id ends in. */
const ORDERS = { year: 'bucket', run: 'CAST(substr(bucket, 5) AS INTEGER), bucket' }
const LATEST = { year: 'bucket DESC', run: 'CAST(substr(bucket, 5) AS INTEGER) DESC, bucket DESC' }

const trendsOf = (form: Form, by: keyof typeof BUCKETS) => {
  const selection = writeSelection(form)
  return statement({
    name: `papers.trends.${by}`,
    text: `
      WITH list AS MATERIALIZED (
        SELECT p.id, ${BUCKETS[by]} AS bucket ${selection.from} AND ${BUCKETS[by]} IS NOT NULL
      ), buckets AS MATERIALIZED (
        SELECT bucket, count(*) AS papers FROM list GROUP BY bucket ORDER BY ${LATEST[by]} LIMIT :last
      ), told AS MATERIALIZED (
        SELECT i.key AS place, l.bucket, count(*) AS count
        FROM json_each(:ids) i CROSS JOIN facts f ON f.entity_id = i.value CROSS JOIN list l ON l.id = f.paper_id
        GROUP BY i.key, l.bucket
      )
      SELECT b.bucket, i.value AS entityId, coalesce(t.count, 0) AS count, b.papers
      FROM buckets b CROSS JOIN json_each(:ids) i LEFT JOIN told t ON t.place = i.key AND t.bucket = b.bucket
      ORDER BY ${ORDERS[by].replaceAll('bucket', 'b.bucket')}, i.key`,
    params: z.object({ ...paramsOf(form), ids: z.string(), last: z.int() }),
    row: z.object({ bucket: z.union([z.string(), z.int()]), entityId: z.string(), count: z.int(), papers: z.int() }),
  })
}

/** Counts papers in a file. */
export function createPaperFacetReader(db: Database): PaperFacetReader {
  const facets = createKeeper<ReturnType<typeof facetOf>>()
  const trends = createKeeper<ReturnType<typeof trendsOf>>()
  return {
    async facetPapers(lists, { filter, facet, size }) {
      const form = formFor(lists, filter)
      const read = facets(`${form.of} ${formOf(form.filter)} ${groupOf(facet)}`, () => facetOf(form, facet))
      const values = { ...formValues(db, form), size, kind: facet }
      return ownersOf(lists).flatMap((owner) => db.all(read, { ...values, ...owner }))
    },
    async trendsOf(ids, { filter, bucket, last }) {
      const form = formFor({ of: 'all' }, filter)
      const read = trends(`${form.of} ${formOf(form.filter)} ${bucket}`, () => trendsOf(form, bucket))
      return db.all(read, { ...formValues(db, form), ids: JSON.stringify([...new Set(ids)]), last })
    },
  }
}
