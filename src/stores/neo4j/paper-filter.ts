// Filters of papers as Cypher. `p` is the paper; the values of all conditions are one list, `$given.filter`. What conditions bind has
// names that no list binds (`says`, `said`, `met`, `about`): Cypher takes a name that is bound outside a subquery for what it is there.
import { z } from 'zod'
import { conditionsOf } from '../../graph/filter.ts'
import { MAX_NARROWER_DEPTH } from '../../graph/paper-filter.ts'
import type { PaperCondition, PaperFilter } from '../../graph/paper-filter.ts'
import { findRequired } from '../filter-text.ts'
import type { WriteCondition } from '../filter-text.ts'
import { statement } from '../statement.ts'
import type { Run } from './client.ts'
import { distinct } from './paging.ts'
import { FACTS, GENERATION } from './rows.ts'
import { hasForm, toUnit, unitShape } from './text-units.ts'
import { ids } from './values.ts'

/** The values of the conditions: of each, what its kind has. */
export const filterParam = z.array(
  z.object({
    any: z.array(z.string()).optional(),
    units: z.array(unitShape).optional(),
    from: z.number().optional(),
    to: z.number().optional(),
    groups: z.array(ids).optional(),
    relations: z.array(z.string()).optional(),
  }),
)

const given = (at: number, field: keyof z.input<typeof filterParam>[number]) => `$given.filter[${at}].${field}`

/** How many groups of a condition the paper has an entity of. */
const metGroups = (at: number) => `COUNT {
        MATCH (p)-[says:${FACTS}]->(said) WHERE type(says) IN ${given(at, 'relations')}
        UNWIND range(0, size(${given(at, 'groups')}) - 1) AS met
        WITH met, said WHERE said.id IN ${given(at, 'groups')}[met]
        RETURN DISTINCT met
      }`

const allUnits = (at: number, has: string) =>
  `(size(${given(at, 'units')}) > 0 AND all(unit IN ${given(at, 'units')} WHERE ${has}))`

const CONDITIONS: { readonly [Is in PaperCondition['is']]: (at: number) => string } = {
  text: (at) => allUnits(at, `${hasForm('p.titleTerms')} OR ${hasForm('p.abstractTerms')}`),
  title: (at) => allUnits(at, hasForm('p.titleTerms')),
  year: (at) => `(p.year IS NOT NULL AND p.year >= ${given(at, 'from')} AND p.year <= ${given(at, 'to')})`,
  yearUnknown: () => '(p.year IS NULL)',
  venueUnknown: () => '(p.venue IS NULL)',
  entities: (at) => `(size(${given(at, 'groups')}) = ${metGroups(at)})`,
  relation: (at) => `EXISTS { (p)-[says:${FACTS}]->() WHERE type(says) IN ${given(at, 'any')} }`,
  topic: (at) => `EXISTS {
        (p)-[:${FACTS}]->()-[:IN_TOPIC]->(about)
        WHERE about.generation = generation AND about.id IN ${given(at, 'any')}
      }`,
  author: (at) => `any(name IN ${given(at, 'any')} WHERE name IN p.authors)`,
  venue: (at) => `(p.venue IS NOT NULL AND p.venue IN ${given(at, 'any')})`,
  source: (at) => `p.source IN ${given(at, 'any')}`,
  run: (at) => `p.runId IN ${given(at, 'any')}`,
}

/** Writes a condition. The variable `generation` must be bound. */
export const writeCondition: WriteCondition<PaperCondition> = (is, at) => CONDITIONS[is](at)

/** Kinds of conditions that name nodes from which papers are reached, the most selective first. */
const REACHING = ['entities', 'author', 'topic'] as const

const REACHED: { readonly [Is in (typeof REACHING)[number]]: (at: number) => string } = {
  entities: (at) => `
      UNWIND ${given(at, 'groups')}[0] AS start
      MATCH (:Entity {id: start})<-[f:${FACTS}]-(p:Paper) WHERE type(f) IN ${given(at, 'relations')}
      WITH DISTINCT p`,
  author: (at) => `
      UNWIND ${given(at, 'any')} AS start
      MATCH (:Author {id: 'author:' + start})-[:WROTE]->(p:Paper)
      WITH DISTINCT p`,
  topic: (at) => `
      UNWIND ${given(at, 'any')} AS start
      MATCH (:Topic {id: start, generation: generation})<-[:IN_TOPIC]-(:Entity)<-[:${FACTS}]-(p:Paper)
      WITH DISTINCT p`,
}

/**
 * Binds papers `p` among which are all that a filter lets through: those of one of its conditions where it has one that
 * leads to few, else all papers, for conditions on properties find their index by themselves.
 */
export function writeCandidates(filter: PaperFilter): string {
  const at = findRequired(filter, REACHING)
  const is = at === null ? undefined : conditionsOf(filter)[at]?.is
  if (at === null || (is !== 'entities' && is !== 'author' && is !== 'topic')) return 'MATCH (p:Paper)'
  return REACHED[is](at)
}

/** Whether a filter depends on what is derived. */
export function isDerived(filter: PaperFilter): boolean {
  return conditionsOf(filter).some((part) => part.is === 'topic' || (part.is === 'entities' && part.narrower))
}

const narrowerEntities = statement({
  name: 'entities.narrowerAll',
  text: `
    ${GENERATION}
    UNWIND $given.ids AS id
    MATCH (:Entity {id: id}) (()<-[b:BROADER WHERE b.generation = generation]-()){0,${MAX_NARROWER_DEPTH}} (e:Entity)
    RETURN id AS root, collect(DISTINCT e.id) AS ids`,
  params: z.object({ ids }),
  row: z.object({ root: z.string(), ids }),
})

/** The values of a filter's conditions: entities with all that stand for them, units as the stored texts have them. */
export async function filterValues(run: Run, filter: PaperFilter): Promise<z.input<typeof filterParam>> {
  const conditions = conditionsOf(filter)
  const roots = conditions.flatMap((part) => (part.is === 'entities' && part.narrower ? part.groups.flat() : []))
  const rows = roots.length === 0 ? [] : await run(narrowerEntities, { ids: distinct(roots) })
  const below = new Map(rows.map(({ root, ids }) => [root, ids]))
  return conditions.map((part) => {
    if (part.is === 'text' || part.is === 'title') return { units: part.units.map(toUnit) }
    if (part.is === 'year') return { from: part.from, to: part.to }
    if (part.is === 'yearUnknown' || part.is === 'venueUnknown') return {}
    if (part.is !== 'entities') return { any: [...part.any] }
    const widen = (group: readonly string[]) => (part.narrower ? group.flatMap((id) => below.get(id) ?? []) : group)
    return { groups: part.groups.map((group) => [...widen(group)]), relations: [...part.relations] }
  })
}
