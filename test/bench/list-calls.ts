// Lists as the benchmark asks for them: of papers with their facets and trends, of entities, search and completion.
import { complete } from '../../src/graph/complete.ts'
import { FACT_RELATIONS } from '../../src/graph/entities.ts'
import type { EntityFilter } from '../../src/graph/entity-lists.ts'
import { expandSearch } from '../../src/graph/expand.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import type { PageRequest } from '../../src/graph/page.ts'
import type { PaperFacet } from '../../src/graph/paper-facets.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import type { PaperKey, PaperLists } from '../../src/graph/paper-lists.ts'
import type { GraphStore } from '../../src/graph/store.ts'

/** One call of a store; the n-th takes other things than the one before. */
export type Call = (n: number) => Promise<unknown>

/** What lists are about: each has several, and the n-th call takes the n-th. */
interface Beginnings {
  readonly hubs: readonly string[]
  readonly others: readonly string[]
  readonly methods: readonly string[]
  readonly topics: readonly string[]
}

/** The calls of lists, with their names. */
export function listCallsOfLists(
  store: GraphStore,
  page: PageRequest,
  { hubs, others, methods, topics }: Beginnings,
): readonly (readonly [string, Call])[] {
  const at = (of: readonly string[], n: number) => of[n % of.length] ?? ''
  const papers = (lists: PaperLists, by: PaperKey, filter: PaperFilter = NO_FILTER) =>
    store.listPapers(lists, { filter, sort: { by, descending: by !== 'title' } }, page)
  const facet = (lists: PaperLists, facet: PaperFacet, filter: PaperFilter = NO_FILTER) =>
    store.facetPapers(lists, { filter, facet, size: 10 })
  const entities = (filter: EntityFilter) => store.findEntities(filter, { by: 'paperCount', descending: true }, page)
  const of = (...ids: readonly string[]): PaperFilter => ({
    is: 'entities',
    groups: ids.map((id) => [id]),
    narrower: false,
    relations: FACT_RELATIONS,
  })
  const text = async (words: string): Promise<PaperFilter> => ({ is: 'text', ...(await expandSearch(words, store)) })
  const all = { of: 'all' } as const
  return [
    ['listPapers, all by title', () => papers(all, 'title')],
    ['listPapers, all by year', () => papers(all, 'year')],
    ['listPapers, all of two hubs, by title', (n) => papers(all, 'title', of(at(hubs, n), at(hubs, n + 1)))],
    ['listPapers, all with three words', async () => papers(all, 'relevance', await text('generated paper 77'))],
    ['listPapers, of hubs', (n) => papers({ of: 'entity', ids: [at(hubs, n)] }, 'relevance')],
    ['listPapers, of 20 others', (n) => papers({ of: 'entity', ids: others.slice(n, n + 20) }, 'relevance')],
    ['listPapers, of methods in use', (n) => papers({ of: 'entity', ids: [at(methods, n)], role: 'USES' }, 'year')],
    ['listPapers, of the 5 largest topics', () => papers({ of: 'topic', ids: topics }, 'relevance')],
    ['facetPapers, concepts of all', () => facet(all, 'CONCEPT')],
    ['facetPapers, topics of all', () => facet(all, 'topic')],
    ['facetPapers, years of all', () => facet(all, 'year')],
    ['facetPapers, concepts of hubs', (n) => facet({ of: 'entity', ids: [at(hubs, n)] }, 'CONCEPT')],
    ['facetPapers, topics of hubs', (n) => facet({ of: 'entity', ids: [at(hubs, n)] }, 'topic')],
    ['facetPapers, concepts of others', (n) => facet({ of: 'entity', ids: [at(others, n)] }, 'CONCEPT')],
    [
      'trendsOf, 5 hubs through years',
      () => store.trendsOf(hubs.slice(0, 5), { filter: NO_FILTER, bucket: 'year', last: 20 }),
    ],
    ['listEntities, all', () => store.listEntities({}, page)],
    ['findEntities, by name', (n) => entities({ is: 'name', terms: ['entity', String(n)] })],
    ['findEntities, together with hubs', (n) => entities({ is: 'coOccurs', any: [at(hubs, n)], minSupport: 5 })],
    ['findEntities, of a topic', (n) => entities({ is: 'topic', any: [at(topics, n)] })],
    [
      'findEntities, neither of a kind nor together with hubs',
      (n) =>
        entities({
          is: 'not',
          of: {
            is: 'or',
            of: [
              { is: 'kind', any: ['TASK'] },
              { is: 'coOccurs', any: [at(hubs, n)], minSupport: 5 },
            ],
          },
        }),
    ],
    ['search, names of hubs', async (n) => store.search(await expandSearch(`entity ${n}`, store), {}, page)],
    ['search, words of one paper', async (n) => store.search(await expandSearch(`generated ${n}`, store), {}, page)],
    ['complete, a beginning', () => complete('enti', [], 10, store)],
    ['complete, slips', (n) => complete(`entiyt ${n}`, [], 10, store)],
  ]
}
