// What dashboards ask first, asked of the store before anybody does: a server of a database plans a query when it first meets its text,
// which takes it some tenths of a second, and seconds when it has just started itself.
import { METHOD_ROLES } from '../graph/entities.ts'
import { complete } from '../graph/complete.ts'
import { expandSearch } from '../graph/expand.ts'
import { NO_FILTER } from '../graph/filter.ts'
import { firstPage } from '../graph/page.ts'
import type { PageRequest } from '../graph/page.ts'
import type { PaperFilter } from '../graph/paper-filter.ts'
import type { PaperLists, PaperSort } from '../graph/paper-lists.ts'
import type { GraphReader } from '../graph/reader.ts'
import { TOPIC_LEVELS } from '../graph/topics.ts'

const PLAIN = firstPage()
const COUNTED: PageRequest = { ...PLAIN, withTotal: true }
/** Two words that any store may hold or not. */
const WORDS = 'neural network'

const BY_TITLE: PaperSort = { by: 'title', descending: false }
const BY_YEAR: PaperSort = { by: 'year', descending: true }
const BY_RELEVANCE: PaperSort = { by: 'relevance', descending: true }

/**
 * Asks one question after another until all are asked or the signal fires. What fails is passed over: whoever asks in earnest will hear of it.
 *
 * @returns How many were asked.
 */
export async function warmUp(reader: GraphReader, signal: AbortSignal): Promise<number> {
  let asked = 0
  for (const ask of await questionsFor(reader).catch(() => [])) {
    if (signal.aborted) break
    await ask().catch(() => {})
    asked++
  }
  return asked
}

/** The questions, about things that the store has where it has any. */
async function questionsFor(reader: GraphReader): Promise<readonly (() => Promise<unknown>)[]> {
  const [all] = await reader.listPapers({ of: 'all' }, { filter: NO_FILTER, sort: BY_TITLE, withText: false }, COUNTED)
  const { rows: entities } = await reader.listEntities({}, COUNTED)
  const { rows: topics } = await reader.listTopics(TOPIC_LEVELS[0], COUNTED)
  const words = await expandSearch(WORDS, reader)
  const { units } = words
  const papers = (all?.rows ?? []).map(({ paper }) => paper.id)
  const entity = entities[0]?.id ?? 'none'
  const topic = topics[0]?.id ?? 'topic:none'
  const [ids, paperIds] = [[entity], papers.length === 0 ? ['doi:none'] : papers]

  const list = (lists: PaperLists, filter: PaperFilter, sort: PaperSort) =>
    [COUNTED, PLAIN].map(
      (page) => () => reader.listPapers(lists, { filter, sort, withSpans: false, withText: false }, page),
    )
  const filters: readonly PaperFilter[] = [
    { is: 'text', units },
    { is: 'title', units },
    { is: 'year', from: 2000, to: 2100 },
    { is: 'entities', groups: [ids], narrower: false, relations: ['DISCUSSES'] },
    { is: 'author', any: ['none'] },
    { is: 'venue', any: ['none'] },
    { is: 'topic', any: [topic] },
  ]
  return [
    () => reader.entitiesOfPapers(paperIds, { withSpans: false }, PLAIN),
    () => reader.entitiesOfPapers(paperIds, { withSpans: false }, COUNTED),
    () => reader.search(words, {}, COUNTED),
    () => reader.entitiesByName([{ norm: 'none' }]),
    () => reader.entitiesById(ids),
    () => reader.papersById(paperIds),
    ...list({ of: 'entity', ids }, NO_FILTER, BY_RELEVANCE),
    ...filters.flatMap((filter) => list({ of: 'all' }, filter, BY_TITLE)),
    ...list({ of: 'all' }, NO_FILTER, BY_YEAR),
    ...list({ of: 'topic', ids: [topic] }, NO_FILTER, BY_RELEVANCE),
    ...list({ of: 'near', seeds: [{ papers: paperIds.slice(0, 1), entities: [] }] }, NO_FILTER, BY_RELEVANCE),
    () => reader.relatedEntities(ids, {}, PLAIN),
    () => reader.relatedTopics({ papers: paperIds.slice(0, 1), entities: [] }, {}, PLAIN),
    () => reader.hierarchyOf(ids, 'broader', PLAIN),
    () => reader.hierarchyOf(ids, 'narrower', PLAIN),
    () => reader.aliasesOf(ids),
    () => reader.kindVotesOf(ids),
    () => reader.topicsOf(ids, PLAIN),
    () => reader.entitiesOfTopics([topic], {}, PLAIN),
    () => reader.partsOfTopics([topic], PLAIN),
    () => reader.listEntities({}, PLAIN),
    () => reader.listTopics(TOPIC_LEVELS[0], PLAIN),
    () => reader.neighbours(ids, { perNode: 10 }),
    () => reader.stats(),
    () => complete('neural net', [], 10, reader),
    ...METHOD_ROLES.flatMap((role) => list({ of: 'entity', ids, role }, NO_FILTER, { by: 'year', descending: false })),
    () => reader.facetPapers({ of: 'all' }, { filter: NO_FILTER, facet: 'year', size: 10 }),
  ]
}
