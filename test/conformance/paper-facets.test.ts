import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PAPER_FACETS } from '../../src/graph/paper-facets.ts'
import type { FacetBucket, PaperFacet } from '../../src/graph/paper-facets.ts'
import { FACT_RELATIONS } from '../../src/graph/entities.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import { currentEngine } from '../support/engines.ts'
import * as any from './any-filter.ts'
import { EVERYTHING, only } from './lists.ts'
import { alone, createPaperModel } from './paper-model.ts'
import type { OneList } from './paper-model.ts'
import { ENTITIES, world as anyWorld } from './random-world.ts'
import { useEmpty, useWorld } from './stores.ts'
import { WORLD, writeWorld } from './world.ts'

const model = createPaperModel(WORLD)
const LISTS: readonly OneList[] = [
  { of: 'all' },
  { of: 'entity', id: 'graph' },
  { of: 'topic', id: 'topic:graph' },
  { of: 'run', id: 'run:1' },
  { of: 'near', seeds: { papers: ['doi:10.1000/a'], entities: [] } },
]

/** The filter that keeps the papers of a bucket. */
function filterOf(facet: PaperFacet, { value }: FacetBucket): PaperFilter {
  if (facet === 'year') return { is: 'year', from: Number(value), to: Number(value) }
  if (facet === 'topic' || facet === 'venue') return { is: facet, any: [String(value)] }
  return { is: 'entities', groups: [[String(value)]], narrower: false, relations: FACT_RELATIONS }
}

describe('facets', () => {
  const store = useWorld()

  test.each(LISTS.flatMap((list) => PAPER_FACETS.map((facet) => ({ list, facet }))))(
    'W8 $facet of $list',
    async ({ list, facet }) => {
      for (const size of [0, 1, 2, 100]) {
        const question = { filter: NO_FILTER, facet, size }
        expect(await store().facetPapers(alone(list), question)).toEqual([model.facet(list, NO_FILTER, facet, size)])
      }
    },
  )

  test('B1 B2 B3 a batch of owners', async () => {
    const ids = ['river', 'nowhere', 'graph', 'river']
    const question = { filter: NO_FILTER, facet: 'METHOD', size: 2 } as const
    expect(await store().facetPapers({ of: 'entity', ids }, question)).toEqual(
      ids.map((id) => model.facet({ of: 'entity', id }, NO_FILTER, 'METHOD', 2)),
    )
    expect(await store().facetPapers({ of: 'entity', ids: [] }, question)).toEqual([])
  })

  test('W8 the count of a bucket is the length of the list with that bucket asked for', async () => {
    for (const facet of PAPER_FACETS) {
      const question = { filter: NO_FILTER, facet, size: 100 }
      const [{ buckets } = { buckets: [] }] = await store().facetPapers({ of: 'all' }, question)
      for (const bucket of buckets) {
        const query = { filter: filterOf(facet, bucket), sort: { by: 'title', descending: false } } as const
        expect((await only(store().listPapers({ of: 'all' }, query, EVERYTHING))).total).toBe(bucket.count)
      }
    }
  })
})

describe('trends', () => {
  const store = useWorld()

  test('W9 a row for each bucket and entity, zeros included, the earliest bucket first', async () => {
    const question = { filter: NO_FILTER, bucket: 'year', last: 10 } as const
    expect(await store().trendsOf(['river', 'attention', 'river', 'nowhere'], question)).toEqual([
      { bucket: 1999, entityId: 'river', count: 1, papers: 1 },
      { bucket: 1999, entityId: 'attention', count: 0, papers: 1 },
      { bucket: 1999, entityId: 'nowhere', count: 0, papers: 1 },
      { bucket: 2020, entityId: 'river', count: 1, papers: 1 },
      { bucket: 2020, entityId: 'attention', count: 1, papers: 1 },
      { bucket: 2020, entityId: 'nowhere', count: 0, papers: 1 },
    ])
    expect(await store().trendsOf(['river'], { ...question, last: 1 })).toHaveLength(1)
    expect(await store().trendsOf([], question)).toEqual([])
  })
})

describe('an empty store', () => {
  const store = useEmpty()

  test('W8 W9 has nothing to count', async () => {
    for (const facet of PAPER_FACETS) {
      expect(await store().facetPapers({ of: 'all' }, { filter: NO_FILTER, facet, size: 5 })).toEqual([
        { buckets: [], otherValues: 0, otherCount: 0, unknown: 0 },
      ])
    }
    expect(await store().trendsOf(['a'], { filter: NO_FILTER, bucket: 'run', last: 5 })).toEqual([])
  })
})

describe('any graph', () => {
  const question = fc.record({
    list: any.list,
    filter: any.filter,
    facet: fc.constantFrom(...PAPER_FACETS),
    size: fc.integer({ min: 0, max: 4 }),
    ids: fc.array(fc.constantFrom(...ENTITIES), { minLength: 1, maxLength: 3 }),
    bucket: fc.constantFrom('year' as const, 'run' as const),
    last: fc.integer({ min: 1, max: 3 }),
  })
  // Neo4j plans each form of filter anew, which takes longer than answering it.
  const [runs, questions] = currentEngine().name === 'sqlite' ? [30, 6] : [6, 2]

  test('W8 W9 facets and trends are those of asking each paper', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyWorld,
        fc.array(question, { minLength: questions, maxLength: questions }),
        async (world, questions) => {
          await using store = await currentEngine().openEmpty()
          await writeWorld(store, world)
          const model = createPaperModel(world)
          for (const { list, filter, facet, size, ids, bucket, last } of questions) {
            expect(await store.facetPapers(alone(list), { filter, facet, size })).toEqual([
              model.facet(list, filter, facet, size),
            ])
            expect(await store.trendsOf(ids, { filter, bucket, last })).toEqual(model.trends(ids, filter, bucket, last))
          }
        },
      ),
      { numRuns: runs, seed: 20260103 },
    )
  })
})
