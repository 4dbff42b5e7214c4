// Small graphs at random, for properties that must hold for any.
import * as fc from 'fast-check'
import { ENTITY_KINDS, FACT_RELATIONS } from '../../src/graph/entities.ts'
import { roundScore } from '../../src/graph/page.ts'
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
import type { World } from './model.ts'

export const WORDS = ['graph', 'graphs', 'wave', 'the', 'learning', 'b', '学习', 'é']
export const PAPERS = ['doi:a', 'doi:b', 'arxiv:1', 'arxiv:2', 'title:x', 'title:y']
export const ENTITIES = ['a', 'b', 'graph', 'wave', 'é', '\u{FF5E}', '\u{1D4B3}', '__proto__']

export const VENUES = ['Journal', 'journal', "Q'"]
export const AUTHORS = ['Ada Nowak', 'É. Li', '']
export const SOURCES = ['a.txt', 'b.txt']
export const RUN_IDS = ['run:1', 'run:2']

/** Few values, so that there are ties; all have six decimals, as stored scores do. */
const score = fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true }).map(roundScore))
export const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((words) => words.join(' '))

const paperFields = fc.record({
  title: text,
  abstract: text,
  year: fc.constantFrom(null, 1999, 2020, 2021),
  venue: fc.constantFrom(null, ...VENUES),
  authors: fc.subarray([...AUTHORS]),
  source: fc.constantFrom(...SOURCES),
  runId: fc.constantFrom(...RUN_IDS),
})

/** Pairs of different ids, each once whatever the order. */
const pairs = (ids: readonly string[]) => {
  const all = ids.flatMap((one, at) => ids.slice(at + 1).map((other) => [one, other] as const))
  return fc.subarray(all)
}

/** Rows for some combinations, each with numbers of its own. */
const withScores = <Pair>(some: fc.Arbitrary<Pair[]>) =>
  some.chain((of) => fc.tuple(...of.map((pair) => fc.tuple(fc.constant(pair), score, fc.nat(4)))))

export const world: fc.Arbitrary<World> = fc
  .record({
    paperIds: fc.subarray(PAPERS),
    entityIds: fc.subarray(ENTITIES),
  })
  .chain(({ paperIds, entityIds }) => {
    const incidence = paperIds.flatMap((paper) => entityIds.map((entity) => [paper, entity] as const))
    const topicIds = entityIds.slice(0, 3).map((id) => `topic:${id}`)
    const membership = topicIds.flatMap((topic) => entityIds.map((entity) => [topic, entity] as const))
    return fc.record({
      papers: fc.tuple(...paperIds.map((id) => paperFields.map((fields) => buildPaper(id, fields)))),
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
        rows.map(([[paper, entity], salience, i]) => {
          const spans = [...ENTITY_KINDS, null].slice(i).map((kind) => {
            return { field: 'title' as const, start: 0, end: 2, surface: 'On', kind }
          })
          return buildFact(paper, entity, { salience, relation: FACT_RELATIONS[i] ?? 'USES', spans })
        }),
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
      topics: fc.tuple(
        ...topicIds.map((id, n) =>
          fc.nat(3).map((size) => buildTopic(id, n === 2 ? { size, level: 1, parentId: topicIds[0] ?? '' } : { size })),
        ),
      ),
      members: withScores(fc.subarray(membership)).map((rows) =>
        rows.map(([[topic, entity], weight]) => buildMember(topic, entity, weight)),
      ),
    })
  })

function byBytes(one: string, other: string): { readonly a: string; readonly b: string } {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0 ? { a: one, b: other } : { a: other, b: one }
}
