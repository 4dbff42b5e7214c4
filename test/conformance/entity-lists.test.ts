import { describe, expect, test } from 'vitest'
import { entityOrder } from '../../src/graph/entity-lists.ts'
import type { EntityQuery, EntitySort } from '../../src/graph/entity-lists.ts'
import { searchTerms } from '../../src/graph/search.ts'
import { walk, walksOf, EVERYTHING, whole } from './lists.ts'
import { compareBytes } from './model.ts'
import { useWorld } from './stores.ts'
import { ASTRAL, HIGH, WORLD } from './world.ts'

const SORTS: readonly EntitySort[] = [
  { by: 'paperCount', descending: true },
  { by: 'paperCount', descending: false },
  { by: 'name', descending: true },
  { by: 'name', descending: false },
]

/** What a list must hold, by going through everything. */
function expected(query: EntityQuery, { by, descending }: EntitySort) {
  const { kinds = [], nameTerms = [], paperCount, coOccursWith, topics = [] } = query
  const papersOf = (id: string) =>
    new Set(WORLD.facts.filter(({ entityId }) => entityId === id).map(({ paperId }) => paperId))
  const meets = [
    ({ kind }: (typeof WORLD.entities)[number]) => kinds.length === 0 || kinds.includes(kind),
    ({ id }: { id: string }) =>
      nameTerms.length === 0 ||
      WORLD.aliases.some(
        ({ entityId, surface }) => entityId === id && nameTerms.every((term) => searchTerms(surface).includes(term)),
      ),
    (entity: { paperCount: number }) =>
      paperCount === undefined || (entity.paperCount >= paperCount.from && entity.paperCount <= paperCount.to),
    ({ id }: { id: string }) =>
      coOccursWith === undefined ||
      coOccursWith.any.some(
        (other) =>
          other !== id &&
          [...papersOf(id)].filter((paper) => papersOf(other).has(paper)).length >=
            Math.max(1, coOccursWith.minSupport),
      ),
    ({ id }: { id: string }) =>
      topics.length === 0 || WORLD.members.some(({ entityId, topicId }) => entityId === id && topics.includes(topicId)),
  ]
  return WORLD.entities
    .filter((entity) => meets.every((meet) => meet(entity)))
    .toSorted((a, b) => {
      const byKey = by === 'name' ? compareBytes(a.slug, b.slug) : a.paperCount - b.paperCount
      return (descending ? -byKey : byKey) || compareBytes(a.id, b.id)
    })
}

const QUERIES: readonly EntityQuery[] = [
  {},
  { kinds: [] },
  { kinds: ['METHOD', 'METHOD', 'TASK'] },
  { nameTerms: ['graph'] },
  { nameTerms: ['descent', 'gradient'] },
  { nameTerms: ['graph', 'nothing'] },
  { nameTerms: ['"', 'OR'] },
  { nameTerms: [ASTRAL.normalize('NFKC').toLowerCase()] },
  { paperCount: { from: 2, to: 3 } },
  { paperCount: { from: 4, to: 1 } },
  { coOccursWith: { any: ['graph'], minSupport: 1 } },
  { coOccursWith: { any: ['graph', 'graph'], minSupport: 2 } },
  { coOccursWith: { any: ['graph', 'attention', 'nobody'], minSupport: 2 } },
  { coOccursWith: { any: ['nobody', "'"], minSupport: 1 } },
  { topics: ['topic:graph'] },
  { topics: ['topic:graph', 'topic:gradient-descent', 'topic:nobody'] },
  { topics: ['topic:empty'] },
  {
    kinds: ['METHOD', 'CONCEPT'],
    nameTerms: ['graph'],
    paperCount: { from: 1, to: 5 },
    coOccursWith: { any: ['river'], minSupport: 1 },
    topics: ['topic:graph'],
  },
]

describe('lists of entities', () => {
  const store = useWorld()

  test.each(QUERIES)('G1 G2 as going through everything finds: %j', async (query) => {
    for (const sort of SORTS) {
      expect(await store().findEntities(query, sort, EVERYTHING)).toEqual(whole(expected(query, sort)))
    }
  })

  test.each(SORTS)('G2 C1 C2 C3 C4 O1 O2 pages in any order: %j', async (sort) => {
    const query: EntityQuery = { kinds: ['CONCEPT', 'METHOD', 'DATASET'] }
    expect(await walk(entityOrder(sort), (page) => store().findEntities(query, sort, page))).toEqual(
      walksOf(expected(query, sort)),
    )
  })

  test('C6 a cursor of another order is refused', async () => {
    for (const sort of SORTS) {
      const page = { ...EVERYTHING, cursor: [sort.by === 'name' ? 1 : HIGH, 'graph'] as const }
      await expect(store().findEntities({}, sort, page)).rejects.toMatchObject({ name: 'InvalidInputError' })
    }
  })
})
