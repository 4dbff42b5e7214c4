// Whoever may not change the graph does not: every mutation of the schema, asked by nobody, by readers, and many times over.
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from 'graphql'
import type { GraphQLInputType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../../schema/index.ts'
import { toGlobalId } from '../../../schema/lib/global-id.ts'
import { SCAN_TABLES } from '../../../src/graph/reader.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { createClient } from '../client.ts'
import { seedGraph } from '../seed.ts'

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})

/** A value that a type takes. */
function valueOf(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return [valueOf(nullable.ofType)]
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name
  if (isInputObjectType(nullable)) {
    const needed = Object.values(nullable.getFields()).filter((field) => isNonNullType(field.type))
    return Object.fromEntries(needed.map((field) => [field.name, valueOf(field.type)]))
  }
  return (
    new Map<string, unknown>([
      ['ID', toGlobalId('self-attention')],
      ['Int', 1],
      ['Float', 1],
      ['Boolean', false],
    ]).get(getNamedType(type).name) ?? 'attention'
  )
}

describe('changes', () => {
  let store: GraphStore
  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    await seedGraph(store, 8)
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  async function fingerprint(): Promise<string> {
    const parts: unknown[] = [await store.stats()]
    for (const table of SCAN_TABLES) for await (const batch of store.scan(table)) parts.push(batch)
    return JSON.stringify(parts)
  }

  it('there are some', () => {
    expect(mutations.length).toBeGreaterThan(5)
  })

  it.each(mutations.map((field) => [field.name, field] as const))('%s needs the scope `write`', async (name, field) => {
    const before = await fingerprint()
    const required = field.args.filter((arg) => isRequiredArgument(arg))
    const head = required.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
    const given = required.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
    const call = `${name}${given === '' ? '' : `(${given})`} { __typename }`
    const times = Array.from({ length: 20 }, (_, i) => `a${i}: ${call}`).join(' ')
    const query = `mutation ${head === '' ? '' : `(${head})`} { ${times} }`
    const variables = Object.fromEntries(required.map((arg) => [arg.name, valueOf(arg.type)]))
    for (const [actor, code] of [
      [null, 'UNAUTHENTICATED'],
      [{ name: 'reader', scopes: ['read'] as const }, 'FORBIDDEN'],
      [{ name: 'nobody', scopes: [] }, 'FORBIDDEN'],
    ] as const) {
      const { errors } = await createClient(store, { actor }).ask(query, variables)
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]))
    }
    expect(await fingerprint()).toBe(before)
  })
})
