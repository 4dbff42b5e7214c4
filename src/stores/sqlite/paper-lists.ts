// Lists of papers. A list is read with a statement of its own: inside one process that costs no round trip, and each
// list is read in the order of its index and left when its page is full.
import { z } from 'zod'
import { sliceOf } from '../../graph/page.ts'
import type { PageRequest } from '../../graph/page.ts'
import { formOf, isNoFilter } from '../../graph/filter.ts'
import type { ListedPaper, PaperKey, PaperListReader, PaperLists, PaperSort } from '../../graph/paper-lists.ts'
import { createKeeper, writeFilter } from '../filter-text.ts'
import { formFor, isOfEntity } from '../paper-form.ts'
import type { Form, SourceName } from '../paper-form.ts'
import { statement } from '../statement.ts'
import type { Statement } from '../statement.ts'
import type { Database } from './database.ts'
import { directionOf, foreignCursor } from './paging.ts'
import { filterValues, writeCondition, YEAR_OR_LEAST } from './paper-filter.ts'
import { factColumns, factOf, factShape, paperColumns, paperOf, paperShape } from './rows.ts'
import { textHits, unitParams, unitValues, WITH_ALL_UNITS } from './text-units.ts'
import { rounded, seedParams, seedValues, sides, starts } from './traversals.ts'

type Value = z.ZodType<string | number, string | number>

/** Where the papers of a list come from. `p` is the paper; what stands for it in `id` keeps the order of an index. */
interface Source {
  readonly with?: string
  readonly from: string
  /** True for the rows of this list. */
  readonly where: string
  readonly id: string
  readonly relevance: string
  readonly away: string
  readonly support: string
  readonly params: Readonly<Record<string, Value>>
}

const owner = { owner: z.string() }
const NOT_NEAR = { away: '0.0', support: '0', id: 'p.id' }

/** Papers by how well they fit the units of a text. */
const RANKED = `(
      SELECT nr, ${rounded('sum(tf / (tf + 1.0)) / :units')} AS score
      FROM (${textHits(WITH_ALL_UNITS)})
      GROUP BY nr) x CROSS JOIN papers p ON p.nr = x.nr`

/** The papers that have an entity, in some roles only. */
const ofEntity = (inRole: string): Source => ({
  from: 'facts x CROSS JOIN papers p ON p.id = x.paper_id',
  where: `x.entity_id = :owner${inRole}`,
  id: 'x.paper_id',
  relevance: 'x.salience',
  away: '0.0',
  support: '0',
  params: owner,
})

const SOURCES: { readonly [Name in SourceName]: Source } = {
  all: { ...NOT_NEAR, from: 'papers p', where: 'true', relevance: '0.0', params: {} },
  run: { ...NOT_NEAR, from: 'papers p', where: 'p.run_id = :owner', relevance: '0.0', params: owner },
  'all by text': { ...NOT_NEAR, from: RANKED, where: 'true', relevance: 'x.score', params: unitParams },
  'run by text': {
    ...NOT_NEAR,
    from: RANKED,
    where: 'p.run_id = :owner',
    relevance: 'x.score',
    params: { ...unitParams, ...owner },
  },
  entity: ofEntity(''),
  'entity PROPOSES': ofEntity(` AND x.relation = 'PROPOSES'`),
  'entity USES': ofEntity(` AND x.relation = 'USES'`),
  'entity COMPARES': ofEntity(` AND x.relation = 'COMPARES'`),
  topic: {
    ...NOT_NEAR,
    from: `(
      SELECT f.paper_id AS id, ${rounded('sum(f.salience * m.weight)')} AS score
      FROM members m CROSS JOIN facts f ON f.entity_id = m.entity_id
      WHERE m.topic_id = :owner
      GROUP BY f.paper_id) x CROSS JOIN papers p ON p.id = x.id`,
    where: 'true',
    relevance: 'x.score',
    params: owner,
  },
  near: {
    with: `
      ${starts}, reached AS (
        SELECT r.b AS id, s.side, r.score, r.shared FROM paper_starts s CROSS JOIN similar r ON r.a = s.id
        UNION ALL
        SELECT r.a, s.side, r.score, r.shared FROM paper_starts s CROSS JOIN similar r ON r.b = s.id
        UNION ALL
        SELECT f.paper_id, s.side, f.salience, 0 FROM entity_starts s CROSS JOIN facts f ON f.entity_id = s.id
      ), sides AS (
        SELECT id, ${sides}, sum(side = 0) AS leads, max(iif(side = 0, shared, 0)) AS shared
        FROM reached
        WHERE id NOT IN (SELECT id FROM paper_starts)
        GROUP BY id
      ), near AS (
        SELECT id, ${rounded('near - away')} AS score, away, iif(:onePaper, shared, leads) AS support
        FROM sides
        WHERE leads > 0 AND (away = 0 OR near > away)
      ), `,
    from: 'near x CROSS JOIN papers p ON p.id = x.id',
    where: 'true',
    id: 'p.id',
    relevance: 'x.score',
    away: 'x.away',
    support: 'x.support',
    params: { ...seedParams, onePaper: z.int() },
  },
}

/** The key of an order, in a direction. */
const KEYS: { readonly [By in PaperKey]: (source: Source, descending: boolean) => string } = {
  relevance: ({ relevance }) => relevance,
  year: (_, descending) => (descending ? YEAR_OR_LEAST : 'coalesce(p.year, 9007199254740991)'),
  title: () => 'p.sort_key',
  entityCount: () => '(SELECT count(*) FROM facts c WHERE c.paper_id = p.id)',
}

const listedRow = z.object({
  relevance: z.number(),
  away: z.number(),
  support: z.int(),
  entityCount: z.int(),
  ...paperShape,
})

const toListed = ({ relevance, away, support, entityCount, ...row }: z.output<typeof listedRow>): ListedPaper => ({
  paper: paperOf(row),
  relevance,
  away,
  support,
  entityCount,
  fact: null,
})

type Page = Statement<z.ZodObject<Record<string, Value>>, z.ZodType<ListedPaper>>

/** The values of a form, whosever the list. */
export function formValues(db: Database, { filter, units }: Form) {
  return { filter: filterValues(db, filter), ...unitValues(units) }
}

/** The parameters that a form takes: SQLite refuses those that the text does not name. */
export const paramsOf = ({ of, filter }: Pick<Form, 'of' | 'filter'>) => ({
  ...SOURCES[of].params,
  ...(writeFilter(filter, writeCondition).includes(':filter') ? { filter: z.string() } : {}),
})

/** The papers that a form lets through, as what follows SELECT: for lists, totals and facets. */
export function writeSelection({ of, filter }: Pick<Form, 'of' | 'filter'>): {
  readonly with: string
  readonly from: string
} {
  const source = SOURCES[of]
  const where = `${source.where} AND ${writeFilter(filter, writeCondition)}`
  return { with: source.with ?? '', from: `FROM ${source.from} WHERE ${where}` }
}

const position = ({ by }: PaperSort) => ({ key: by === 'title' ? z.string() : z.number(), id: z.string() })

/** Where a page begins, and how many rows to read: one more than wanted, to see whether the list goes on. */
function pageValues({ cursor, limit }: PageRequest, { by, descending }: PaperSort) {
  if (cursor === null) return { limit: limit + 1 }
  const [key, id] = cursor
  if ((typeof key === 'string') !== (by === 'title')) throw foreignCursor()
  // Positions ascend, so they hold the negative of a number that descends.
  return { key: typeof key === 'number' && descending ? -key : key, id, limit: limit + 1 }
}

function writePageOf(form: Form, sort: PaperSort, { from, cursor }: PageRequest): Page {
  const source = SOURCES[form.of]
  const selection = writeSelection(form)
  const key = KEYS[sort.by](source, sort.descending)
  const { after, order } = directionOf(from, sort.descending ? 'descending' : 'ascending')
  const withFact = isOfEntity(form.of)
  const row = withFact
    ? listedRow.extend(factShape).transform((row) => ({ ...toListed(row), fact: factOf(row) }))
    : listedRow.transform(toListed)
  return statement({
    name: `papers.list.${form.of}.${sort.by}`,
    text: `
      WITH ${selection.with}page AS MATERIALIZED (
        SELECT p.nr, ${source.relevance} AS relevance, ${source.away} AS away, ${source.support} AS support, ${key} AS key
        ${selection.from}${cursor === null ? '' : ` AND ${after(key, source.id)}`}
        ORDER BY ${order(key, source.id)}
        LIMIT :limit
      )
      SELECT g.relevance, g.away, g.support, (SELECT count(*) FROM facts c WHERE c.paper_id = p.id) AS entityCount,
        ${paperColumns('p')}${withFact ? `, ${factColumns('f')}` : ''}
      FROM page g
      CROSS JOIN papers p ON p.nr = g.nr
      ${withFact ? 'CROSS JOIN facts f ON f.paper_id = p.id AND f.entity_id = :owner' : ''}
      ORDER BY ${order('g.key', 'p.id')}`,
    params: z.object({
      ...paramsOf(form),
      ...(cursor === null ? {} : position(sort)),
      withText: z.literal([0, 1]),
      ...(withFact ? { withSpans: z.literal([0, 1]) } : {}),
      limit: z.int().positive(),
    }),
    row,
  })
}

const total = z.object({ total: z.int() })

const countOf = (form: Form) => {
  const selection = writeSelection(form)
  // All facts of an entity are of papers: without a filter, the papers need not be looked at.
  const from =
    isOfEntity(form.of) && isNoFilter(form.filter) ? `FROM facts x WHERE ${SOURCES[form.of].where}` : selection.from
  return statement({
    name: `papers.count.${form.of}`,
    text: `${selection.with === '' ? '' : `WITH ${selection.with.trimEnd().replace(/,$/, '')}`} SELECT count(*) AS total ${from}`,
    params: z.object(paramsOf(form)),
    row: total,
  })
}

/** One list a owner: the values of its source. */
export function ownersOf(lists: PaperLists): readonly Readonly<Record<string, string | number>>[] {
  switch (lists.of) {
    case 'all':
      return [{}]
    case 'near':
      return lists.seeds.map(seedValues)
    case 'entity':
    case 'topic':
    case 'run':
      return lists.ids.map((owner) => ({ owner }))
  }
}

/** Reads lists of papers from a file. */
export function createPaperListReader(db: Database): PaperListReader {
  const pages = createKeeper<Page>()
  const counts = createKeeper<ReturnType<typeof countOf>>()
  return {
    async listPapers(lists, query, page) {
      const form = formFor(lists, query.filter)
      const key = `${form.of} ${formOf(form.filter)}`
      const { by, descending } = query.sort
      const read = pages(`${key} ${by} ${descending} ${page.from} ${page.cursor !== null}`, () =>
        writePageOf(form, query.sort, page),
      )
      const values = { ...formValues(db, form), ...pageValues(page, query.sort) }
      const detail = {
        withText: query.withText === false ? 0 : 1,
        ...(isOfEntity(form.of) ? { withSpans: query.withSpans === false ? 0 : 1 } : {}),
      }
      return ownersOf(lists).map((owner) => {
        const rows = db.all(read, { ...values, ...detail, ...owner })
        const [count] = page.withTotal
          ? db.all(
              counts(key, () => countOf(form)),
              { ...values, ...owner },
            )
          : []
        return sliceOf(page, rows, count?.total ?? null)
      })
    },
  }
}
