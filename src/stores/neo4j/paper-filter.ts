// Filters of papers as Cypher. `p` is the paper; the values of all conditions are one list, `$given.filter`. What conditions bind has
// names that no list binds (`says`, `said`, `met`, `about`): Cypher takes a name that is bound outside a subquery for what it is there.
import { z } from 'zod'
import { conditionsOf } from '../../graph/filter.ts'
import { MAX_NARROWER_DEPTH } from '../../graph/paper-filter.ts'
import type { PaperCondition, PaperFilter } from '../../graph/paper-filter.ts'
import { findRequired, writeFilter } from '../filter-text.ts'
import { statement } from '../statement.ts'
import type { Run } from './client.ts'
import { isStepwise, kindsOf, stepShape, stepsOf, textForm, writeSteps } from './filter-steps.ts'
import { distinct } from './paging.ts'
import { FACTS, GENERATION } from './rows.ts'
import { hasForm, toUnit, unitShape } from './text-units.ts'
import { ids, integer } from './values.ts'

/** The values of the conditions, or of the steps: of each, what its kind has. */
const filterParam = z.array(
  stepShape.partial().extend({
    any: z.array(z.string()).optional(),
    units: z.array(unitShape).optional(),
    from: z.number().optional(),
    to: z.number().optional(),
    groups: z.array(ids).optional(),
    relations: z.array(z.string()).optional(),
  }),
)

/** What every question with a filter is given. `start` is the step that leads to papers, where there is one. */
export const filterParams = z.object({ filter: filterParam, start: integer.nullable() })

const allUnits = (of: string, has: string) => `(size(${of}.units) > 0 AND all(unit IN ${of}.units WHERE ${has}))`

/** What the properties of a paper tell, given where the values of the condition are. */
const ON_PROPERTIES = {
  text: (of: string) => allUnits(of, `${hasForm('p.titleTerms')} OR ${hasForm('p.abstractTerms')}`),
  title: (of: string) => allUnits(of, hasForm('p.titleTerms')),
  year: (of: string) => `(p.year IS NOT NULL AND p.year >= ${of}.from AND p.year <= ${of}.to)`,
  yearUnknown: () => '(p.year IS NULL)',
  venueUnknown: () => '(p.venue IS NULL)',
  author: (of: string) => `any(name IN ${of}.any WHERE name IN p.authors)`,
  venue: (of: string) => `(p.venue IS NOT NULL AND p.venue IN ${of}.any)`,
  source: (of: string) => `p.source IN ${of}.any`,
  run: (of: string) => `p.runId IN ${of}.any`,
}

type Conditions = { readonly [Is in PaperCondition['is']]: (of: string) => string }

/** A condition written out. The variable `generation` must be bound. */
const WRITTEN_OUT: Conditions = {
  ...ON_PROPERTIES,
  // How many groups the paper has an entity of.
  entities: (of) => `(size(${of}.groups) = COUNT {
        MATCH (p)-[says:${FACTS}]->(said) WHERE type(says) IN ${of}.relations
        UNWIND range(0, size(${of}.groups) - 1) AS met
        WITH met, said WHERE said.id IN ${of}.groups[met]
        RETURN DISTINCT met
      })`,
  relation: (of) => `EXISTS { (p)-[says:${FACTS}]->() WHERE type(says) IN ${of}.any }`,
  topic: (of) => `EXISTS {
        (p)-[:${FACTS}]->()-[:IN_TOPIC]->(about)
        WHERE about.generation = generation AND about.id IN ${of}.any
      }`,
}

/** A condition as one step of many: what it takes from the graph is read once for all of them. */
const STEPWISE: Conditions = {
  ...ON_PROPERTIES,
  entities: (of) =>
    `all(met IN ${of}.groups WHERE any(fact IN facts WHERE fact.entity IN met AND fact.relation IN ${of}.relations))`,
  relation: (of) => `any(fact IN facts WHERE fact.relation IN ${of}.any)`,
  topic: (of) => `any(topic IN topics WHERE topic IN ${of}.any)`,
}

const READS_FACTS: ReadonlySet<PaperCondition['is']> = new Set(['entities', 'relation'])
const FACTS_READ = `COLLECT { MATCH (p)-[says:${FACTS}]->(said) RETURN {relation: type(says), entity: said.id} } AS facts`
const TOPICS_READ = `COLLECT {
        MATCH (p)-[:${FACTS}]->()-[:IN_TOPIC]->(about) WHERE about.generation = generation
        RETURN DISTINCT about.id
      } AS topics`

/** Keeps the papers `p` that a filter lets through. */
export function writeWhere(filter: PaperFilter): string {
  if (!isStepwise(filter)) return `WHERE ${writeFilter(filter, (is, at) => WRITTEN_OUT[is](`$given.filter[${at}]`))}`
  const kinds = kindsOf(filter)
  const reads = [
    ...(kinds.some((is) => READS_FACTS.has(is)) ? [FACTS_READ] : []),
    ...(kinds.includes('topic') ? [TOPICS_READ] : []),
  ]
  return `WITH ${['*', ...reads].join(', ')}
      WHERE ${writeSteps(kinds, (is) => STEPWISE[is]('step'))}`
}

/** What the text of a filter depends on. */
export function filterForm(filter: PaperFilter): string {
  return textForm(filter, reachOf(filter)?.is ?? 'all')
}

/** Kinds of conditions that name nodes from which papers are reached, the most selective first. */
const REACHING = ['entities', 'author', 'topic'] as const
type Reaching = (typeof REACHING)[number]

const REACHED: { readonly [Is in Reaching]: (of: string) => string } = {
  entities: (of) => `
      UNWIND ${of}.groups[0] AS start
      MATCH (:Entity {id: start})<-[f:${FACTS}]-(p:Paper) WHERE type(f) IN ${of}.relations
      WITH DISTINCT p`,
  author: (of) => `
      UNWIND ${of}.any AS start
      MATCH (:Author {id: 'author:' + start})-[:WROTE]->(p:Paper)
      WITH DISTINCT p`,
  topic: (of) => `
      UNWIND ${of}.any AS start
      MATCH (:Topic {id: start, generation: generation})<-[:IN_TOPIC]-(:Entity)<-[:${FACTS}]-(p:Paper)
      WITH DISTINCT p`,
}

/** The condition from which papers are reached, and its number. */
function reachOf(filter: PaperFilter): { readonly is: Reaching; readonly at: number } | null {
  const at = findRequired(filter, REACHING)
  const is = REACHING.find((kind) => at !== null && conditionsOf(filter)[at]?.is === kind)
  return at === null || is === undefined ? null : { is, at }
}

/**
 * Binds papers `p` among which are all that a filter lets through: those of one of its conditions where it has one that
 * leads to few, else all papers, for conditions on properties find their index by themselves.
 */
export function writeCandidates(filter: PaperFilter): string {
  const reach = reachOf(filter)
  if (reach === null) return 'MATCH (p:Paper)'
  return REACHED[reach.is](`$given.filter[${isStepwise(filter) ? '$given.start' : reach.at}]`)
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

/** The values of a filter: entities with all that stand for them, units as the stored texts have them. */
export async function filterValues(run: Run, filter: PaperFilter): Promise<z.input<typeof filterParams>> {
  const conditions = conditionsOf(filter)
  const roots = conditions.flatMap((part) => (part.is === 'entities' && part.narrower ? part.groups.flat() : []))
  const rows = roots.length === 0 ? [] : await run(narrowerEntities, { ids: distinct(roots) })
  const below = new Map(rows.map(({ root, ids }) => [root, ids]))
  const values = conditions.map((part) => {
    if (part.is === 'text' || part.is === 'title') return { units: part.units.map(toUnit) }
    if (part.is === 'year') return { from: part.from, to: part.to }
    if (part.is === 'yearUnknown' || part.is === 'venueUnknown') return {}
    if (part.is !== 'entities') return { any: [...part.any] }
    const widen = (group: readonly string[]) => (part.narrower ? group.flatMap((id) => below.get(id) ?? []) : group)
    return { groups: part.groups.map((group) => [...widen(group)]), relations: [...part.relations] }
  })
  if (!isStepwise(filter)) return { filter: values, start: null }
  const steps = stepsOf(filter, values)
  const reach = reachOf(filter)
  return { filter: [...steps], start: reach === null ? null : steps.findIndex(({ at }) => at === reach.at) }
}
