// Strings that are code somewhere, in every place of the schema that takes a text: they are data there, whatever the engine.
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isScalarType,
} from 'graphql'
import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLInputType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../../schema/index.ts'
import { toGlobalId } from '../../../schema/lib/global-id.ts'
import { SCAN_TABLES } from '../../../src/graph/reader.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { createClient } from '../client.ts'
import type { Client } from '../client.ts'
import { seedGraph } from '../seed.ts'

/** Each is code for something: SQL, FTS5, Cypher, Lucene, JSON, HTML, shells, templates, formats, or trouble as text. */
const STRINGS = [
  "' OR '1'='1",
  "'; DROP TABLE papers; --",
  '" OR ""="',
  "') UNION SELECT 1,2,3 --",
  '1; DELETE FROM facts',
  'x\\',
  '%',
  '_',
  '%%%',
  '?1',
  ':id',
  '@id',
  '$id',
  '`papers`',
  "char(0)||'a'",
  'a AND',
  'AND',
  'NOT',
  'a NEAR b',
  'NEAR(a b, 5)',
  'title:a',
  'a*',
  '*',
  '"',
  '"a',
  'a"b',
  '(a',
  'a)',
  '^a',
  '{a b}: c',
  'a - b',
  '-a',
  '+a',
  'a OR b',
  '[1 TO 9]',
  '{a TO z}',
  'a~',
  'a~2',
  '"a b"~9',
  'a^9',
  '/a.*/',
  '/(a+)+$/',
  '&&',
  '||',
  '!a',
  '\\"',
  '\\u0022',
  'a:b',
  'terms:*',
  '*:*',
  "'}) DETACH DELETE n //",
  '}) MATCH (n) DETACH DELETE n WITH 1 AS x MATCH (p {a: "',
  '$given.ids',
  '${given}',
  '{{7*7}}',
  '`) RETURN 1 //',
  'CALL db.labels()',
  '*/ RETURN 1 /*',
  "a' RETURN n UNION MATCH (k:ApiKey) RETURN k //",
  'LOAD CSV FROM "file:///etc/passwd" AS x',
  '{"$ne": null}',
  '[]',
  '{}',
  'null',
  'undefined',
  'true',
  'NaN',
  '-0',
  '1e999',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '$(id)',
  '`id`',
  '| id',
  '; id',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'file:///etc/passwd',
  'http://169.254.169.254/',
  '%00',
  '%s%s%n',
  '\r\nSet-Cookie: a=b',
  '#{1+1}',
  '{{constructor.constructor("return 1")()}}',
  '\u0000',
  'a\u0000b',
  '\u0007',
  '\u001b[31m',
  '\ud800',
  '\udfff\ud800',
  '\ufeffa',
  '\u202eabc',
  '\u200b',
  '\u2028',
  'é',
  'e\u0301',
  'ﬁ',
  'ß',
  'İ',
  '𝔘',
  '👩‍👩‍👧',
  'a'.repeat(999),
  '('.repeat(500),
  'a '.repeat(400),
  '💥'.repeat(300),
  'ﷺ'.repeat(100),
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
  ' ',
  '',
  '\t\n',
]

/** Strings a request: each has an alias and variables of its own. */
const TOGETHER = 16

/** What a string may be answered with besides data. */
const CLEAN = new Set(['BAD_USER_INPUT', 'NOT_FOUND', 'LIMIT_EXCEEDED', 'UNAUTHENTICATED'])

type Place = {
  readonly field: GraphQLField<unknown, unknown>
  readonly argument: GraphQLArgument
  readonly path: readonly string[]
  readonly operation: 'query' | 'mutation'
}

/** Every place of a root field that takes a text: arguments, and fields of input objects down to some depth. */
function placesOf(operation: 'query' | 'mutation'): Place[] {
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType()
  return Object.values(root?.getFields() ?? {}).flatMap((field) =>
    field.args.flatMap((argument) => textsIn(argument.type, 3).map((path) => ({ operation, field, argument, path }))),
  )
}

function textsIn(type: GraphQLInputType, depth: number): (readonly string[])[] {
  const named = getNamedType(type)
  if (isScalarType(named))
    return ['String', 'ID'].includes(named.name) || !['Int', 'Float', 'Boolean'].includes(named.name) ? [[]] : []
  if (!isInputObjectType(named) || depth === 0) return []
  return Object.values(named.getFields()).flatMap((inner) =>
    textsIn(inner.type, depth - 1).map((path) => [inner.name].concat(path)),
  )
}

/** A value of a type with `text` at the end of a path; what else is required gets something harmless. */
function valueOf(
  type: GraphQLInputType,
  path: readonly string[] | null,
  text: string,
  harmless: (type: string) => unknown,
): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    const item = valueOf(nullable.ofType, path, text, harmless)
    // Most lists of ids want two that differ.
    return path !== null && path.length === 0 ? [item, `${text}x`] : [item]
  }
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).flatMap((inner: GraphQLInputField) => {
      if (path !== null && inner.name === path[0])
        return [[inner.name, valueOf(inner.type, path.slice(1), text, harmless)]]
      return isNonNullType(inner.type) ? [[inner.name, valueOf(inner.type, null, text, harmless)]] : []
    })
    return Object.fromEntries(fields)
  }
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name
  return path === null ? harmless(nullable.name) : text
}

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

  it('covers the schema', () => {
    expect(placesOf('query').length).toBeGreaterThan(20)
  })

  it('strings are data in every place that takes one', { timeout: 600_000 }, async () => {
    const before = await fingerprint()
    const failures: unknown[] = []
    for (const { operation, field, argument, path } of [...placesOf('query'), ...placesOf('mutation')]) {
      const required = field.args.filter((other) => other !== argument && isRequiredArgument(other))
      const all = [argument, ...required]
      const isLeaf = isScalarType(getNamedType(field.type)) || isEnumType(getNamedType(field.type))
      for (let at = 0; at < STRINGS.length; at += TOGETHER) {
        const texts = STRINGS.slice(at, at + TOGETHER)
        const head = texts.flatMap((_, i) => all.map((arg) => `$${arg.name}${i}: ${String(arg.type)}`)).join(', ')
        const fields = texts.map((_, i) => {
          const given = all.map((arg) => `${arg.name}: $${arg.name}${i}`).join(', ')
          return `r${i}: ${field.name}(${given}) ${isLeaf ? '' : '{ __typename }'}`
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
