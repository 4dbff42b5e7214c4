import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENTITY_KINDS, FACT_RELATIONS } from '../../src/graph/entities.ts'
import { roundScore } from '../../src/graph/page.ts'
import { expandSearch } from '../../src/graph/expand.ts'
import {
  buildAlias,
  buildBroader,
  buildEntity,
  buildFact,
  buildMember,
  buildPaper,
  buildRelated,
  buildSimilar,
  buildTopic,
} from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import { dump, EVERYTHING, whole } from './lists.ts'
import { createModel } from './model.ts'
import type { World } from './model.ts'
import { writeWorld } from './world.ts'

const RUNS = 25
const WORDS = ['graph', 'graphs', 'wave', 'the', 'learning', 'b', '学习', 'é']
const PAPERS = ['doi:a', 'doi:b', 'arxiv:1', 'arxiv:2', 'title:x', 'title:y']
const ENTITIES = ['a', 'b', 'graph', 'wave', 'é', '\u{FF5E}', '\u{1D4B3}', '__proto__']

/** Few values, so that there are ties; all have six decimals, as stored scores do. */
const score = fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true }).map(roundScore))
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((words) => words.join(' '))

/** Pairs of different ids, each once whatever the order. */
const pairs = (ids: readonly string[]) => {
  const all = ids.flatMap((one, at) => ids.slice(at + 1).map((other) => [one, other] as const))
  return fc.subarray(all)
}

/** Rows for some combinations, each with numbers of its own. */
const withScores = <Pair>(some: fc.Arbitrary<Pair[]>) =>
  some.chain((of) => fc.tuple(...of.map((pair) => fc.tuple(fc.constant(pair), score, fc.nat(4)))))

const world: fc.Arbitrary<World> = fc
  .record({
    paperIds: fc.subarray(PAPERS),
    entityIds: fc.subarray(ENTITIES),
  })
  .chain(({ paperIds, entityIds }) => {
    const incidence = paperIds.flatMap((paper) => entityIds.map((entity) => [paper, entity] as const))
    const topicIds = entityIds.slice(0, 3).map((id) => `topic:${id}`)
    const membership = topicIds.flatMap((topic) => entityIds.map((entity) => [topic, entity] as const))
    return fc.record({
      papers: fc.tuple(
        ...paperIds.map((id) => fc.tuple(text, text).map(([title, abstract]) => buildPaper(id, { title, abstract }))),
      ),
      extractions: fc.constant([]),
      entities: fc.tuple(
        ...entityIds.map((id) =>
          fc
            .tuple(fc.constantFrom(...ENTITY_KINDS), fc.integer({ min: 1, max: 4 }))
            .map(([kind, paperCount]) => buildEntity(id, { kind, paperCount })),
        ),
      ),
      aliases: withScores(fc.subarray(entityIds.flatMap((id) => WORDS.map((word) => [id, word] as const)))).map(
        (rows) => rows.map(([[id, word], , count]) => buildAlias(id, word, { count })),
      ),
      facts: withScores(fc.subarray(incidence)).map((rows) =>
        rows.map(([[paper, entity], salience, i]) =>
          buildFact(paper, entity, { salience, relation: FACT_RELATIONS[i] ?? 'USES' }),
        ),
      ),
      related: withScores(pairs(entityIds)).map((rows) =>
        rows.map(([[one, other], score, support]) => ({
          ...buildRelated(one, other),
          ...byBytes(one, other),
          score,
          support,
        })),
      ),
      similar: withScores(pairs(paperIds)).map((rows) =>
        rows.map(([[one, other], score, shared]) => buildSimilar(one, other, { score, shared })),
      ),
      broader: pairs(entityIds).map((rows) => rows.map(([one, other]) => buildBroader(one, other))),
      topics: fc.tuple(...topicIds.map((id) => fc.nat(3).map((size) => buildTopic(id, { size })))),
      members: withScores(fc.subarray(membership)).map((rows) =>
        rows.map(([[topic, entity], weight]) => buildMember(topic, entity, weight)),
      ),
    })
  })

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

        expect(await store.listPapers(EVERYTHING)).toEqual(whole(model.papers()))
        expect(await store.listEntities(filter, EVERYTHING)).toEqual(whole(model.entities(filter)))
        expect(await store.entitiesOfPapers(papers, filter, EVERYTHING)).toEqual(
          papers.map((id) => whole(model.entitiesOfPaper(id, filter))),
        )
        expect(await store.papersOfEntities(entities, EVERYTHING)).toEqual(
          entities.map((id) => whole(model.papersOfEntity(id))),
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
        expect(await store.similarPapers(papers, EVERYTHING)).toEqual(papers.map((id) => whole(model.similar(id))))
        expect(await store.relatedPapers(seeds, EVERYTHING)).toEqual(whole(model.relatedPapers(seeds)))
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

function byBytes(one: string, other: string): { readonly a: string; readonly b: string } {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0 ? { a: one, b: other } : { a: other, b: one }
}
