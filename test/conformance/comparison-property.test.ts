import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENTITY_KINDS, METHOD_ROLES } from '../../src/graph/entities.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import { currentEngine } from '../support/engines.ts'
import { createComparisonModel } from './comparison-model.ts'
import { EVERYTHING, whole } from './lists.ts'
import { createModel } from './model.ts'
import { createPaperModel } from './paper-model.ts'
import { ENTITIES, PAPERS, world } from './random-world.ts'
import { writeWorld } from './world.ts'

const question = fc.record({
  papers: fc.array(fc.constantFrom(...PAPERS), { maxLength: 4 }),
  entities: fc.array(fc.constantFrom(...ENTITIES), { maxLength: 5 }),
  kinds: fc.subarray([...ENTITY_KINDS]),
  years: fc.array(fc.constantFrom(null, 1999, 2001), { minLength: PAPERS.length, maxLength: PAPERS.length }),
  role: fc.constantFrom(...METHOD_ROLES),
})

const IN_TIME = { filter: NO_FILTER, sort: { by: 'year', descending: false } } as const

test('comparisons of any graph are what going through everything gives', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, question, async (drawn, { papers, entities, kinds, years, role }) => {
      const dated = { ...drawn, papers: drawn.papers.map((paper, n) => ({ ...paper, year: years[n] ?? null })) }
      await using store = await currentEngine().openEmpty()
      await writeWorld(store, dated)
      const model = createComparisonModel(dated)
      const models = createModel(dated)
      const lists = createPaperModel(dated)
      const filter = { kinds }
      const among = papers.map((paper) => ({ paper, among: papers }))

      expect(await store.comparedEntities([papers], filter, EVERYTHING)).toEqual([
        whole(model.compared(papers, filter)),
      ])
      expect(await store.distinguishingEntities(among, filter, EVERYTHING)).toEqual(
        among.map((one) => whole(model.distinguishing(one, filter))),
      )
      expect(await store.coOccurrenceOf(entities)).toEqual(model.coOccurrence(entities))
      for (const id of entities)
        expect(await store.gapsOf(id, filter, EVERYTHING)).toEqual(whole(model.gaps(id, filter)))
      expect(await store.lineageYears(entities)).toEqual(entities.map((id) => model.lineageYears(id)))
      expect(await store.listPapers({ of: 'entity', ids: entities, role }, IN_TIME, EVERYTHING)).toEqual(
        entities.map((id) => whole(lists.list({ of: 'entity', id, role }, IN_TIME))),
      )
      const other = role === 'PROPOSES' ? 'USES' : role
      expect(await store.lineageMethods(entities, other, EVERYTHING)).toEqual(
        entities.map((id) => whole(model.lineageMethods(id, other))),
      )
      const topics = [...dated.topics.map(({ id }) => id), 'topic:nowhere']
      expect(await store.partsOfTopics(topics, EVERYTHING)).toEqual(topics.map((id) => whole(models.partsOfTopic(id))))
      const pairs = entities.flatMap((a) => entities.map((b) => ({ a, b })))
      expect(await store.relatedBetween(pairs)).toEqual(pairs.map(({ a, b }) => model.relatedTie(a, b)))
      expect(await store.papersOfBoth(pairs)).toEqual(pairs.map(({ a, b }) => model.paperOfBoth(a, b)))
    }),
    { numRuns: 20, seed: 20260102 },
  )
})
