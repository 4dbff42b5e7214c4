// Topics: who belongs to which, what they are called, and how typical each member is.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTopics, TOPIC_DEFAULTS } from '../../../../src/derive/communities.ts'
import { createIncidence, type Incidence } from '../../../../src/derive/incidence.ts'
import { relateEntities, RELATED_DEFAULTS, type RelatedPair } from '../../../../src/derive/npmi.ts'
import { concept, incidenceOf, incidenceOfFacts, randomFacts } from './random-incidence.ts'

const pair = (a: number, b: number, score: number): RelatedPair => ({ a, b, support: 2, npmi: 1, jaccard: 1, score })

/** Entities `e0`, `e1`, ... each in one paper. */
function entitiesOnly(count: number): Incidence {
  return incidenceOf(Object.fromEntries(Array.from({ length: count }, (_, n) => [`doi:${n}`, [`e${n}`]])))
}

describe('findTopics', () => {
  test('separates groups, names them after the most typical, and weighs members by their scores inside', () => {
    const pairs = [pair(0, 1, 0.5), pair(0, 2, 0.5), pair(1, 2, 0.4), pair(2, 3, 0.1), pair(3, 4, 0.6), pair(3, 5, 0.6)]
    const { topics, members } = findTopics(entitiesOnly(8), pairs)
    expect(topics).toEqual([
      { id: 'topic:e0', label: 'e0, e1, e2', size: 3, level: 0, parentId: null },
      { id: 'topic:e3', label: 'e3, e4, e5', size: 3, level: 0, parentId: null },
    ])
    expect(members).toEqual([
      { topicId: 'topic:e0', entityId: 'e0', weight: 1 },
      { topicId: 'topic:e0', entityId: 'e1', weight: 0.9 },
      { topicId: 'topic:e0', entityId: 'e2', weight: 0.9 },
      { topicId: 'topic:e3', entityId: 'e3', weight: 1 },
      { topicId: 'topic:e3', entityId: 'e4', weight: 0.5 },
      { topicId: 'topic:e3', entityId: 'e5', weight: 0.5 },
    ])
  })

  test('drops groups that are too small, and what is related to nothing', () => {
    expect(findTopics(entitiesOnly(4), [pair(0, 1, 0.5)]).topics).toEqual([])
    expect(findTopics(entitiesOnly(4), [pair(0, 1, 0.5)], { ...TOPIC_DEFAULTS, minSize: 2 }).topics).toHaveLength(1)
    expect(findTopics(entitiesOnly(4), [])).toEqual({ topics: [], members: [] })
  })

  test('of equally typical entities the one of most papers names the topic', () => {
    const papers = { p1: ['a', 'b', 'c'], p2: ['a', 'b', 'c'], p3: ['c'], p4: ['d'], p5: ['d'] }
    const { topics } = findTopics(incidenceOf(papers), [pair(0, 1, 0.5), pair(0, 2, 0.5), pair(1, 2, 0.5)])
    expect(topics).toEqual([{ id: 'topic:c', label: 'c, a, b', size: 3, level: 0, parentId: null }])
  })

  test('two topics whose first entities share a slug get two ids', () => {
    const builder = createIncidence()
    builder.addEntities(Array.from({ length: 6 }, (_, n) => ({ ...concept(`e${n}`), slug: 'same' })))
    const pairs = [pair(0, 1, 0.5), pair(0, 2, 0.5), pair(3, 4, 0.5), pair(3, 5, 0.5)]
    expect(findTopics(builder.build(), pairs).topics.map(({ id }) => id)).toEqual(['topic:same', 'topic:same-2'])
  })

  test('what the first round found are parts of what the last one joined', () => {
    // Sixteen triangles in a ring, each tied to the next by a weak edge: the first round finds triangles, the last joins them.
    const ring = Array.from({ length: 16 }, (_, n) => n * 3)
    const pairs = ring
      .flatMap((n) => [
        pair(n, n + 1, 0.9),
        pair(n, n + 2, 0.8),
        pair(n + 1, n + 2, 0.8),
        n === 45 ? pair(0, n + 1, 0.5) : pair(n + 1, n + 3, 0.5),
      ])
      .toSorted((x, y) => x.a - y.a || x.b - y.b)
    const { topics, members } = findTopics(entitiesOnly(48), pairs)
    const whole = topics.filter(({ level }) => level === 0)
    const parts = topics.filter(({ level }) => level === 1)
    expect(whole.length).toBeLessThan(16)
    expect(parts.map(({ size }) => size)).toEqual(Array.from({ length: 16 }, () => 3))
    for (const { id, parentId, label } of parts) {
      expect(whole.map(({ id }) => id)).toContain(parentId)
      expect(id).toBe(`${parentId}/${label.split(', ')[0]}`)
      const inPart = members.filter(({ topicId }) => topicId === id)
      const inWhole = new Set(members.filter(({ topicId }) => topicId === parentId).map(({ entityId }) => entityId))
      expect(inPart).toHaveLength(3)
      expect(inPart.every(({ entityId }) => inWhole.has(entityId))).toBe(true)
      expect(Math.max(...inPart.map(({ weight }) => weight))).toBe(1)
    }
    expect(topics.map(({ level }) => level)).toEqual(topics.map(({ level }) => level).toSorted((x, y) => x - y))
    expect(findTopics(entitiesOnly(48), pairs)).toEqual({ topics, members })
  })

  test('every entity is in one topic of a level at most, sizes are right, weights are shares', () => {
    let seen = 0
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const incidence = incidenceOfFacts(facts, 30)
        const { topics, members } = findTopics(
          incidence,
          relateEntities(incidence, { ...RELATED_DEFAULTS, minSupport: 1 }),
        )
        const levelOf = new Map(topics.map(({ id, level }) => [id, level]))
        const places = members.map(({ topicId, entityId }) => `${levelOf.get(topicId)} ${entityId}`)
        expect(new Set(places).size).toBe(members.length)
        for (const { parentId, size } of topics.filter(({ level }) => level === 1)) {
          expect(topics.find(({ id }) => id === parentId)?.size).toBeGreaterThan(size)
        }
        expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length)
        for (const { id, size } of topics) {
          expect(size).toBeGreaterThanOrEqual(3)
          expect(members.filter(({ topicId }) => topicId === id)).toHaveLength(size)
        }
        expect(members.every(({ weight }) => weight > 0 && weight <= 1)).toBe(true)
        seen += topics.length
      }),
      { numRuns: 100 },
    )
    expect(seen).toBeGreaterThan(50)
  })
})
