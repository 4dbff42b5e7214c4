// Large graphs at will: invented papers over invented entities, drawn with a fixed seed, with hubs, areas and roles.
import { createRandom } from '../../src/derive/prng.ts'
import { ENTITY_KINDS, METHOD_ROLES, relationFor } from '../../src/graph/entities.ts'
import type { Entity, Fact } from '../../src/graph/entities.ts'
import { roundScore } from '../../src/graph/page.ts'
import type { Paper } from '../../src/graph/papers.ts'
import { buildAlias, buildFact, buildPaper, buildPatch } from './build.ts'
import type { GraphStore } from '../../src/graph/store.ts'

/** Facts a paper, and entities to ten papers. */
const FACTS = 12
const ENTITIES_PER_TEN = 3
/** Two thirds of what a paper speaks of comes from its area, the rest from anywhere. */
const AREAS = 40
const PAPERS_A_PATCH = 500

/** A graph of `count` papers. Entities are drawn by Zipf's law: some are in a tenth of all papers, most in a few. */
export function generateGraph(count: number, seed = 1n) {
  const random = createRandom(seed)
  const entityCount = Math.max(AREAS, Math.round((count * ENTITIES_PER_TEN) / 10))
  const draw = zipf(entityCount, random)
  const drawInArea = zipf(Math.floor(entityCount / AREAS), random)
  const facts: Fact[] = []
  const papers: Paper[] = []
  const paperCounts = new Uint32Array(entityCount)
  for (let n = 0; n < count; n++) {
    const paper = buildPaper(`doi:10.1000/generated.${n}`, {
      title: `Generated paper ${n}`,
      abstract: 'On what there is.',
      sentences: [{ start: 0, end: 17 }],
      year: 1990 + Math.floor(random() * 35),
      source: 'generated',
    })
    papers.push(paper)
    const area = Math.floor(random() * AREAS)
    const numbers = new Set<number>()
    while (numbers.size < FACTS) numbers.add(random() < 0.66 ? drawInArea() * AREAS + area : draw())
    for (const number of numbers) {
      if (number >= entityCount) continue
      paperCounts[number] = (paperCounts[number] ?? 0) + 1
      const role = METHOD_ROLES[Math.floor(random() * METHOD_ROLES.length)] ?? null
      facts.push(
        buildFact(paper.id, idOf(number), {
          relation: relationFor(kindOf(number), role),
          salience: roundScore(random()),
          spans: [{ field: 'abstract', start: 0, end: 2, surface: 'On', kind: kindOf(number) }],
        }),
      )
    }
  }
  const entities = Array.from(paperCounts, (paperCount, number): Entity => {
    const id = idOf(number)
    return { id, slug: id, name: `entity ${number}`, kind: kindOf(number), kindRule: 'MENTIONS', paperCount }
  }).filter(({ paperCount }) => paperCount > 0)
  return { papers, entities, facts }
}

/** Writes a generated graph in patches of some hundred papers. */
export async function writeGenerated(store: GraphStore, count: number): Promise<void> {
  const { papers, entities, facts } = generateGraph(count)
  const aliases = entities.map(({ id, name, paperCount }) => buildAlias(id, name, { count: paperCount }))
  for (let at = 0; at < entities.length; at += PAPERS_A_PATCH) {
    const until = at + PAPERS_A_PATCH
    await store.apply(buildPatch({ entities: entities.slice(at, until), aliases: aliases.slice(at, until) }))
  }
  const factsOf = Map.groupBy(facts, ({ paperId }) => paperId)
  for (let at = 0; at < papers.length; at += PAPERS_A_PATCH) {
    const some = papers.slice(at, at + PAPERS_A_PATCH)
    await store.apply(buildPatch({ papers: some, facts: some.flatMap(({ id }) => factsOf.get(id) ?? []) }))
  }
}

const idOf = (number: number) => `entity-${number}`
const kindOf = (number: number) => ENTITY_KINDS[number % ENTITY_KINDS.length] ?? 'CONCEPT'

/** Draws numbers below `size`, the n-th with a chance in proportion to 1 / (n + 1). */
function zipf(size: number, random: () => number): () => number {
  const sums = new Float64Array(size)
  let sum = 0
  for (let n = 0; n < size; n++) sums[n] = sum += 1 / (n + 1)
  return () => {
    const wanted = random() * sum
    let low = 0
    let high = size - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}
