import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENTITY_KINDS } from '../../src/graph/entities.ts'
import { expandSearch } from '../../src/graph/expand.ts'
import { currentEngine } from '../support/engines.ts'
import { dump, EVERYTHING, whole } from './lists.ts'
import { createModel } from './model.ts'
import { ENTITIES, PAPERS, text, WORDS, world } from './random-world.ts'
import { writeWorld } from './world.ts'

const RUNS = 25
const question = fc.record({
  papers: fc.array(fc.constantFrom(...PAPERS), { maxLength: 4 }),
  entities: fc.array(fc.constantFrom(...ENTITIES), { maxLength: 4 }),
  not: fc.record({
    papers: fc.array(fc.constantFrom(...PAPERS), { maxLength: 2 }),
    entities: fc.array(fc.constantFrom(...ENTITIES), { maxLength: 2 }),
  }),
  atLeast: fc.integer({ min: 1, max: 4 }),
  kinds: fc.subarray([...ENTITY_KINDS]),
  perNode: fc.integer({ min: 1, max: 6 }),
  search: fc.oneof(fc.constantFrom(...WORDS), text),
})

describe('any graph', () => {
  test('every question has the answer that going through everything gives', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(world, question, async (world, { papers, entities, not, atLeast, kinds, perNode, search }) => {
        await using store = await currentEngine().openEmpty()
        await writeWorld(store, world)
        const model = createModel(world)
        const ids = [...papers, ...entities]
        const filter = { kinds }
        const seeds = { papers, entities, not }

        expect(await store.listEntities(filter, EVERYTHING)).toEqual(whole(model.entities(filter)))
        expect(await store.kindVotesOf(entities)).toEqual(entities.map((id) => model.kindVotesOf(id)))
        expect(await store.entitiesOfPapers(papers, filter, EVERYTHING)).toEqual(
          papers.map((id) => whole(model.entitiesOfPaper(id, filter))),
        )
        expect(await store.relatedEntities(entities, filter, EVERYTHING)).toEqual(
          entities.map((id) => whole(model.related(id, filter))),
        )
        expect(await store.hierarchyOf(entities, 'narrower', EVERYTHING)).toEqual(
          entities.map((id) => whole(model.hierarchy(id, 'narrower'))),
        )
        expect(await store.sharedEntities([papers], filter, EVERYTHING)).toEqual([whole(model.shared(papers, filter))])
        expect(await store.sharedEntities([papers], { ...filter, atLeast }, EVERYTHING)).toEqual([
          whole(model.shared(papers, { ...filter, atLeast })),
        ])
        expect(await store.relatedTopics(seeds, filter, EVERYTHING)).toEqual(whole(model.relatedTopics(seeds, filter)))
        expect(await store.neighbours(ids, { perNode })).toEqual(ids.map((id) => model.neighbours(id, perNode)))
        expect(await store.edgesAmong(ids)).toEqual(model.edgesAmong(ids))
        expect(await store.topicsOf(entities, EVERYTHING)).toEqual(entities.map((id) => whole(model.topicsOf(id))))
        const query = await expandSearch(search, store)
        const hits = { kinds: perNode % 2 === 0 ? [...kinds, 'PAPER' as const] : kinds }
        expect(await store.search(query, hits, EVERYTHING)).toEqual(whole(model.search(query, hits)))
        expect((await dump(store)).facts).toHaveLength(world.facts.length)
      }),
      { numRuns: RUNS, seed: 20260101 },
    )
  })
})
