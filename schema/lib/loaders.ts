// Loaders: whatever one request asks for at one level of its query is read with one call of the port.
import DataLoader from 'dataloader'
import type { Alias, BroaderEdge, Entity, Fact, KindVote, NameLookup } from '../../src/graph/entities.ts'
import { expandSearches } from '../../src/graph/expand.ts'
import type { PaperId } from '../../src/graph/ids.ts'
import type { LineageYear } from '../../src/graph/lineage.ts'
import type { Curation } from '../../src/graph/curation.ts'
import type { Paper, PaperLookup } from '../../src/graph/papers.ts'
import type { Slice } from '../../src/graph/page.ts'
import type { GraphReader } from '../../src/graph/reader.ts'
import type { Run } from '../../src/graph/runs.ts'
import type { SearchQuery } from '../../src/graph/search.ts'
import type { EntityPair, FactEnds, RelatedTie } from '../../src/graph/ties.ts'
import type { Topic } from '../../src/graph/topics.ts'

/** Reads one page of the same list for many owners, in the order of the owners. */
type SliceReader<Owner, Row> = (owners: readonly Owner[]) => Promise<readonly Slice<Row>[]>

/** The loaders of one request. */
export interface Loaders {
  readonly papers: DataLoader<string, Paper | null>
  /** By id; the id of an entity that was merged gives the one it is now. */
  readonly entities: DataLoader<string, Entity | null>
  readonly topics: DataLoader<string, Topic | null>
  readonly runs: DataLoader<string, Run | null>
  readonly curations: DataLoader<string, Curation | null>
  /** By what else tells a paper: DOI, arXiv id or title key. */
  readonly lookups: DataLoader<PaperLookup, Paper | null, string>
  readonly names: DataLoader<NameLookup, Entity | null, string>
  /** What texts ask for, by text. */
  readonly searches: DataLoader<string, SearchQuery>
  readonly aliases: DataLoader<string, readonly Alias[]>
  readonly kindVotes: DataLoader<string, readonly KindVote[]>
  readonly lineageYears: DataLoader<string, readonly LineageYear[]>
  /** Edges by their ends. */
  readonly facts: DataLoader<FactEnds, Fact | null, string>
  readonly related: DataLoader<EntityPair, RelatedTie | null, string>
  readonly broader: DataLoader<Pick<BroaderEdge, 'narrower' | 'broader'>, BroaderEdge | null, string>
  /** Of two entities, the paper that is most about both. */
  readonly papersOfBoth: DataLoader<EntityPair, PaperId | null, string>
  /**
   * One page of a list of an owner. Owners with the same list, arguments and page are read together.
   *
   * @param list - The list with everything that tells it from others: name, filters and page, as plain data.
   */
  slice<Owner, Row>(list: readonly unknown[], owner: Owner, read: SliceReader<Owner, Row>): Promise<Slice<Row>>
  /** As `slice`, of whatever is read for many owners at once. */
  batch<Owner, Answer>(
    question: readonly unknown[],
    owner: Owner,
    read: (owners: readonly Owner[]) => Promise<readonly Answer[]>,
  ): Promise<Answer>
  /** Forgets what was read: it was changed. */
  clear(): void
}

/** Makes the loaders of one request. */
export function createLoaders(reader: GraphReader): Loaders {
  const batches = new Map<string, DataLoader<unknown, unknown, string>>()
  const single: Omit<Loaders, 'slice' | 'batch' | 'clear'> = {
    papers: new DataLoader((ids) => reader.papersById(ids)),
    entities: new DataLoader((ids) => survivingEntities(reader, ids)),
    topics: new DataLoader((ids) => reader.topicsById(ids)),
    runs: new DataLoader((ids) => reader.runsById(ids)),
    curations: new DataLoader((ids) => reader.curationsById(ids)),
    lookups: new DataLoader((lookups) => reader.findPapers(lookups), { cacheKeyFn: JSON.stringify }),
    names: new DataLoader((lookups) => reader.entitiesByName(lookups), { cacheKeyFn: JSON.stringify }),
    searches: new DataLoader((texts) => expandSearches(texts, reader)),
    aliases: new DataLoader((ids) => reader.aliasesOf(ids)),
    kindVotes: new DataLoader((ids) => reader.kindVotesOf(ids)),
    lineageYears: new DataLoader((ids) => reader.lineageYears(ids)),
    facts: new DataLoader((ends) => reader.factsBetween(ends), { cacheKeyFn: JSON.stringify }),
    related: new DataLoader((ends) => reader.relatedBetween(ends), { cacheKeyFn: JSON.stringify }),
    papersOfBoth: new DataLoader((pairs) => reader.papersOfBoth(pairs), { cacheKeyFn: JSON.stringify }),
    broader: new DataLoader((ends) => reader.broaderBetween(ends), { cacheKeyFn: JSON.stringify }),
  }
  function batch<Owner, Answer>(
    question: readonly unknown[],
    owner: Owner,
    read: (owners: readonly Owner[]) => Promise<readonly Answer[]>,
  ): Promise<Answer> {
    const key = JSON.stringify(question)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the key names the question, and with it both types
    let loader = batches.get(key) as DataLoader<Owner, Answer, string> | undefined
    if (loader === undefined) {
      loader = new DataLoader((owners) => read(owners), { cacheKeyFn: (key: Owner) => JSON.stringify(key) })
      batches.set(key, loader)
    }
    return loader.load(owner)
  }

  return {
    ...single,
    batch,
    slice: batch,
    clear() {
      batches.clear()
      for (const loader of Object.values(single)) loader.clearAll()
    },
  }
}

/** Entities by id; where there is none, the entity that one of this id was merged into. */
async function survivingEntities(reader: GraphReader, ids: readonly string[]): Promise<readonly (Entity | null)[]> {
  const found = await reader.entitiesById(ids)
  const missing = ids.filter((_, i) => found[i] === null)
  if (missing.length === 0) return found
  const survivors = await reader.survivors(missing)
  const led = new Map<string, string>()
  for (const [i, id] of missing.entries()) {
    const survivor = survivors[i]
    if (survivor !== undefined && survivor !== id) led.set(id, survivor)
  }
  if (led.size === 0) return found
  const merged = await reader.entitiesById([...led.values()])
  const entityOf = new Map([...led.keys()].map((id, i) => [id, merged[i] ?? null]))
  return ids.map((id, i) => found[i] ?? entityOf.get(id) ?? null)
}
