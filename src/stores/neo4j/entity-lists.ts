// Lists of entities by what they are called, occur with and belong to. Like lists of papers, they have a statement a form.
import { z } from 'zod'
import type { Entity } from '../../graph/entities.ts'
import type {
  EntityCondition,
  EntityFilter,
  EntityKey,
  EntityListReader,
  EntitySort,
} from '../../graph/entity-lists.ts'
import { conditionsOf, simplifyFilter } from '../../graph/filter.ts'
import { sliceOf } from '../../graph/page.ts'
import type { PageRequest, Slice } from '../../graph/page.ts'
import { createKeeper, findRequired, writeFilter } from '../filter-text.ts'
import { statement } from '../statement.ts'
import { allWordsOf, lucenePrefix, phraseOf } from '../term-query.ts'
import type { Client, Run } from './client.ts'
import { isStepwise, kindsOf, stepShape, stepsOf, textForm, writeSteps } from './filter-steps.ts'
import { readSettled } from './generation.ts'
import { directionOf, distinct, foreignCursor, pageParams } from './paging.ts'
import { ENTITY, entityRow, FACTS, GENERATION, idOf } from './rows.ts'
import { ids, integer, orderKey } from './values.ts'

/** The values of the conditions, or of the steps: of each, what its kind has. */
const filterParam = z.array(
  stepShape.partial().extend({
    any: ids.optional(),
    query: z.string().optional(),
    from: integer.optional(),
    to: integer.optional(),
    minSupport: integer.optional(),
  }),
)

/** Kinds of conditions that lead to entities, those that lead to few first. */
const LEADING = ['name', 'topic', 'coOccurs'] as const
type Leading = (typeof LEADING)[number]

/** Binds the entities `e` that meet such a condition, once or more, given where its values are. */
const FOUND: { readonly [Is in Leading]: (of: string) => string } = {
  name: (of) => `
      CALL db.index.fulltext.queryNodes('alias_terms', ${of}.query) YIELD node
      MATCH (node)<-[:HAS_ALIAS]-(e:Entity)`,
  topic: (of) => `
      UNWIND ${of}.any AS topic
      MATCH (:Topic {generation: generation, id: topic})<-[:IN_TOPIC]-(e:Entity)`,
  coOccurs: (of) => `
      UNWIND ${of}.any AS id
      MATCH (m:Entity {id: id})<-[:${FACTS}]-()-[:${FACTS}]->(e)
      WHERE e <> m
      WITH m, e, count(*) AS support WHERE support >= ${of}.minSupport`,
}

const CONDITIONS: { readonly [Is in Exclude<EntityCondition['is'], Leading>]: (of: string) => string } = {
  kind: (of) => `e.kind IN ${of}.any`,
  paperCount: (of) => `(${of}.from <= e.paperCount <= ${of}.to)`,
}

const isLeading = (is: EntityCondition['is']): is is Leading => is !== 'kind' && is !== 'paperCount'

/** Binds each entity `e` that is meant: each of those that a condition leads to where all must meet one, else of all. */
function writeMeant(filter: EntityFilter): string {
  return isStepwise(filter) ? writeStepwise(filter) : writeOut(filter)
}

function writeOut(filter: EntityFilter): string {
  const start = findRequired<EntityCondition>(filter, LEADING)
  const of = (at: number) => `$given.filter[${at}]`
  const lists = conditionsOf(filter).map(({ is }, at) =>
    isLeading(is)
      ? `
    CALL (generation) {${FOUND[is](of(at))}
      RETURN collect(DISTINCT ${at === start ? 'e' : 'e.id'}) AS found${at}
    }`
      : '',
  )
  const meets = writeFilter<EntityCondition>(filter, (is, at) => {
    if (!isLeading(is)) return CONDITIONS[is](of(at))
    return at === start ? 'true' : `e.id IN found${at}`
  })
  return `${GENERATION}${lists.join('')}
    ${start === null ? 'MATCH (e:Entity)' : `UNWIND found${start} AS e WITH *`}
    WHERE e.paperCount >= 0 AND ${meets}`
}

/** Entities come with the numbers of the conditions that led to them; with none of them where no such condition must be met. */
function writeStepwise(filter: EntityFilter): string {
  const kinds = kindsOf(filter)
  const leads = kinds.filter(isLeading).map(
    (is) => `
      UNWIND [step IN $given.filter WHERE step.is = '${is}'] AS step
      CALL (step, generation) {${FOUND[is]('step')}
        RETURN DISTINCT e
      }
      RETURN e, step.at AS led`,
  )
  const isLed = findRequired<EntityCondition>(filter, LEADING) !== null
  const all = [...leads, ...(isLed ? [] : ['\n      MATCH (e:Entity) RETURN e, null AS led'])]
  const meets = writeSteps(kinds, (is) => (isLeading(is) ? 'step.at IN leading' : CONDITIONS[is]('step')))
  return `${GENERATION}
    CALL (generation) {${all.join('\n      UNION ALL')}
    }
    WITH e, collect(led) AS leading
    WHERE e.paperCount >= 0 AND ${meets}`
}

/** What the text of a filter depends on. */
function filterForm(filter: EntityFilter): string {
  return textForm(filter, findRequired<EntityCondition>(filter, LEADING) === null ? 'all' : 'some')
}

/** The values of a filter. */
function filterValues(filter: EntityFilter): z.input<typeof filterParam> {
  const values = conditionValues(filter)
  return isStepwise(filter) ? [...stepsOf(filter, values)] : values
}

/** The values of its conditions: terms as the index reads them. */
function conditionValues(filter: EntityFilter): z.input<typeof filterParam> {
  return conditionsOf(filter).map((part) => {
    switch (part.is) {
      case 'name': {
        const words = part.terms.map((term) => ({ terms: [term], prefix: null }))
        return { query: words.length === 0 ? phraseOf([]) : allWordsOf(words, lucenePrefix) }
      }
      case 'paperCount':
        return { from: part.from, to: part.to }
      case 'coOccurs':
        return { any: distinct(part.any), minSupport: part.minSupport }
      case 'kind':
      case 'topic':
        return { any: [...part.any] }
    }
  })
}

const PROPERTIES: { readonly [By in EntityKey]: string } = { paperCount: 'e.paperCount', name: 'e.slug' }

function pageOf(filter: EntityFilter, { by, descending }: EntitySort, { from, cursor }: PageRequest) {
  const { beyond, order } = directionOf(from, descending ? 'descending' : 'ascending')
  const [key, id] = [PROPERTIES[by], idOf('e')]
  return statement({
    name: `entityLists.${by}.${from}`,
    text: `${writeMeant(filter)}${cursor === null ? '' : ` AND ${beyond(key, id)}`}
    WITH e ORDER BY ${order([key], id)} LIMIT $given.limit
    RETURN ${ENTITY} AS entity`,
    params: z.object({ filter: filterParam, ...pageParams.shape }),
    row: z.object({ entity: entityRow }),
  })
}

function countOf(filter: EntityFilter) {
  return statement({
    name: 'entityLists.count',
    text: `${writeMeant(filter)}
    RETURN count(e) AS total`,
    params: z.object({ filter: filterParam }),
    row: z.object({ total: z.int() }),
  })
}

/** Where a page begins, as the property has it. */
function startOf({ cursor }: PageRequest, { by, descending }: EntitySort) {
  if (cursor === null) return { key: null, id: null }
  const [key, id] = cursor
  if (typeof key !== (by === 'name' ? 'string' : 'number')) throw foreignCursor()
  return { key: typeof key === 'number' && descending ? 0 - key : key, id: orderKey(id) }
}

export function createEntityListReader(client: Client): EntityListReader {
  const pages = createKeeper<ReturnType<typeof pageOf>>()
  const counts = createKeeper<ReturnType<typeof countOf>>()
  return {
    async findEntities(asked, sort, page) {
      const filter = simplifyFilter(asked)
      const form = filterForm(filter)
      const read = pages(`${form} ${sort.by} ${sort.descending} ${page.from} ${page.cursor !== null}`, () =>
        pageOf(filter, sort, page),
      )
      const values = { filter: filterValues(filter) }
      const start = startOf(page, sort)
      const work = async (run: Run): Promise<Slice<Entity>> => {
        const [rows, totals] = await Promise.all([
          run(read, { ...values, ...start, limit: page.limit + 1 }),
          page.withTotal
            ? run(
                counts(form, () => countOf(filter)),
                values,
              )
            : [],
        ])
        return sliceOf(
          page,
          rows.map(({ entity }) => entity),
          totals[0]?.total ?? null,
        )
      }
      const derived = conditionsOf(filter).some(({ is }) => is === 'topic')
      return derived ? readSettled(client, work) : client.read(work)
    },
  }
}
