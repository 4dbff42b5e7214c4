// Whatever a mutation has answered is there for whoever reads next: two hundred changes, each read back at once by another client.
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import { createIngestor } from '../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../src/cli/jobs/job.ts'
import type { Actor } from '../../src/graph/actor.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { createTestCurator, ingestPapers } from '../support/terms.ts'
import { createClient } from './client.ts'
import type { Client, Data } from './client.ts'

const ADA: Actor = { name: 'ada', scopes: ['write'] }
const ENTITIES = ['river-graph', 'basin-web', 'flood-wave', 'tide', 'sluice-net']
const CHANGED = '__typename ... on CurationSuccess { curation { id seq } entity { id } } ... on UserError { message }'
const READ = `query ($id: ID!, $name: String!) {
  node(id: $id) { id ... on Entity { name kind aliases { surface } } }
  named: entity(name: $name) { id }
  curations(first: 1) { nodes { id seq } }
}`

vi.setConfig({ testTimeout: 300_000 })

describe('what was written', () => {
  let store: GraphStore
  let writer: Client
  let reader: Client
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await ingestPapers(store)
    writer = createClient(store, { actor: ADA, curator: createTestCurator(store, { derives: false }) })
    reader = createClient(store)
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  /** Changes something, and reads it and the log of it back. */
  async function changeAndRead(call: string, entity: string, name = ''): Promise<Data> {
    const { it: done } = await writer.data(`mutation { it: ${call} { ${CHANGED} } }`)
    expect(done).toMatchObject({ __typename: 'CurationSuccess' })
    const read = await reader.data(READ, { id: entity, name })
    expect(read.curations.nodes[0]).toEqual(done.curation)
    return { ...read, curation: done.curation.id }
  }

  it('is read by whoever asks next, 200 times of 200', async () => {
    const pairs: string[] = []
    const pair = async (call: string, entity: string, name?: string): Promise<Data> => {
      pairs.push(call)
      return await changeAndRead(call, entity, name)
    }
    for (let round = 0; round < 25; round++) {
      const [id, other] = [0, 1].map((n) => toGlobalId(ENTITIES[(round + n) % ENTITIES.length] ?? ''))
      if (id === undefined || other === undefined) throw new Error('There are entities.')
      const alias = `also ${round}`
      const aliased = await pair(`addAlias(entity: "${id}", name: "${alias}")`, id, alias)
      expect(aliased).toMatchObject({ named: { id }, node: { aliases: expect.arrayContaining([{ surface: alias }]) } })

      const renamed = await pair(`renameEntity(entity: "${id}", name: "called ${round}")`, id, `called ${round}`)
      expect(renamed).toMatchObject({ named: { id }, node: { name: `called ${round}` } })

      const kind = renamed.node.kind === 'TASK' ? 'DATASET' : 'TASK'
      const reclassified = await pair(`reclassifyEntity(entity: "${id}", kind: ${kind})`, id)
      expect(reclassified.node.kind).toBe(kind)
      const kept = await pair(`undo(curation: "${reclassified.curation}")`, id)
      expect(kept.node.kind).toBe(renamed.node.kind)

      const merged = await pair(`mergeEntities(into: "${other}", from: ["${id}"])`, id, alias)
      expect(merged).toMatchObject({ node: { id: other }, named: { id: other } })
      const parted = await pair(`undo(curation: "${merged.curation}")`, id, alias)
      expect(parted).toMatchObject({ node: { id, name: `called ${round}` }, named: { id } })

      const rejected = await pair(`rejectEntity(entity: "${id}")`, id, alias)
      expect(rejected).toMatchObject({ node: null, named: null })
      const restored = await pair(`undo(curation: "${rejected.curation}")`, id, alias)
      expect(restored).toMatchObject({ node: { id }, named: { id } })
    }
    expect(pairs).toHaveLength(200)
  })

  it('runs are read as soon as they are answered, and their papers when they have ended', async () => {
    await using ingestor = createIngestor({ store, runJob: runOn(store), log: pino({ level: 'silent' }) })
    const client = createClient(store, { actor: ADA, ingestor })
    for (let round = 0; round < 5; round++) {
      const { ingest } = await client.data(
        `mutation ($papers: [PaperInput!]) {
          ingest(input: { papers: $papers, source: "round ${round}" }) { ... on RunSuccess { run { id seq } } }
        }`,
        { papers: [{ title: `Round ${round} of the tide`, abstract: 'We measure the tide.' }] },
      )
      const { run, runs } = await reader.data(
        'query ($id: ID!) { run(id: $id) { id seq } runs(first: 1) { nodes { id } } }',
        {
          id: ingest.run.id,
        },
      )
      expect(run).toEqual(ingest.run)
      expect(runs.nodes).toEqual([{ id: ingest.run.id }])
      const last = await store.lastRun()
      if (last !== null) await Array.fromAsync(ingestor.progress(last.id))
      const { papers } = await reader.data(`{ papers(where: { sources: ["round ${round}"] }) { nodes { title } } }`)
      expect(papers.nodes).toEqual([{ title: `Round ${round} of the tide` }])
    }
  })
})
