import { describe, expect, test } from 'vitest'
import { ConflictError } from '../../src/graph/errors.ts'
import { EMPTY_PATCH, reversePatch } from '../../src/graph/patch.ts'
import type { GraphPatch } from '../../src/graph/patch.ts'
import {
  buildAlias,
  buildEntity,
  buildExtraction,
  buildFact,
  buildPaper,
  buildPatch,
  buildRemoval,
} from '../support/build.ts'
import { dump } from './lists.ts'
import type { World } from './model.ts'
import { useEmpty } from './stores.ts'
import { EMPTY_WORLD, patchOf, WORLD, writeWorld } from './world.ts'

const GRAPH = WORLD.entities.filter(({ id }) => id === 'graph')
const PAPER = WORLD.papers.filter(({ id }) => id === 'arxiv:2001.00001')

/** What every table holds under a patch, the derived ones apart. */
function sizes(world: World): readonly number[] {
  return [world.papers, world.extractions, world.entities, world.aliases, world.facts].map((rows) => rows.length)
}

describe('patches', () => {
  const store = useEmpty()

  test('P1 the patch of nothing changes nothing', async () => {
    await store().apply(EMPTY_PATCH)
    expect(await dump(store())).toEqual(EMPTY_WORLD)
  })

  test('P2 a patch that is applied again changes nothing', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    expect(sizes(before)).toEqual(sizes(WORLD))
    await store().apply(patchOf(WORLD))
    expect(await dump(store())).toEqual(before)
    const removal = buildRemoval({ papers: PAPER, entities: GRAPH })
    await store().apply(removal)
    const after = await dump(store())
    await store().apply(removal)
    expect(await dump(store())).toEqual(after)
  })

  test('P1 rows are put whole, and replacing them leaves everything else', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    const paper = { ...buildPaper('arxiv:2001.00001'), title: 'Another', authors: ['N. N.'], year: 1 }
    const entity = buildEntity('graph', { name: 'Another', kind: 'TASK', paperCount: 77 })
    const alias = buildAlias('graph', 'graphs', { norm: 'n', rule: 'r', count: 1 })
    const fact = buildFact(paper.id, 'graph', { relation: 'ADDRESSES', salience: 0.25, spans: [] })
    const extraction = buildExtraction(paper.id, { extractor: 'other@2', mentions: [], acronyms: [] })
    const rows = { papers: [paper], entities: [entity], aliases: [alias], facts: [fact], extractions: [extraction] }
    await store().apply(buildPatch(rows))
    const replaced: World = {
      ...before,
      papers: before.papers.map((row) => (row.id === paper.id ? paper : row)),
      entities: before.entities.map((row) => (row.id === 'graph' ? entity : row)),
      aliases: before.aliases.map((row) => (row.entityId === 'graph' && row.surface === 'graphs' ? alias : row)),
      facts: before.facts.map((row) => (row.paperId === paper.id && row.entityId === 'graph' ? fact : row)),
      extractions: before.extractions.map((row) => (row.paperId === paper.id ? extraction : row)),
    }
    expect(await dump(store())).toEqual(replaced)
  })

  test('P1 `before` is not compared', async () => {
    const before = buildEntity('graph', { paperCount: 5 })
    const after = buildEntity('graph', { paperCount: 6 })
    await store().apply({ ...EMPTY_PATCH, entities: [{ before, after }] })
    await store().apply({ ...EMPTY_PATCH, entities: [{ before, after: null }] })
    expect(await dump(store())).toEqual(EMPTY_WORLD)
  })

  test('P3 the reverse of a patch takes it back', async () => {
    await store().apply(patchOf(WORLD))
    const before = await dump(store())
    const renamed = GRAPH.map((entity) => ({ before: entity, after: { ...entity, name: 'Graph', paperCount: 4 } }))
    const facts = WORLD.facts.filter(({ entityId }) => entityId === 'river')
    const patch: GraphPatch = {
      ...buildRemoval({
        entities: WORLD.entities.filter(({ id }) => id === 'river'),
        aliases: WORLD.aliases.filter(({ entityId }) => entityId === 'river'),
        facts,
      }),
      papers: [{ before: null, after: buildPaper('doi:new') }],
    }
    const whole = { ...patch, entities: [...patch.entities, ...renamed] }
    await store().apply(whole)
    expect(await dump(store())).not.toEqual(before)
    await store().apply(reversePatch(whole))
    expect(await dump(store())).toEqual(before)
    await store().apply(reversePatch(patchOf(WORLD)))
    expect(await dump(store())).toEqual(EMPTY_WORLD)
  })

  test('P4 removing a paper removes its facts, extraction and similar papers', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    await store().apply(buildRemoval({ papers: PAPER }))
    expect(await dump(store())).toEqual({
      ...before,
      papers: before.papers.filter(({ id }) => id !== 'arxiv:2001.00001'),
      extractions: before.extractions.filter(({ paperId }) => paperId !== 'arxiv:2001.00001'),
      facts: before.facts.filter(({ paperId }) => paperId !== 'arxiv:2001.00001'),
      similar: before.similar.filter(({ a, b }) => a !== 'arxiv:2001.00001' && b !== 'arxiv:2001.00001'),
    })
  })

  test('P4 removing an entity removes its facts, aliases, related, broader and places in topics', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    await store().apply(buildRemoval({ entities: GRAPH }))
    expect(await dump(store())).toEqual({
      ...before,
      entities: before.entities.filter(({ id }) => id !== 'graph'),
      aliases: before.aliases.filter(({ entityId }) => entityId !== 'graph'),
      facts: before.facts.filter(({ entityId }) => entityId !== 'graph'),
      related: before.related.filter(({ a, b }) => a !== 'graph' && b !== 'graph'),
      broader: before.broader.filter(({ narrower, broader }) => narrower !== 'graph' && broader !== 'graph'),
      members: before.members.filter(({ entityId }) => entityId !== 'graph'),
    })
  })

  test('P4 removing a fact, an alias or an extraction removes that alone', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    const [fact, ...facts] = before.facts
    const [alias, ...aliases] = before.aliases
    const [extraction, ...extractions] = before.extractions
    if (!fact || !alias || !extraction) throw new Error('the world has some of each')
    await store().apply(buildRemoval({ facts: [fact], aliases: [alias], extractions: [extraction] }))
    expect(await dump(store())).toEqual({ ...before, facts, aliases, extractions })
  })

  test('P5 removals come first: what was removed can be put again under another row', async () => {
    await store().apply(patchOf(WORLD))
    const old = WORLD.aliases.find(({ surface }) => surface === 'graph')
    if (!old) throw new Error('the world has it')
    const moved = { ...old, entityId: 'attention' }
    await store().apply({
      ...EMPTY_PATCH,
      aliases: [
        { before: null, after: moved },
        { before: old, after: null },
      ],
    })
    expect((await store().aliasesOf(['attention']))[0]).toContainEqual(moved)
    expect((await store().aliasesOf(['graph']))[0]).not.toContainEqual(old)
  })

  test('P5 P6 P7 what a patch removes is not there for what it puts', async () => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    const removal = buildRemoval({ entities: WORLD.entities.filter(({ id }) => id === 'river') })
    const { facts } = buildPatch({ facts: [buildFact('doi:10.1000/b', 'river')] })
    await expect(store().apply({ ...removal, facts })).rejects.toThrow(ConflictError)
    expect(await dump(store())).toEqual(before)
  })

  test.each<{ what: string; dangling: Parameters<typeof buildPatch>[0] }>([
    { what: 'a fact of an unknown paper', dangling: { facts: [buildFact('doi:nowhere', 'graph')] } },
    { what: 'a fact of an unknown entity', dangling: { facts: [buildFact('doi:10.1000/b', 'nowhere')] } },
    { what: 'an alias of an unknown entity', dangling: { aliases: [buildAlias('nowhere', 'x')] } },
    { what: 'an extraction of an unknown paper', dangling: { extractions: [buildExtraction('doi:nowhere')] } },
  ])('P6 P7 all or nothing: $what is refused, and all that came with it', async ({ dangling }) => {
    await writeWorld(store(), WORLD)
    const before = await dump(store())
    const good = buildPatch({
      papers: [buildPaper('doi:new')],
      entities: [buildEntity('new'), buildEntity('graph', { name: 'changed' })],
      aliases: [buildAlias('new', 'new')],
      facts: [buildFact('doi:new', 'new')],
      extractions: [buildExtraction('doi:new')],
    })
    const bad = mergePatches(good, buildPatch(dangling))
    await expect(store().apply(bad)).rejects.toThrow(ConflictError)
    expect(await dump(store())).toEqual(before)
    await store().apply(good)
    expect(await store().papersById(['doi:new'])).toEqual([buildPaper('doi:new')])
  })
})

function mergePatches(one: GraphPatch, other: GraphPatch): GraphPatch {
  return {
    papers: [...one.papers, ...other.papers],
    extractions: [...one.extractions, ...other.extractions],
    entities: [...one.entities, ...other.entities],
    aliases: [...one.aliases, ...other.aliases],
    facts: [...one.facts, ...other.facts],
    redirects: [...one.redirects, ...other.redirects],
    originals: [...one.originals, ...other.originals],
  }
}
