// Incidence: which paper speaks of which entity and how much, in a form small enough to hold for a whole corpus.
import type { Alias, Entity, Fact } from '../graph/entities.ts'
import type { EntityId, PaperId } from '../graph/ids.ts'
import { compareText } from '../graph/page.ts'
import type { GraphReader } from '../graph/reader.ts'
import { createColumn, listLength, packLists, turnLists, type Lists } from './columns.ts'

/** An entity as derivation needs it. */
interface IncidenceEntity extends Pick<Entity, 'id' | 'slug' | 'name' | 'kind'> {
  /** Its other surface forms, by code point; without its name. */
  readonly aliases: readonly string[]
}

/** Papers times entities. Papers and entities go by number, which is their place by id, compared by code point. */
export interface Incidence {
  /** How many papers the graph has, those that speak of nothing included: the sample all probabilities refer to. */
  readonly paperCount: number
  /** The papers that speak of something. */
  readonly papers: readonly PaperId[]
  readonly entities: readonly IncidenceEntity[]
  /** The entities of each paper, weighted by salience. */
  readonly ofPaper: Lists
  /** The papers of each entity, weighted by salience. */
  readonly ofEntity: Lists
}

/** Collects an incidence from batches, in any order. Each entity, alias and fact must come once. */
export interface IncidenceBuilder {
  addEntities(batch: readonly Pick<Entity, 'id' | 'slug' | 'name' | 'kind'>[]): void
  addAliases(batch: readonly Pick<Alias, 'entityId' | 'surface'>[]): void
  addFacts(batch: readonly Pick<Fact, 'paperId' | 'entityId' | 'salience'>[]): void
  /**
   * The incidence of all that was added. Facts and aliases of entities that were not added are left out.
   * `paperCount` is the number of papers in the graph, where some may speak of nothing.
   */
  build(paperCount?: number): Incidence
}

/** Starts an empty incidence. */
export function createIncidence(): IncidenceBuilder {
  const entities = new Map<EntityId, Omit<IncidenceEntity, 'aliases'>>()
  const aliases = new Map<EntityId, Set<string>>()
  const papersSeen = createNumbering()
  const entitiesSeen = createNumbering()
  const factPapers = createColumn('whole')
  const factEntities = createColumn('whole')
  const saliences = createColumn('float')
  return {
    addEntities(batch) {
      for (const { id, slug, name, kind } of batch) entities.set(id, { id, slug, name, kind })
    },
    addAliases(batch) {
      for (const { entityId, surface } of batch) {
        const known = aliases.get(entityId)
        if (known === undefined) aliases.set(entityId, new Set([surface]))
        else known.add(surface)
      }
    },
    addFacts(batch) {
      for (const { paperId, entityId, salience } of batch) {
        factPapers.push(papersSeen.numberOf(paperId))
        factEntities.push(entitiesSeen.numberOf(entityId))
        saliences.push(salience)
      }
    },
    build(paperCount = 0) {
      const sorted = [...entities.values()].sort((a, b) => compareText(a.id, b.id))
      const entityPlaces = placesAmong(
        sorted.map(({ id }) => id),
        entitiesSeen.ids,
      )
      const kept = createColumn('whole')
      for (let i = 0; i < factEntities.length; i++) {
        if (entityPlaces[factEntities.at(i)] !== ABSENT) kept.push(i)
      }
      const papers = papersSeen.ids.toSorted(compareText)
      const paperPlaces = placesAmong(papers, papersSeen.ids)
      const unsorted = packLists(papers.length, kept.length, (index) => {
        const fact = kept.at(index)
        return {
          row: paperPlaces[factPapers.at(fact)] ?? 0,
          item: entityPlaces[factEntities.at(fact)] ?? 0,
          weight: saliences.at(fact),
        }
      })
      const ofEntity = turnLists(unsorted, sorted.length)
      return {
        paperCount: Math.max(paperCount, papers.length),
        papers,
        entities: sorted.map(({ id, slug, name, kind }) => {
          return { id, slug, name, kind, aliases: otherNames(name, aliases.get(id)) }
        }),
        ofPaper: turnLists(ofEntity, papers.length),
        ofEntity,
      }
    },
  }
}

/** Reads the incidence of a whole graph, a batch at a time. */
export async function readIncidence(reader: Pick<GraphReader, 'scan' | 'stats'>): Promise<Incidence> {
  const incidence = createIncidence()
  for await (const batch of reader.scan('entities')) incidence.addEntities(batch)
  for await (const batch of reader.scan('aliases')) incidence.addAliases(batch)
  for await (const batch of reader.scan('facts')) incidence.addFacts(batch)
  const { papers } = await reader.stats()
  return incidence.build(papers)
}

/** In how many papers an entity occurs. */
export function papersWith(incidence: Incidence, entity: number): number {
  return listLength(incidence.ofEntity, entity)
}

const ABSENT = 0xffff_ffff

/** Gives numbers to ids in the order in which they are met. */
function createNumbering(): { readonly ids: readonly string[]; numberOf(id: string): number } {
  const numbers = new Map<string, number>()
  const ids: string[] = []
  return {
    ids,
    numberOf(id) {
      const known = numbers.get(id)
      if (known !== undefined) return known
      numbers.set(id, ids.length)
      return ids.push(id) - 1
    },
  }
}

/** Where each id stands in a sorted list; {@link ABSENT} where it does not. */
function placesAmong(sorted: readonly string[], ids: readonly string[]): Uint32Array {
  const places = new Map(sorted.map((id, place) => [id, place]))
  return Uint32Array.from(ids, (id) => places.get(id) ?? ABSENT)
}

function otherNames(name: string, surfaces: ReadonlySet<string> | undefined): readonly string[] {
  return [...(surfaces ?? [])].filter((surface) => surface !== name).sort(compareText)
}
