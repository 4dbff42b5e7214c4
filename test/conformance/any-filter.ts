// Any filter of papers or entities over the small worlds of `random-world.ts`, and any order of papers.
import * as fc from 'fast-check'
import { ENTITY_KINDS, FACT_RELATIONS, METHOD_ROLES } from '../../src/graph/entities.ts'
import { filterTerms } from '../../src/graph/entity-lists.ts'
import type { EntityFilter } from '../../src/graph/entity-lists.ts'
import type { Condition, Filter } from '../../src/graph/filter.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import { PAPER_KEYS } from '../../src/graph/paper-lists.ts'
import { searchTerms } from '../../src/graph/search.ts'
import { currentEngine } from '../support/engines.ts'
import { AUTHORS, ENTITIES, PAPERS, RUN_IDS, SOURCES, VENUES, WORDS } from './random-world.ts'
import type { OneList } from './paper-model.ts'

/** How many graphs are asked, and how often each. Neo4j plans each form of filter anew, which takes longer than answering it. */
export const [RUNS, QUESTIONS] = currentEngine().name === 'sqlite' ? [30, 8] : [6, 2]

const some = (values: readonly string[]) => fc.subarray([...values, 'nowhere'], { minLength: 1, maxLength: 3 })
const terms = fc.subarray(WORDS, { maxLength: 2 }).map((words) => filterTerms(words.join(' ')))
const form = fc.subarray(WORDS, { minLength: 1, maxLength: 2 }).map((words) => searchTerms(words.join(' ')))
const units = fc.array(fc.record({ forms: fc.array(form, { minLength: 1, maxLength: 3 }) }), { maxLength: 2 })
const topics = ENTITIES.slice(0, 4).map((id) => `topic:${id}`)

const condition: fc.Arbitrary<PaperFilter> = fc.oneof(
  fc.record({ is: fc.constant('text' as const), units }),
  fc.record({ is: fc.constant('title' as const), units }),
  fc.record({
    is: fc.constant('year' as const),
    from: fc.constantFrom(0, 1999, 2020),
    to: fc.constantFrom(1999, 2020, 9999),
  }),
  fc.record({ is: fc.constantFrom('yearUnknown' as const, 'venueUnknown' as const) }),
  fc.record({
    is: fc.constant('entities' as const),
    groups: fc.array(some(ENTITIES), { minLength: 1, maxLength: 3 }),
    narrower: fc.boolean(),
    relations: fc.oneof(fc.constant(FACT_RELATIONS), fc.subarray([...FACT_RELATIONS], { minLength: 1 })),
  }),
  fc.record({ is: fc.constant('relation' as const), any: fc.subarray([...FACT_RELATIONS], { minLength: 1 }) }),
  fc.record({ is: fc.constant('topic' as const), any: some(topics) }),
  fc.record({ is: fc.constant('author' as const), any: some(AUTHORS) }),
  fc.record({ is: fc.constant('venue' as const), any: some(VENUES) }),
  fc.record({ is: fc.constant('source' as const), any: some(SOURCES) }),
  fc.record({ is: fc.constant('run' as const), any: some(RUN_IDS) }),
)

const entityCondition: fc.Arbitrary<EntityFilter> = fc.oneof(
  fc.record({ is: fc.constant('kind' as const), any: fc.subarray([...ENTITY_KINDS]) }),
  fc.record({ is: fc.constant('name' as const), terms }),
  fc.record({ is: fc.constant('paperCount' as const), from: fc.nat(4), to: fc.nat(4) }),
  fc.record({ is: fc.constant('coOccurs' as const), any: some(ENTITIES), minSupport: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ is: fc.constant('topic' as const), any: some(topics) }),
)

/** Filters of any form over some conditions, three levels deep. */
function filtersOf<Of extends Condition>(condition: fc.Arbitrary<Filter<Of>>): fc.Arbitrary<Filter<Of>> {
  return fc.letrec<{ filter: Filter<Of> }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'filter' },
      condition,
      fc.record({
        is: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('filter'), { maxLength: 3, depthIdentifier: 'filter' }),
      }),
      fc.record({ is: fc.constant('not' as const), of: tie('filter') }),
    ),
  })).filter
}

export const filter = filtersOf(condition)
export const entityFilter = filtersOf(entityCondition)

export const sort = fc.record({ by: fc.constantFrom(...PAPER_KEYS), descending: fc.boolean() })

const ids = (values: readonly string[]) => fc.constantFrom(...values, 'nowhere')

const starts = {
  papers: fc.array(ids(PAPERS), { maxLength: 2 }),
  entities: fc.array(ids(ENTITIES), { maxLength: 2 }),
}

/** One list of any kind. */
export const list: fc.Arbitrary<OneList> = fc.oneof(
  fc.record({ of: fc.constant('all' as const) }),
  fc.record({ of: fc.constant('entity' as const), id: ids(ENTITIES) }),
  fc.record({ of: fc.constant('entity' as const), id: ids(ENTITIES), role: fc.constantFrom(...METHOD_ROLES) }),
  fc.record({ of: fc.constant('topic' as const), id: ids(topics) }),
  fc.record({ of: fc.constant('run' as const), id: ids(RUN_IDS) }),
  fc.record({
    of: fc.constant('near' as const),
    seeds: fc.record({ ...starts, not: fc.record(starts) }),
  }),
)
