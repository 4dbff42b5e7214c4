// How fast traversals and lists answer on a generated graph, a call at a time: for hubs, for what is in the middle, and for rare things.
import { deriveGraph } from '../../src/derive/index.ts'
import { readIncidence } from '../../src/derive/incidence.ts'
import { createRandom } from '../../src/derive/prng.ts'
import { firstPage } from '../../src/graph/page.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { openStore } from '../../src/stores/open.ts'
import type { StoreAddress } from '../../src/stores/open.ts'
import { findPaths } from '../../src/traverse/paths.ts'
import { generateGraph, writeGenerated } from '../support/generate.ts'
import { listCallsOfLists } from './list-calls.ts'
import type { Call } from './list-calls.ts'

const PAGE = { ...firstPage(20), withTotal: true }

/** Writes the graph that is measured, where there is none yet. A store that holds other papers is left alone. */
export async function fillStore(store: GraphStore, papers: number): Promise<void> {
  const there = await store.stats()
  if (there.papers === 0) {
    await writeGenerated(store, papers)
    await store.replaceDerived(deriveGraph(await readIncidence(store)))
  } else if ((await store.papersById(['doi:10.1000/generated.0']))[0]?.source !== 'generated') {
    throw new Error(`${store.location} holds papers of its own. Name a store that is empty.`)
  }
}

/** Measures, a line of the report at a time. */
export async function* benchTraversals(address: StoreAddress, papers: number, calls: number): AsyncGenerator<string> {
  await using store = await openStore(address)
  await fillStore(store, papers)
  const stats = await store.stats()
  yield `${store.engine}: ${stats.papers} papers, ${stats.entities} entities, ${stats.edges} edges, ${stats.topics} topics`
  yield `${'milliseconds a call, page of 20 with total'.padEnd(56)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'most'.padStart(8)}`
  for (const [name, call] of await listCalls(store, papers)) {
    const times: number[] = []
    await call(0)
    for (let n = 0; n < calls; n++) {
      const start = performance.now()
      await call(n)
      times.push(performance.now() - start)
    }
    times.sort((x, y) => x - y)
    const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(1)
    yield `${name.padEnd(56)}${at(0.5).padStart(8)}${at(0.95).padStart(8)}${at(1).padStart(8)}`
  }
}

/** Each traversal for several beginnings; the n-th call of one takes other things than the one before. */
export async function listCalls(store: GraphStore, count: number): Promise<readonly (readonly [string, Call])[]> {
  const { papers, entities } = generateGraph(count)
  const random = createRandom(7n)
  const byCount = entities.toSorted((x, y) => y.paperCount - x.paperCount)
  const methods = byCount.filter(({ kind }) => kind === 'METHOD').map(({ id }) => id)
  const hubs = byCount.slice(0, 10).map(({ id }) => id)
  const middle = byCount.slice(100, 400).map(({ id }) => id)
  const some = <T>(of: readonly T[], size: number) =>
    Array.from({ length: size }, () => of[Math.floor(random() * of.length)]).flatMap((one) => one ?? [])
  const papersOf = (size: number) => some(papers, size).map(({ id }) => id)
  const topics = (await store.listTopics(0, firstPage(5))).rows.map(({ id }) => id)
  const at = <T>(of: readonly T[], n: number) => of.slice(n % of.length, (n % of.length) + 1)
  return [
    ['sharedEntities, 2 papers', () => store.sharedEntities([papersOf(2)], {}, PAGE)],
    ['sharedEntities, 20 papers, at least 3', () => store.sharedEntities([papersOf(20)], { atLeast: 3 }, PAGE)],
    ['relatedTopics, 3 papers and 3 hubs', () => store.relatedTopics(seeds(papersOf(3), some(hubs, 3)), {}, PAGE)],
    [
      'relatedTopics, the same, away from 3 papers and 3 hubs',
      () =>
        store.relatedTopics({ ...seeds(papersOf(3), some(hubs, 3)), not: seeds(papersOf(3), some(hubs, 3)) }, {}, PAGE),
    ],
    ['comparedEntities, 2 papers', () => store.comparedEntities([papersOf(2)], {}, PAGE)],
    ['comparedEntities, 20 papers', () => store.comparedEntities([papersOf(20)], {}, PAGE)],
    [
      'distinguishingEntities, each of 20 papers',
      () => {
        const among = papersOf(20)
        return store.distinguishingEntities(
          among.map((paper) => ({ paper, among })),
          {},
          PAGE,
        )
      },
    ],
    ['gapsOf, hubs', (n) => store.gapsOf(hubs[n % hubs.length] ?? '', {}, PAGE)],
    ['gapsOf, others', (n) => store.gapsOf(middle[n % middle.length] ?? '', {}, PAGE)],
    ['coOccurrenceOf, the 50 of most papers', () => store.coOccurrenceOf(byCount.slice(0, 50).map(({ id }) => id))],
    ['coOccurrenceOf, 20 others', () => store.coOccurrenceOf(some(middle, 20))],
    ['lineageYears, hubs', (n) => store.lineageYears(at(methods.slice(0, 5), n))],
    ['lineageMethods USES, hubs', (n) => store.lineageMethods(at(methods.slice(0, 5), n), 'USES', PAGE)],
    ['lineageMethods USES, others', (n) => store.lineageMethods(at(methods.slice(50), n), 'USES', PAGE)],
    ['partsOfTopics, the 5 largest', () => store.partsOfTopics(topics, PAGE)],
    ['findPaths, between hubs', (n) => findPaths(store, way(hubs, n))],
    ['findPaths, between others', (n) => findPaths(store, way(middle, n * 7))],
    ...listCallsOfLists(store, PAGE, { hubs, others: middle, methods: methods.slice(0, 5), topics }),
  ]
}

const seeds = (papers: readonly string[], entities: readonly string[]) => ({ papers, entities })

function way(of: readonly string[], n: number) {
  return { from: of[n % of.length] ?? '', to: of[(n + 3) % of.length] ?? '', maxLength: 4, k: 3 }
}
