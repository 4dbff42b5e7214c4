// What explanations are made of, read through loaders: one call of the port for everything that a page explains.
import { PAPER_ENTITY_ORDER, RELATED_ORDER } from '../../src/graph/entities.ts'
import type { PaperEntity, RelatedEntity } from '../../src/graph/entities.ts'
import type { Pull } from '../../src/graph/explain.ts'
import type { EntityId, PaperId, TopicId } from '../../src/graph/ids.ts'
import { MAX_PAGE_SIZE, firstPage } from '../../src/graph/page.ts'
import type { Order, PageRequest, Slice } from '../../src/graph/page.ts'
import type { Seeds } from '../../src/graph/traversals.ts'
import type { Context } from '../builder.ts'
import type { StatedFact } from './evidence.ts'

/** Papers and entities on one side: seeds, or exclusions. */
export type Side = Omit<Seeds, 'not'>

export const NO_SEEDS: Side = { papers: [], entities: [] }

/** Reads a whole list. Lists of more than a page are read on one by one. */
async function loadAll<Row>(order: Order<Row>, read: (page: PageRequest) => Promise<Slice<Row>>): Promise<Row[]> {
  const all: Row[] = []
  let page: PageRequest | null = firstPage(MAX_PAGE_SIZE)
  while (page !== null) {
    const { rows, hasNext }: Slice<Row> = await read(page)
    all.push(...rows)
    const last = rows.at(-1)
    page = hasNext && last !== undefined ? { ...page, cursor: order.position(last) } : null
  }
  return all
}

/** Everything a paper speaks of, the most salient first. */
export function loadEntities(paper: PaperId, { reader, loaders }: Context): Promise<readonly PaperEntity[]> {
  return loadAll(PAPER_ENTITY_ORDER, (page) =>
    loaders.slice(['paper.entities', [], page], paper, (ids: readonly PaperId[]) =>
      reader.entitiesOfPapers(ids, {}, page),
    ),
  )
}

/** Everything an entity is tied to, the strongest first. */
export function loadTies(entity: EntityId, { reader, loaders }: Context): Promise<readonly RelatedEntity[]> {
  return loadAll(RELATED_ORDER, (page) =>
    loaders.slice(['entity.related', [], page], entity, (ids: readonly EntityId[]) =>
      reader.relatedEntities(ids, {}, page),
    ),
  )
}

/** The weight of each entity in a topic, `null` for one that is not in it, in the order of the entities. */
export function loadWeights(
  topic: TopicId,
  entities: readonly EntityId[],
  { reader, loaders }: Context,
): Promise<readonly (number | null)[]> {
  const page = firstPage(MAX_PAGE_SIZE)
  return Promise.all(
    entities.map(async (entity) => {
      const { rows } = await loaders.slice(['entity.topics', page], entity, (ids: readonly EntityId[]) =>
        reader.topicsOf(ids, page),
      )
      return rows.find((row) => row.topic.id === topic)?.weight ?? null
    }),
  )
}

/** How many papers the graph has. */
export function countPapers({ reader, loaders }: Context): Promise<number> {
  return loaders.batch(['papers.count'], 'all', async (all: readonly string[]) => {
    const { papers } = await reader.coOccurrenceOf([])
    return all.map(() => papers)
  })
}

/** Seeds by name, each with its strength; 0 where it has none. */
export async function namePulls(
  { papers, entities }: Side,
  strengths: ReadonlyMap<string, number>,
  { loaders }: Context,
): Promise<readonly Pull[]> {
  const names = await Promise.all([
    ...papers.map(async (id) => (await loaders.papers.load(id))?.title ?? id),
    ...entities.map(async (id) => (await loaders.entities.load(id))?.name ?? id),
  ])
  return [...papers, ...entities].map((id, i) => ({ name: names[i] ?? id, strength: strengths.get(id) ?? 0 }))
}

/** What the paper that is most about both of two tied entities says of each. */
export async function loadTieFacts(a: EntityId, b: EntityId, context: Context): Promise<StatedFact[]> {
  const tie = await context.loaders.related.load({ a, b })
  return loadStated(tie?.paperId ?? null, [a, b], context)
}

/** What the paper that is most about both of two entities says of each, tied or not. */
export async function loadFactsOfBoth(a: EntityId, b: EntityId, context: Context): Promise<StatedFact[]> {
  return loadStated(await context.loaders.papersOfBoth.load({ a, b }), [a, b], context)
}

async function loadStated(
  paperId: PaperId | null,
  entities: readonly EntityId[],
  { loaders }: Context,
): Promise<StatedFact[]> {
  if (paperId === null) return []
  const [paper, ...facts] = await Promise.all([
    loaders.papers.load(paperId),
    ...entities.map((entityId) => loaders.facts.load({ paperId, entityId })),
  ])
  return facts.flatMap((fact) => (fact === null || paper === null ? [] : [{ fact, paper }]))
}
