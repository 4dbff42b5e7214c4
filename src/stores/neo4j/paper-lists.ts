// Lists of papers: all of them, those of entities, topics and runs, and those near seeds; filtered, ordered and paged alike.
import { z } from 'zod'
import type { PageRequest } from '../../graph/page.ts'
import { isNoFilter } from '../../graph/filter.ts'
import type { ListedPaper, PaperKey, PaperListReader, PaperLists, PaperSort } from '../../graph/paper-lists.ts'
import { createKeeper } from '../filter-text.ts'
import { formFor, isOfEntity } from '../paper-form.ts'
import type { Form, SourceName } from '../paper-form.ts'
import { statement } from '../statement.ts'
import type { Client, Run } from './client.ts'
import { readSettled } from './generation.ts'
import { PAPERS_OF_ENTITY } from './neighbours.ts'
import { descendingPage, directionOf, foreignCursor, ownedRows, ownedTotal, pageParams, slicesOf } from './paging.ts'
import { filterForm, filterParams, filterValues, isDerived, writeCandidates, writeWhere } from './paper-filter.ts'
import { FACT_AS_ASKED, factRow, FACTS, GENERATION, idOf, PAPER_AS_ASKED, paperRow, rounded } from './rows.ts'
import { allUnitsOf } from '../term-query.ts'
import { TERM_FREQUENCY, toUnit, unitShape } from './text-units.ts'
import { NEARER, seedParams, sides, startsOf } from './traversals.ts'
import { orderKey, prefixOf } from './values.ts'

/** Where the papers of a list come from. */
interface Source {
  /** Binds `p` and what the rank is made of. The filter may be checked right behind it where `early` says so. */
  readonly match: string
  readonly early: boolean
  /** Binds, beside `p`, `relevance` and `support`. */
  readonly rank: string
}

const WITHOUT_RANK = 'WITH p, null AS f, 0.0 AS relevance, 0.0 AS away, 0 AS support'

/** Ranks `p` by how often it has each unit of the text. */
const BY_TEXT = `
      WITH p, [unit IN $given.text.units | ${TERM_FREQUENCY}] AS counts
      WHERE NOT 0 IN counts
      WITH p, null AS f, 0.0 AS away, 0 AS support,
        ${rounded('reduce(sum = 0.0, tf IN counts | sum + toFloat(tf) / (tf + 1)) / size(counts)')} AS relevance`

const FOUND_BY_TEXT = `CALL db.index.fulltext.queryNodes('paper_terms', $given.text.indexQuery) YIELD node AS p`

/** The papers that have an entity by facts of some types. */
const ofEntity = (types: string): Source => ({
  match: `MATCH (e:Entity {id: owner.id})<-[f:${types}]-(p:Paper)`,
  early: true,
  rank: 'WITH p, e, f, f.salience AS relevance, 0.0 AS away, 0 AS support',
})

const SOURCES: { readonly [Name in Exclude<SourceName, 'all'>]: Source } = {
  run: { match: 'MATCH (p:Paper {runId: owner.id})', early: true, rank: WITHOUT_RANK },
  'all by text': { match: FOUND_BY_TEXT, early: false, rank: BY_TEXT },
  'run by text': { match: `${FOUND_BY_TEXT} WHERE p.runId = owner.id`, early: false, rank: BY_TEXT },
  entity: ofEntity(FACTS),
  'entity PROPOSES': ofEntity('PROPOSES'),
  'entity USES': ofEntity('USES'),
  'entity COMPARES': ofEntity('COMPARES'),
  topic: {
    match: `MATCH (:Topic {id: owner.id, generation: generation})<-[m:IN_TOPIC]-(:Entity)<-[f:${FACTS}]-(p:Paper)`,
    early: false,
    rank: `WITH p, null AS f, ${rounded('sum(f.salience * m.weight)')} AS relevance, 0.0 AS away, 0 AS support`,
  },
  near: {
    match: `
      CALL (owner, generation) {
        UNWIND owner.papers AS start
        MATCH (:Paper {id: start.id})-[r:SIMILAR_TO]-(p:Paper)
        WHERE r.generation = generation
        RETURN p, start.side AS side, r.score AS score, r.shared AS shared
        UNION ALL
        UNWIND owner.entities AS start
        MATCH (:Entity {id: start.id})<-[f:${FACTS}]-(p:Paper)
        RETURN p, start.side AS side, f.salience AS score, 0 AS shared
      }
      WITH p, side, score, shared, owner.seeds AS seeds, owner.exclusions AS exclusions
      WITH p, seeds, exclusions, sum(CASE side WHEN 0 THEN shared ELSE 0 END) AS shared, ${sides('seeds', 'exclusions')}
      WHERE ${NEARER} AND NOT p.id IN [start IN owner.papers | start.id]`,
    early: false,
    rank: `WITH p, null AS f, ${rounded('near - away')} AS relevance, away,
        CASE WHEN owner.onePaper THEN shared ELSE leads END AS support`,
  },
}

/** The papers `p` of one list with `relevance` and `support`; `f` is the fact in lists of entities. */
export function writeSelection({ of, filter }: Pick<Form, 'of' | 'filter'>, by?: PaperKey): string {
  const where = writeWhere(filter)
  // Asked whether the property is there, which it always is, the server reads all papers in the order of its index.
  const inOrder = by === 'title' ? 'AND p.sortPrefix IS NOT NULL' : ''
  if (of === 'all') return `${writeCandidates(filter)} ${where} ${inOrder} ${WITHOUT_RANK}`
  const { match, early, rank } = SOURCES[of]
  return early ? `${match} ${where} ${rank}` : `${match} ${rank} ${where}`
}

const owners = z.array(seedParams.partial().extend({ at: z.string(), id: z.string().optional() }))

/** What every question of a form is given. */
export const formParams = filterParams.extend({
  owners,
  text: z.object({ units: z.array(unitShape), indexQuery: z.string() }),
})

/** The values of a form, whosever the list. */
export async function formValues(run: Run, { filter, units }: Form) {
  return {
    ...(await filterValues(run, filter)),
    text: { units: units.map(toUnit), indexQuery: allUnitsOf(units) },
  }
}

const KEYS: { readonly [By in Exclude<PaperKey, 'title'>]: (descending: boolean) => string } = {
  relevance: () => 'relevance',
  year: (descending) => `coalesce(p.year, ${descending ? '-' : ''}9007199254740991)`,
  entityCount: () => `COUNT { (p)-[:${FACTS}]->() }`,
}

const listedRow: z.ZodType<ListedPaper> = z.object({
  paper: paperRow,
  relevance: z.number(),
  away: z.number(),
  support: z.int(),
  entityCount: z.int(),
  fact: factRow.nullable(),
})

function pageOf(form: Form, { by, descending }: PaperSort, { from, cursor }: PageRequest) {
  const { beyond, order } = directionOf(from, descending ? 'descending' : 'ascending')
  const rows = isOfEntity(form.of) ? 'p, e, f, relevance, away, support' : 'p, relevance, away, support'
  const id = idOf('p')
  // The index holds the beginning of the sort key; the few papers that share one are sorted by the rest.
  const paged =
    by === 'title'
      ? `WITH ${rows} ${cursor === null ? '' : `WHERE ${beyond('p.sortKey', id, 'p.sortPrefix')}`}
      WITH ${rows} ORDER BY ${order(['p.sortPrefix', 'p.sortKey'], id)} LIMIT $given.limit`
      : `WITH ${rows}, ${KEYS[by](descending)} AS key ${cursor === null ? '' : `WHERE ${beyond('key', id)}`}
      WITH ${rows}, key ORDER BY ${order(['key'], id)} LIMIT $given.limit`
  return statement({
    name: `papers.list.${form.of}.${by}`,
    text: `
    ${GENERATION}
    UNWIND $given.owners AS owner
    CALL (owner, generation) {
      ${writeSelection(form, by)}
      ${paged}
      RETURN collect({
        paper: ${PAPER_AS_ASKED}, relevance: relevance, away: away, support: support, entityCount: COUNT { (p)-[:${FACTS}]->() },
        fact: ${isOfEntity(form.of) ? FACT_AS_ASKED : 'null'}
      }) AS rows
    }
    RETURN owner.at AS owner, rows`,
    params: formParams.extend({
      ...pageParams.shape,
      prefix: z.string().nullable(),
      withSpans: z.boolean(),
      withText: z.boolean(),
    }),
    row: ownedRows(listedRow),
  })
}

/** How many facts an entity `e` has: all are of papers. */
const factsOf = (of: SourceName) =>
  of === 'entity' ? PAPERS_OF_ENTITY : `COUNT { (e)<-[:${of.replace('entity ', '')}]-() }`

/** Lists that are counted without a look at their papers: the server keeps the number of nodes of a label and of edges of a node. */
function countKept({ of, filter }: Form): string | null {
  if (!isNoFilter(filter)) return null
  if (of === 'all') return 'RETURN owner.at AS owner, COUNT { (:Paper) } AS total'
  if (!isOfEntity(of)) return null
  return `MATCH (e:Entity {id: owner.id})
    RETURN owner.at AS owner, ${factsOf(of)} AS total`
}

function countOf(form: Form) {
  const kept = countKept(form)
  return statement({
    name: `papers.count.${form.of}`,
    text:
      kept === null
        ? `
    ${GENERATION}
    UNWIND $given.owners AS owner
    CALL (owner, generation) {
      ${writeSelection(form)}
      RETURN count(p) AS total
    }
    RETURN owner.at AS owner, total`
        : `
    UNWIND $given.owners AS owner
    ${kept}`,
    params: formParams,
    row: ownedTotal,
  })
}

function pageValues(page: PageRequest, { by, descending }: PaperSort) {
  const { cursor, limit } = page
  if (cursor !== null && (typeof cursor[0] === 'string') !== (by === 'title')) throw foreignCursor()
  if (descending && by !== 'title') return { ...descendingPage(page), prefix: null }
  const [key, id] = cursor ?? [null, '']
  const position = typeof key === 'string' ? orderKey(key) : key
  return {
    key: position,
    id: orderKey(id),
    limit: limit + 1,
    prefix: typeof position === 'string' ? prefixOf(position) : null,
  }
}

/** Each list by its number, with what its source is told. */
export function ownersOf(lists: PaperLists): z.input<typeof owners> {
  switch (lists.of) {
    case 'all':
      return [{ at: '0' }]
    case 'near':
      return lists.seeds.map((seeds, at) => {
        const starts = startsOf(seeds)
        // Without seeds nothing is near, whatever the mean is taken over.
        return { at: String(at), ...starts, seeds: Math.max(starts.seeds, 1) }
      })
    case 'entity':
    case 'topic':
    case 'run':
      return lists.ids.map((id, at) => ({ at: String(at), id }))
  }
}

/** Reads what depends on derived edges from one derivation, and everything else at once. */
export function readForm<Answer>(client: Client, form: Form, work: (run: Run) => Promise<Answer>): Promise<Answer> {
  const derived = form.of === 'topic' || form.of === 'near' || isDerived(form.filter)
  return derived ? readSettled(client, work) : client.read(work)
}

export function createPaperListReader(client: Client): PaperListReader {
  const pages = createKeeper<ReturnType<typeof pageOf>>()
  const counts = createKeeper<ReturnType<typeof countOf>>()
  return {
    async listPapers(lists, { filter, sort, withSpans = true, withText = true }, page) {
      const all = ownersOf(lists)
      if (all.length === 0) return []
      const form = formFor(lists, filter)
      const name = `${form.of} ${filterForm(form.filter)}`
      const { by, descending } = sort
      const read = pages(`${name} ${by} ${descending} ${page.from} ${page.cursor !== null}`, () =>
        pageOf(form, sort, page),
      )
      const paging = pageValues(page, sort)
      return readForm(client, form, async (run) => {
        const values = { owners: all, ...(await formValues(run, form)) }
        const [rows, totals] = await Promise.all([
          run(read, { ...values, ...paging, withSpans, withText }),
          page.withTotal
            ? run(
                counts(name, () => countOf(form)),
                values,
              )
            : [],
        ])
        return slicesOf(
          all.map(({ at }) => at),
          page,
          rows,
          totals,
        )
      })
    },
  }
}
