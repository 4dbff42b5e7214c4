// What an engine is asked in its own language: a word that comes in by every place of the API, and lies in the graph under every
// name, is in no text that reaches the engine. It comes in parameters alone.
import { DatabaseSync } from 'node:sqlite'
import { getNamedType, isEnumType, isRequiredArgument, isScalarType } from 'graphql'
import { ManagedTransaction, Session } from 'neo4j-driver'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { toGlobalId } from '../../../schema/lib/global-id.ts'
import { createIngestor } from '../../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../../src/cli/jobs/job.ts'
import type { Actor } from '../../../src/graph/actor.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { createTestCurator, ingestPapers } from '../../support/terms.ts'
import { createClient } from '../client.ts'
import type { Client } from '../client.ts'
import { placesOf, valueOf } from '../strings.ts'

const WORD = 'zqxword'
const ADA: Actor = { name: WORD, scopes: ['write'] }
/** For numbers: no constant of a statement has it, nor the one behind it. */
const NUMBER = 47

vi.setConfig({ testTimeout: 300_000 })

describe('texts that reach the engine', () => {
  let store: GraphStore
  let client: Client
  const texts = new Set<string>()

  /** Watches what every connection of the process is asked, under whatever store. */
  function watch(): void {
    const calls = [
      { prototype: DatabaseSync.prototype, name: 'prepare' },
      { prototype: DatabaseSync.prototype, name: 'exec' },
      { prototype: ManagedTransaction.prototype, name: 'run' },
      { prototype: Session.prototype, name: 'run' },
    ]
    for (const { prototype, name } of calls) {
      const ask: unknown = Reflect.get(prototype, name)
      if (typeof ask !== 'function') throw new Error(`There is no \`${name}\`.`)
      Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]): unknown {
        texts.add(typeof args[0] === 'string' ? args[0] : JSON.stringify(args[0]))
        return Reflect.apply(ask, this, args)
      })
      restore.push(() => void Reflect.set(prototype, name, ask))
    }
  }
  const restore: (() => void)[] = []

  beforeAll(async () => {
    watch()
    store = await currentEngine().openEmpty()
    await ingestPapers(store)
    const ingestor = createIngestor({ store, runJob: runOn(store), log: pino({ level: 'silent' }) })
    restore.push(() => void ingestor[Symbol.asyncDispose]())
    const limits = { nodes: 1e6, aliases: 1e3, tokens: 1e5, documentLength: 1e6, errors: 1e3 }
    client = createClient(store, { actor: ADA, ingestor, curator: createTestCurator(store), limits })
    await client.data('mutation ($input: IngestInput!) { ingest(input: $input) { __typename } }', {
      input: {
        papers: [
          {
            title: `${WORD} for the river graph`,
            abstract: `We propose ${WORD} networks (${WORD.toUpperCase()}) and evaluate ${WORD} on ImageNet.`,
            authors: [WORD],
            venue: WORD,
            doi: `10.1000/${WORD}`,
            url: `https://example.org/${WORD}`,
            year: 1847,
          },
        ],
        source: WORD,
        idempotencyKey: WORD,
      },
    })
    const run = await store.lastRun()
    if (run !== null) await Array.fromAsync(ingestor.progress(run.id))
    const tide = toGlobalId('tide')
    const split = await client.data(
      `mutation {
        renameEntity(entity: "${tide}", name: "${WORD} level") { __typename }
        addAlias(entity: "${tide}", name: "${WORD} height") { __typename }
        splitEntity(entity: "${toGlobalId('delta-filter')}", name: "${WORD} filter", papers: [${JSON.stringify(
          (await client.data('{ papers(where: { title: "filters of the delta" }) { nodes { id } } }')).papers.nodes[0]
            .id,
        )}]) { __typename }
      }`,
    )
    if (split.splitEntity.__typename !== 'CurationSuccess') throw new Error('Nothing was split off.')
  })
  /** The texts so far that hold the word or the number. */
  const tainted = () => [...texts].filter((text) => text.toLowerCase().includes(WORD) || /\b4[78]\b/.test(text))

  afterAll(async () => {
    for (const back of restore) back()
    await store[Symbol.asyncDispose]()
  })

  it('are written without what was taken in', () => {
    expect(texts.size).toBeGreaterThan(20)
    expect(tainted()).toEqual([])
  })

  it('are written without what is asked for, in whatever place', async () => {
    const [entity] = (await client.data(`{ entities(where: { name: "${WORD} filter" }) { nodes { id } } }`)).entities
      .nodes
    const [paper] = (await client.data(`{ papers(where: { authors: ["${WORD}"] }) { nodes { id } } }`)).papers.nodes
    const before = texts.size
    const ids: Readonly<Record<string, unknown>> = { ID: entity.id, Int: NUMBER, Float: NUMBER, Boolean: true }
    for (const { operation, field, argument, path } of [...placesOf('query'), ...placesOf('mutation')]) {
      const others = field.args.filter(
        (other) => other !== argument && (isRequiredArgument(other) || other.name === 'first'),
      )
      const all = [argument, ...others]
      const takesPapers = /^(?:paper|papers|with)$/.test(argument.name) || field.name === 'paper'
      const isId = getNamedType(argument.type).name === 'ID' || /(?:any|all|none|topics|runs)$/.test(path.at(-1) ?? '')
      const text = isId ? (takesPapers ? paper.id : entity.id) : WORD
      const isLeaf = isScalarType(getNamedType(field.type)) || isEnumType(getNamedType(field.type))
      const head = all.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
      const given = all.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
      const variables = all.map((arg) => [
        arg.name,
        valueOf(arg.type, arg === argument ? path : null, text, (type) => ids[type] ?? WORD),
      ])
      const hasTotal = getNamedType(field.type).name.endsWith('Connection')
      const selected = isLeaf ? '' : `{ __typename ${hasTotal ? 'totalCount' : ''} }`
      await client.ask(`${operation} (${head}) { ${field.name}(${given}) ${selected} }`, Object.fromEntries(variables))
    }
    expect(texts.size).toBeGreaterThan(before + 20)
    expect(tainted()).toEqual([])
  })

  it('are written without the ids, years and cursors that lists begin at', async () => {
    const LISTS = `papers(first: ${NUMBER}, where: { year: { gte: 1847, lte: 1848 } }) { edges { cursor } }
      entities(first: ${NUMBER}, orderBy: { field: NAME }) { edges { cursor } }
      search(query: "${WORD}", first: ${NUMBER}) { edges { cursor } }`
    const page = await client.data(`{ ${LISTS} }`)
    for (const field of ['papers', 'entities', 'search']) {
      const after = page[field].edges.at(-1).cursor
      const more = { papers: '', entities: 'orderBy: { field: NAME }', search: `query: "${WORD}"` }[field] ?? ''
      await client.data(`{ ${field}(first: ${NUMBER}, after: "${after}" ${more}) { edges { cursor } } }`)
    }
    expect(tainted()).toEqual([])
  })
})
