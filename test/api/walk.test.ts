// Walks the schema: every field of every type is asked for and answers, with nothing but what the schema says.
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import type { GraphQLField, GraphQLObjectType, GraphQLOutputType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAnnotator } from '../../ingest/annotate.ts'
import { createExtractor } from '../../ingest/extract/index.ts'
import { schema } from '../../schema/index.ts'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import type { GraphStore } from '../../src/graph/store.ts'
import { currentEngine } from '../support/engines.ts'
import { createTestCurator } from '../support/terms.ts'
import { createClient } from './client.ts'
import type { Client, Data } from './client.ts'
import { deriveSeed, seedGraph } from './seed.ts'

type Field = GraphQLField<unknown, unknown>

const objectTypes = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
)

/** Fields that could answer several types by what the schema says, and answer one by what they are asked. */
const OF_ONE_KIND = new Set([
  ...['node', 'nodes', 'entity', 'concepts', 'methods', 'tasks', 'datasets', 'metrics'].map(
    (field) => `Query.${field}`,
  ),
  'Suggestion.node',
  'Annotation.entity',
])

/** How each type is reached from the root: the fields on the way, by breadth, so each way is as short as can be. */
function findRoutes(
  root: GraphQLObjectType,
  isBarren: (type: string, field: string) => boolean,
): Map<string, readonly string[]> {
  const routes = new Map<string, readonly string[]>([[root.name, []]])
  for (const [name, route] of routes) {
    const type = schema.getType(name)
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type)
      if (!isCompositeType(target) || isBarren(name, field.name)) continue
      const targets = isObjectType(target) ? [target] : schema.getPossibleTypes(target)
      for (const { name: found } of targets) {
        if (routes.has(found)) continue
        routes.set(found, [...route, field.name, ...(isObjectType(target) ? [] : [`... on ${found}`])])
      }
    }
  }
  return routes
}

describe('every field of every type', () => {
  let store: GraphStore
  let client: Client
  let values: Record<string, string>

  beforeAll(async () => {
    store = await currentEngine().openEmpty()
    const { papers, run } = await seedGraph(store)
    // So that the log of curation has something in it.
    const tests = { actor: 'test', dryRun: false }
    const curator = createTestCurator(store, { derives: false })
    await curator.curate({ op: 'RENAME', entity: 'dropout', name: 'node dropout' }, tests)
    await curator.curate({ op: 'ADD_ALIAS', entity: 'dropout', name: 'random dropping' }, tests)
    // Names that look like those of others, so that there is something to suggest.
    const slips = { dropout: 'bath normalization', transformer: 'gradent descent', attention: 'machine translaton' }
    for (const [entity, name] of Object.entries(slips)) {
      await curator.curate({ op: 'ADD_ALIAS', entity, name }, { actor: 'test', dryRun: false })
    }
    await deriveSeed(store)
    client = createClient(store, { curator, annotator: createAnnotator(await createExtractor()) })
    const [a = '', b = ''] = papers.map(({ id }) => JSON.stringify(toGlobalId(id)))
    const concept = JSON.stringify(toGlobalId('self-attention'))
    values = {
      'Query.run.id': JSON.stringify(toGlobalId(run.id)),
      'Query.topic.id': JSON.stringify((await client.data('{ topics(first: 1) { nodes { id } } }')).topics.nodes[0].id),
      'Query.paper.id': a,
      'Query.entity.id': concept,
      'Query.sharedConcepts.papers': `[${a}, ${b}]`,
      'Query.compare.papers': `[${a}, ${b}]`,
      'Query.gaps.of': JSON.stringify(toGlobalId('grokking')),
      'Query.coOccurrence.entities': `[${concept}, ${JSON.stringify(toGlobalId('dropout'))}]`,
      id: a,
      ids: `[${a}, ${concept}]`,
      of: `[${concept}]`,
      entities: `[${concept}]`,
      from: a,
      to: b,
      with: b,
      query: '"gradient"',
      prefix: '"grad"',
      text: '"Attention helps stochastic gradient descent."',
    }
  })
  afterAll(async () => store[Symbol.asyncDispose]())

  /** A field with the arguments it must have, and whatever else was said for it. */
  const call = (type: string, field: Field): string => {
    const given = field.args.flatMap((arg) => {
      const value =
        values[`${type}.${field.name}.${arg.name}`] ?? (isRequiredArgument(arg) ? values[arg.name] : undefined)
      return value === undefined ? [] : [`${arg.name}: ${value}`]
    })
    return given.length === 0 ? field.name : `${field.name}(${given.join(', ')})`
  }

  /** The query that asks for one field of one type along a route. */
  const queryFor = (route: readonly string[], field: Field, owner: string): string => {
    const selected = `${call(owner, field)}${isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''}`
    let type = 'Query'
    const calls = route.map((step) => {
      if (step.startsWith('... on ')) {
        type = step.slice('... on '.length)
        return step
      }
      const named = schema.getType(type)
      const found = isObjectType(named) || isInterfaceType(named) ? named.getFields()[step] : undefined
      if (!found) throw new Error(`${type} has no ${step}`)
      const text = call(type, found)
      type = getNamedType(found.type).name
      return text
    })
    return `${['', ...calls].join(' { ')} { __typename ${selected} }${' }'.repeat(calls.length)}`.replace(
      /^ \{ ?/,
      '{ ',
    )
  }

  /** All values that stand at a route in an answer. */
  const collect = (data: Data, route: readonly string[], owner: string): Data[] =>
    route
      .filter((step) => !step.startsWith('...'))
      .reduce<Data[]>((found, step) => found.flatMap((value) => value?.[step] ?? []), [data])
      .filter((value) => value.__typename === owner)

  // Some two hundred queries in a row.
  it('answers as its type says', { timeout: 120_000 }, async () => {
    const seen = new Map<string, number>()
    const routes = findRoutes(rootOf('Query'), (type, field) => OF_ONE_KIND.has(`${type}.${field}`))
    // What only changes answer is asked for by the tests of the changes.
    const others = ['Mutation', 'Subscription'].map((root) => findRoutes(rootOf(root), () => false))
    const isAsked = ({ name }: GraphQLObjectType) => routes.has(name) || others.every((found) => !found.has(name))
    for (const type of objectTypes.filter(isAsked)) {
      const route = routes.get(type.name)
      expect(routes.keys()).toContain(type.name)
      for (const field of Object.values(type.getFields())) {
        const { data, errors } = await client.ask(queryFor(route ?? [], field, type.name))
        const owners = collect(data, route ?? [], type.name)
        const misfits = owners.flatMap((owner) => misfitsOf(owner[field.name], field.type))
        expect({ field: `${type.name}.${field.name}`, errors, misfits }).toMatchObject({ errors: [], misfits: [] })
        seen.set(`${type.name}.${field.name}`, owners.length)
      }
    }
    const unreached = [...seen].filter(([, owners]) => owners === 0).map(([name]) => name)
    expect(unreached).toEqual([])
  })
})

function rootOf(name: string): GraphQLObjectType {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`no ${name}`)
  return type
}

/** What of a value does not fit its type as far as lists and absence go; GraphQL itself holds the rest. */
function misfitsOf(value: unknown, type: GraphQLOutputType): string[] {
  if (value === undefined) return ['is missing']
  if (value === null) return isNonNullType(type) ? ['is null'] : []
  return Array.isArray(value) === isListType(getNullableType(type)) ? [] : ['is a list, or should be one']
}
