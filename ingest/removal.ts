// Removal: the papers of sources taken out again, and what would go with them.
import { FACT_RELATIONS } from '../src/graph/entities.ts'
import type { EntityId } from '../src/graph/ids.ts'
import type { RemovalPreview } from '../src/graph/jobs.ts'
import type { Paper } from '../src/graph/papers.ts'
import { EMPTY_PATCH } from '../src/graph/patch.ts'
import type { GraphPatch } from '../src/graph/patch.ts'
import type { GraphReader } from '../src/graph/reader.ts'

/** More facts than a paper has. */
const ALL_FACTS = 10_000
/** Entities that are looked up at a time. */
const ENTITIES = 1_000

/** The patches that remove all papers of some sources, found as the papers stream by. */
export async function* removalsOf(reader: GraphReader, sources: readonly string[]): AsyncGenerator<GraphPatch> {
  for await (const papers of papersOf(reader, sources)) {
    yield { ...EMPTY_PATCH, papers: papers.map((before) => ({ before, after: null })) }
  }
}

/** What removing the papers of a source would take away. Reads only. */
export async function previewRemoval(reader: GraphReader, source: string): Promise<RemovalPreview> {
  const going = new Map<EntityId, number>()
  let papers = 0
  let facts = 0
  for await (const batch of papersOf(reader, [source])) {
    papers += batch.length
    const ids = batch.map(({ id }) => id)
    for (const neighbours of await reader.neighbours(ids, { perNode: ALL_FACTS, relations: FACT_RELATIONS })) {
      facts += neighbours.length
      for (const { id } of neighbours) going.set(id, (going.get(id) ?? 0) + 1)
    }
  }
  let entities = 0
  const ids = Array.from(going.keys())
  for (let at = 0; at < ids.length; at += ENTITIES) {
    for (const entity of await reader.entitiesById(ids.slice(at, at + ENTITIES))) {
      if (entity !== null && (going.get(entity.id) ?? 0) >= entity.paperCount) entities += 1
    }
  }
  return { source, papers, facts, entities }
}

async function* papersOf(reader: GraphReader, sources: readonly string[]): AsyncGenerator<readonly Paper[]> {
  if (sources.length === 0) return
  for await (const papers of reader.scan('papers')) {
    const mine = papers.filter(({ source }) => sources.includes(source))
    if (mine.length > 0) yield mine
  }
}
