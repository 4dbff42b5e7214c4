import { describe, expect, test } from 'vitest'
import type { RelatedEdge } from '../../src/graph/entities.ts'
import { ConflictError } from '../../src/graph/errors.ts'
import { buildDerived, buildMember, buildRelated, buildSimilar, buildTopic } from '../support/build.ts'
import { dump } from './lists.ts'
import { useEmpty } from './stores.ts'
import { derivedOf, patchOf, WORLD, writeWorld } from './world.ts'

describe('derived edges', () => {
  const store = useEmpty()

  test('D1 a derivation replaces the one before, of every kind', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    const related = [buildRelated('graph', 'f1', { score: 0.3 })]
    const similar = [buildSimilar('doi:10.1000/a', 'title:0000000000000004')]
    const topics = [buildTopic('topic:graph', { size: 1, label: 'new' })]
    const members = [buildMember('topic:graph', 'f1', 1)]
    await store().replaceDerived({ related, similar, broader: [], topics, members })
    expect(await dump(store())).toEqual({ ...before, related, similar, broader: [], topics, members })
    await store().replaceDerived(buildDerived())
    const none = { related: [], similar: [], broader: [], topics: [], members: [] }
    expect(await dump(store())).toEqual({ ...before, ...none })
    await store().replaceDerived(derivedOf(WORLD))
    expect(await dump(store())).toEqual(before)
  })

  test('D1 the same derivation again changes nothing', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    await store().replaceDerived(derivedOf(WORLD))
    expect(await dump(store())).toEqual(before)
  })

  test('D3 rows are taken from generators, once', async () => {
    await store().apply(patchOf(WORLD))
    let taken = 0
    function* related(): Generator<RelatedEdge> {
      for (const edge of WORLD.related) {
        taken++
        yield edge
      }
    }
    await store().replaceDerived(buildDerived({ related: related() }))
    expect(taken).toBe(WORLD.related.length)
    expect((await dump(store())).related).toHaveLength(WORLD.related.length)
  })

  test('D4 a derivation that fails leaves the edges there were', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    const failure = new Error('the derivation failed')
    function* related(): Generator<RelatedEdge> {
      yield buildRelated('graph', 'f1')
      throw failure
    }
    await expect(store().replaceDerived(buildDerived({ related: related() }))).rejects.toThrow(failure)
    expect((await dump(store())).related).toEqual(before.related)
    await store().replaceDerived(derivedOf(WORLD))
    expect(await dump(store())).toEqual(before)
  })

  test('D5 a part of a topic that is not there is refused', async () => {
    await store().apply(patchOf(WORLD))
    const topics = [buildTopic('topic:part', { level: 1, parentId: 'topic:whole' }), buildTopic('topic:whole')]
    await expect(store().replaceDerived(buildDerived({ topics: topics.slice(0, 1) }))).rejects.toThrow(ConflictError)
    await store().replaceDerived(buildDerived({ topics: topics.toReversed() }))
    expect((await dump(store())).topics).toEqual(topics)
  })
})
