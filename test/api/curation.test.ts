// Curation through the API: what each mutation does, what it refuses, and that a dry run writes nothing.
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { Actor } from '../../src/graph/actor.ts'
import type { Curator } from '../../src/graph/curation.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { buildRun } from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import { createTestCurator, exportOf, ingestPapers } from '../support/terms.ts'
import { createClient } from './client.ts'
import type { Client, Data } from './client.ts'

const ADA: Actor = { name: 'ada', scopes: ['write'] }

/** Everything that a mutation may answer. */
const RESULT = `
  __typename
  ... on CurationSuccess {
    dryRun summary derivedStale
    curation { id seq op actor at summary payload undoneBy { id } }
    entity { id name kind paperCount aliases { surface rule count } }
    changes {
      papers
      entities { added changed removed } aliases { added changed removed } facts { added changed removed }
      rows(first: 100) { what entity paper before after }
    }
  }
  ... on UserError { code message }
  ... on NotFound { id path }
  ... on InvalidInput { issues { path message } }`

const id = (name: string) => JSON.stringify(toGlobalId(name))

/** Each test ingests and derives several times over. */
vi.setConfig({ testTimeout: 120_000 })

describe('curation', () => {
  let store: GraphStore
  let client: Client
  beforeEach(async () => {
    store = await currentEngine().openEmpty()
    await ingestPapers(store)
    client = createClient(store, { actor: ADA, curator: createTestCurator(store) })
  })
  afterEach(async () => store[Symbol.asyncDispose]())

  const mutate = async (call: string): Promise<Data> => (await client.data(`mutation { it: ${call} { ${RESULT} } }`)).it
  const undo = async (curation: string) => mutate(`undo(curation: "${curation}")`)

  const CALLS = [
    ['mergeEntities', `into: ${id('river-graph')}, from: [${id('basin-web')}, ${id('tide')}]`],
    ['splitEntity', `entity: ${id('delta-filter')}, name: "estuary filter", papers: PAPER`],
    ['renameEntity', `entity: ${id('tide')}, name: "sea level"`],
    ['reclassifyEntity', `entity: ${id('sluice-net')}, kind: TASK`],
    ['rejectEntity', `entity: ${id('crest-error')}`],
    ['addAlias', `entity: ${id('tide')}, name: "ebb and flow"`],
  ] as const

  it.each(CALLS)(
    '%s as a dry run says what it would do and writes nothing; then it does so; then it is undone',
    async (name, args) => {
      const { paper } = await client.data('{ paper(title: "Filters of the delta") { id } }')
      const given = args.replace('PAPER', JSON.stringify([paper.id]))
      const before = await exportOf(store)
      const dry = await mutate(`${name}(${given}, dryRun: true)`)
      expect(dry).toMatchObject({ __typename: 'CurationSuccess', dryRun: true, curation: null, entity: null })
      expect(await exportOf(store)).toEqual(before)
      expect((await client.data('{ curations { totalCount } }')).curations.totalCount).toBe(0)
      expect(await store.curationRecords()).toEqual({ originals: [], redirects: [] })

      const done = await mutate(`${name}(${given})`)
      expect(done).toMatchObject({
        __typename: 'CurationSuccess',
        dryRun: false,
        summary: dry.summary,
        changes: dry.changes,
      })
      expect(done.curation).toMatchObject({ seq: 1, actor: 'ada', summary: done.summary, undoneBy: null })
      const { curations } = await client.data('{ curations { totalCount nodes { id op } } }')
      expect(curations).toEqual({ totalCount: 1, nodes: [{ id: done.curation.id, op: done.curation.op }] })
      expect((await client.data(`{ node(id: "${done.curation.id}") { id __typename } }`)).node).toEqual({
        id: done.curation.id,
        __typename: 'Curation',
      })

      const back = await undo(done.curation.id)
      expect(back).toMatchObject({ __typename: 'CurationSuccess', curation: { op: 'UNDO' } })
      expect(await exportOf(store)).toEqual(before)
      const { node } = await client.data(`{ node(id: "${done.curation.id}") { ... on Curation { undoneBy { id } } } }`)
      expect(node.undoneBy.id).toBe(back.curation.id)
    },
  )

  it('tells row by row what a merge does', async () => {
    const { changes } = await mutate(
      `mergeEntities(into: ${id('lock-solver')}, from: [${id('gauge-forecasting')}], dryRun: true)`,
    )
    expect(changes).toMatchObject({ entities: { added: 0, changed: 1, removed: 1 }, papers: 2 })
    expect(changes.rows.slice(0, 2)).toEqual([
      {
        what: 'ENTITY',
        entity: toGlobalId('gauge-forecasting'),
        paper: null,
        before: '"gauge forecasting", TASK (MENTIONS), in 2 papers',
        after: null,
      },
      {
        what: 'ENTITY',
        entity: toGlobalId('lock-solver'),
        paper: null,
        before: '"lock solver", METHOD (MENTIONS), in 2 papers',
        after: '"lock solver", METHOD (MENTIONS), in 3 papers',
      },
    ])
    expect(changes.rows).toContainEqual(
      expect.objectContaining({
        what: 'FACT',
        before: null,
        after: expect.stringMatching(/^USES, 1 mention, salience 0\./),
      }),
    )
  })

  it('lets the id of a merged entity lead to the one it is now, wherever ids are taken', async () => {
    const old = id('tide')
    const reads = `
      node(id: ${old}) { id }
      entity(id: ${old}) { id name }
      relatedTopics(of: [${old}]) { totalCount }
      relatedPapers(of: [${old}, ${id('river-graph')}]) { nodes { id } }
      gaps(of: ${old}) { totalCount }
      coOccurrence(entities: [${old}, ${id('flood-wave')}]) { entities { entity { id } } }
      neighbourhood(of: [${old}]) { nodes { id } }
      entities(where: { coOccursWith: { any: [${old}] } }) { nodes { id } }
      paths(from: ${old}, to: ${id('flood-wave')}) { paths { nodes { id } } }`
    await mutate(`mergeEntities(into: ${id('river-graph')}, from: [${old}])`)
    const river = toGlobalId('river-graph')
    const found = await client.data(`{ ${reads} }`)
    expect(found.node).toEqual({ id: river })
    expect(found.entity).toEqual({ id: river, name: 'river graph' })
    expect(found.coOccurrence.entities[0].entity).toEqual({ id: river })
    expect(found.neighbourhood.nodes[0]).toEqual({ id: river })
    expect(found.paths.paths[0].nodes[0]).toEqual({ id: river })
    const { relatedPapers, entities } = await client.data(`{
      relatedPapers(of: [${id('river-graph')}]) { nodes { id } }
      entities(where: { coOccursWith: { any: [${id('river-graph')}] } }) { nodes { id } }
    }`)
    expect(found.relatedPapers).toEqual(relatedPapers)
    expect(found.entities).toEqual(entities)
    expect(entities.nodes).not.toEqual([])

    await undo(toGlobalId('curation:1'))
    expect((await client.data(`{ node(id: ${old}) { id } }`)).node).toEqual({ id: toGlobalId('tide') })
    const split = await mutate(`splitEntity(entity: ${id('river-graph')}, name: "x", aliases: ["tide"])`)
    expect(split).toMatchObject({ __typename: 'InvalidInput' })
  })

  it('answers what comes later in a request as it is by then', async () => {
    const answer = await client.data(`mutation {
      a: renameEntity(entity: ${id('tide')}, name: "sea level") { ... on CurationSuccess { entity { name aliases { surface } } } }
      b: mergeEntities(into: ${id('river-graph')}, from: [${id('tide')}]) {
        ... on CurationSuccess { entity { aliases { surface } papers { totalCount } paperCount } }
      }
    }`)
    expect(answer.a.entity.aliases).toContainEqual({ surface: 'sea level' })
    expect(answer.b.entity.aliases).toContainEqual({ surface: 'sea level' })
    expect(answer.b.entity.papers.totalCount).toBe(answer.b.entity.paperCount)
  })

  const refused: readonly (readonly [string, string, RegExp])[] = [
    [
      `renameEntity(entity: ${id('nothing')}, name: "x")`,
      'NotFound',
      /^`entity`: there is no entity with the id "RW50aXR5Om5vdGhpbmc"\. Look it up again/,
    ],
    [`renameEntity(entity: "rubbish", name: "x")`, 'InvalidInput', /is not an id/],
    [
      `renameEntity(entity: ${id('tide')}, name: "Basin webs")`,
      'Conflict',
      /^"Basin webs" is a name of "[^"]+" \(RW50aXR5[\w-]+\)\. .*merge them with `mergeEntities`/,
    ],
    [
      `addAlias(entity: ${id('tide')}, name: "...")`,
      'InvalidInput',
      /^`name`: "\.\.\." holds no letter and no digit\./,
    ],
    [`addAlias(entity: ${id('tide')}, name: "${'x'.repeat(1001)}")`, 'InvalidInput', /1000 characters at most/],
    [`mergeEntities(into: ${id('tide')}, from: [])`, 'InvalidInput', /takes 1 to 20 entities, got 0/],
    [`mergeEntities(into: ${id('tide')}, from: [${id('tide')}])`, 'Conflict', /nothing to merge/],
    [`splitEntity(entity: ${id('tide')}, name: "ebb")`, 'InvalidInput', /Say what to split off/],
    [
      `splitEntity(entity: ${id('tide')}, name: "ebb", aliases: ["tide", "low"])`,
      'InvalidInput',
      /^`aliases.1`: "low" is not .* Its names: "/,
    ],
    [
      `splitEntity(entity: ${id('tide')}, name: "ebb", aliases: ["tide"])`,
      'InvalidInput',
      /^`aliases`: that .* use `renameEntity`/,
    ],
    [`addAlias(entity: ${id('tide')}, name: "Tides")`, 'InvalidInput', /^`name`: "Tides" leads to "tide"/],
    [`renameEntity(entity: ${id('tide')}, name: "tide")`, 'InvalidInput', /^`name`: it is called "tide" already\.$/],
    [
      `splitEntity(entity: ${id('tide')}, name: "ebb", papers: [${id('doi:10.1/none')}])`,
      'InvalidInput',
      /^`papers.0`: the paper "UGFwZXI6ZG9pOjEwLjEvbm9uZQ" does not speak of "tide" \(RW50aXR5OnRpZGU\)\./,
    ],
    [
      `reclassifyEntity(entity: ${id('tide')}, kind: CONCEPT)`,
      'InvalidInput',
      /^`kind`: "tide" is a CONCEPT already\.$/,
    ],
    [
      `undo(curation: ${id('curation:7')})`,
      'NotFound',
      /^`curation`: there is no curation with the id "Q3VyYXRpb246Y3VyYXRpb246Nw"/,
    ],
    [`undo(curation: ${id('tide')})`, 'InvalidInput', /expected the id of a Curation/],
  ]

  it('refuses with a type that says why and what to do instead', async () => {
    const before = await exportOf(store)
    for (const [call, type, message] of refused) {
      const result = { call, ...(await mutate(call)) }
      expect(result).toMatchObject({ call, __typename: type, message: expect.stringMatching(message) })
    }
    expect(await exportOf(store)).toEqual(before)
  })

  it('suggests what may be one thing, until it is', async () => {
    await mutate(`addAlias(entity: ${id('tide')}, name: "delta filtre")`)
    const ask = async () => {
      const query =
        '{ mergeSuggestions { edges { score node { name } into { name } reasons { kind contribution summary } } } }'
      return (await client.data(query)).mergeSuggestions.edges
    }
    const [suggestion] = await ask()
    expect(suggestion).toMatchObject({ node: { name: 'tide' }, into: { name: 'delta filter' } })
    expect(suggestion.reasons[0]).toEqual({
      kind: 'SPELLING',
      contribution: 0.7,
      summary: '"delta filter" and "delta filtre" differ by one letter.',
    })
    expect(suggestion.reasons.map(({ kind }: Data) => kind)).toEqual(
      expect.arrayContaining(['CO_OCCURRENCE', 'OTHER_KIND']),
    )
    await mutate(`mergeEntities(into: ${id('delta-filter')}, from: [${id('tide')}])`)
    expect(await ask()).toEqual([])
  })

  it('takes many changes at once, one after another', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `word ${i}`)
    const done = await Promise.all(
      names.map((name, i) => mutate(`addAlias(entity: ${id(i % 2 === 0 ? 'tide' : 'river-graph')}, name: "${name}")`)),
    )
    expect(new Set(done.map(({ __typename }) => __typename))).toEqual(new Set(['CurationSuccess']))
    expect(done.map(({ curation }) => curation.seq).sort((a, b) => a - b)).toEqual(names.map((_, i) => i + 1))
    const found = await client.data(`{ ${names.map((name, i) => `n${i}: entity(name: "${name}") { id }`).join(' ')} }`)
    expect(Object.values(found)).not.toContain(null)
  })

  it('refuses while papers are ingested, and says so', async () => {
    await store.beginRun(buildRun(), null)
    expect(await mutate(`rejectEntity(entity: ${id('tide')})`)).toMatchObject({
      __typename: 'Conflict',
      code: 'CONFLICT',
      message: expect.stringMatching(/^The ingestion "UnVuOnJ1bjoy" is under way/),
    })
  })

  it.each([
    ['nobody', null, 'UNAUTHENTICATED'],
    ['who may only read', { name: 'eve', scopes: ['read'] } satisfies Actor, 'FORBIDDEN'],
  ] as const)('refuses %s', async (_, actor, code) => {
    const before = await exportOf(store)
    const other = createClient(store, { actor, curator: createTestCurator(store) })
    for (const [name, args] of CALLS) {
      const { data, errors } = await other.ask(`mutation { ${name}(${args.replace('PAPER', '[]')}) { __typename } }`)
      expect(data).toBeNull()
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
    }
    expect(await exportOf(store)).toEqual(before)
  })

  it('is not cut off where a query would be', async () => {
    const inner = createTestCurator(store)
    const curator: Curator = {
      ...inner,
      async curate(...given) {
        await wait(300)
        return inner.curate(...given)
      },
    }
    const slow = createClient(store, { actor: ADA, curator, limits: { queryMs: 100 } })
    const { it: result } = await slow.data(`mutation { it: rejectEntity(entity: ${id('tide')}) { __typename } }`)
    expect(result).toEqual({ __typename: 'CurationSuccess' })
  })

  it('refuses where the server only reads', async () => {
    const { errors } = await createClient(store, { actor: ADA }).ask(
      `mutation { rejectEntity(entity: ${id('tide')}) { __typename } }`,
    )
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  })
})
