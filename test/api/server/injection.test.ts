// Strings that are code somewhere, in every place of the schema that takes a text: they are data there, whatever the engine.
import { getNamedType, isEnumType, isRequiredArgument, isScalarType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toGlobalId } from '../../../schema/lib/global-id.ts'
import { SCAN_TABLES } from '../../../src/graph/reader.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { createClient } from '../client.ts'
import type { Client, Data } from '../client.ts'
import { seedGraph } from '../seed.ts'
import { STRINGS, placesOf, placesWithin, valueOf } from '../strings.ts'

/** Strings a request: each has an alias and variables of its own. */
const TOGETHER = 16

/** What a string may be answered with besides data. */
const CLEAN = new Set(['BAD_USER_INPUT', 'NOT_FOUND', 'LIMIT_EXCEEDED', 'UNAUTHENTICATED'])

describe('injection', () => {
  let store: GraphStore
  let client: Client
  let someId: string
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await seedGraph(store, 8)
    const limits = { nodes: 1e6, aliases: 1e3, tokens: 1e5, documentLength: 1e6, errors: 1e3 }
    client = createClient(store, { production: true, limits })
    someId = toGlobalId('self-attention')
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  const harmless = (type: string): unknown => ({ ID: someId, Int: 1, Float: 1, Boolean: true })[type] ?? 'attention'

  /** Everything the store holds, as one text. */
  async function fingerprint(): Promise<string> {
    const parts: unknown[] = [await store.stats(), await store.listKeys()]
    for (const table of SCAN_TABLES) for await (const batch of store.scan(table)) parts.push(batch)
    return JSON.stringify(parts)
  }

  /** The id of one of each type whose fields take texts. */
  async function idsOfTypes(): Promise<ReadonlyMap<string, string>> {
    const { papers, concepts, methods, topics, runs } = await client.data(
      `{ ${['papers', 'concepts', 'methods', 'topics', 'runs'].map((list) => `${list}(first: 1) { nodes { __typename id } }`).join(' ')} }`,
    )
    const nodes = [papers, concepts, methods, topics, runs].map((list: Data) => list.nodes[0])
    return new Map(nodes.map(({ __typename, id }: Data) => [__typename, id]))
  }

  it('covers the schema', () => {
    expect(placesOf('query').length).toBeGreaterThan(20)
  })

  it('strings are data in every place that takes one', { timeout: 600_000 }, async () => {
    const before = await fingerprint()
    const failures: unknown[] = []
    const owners = await idsOfTypes()
    const places = [...placesOf('query'), ...placesOf('mutation'), ...[...owners.keys()].flatMap(placesWithin)]
    for (const { operation, field, argument, path, owner } of places) {
      const required = field.args.filter((other) => other !== argument && isRequiredArgument(other))
      const all = [argument, ...required]
      const isLeaf = isScalarType(getNamedType(field.type)) || isEnumType(getNamedType(field.type))
      for (let at = 0; at < STRINGS.length; at += TOGETHER) {
        const texts = STRINGS.slice(at, at + TOGETHER)
        const head = texts.flatMap((_, i) => all.map((arg) => `$${arg.name}${i}: ${String(arg.type)}`)).join(', ')
        const fields = texts.map((_, i) => {
          const given = all.map((arg) => `${arg.name}: $${arg.name}${i}`).join(', ')
          const asked = `r${i}: ${field.name}(${given}) ${isLeaf ? '' : '{ __typename }'}`
          return owner === null ? asked : `o${i}: node(id: "${owners.get(owner)}") { ... on ${owner} { ${asked} } }`
        })
        const variables = texts.flatMap((text, i) => [
          [`${argument.name}${i}`, valueOf(argument.type, path, text, harmless)],
          ...required.map((arg) => [`${arg.name}${i}`, valueOf(arg.type, null, text, harmless)]),
        ])
        const { errors } = await client.ask(
          `${operation} (${head}) { ${fields.join(' ')} }`,
          Object.fromEntries(variables),
        )
        const dirty = errors.filter(({ extensions }) => !CLEAN.has(extensions.code))
        if (dirty.length > 0) failures.push({ field: field.name, argument: argument.name, path, texts, dirty })
      }
    }
    expect(failures).toEqual([])
    expect(await fingerprint()).toBe(before)
  })

  it('search by code finds what search by its words finds', { timeout: 120_000 }, async () => {
    const count = async (query: string): Promise<unknown> =>
      (
        await client.ask('query ($query: String!) { search(query: $query, first: 50) { nodes { __typename } } }', {
          query,
        })
      ).data
    for (const words of ['attention', 'gradient descent', 'batch normalization']) {
      const plain = await count(words)
      for (const [before, after] of [
        ['"', '"'],
        ['(', ')'],
        ['+', ''],
        ['', '*'],
        ['{', '}'],
        [' ', ' ; '],
      ] as const)
        expect(await count(`${before}${words}${after}`)).toEqual(plain)
    }
  })
})
