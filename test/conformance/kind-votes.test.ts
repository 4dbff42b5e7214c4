// What the mentions of entities look like, and what decided the kind of an entity.
import { describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { openClient } from '../../src/stores/neo4j/client.ts'
import { statement } from '../../src/stores/statement.ts'
import { buildEntity, buildFact, buildPaper, buildPatch } from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import { createModel } from './model.ts'
import { useEmpty, useWorld } from './stores.ts'
import { WORLD } from './world.ts'

describe('votes of mentions', () => {
  const store = useWorld()
  const model = createModel(WORLD)

  test('B1 B2 B3 Y1 are counted over the facts', async () => {
    const ids = [...WORLD.entities.map(({ id }) => id).toReversed(), 'nowhere', 'graph']
    expect(await store().kindVotesOf(ids)).toEqual(ids.map(model.kindVotesOf))
    expect(await store().kindVotesOf([])).toEqual([])
    expect(model.kindVotesOf('graph')).toEqual([
      { kind: 'CONCEPT', mentions: 5 },
      { kind: 'METHOD', mentions: 1 },
    ])
  })

  test('Y2 an entity says what decided its kind, in lists as by id', async () => {
    const ids = ['attention', 'gradient-descent', 'river', 'graph']
    const found = await store().entitiesById(ids)
    expect(found.map((entity) => entity?.kindRule)).toEqual(['CURATED', 'KNOWN', null, 'MENTIONS'])
  })
})

describe('votes of the mentions of one entity', () => {
  const store = useEmpty()

  test('Y1 most mentions first, then the more particular; one whose kind was not kept is none', async () => {
    const kinds = ['METHOD', 'CONCEPT', null, 'TASK', 'METRIC', 'DATASET', 'CONCEPT'] as const
    const spans = kinds.map((kind, at) => ({ field: 'title' as const, start: at, end: at + 1, surface: 'O', kind }))
    const facts = [buildFact('doi:a', 'a', { spans })]
    await store().apply(buildPatch({ papers: [buildPaper('doi:a')], entities: [buildEntity('a')], facts }))
    expect(await store().kindVotesOf(['a'])).toEqual([
      [
        { kind: 'CONCEPT', mentions: 2 },
        { kind: 'DATASET', mentions: 1 },
        { kind: 'METRIC', mentions: 1 },
        { kind: 'TASK', mentions: 1 },
        { kind: 'METHOD', mentions: 1 },
      ],
    ])
    expect(await store().factsBetween([{ paperId: 'doi:a', entityId: 'a' }])).toEqual(facts)
  })

  test.skipIf(!currentEngine().name.startsWith('neo4j'))('Y3 a graph that has none yet is read', async () => {
    await store().apply(
      buildPatch({ papers: [buildPaper('doi:a')], entities: [buildEntity('a')], facts: [buildFact('doi:a', 'a')] }),
    )
    const access = inject('neo4j')
    if (access === null) throw new Error('There is no server.')
    await using client = openClient({ uri: access.uri, user: access.user, password: access.password })
    await client.write((run) => run(forget, {}))
    expect(await store().entitiesById(['a'])).toEqual([buildEntity('a', { kindRule: null })])
    expect(await store().kindVotesOf(['a'])).toEqual([[]])
    const [fact] = await store().factsBetween([{ paperId: 'doi:a', entityId: 'a' }])
    expect(fact?.spans).toEqual([{ field: 'title', start: 0, end: 2, surface: 'On', kind: null }])
  })
})

/** Takes from a graph what versions before did not write. */
const forget = statement({
  name: 'test.forgetKinds',
  text: 'MATCH (:Paper)-[f]->(e:Entity) REMOVE f.spanKinds, e.kindRule',
  params: z.object({}),
  row: z.never(),
})
