// Filters of papers as SQL. `p` is the paper; the values of all conditions are one JSON array, `:filter`.
import { conditionsOf } from '../../graph/filter.ts'
import { MAX_NARROWER_DEPTH } from '../../graph/paper-filter.ts'
import type { PaperCondition, PaperFilter } from '../../graph/paper-filter.ts'
import type { WriteCondition } from '../filter-text.ts'
import { z } from 'zod'
import { statement } from '../statement.ts'
import { allUnitsOf } from '../term-query.ts'
import type { Database } from './database.ts'

/** A paper's year; where it is not known, less than all others. An index holds it. */
export const YEAR_OR_LEAST = 'coalesce(p.year, -9007199254740991)'

const each = (at: number, field: string) => `json_each(:filter, '$[${at}].${field}')`
const oneOf = (at: number) => `(SELECT value FROM ${each(at, 'any')})`

const found = (at: number) =>
  `p.nr IN (SELECT rowid FROM paper_terms WHERE paper_terms MATCH json_extract(:filter, '$[${at}].query'))`

// Every list of papers within a condition is found once a query, from the index of what it is about.
const CONDITIONS: { readonly [Is in PaperCondition['is']]: (at: number) => string } = {
  text: found,
  title: found,
  year: (at) =>
    `(${YEAR_OR_LEAST} BETWEEN json_extract(:filter, '$[${at}].from') AND json_extract(:filter, '$[${at}].to'))`,
  yearUnknown: () => `(${YEAR_OR_LEAST} = -9007199254740991)`,
  venueUnknown: () => '(p.venue IS NULL)',
  entities: (at) => `p.id IN (
    SELECT f.paper_id
    FROM ${each(at, 'groups')} g CROSS JOIN json_each(g.value) m CROSS JOIN facts f ON f.entity_id = m.value
    WHERE f.relation IN (SELECT value FROM ${each(at, 'relations')})
    GROUP BY f.paper_id
    HAVING count(DISTINCT g.key) = json_array_length(:filter, '$[${at}].groups'))`,
  relation: (at) => `p.id IN (SELECT f.paper_id FROM facts f WHERE f.relation IN ${oneOf(at)})`,
  topic: (at) => `p.id IN (
    SELECT f.paper_id
    FROM ${each(at, 'any')} t CROSS JOIN members m ON m.topic_id = t.value CROSS JOIN facts f ON f.entity_id = m.entity_id)`,
  author: (at) => `p.id IN (SELECT a.paper_id FROM paper_authors a WHERE a.name IN ${oneOf(at)})`,
  venue: (at) => `(p.venue IS NOT NULL AND p.venue IN ${oneOf(at)})`,
  source: (at) => `p.source IN ${oneOf(at)}`,
  run: (at) => `p.run_id IN ${oneOf(at)}`,
}

/** Writes a condition. */
export const writeCondition: WriteCondition<PaperCondition> = (is, at) => CONDITIONS[is](at)

const narrowerEntities = statement({
  name: 'entities.narrowerAll',
  text: `
    WITH RECURSIVE below (root, id, depth) AS (
      SELECT DISTINCT value, value, 0 FROM json_each(:ids)
      UNION
      SELECT b.root, x.narrower, b.depth + 1
      FROM below b CROSS JOIN broader x ON x.broader = b.id
      WHERE b.depth < :depth
    )
    SELECT DISTINCT root, id FROM below`,
  params: z.object({ ids: z.string(), depth: z.int() }),
  row: z.object({ root: z.string(), id: z.string() }),
})

/** The values of a filter's conditions, as `:filter`: entities with all that stand for them, units as the index reads them. */
export function filterValues(db: Database, filter: PaperFilter): string {
  const conditions = conditionsOf(filter)
  const roots = conditions.flatMap((part) => (part.is === 'entities' && part.narrower ? part.groups.flat() : []))
  const below = new Map<string, string[]>(roots.map((id) => [id, []]))
  if (roots.length > 0) {
    const rows = db.all(narrowerEntities, { ids: JSON.stringify(roots), depth: MAX_NARROWER_DEPTH })
    for (const { root, id } of rows) below.get(root)?.push(id)
  }
  const widen = (group: readonly string[]) => group.flatMap((id) => below.get(id) ?? [])
  const values = conditions.map((part) => {
    if (part.is === 'text') return { query: allUnitsOf(part.units) }
    if (part.is === 'title') return { query: `title : (${allUnitsOf(part.units)})` }
    if (part.is !== 'entities' || !part.narrower) return part
    return { groups: part.groups.map(widen), relations: part.relations }
  })
  return JSON.stringify(values)
}
