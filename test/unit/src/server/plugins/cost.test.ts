// Counting the nodes that a query may ask for.
import {
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  Kind,
  getVariableValues,
  parse,
} from 'graphql'
import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql'
import { describe, expect, it } from 'vitest'
import { countCost } from '../../../../../src/server/plugins/cost.ts'
import type { Cost } from '../../../../../src/server/plugins/cost.ts'

/** A tree in which everything has lists of everything. */
const Tree: GraphQLObjectType = new GraphQLObjectType({
  name: 'Tree',
  fields: () => ({
    name: { type: GraphQLString },
    one: { type: Tree },
    many: {
      type: new GraphQLList(Tree),
      args: { first: { type: GraphQLInt } },
      extensions: { size: ({ first }: { first?: number }) => first ?? 20, sizeArgument: 'first' },
    },
    some: { type: new GraphQLList(GraphQLString), extensions: { size: () => 5 } },
    whole: { type: Tree, extensions: { isOncePerList: true } },
  }),
})
const schema = new GraphQLSchema({ query: Tree })

function count(text: string, given: Record<string, unknown> = {}): Cost {
  const { definitions } = parse(text)
  const operation = definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new Error('no operation')
  const named = definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  const fragments = new Map(named.map((fragment) => [fragment.name.value, fragment]))
  return countCost({ schema, operation, fragments, variables: coerced ?? {} })
}

describe('the number of nodes', () => {
  it.each([
    ['{ name one { name } }', 0],
    ['{ many(first: 3) { name } }', 3],
    ['{ many { name } }', 20],
    ['{ many(first: null) { name } }', 20],
    ['{ many(first: -3) { many(first: 5) { name } } }', 0],
    ['{ many(first: 3) { many(first: 5) { name } } }', 3 + 15],
    ['{ many(first: 3) { one { many(first: 5) { name } } } }', 3 + 15],
    ['{ many(first: 3) { some many(first: 5) { some } } }', 3 + 3 * 5 + 3 * 5 + 3 * 5 * 5],
    ['{ many(first: 3) { some whole { some } } }', 3 + 3 * 5 + 5],
    ['{ many(first: 3) { whole { many(first: 4) { some } } } }', 3 + 4 + 4 * 5],
    ['{ many(first: 2) { many(first: 3) { ...W } } } fragment W on Tree { whole { some } }', 2 + 2 * (3 + 5)],
    ['{ whole { some } }', 5],
    ['{ a: many(first: 3) { name } b: many(first: 4) { name } }', 7],
    ['{ ...F ...F } fragment F on Tree { many(first: 3) { name } }', 6],
    ['{ many(first: 2) { ...F } } fragment F on Tree { many(first: 3) { name } }', 2 + 6],
    ['{ ... { ... on Tree { many(first: 3) { name } } } }', 3],
    ['{ many(first: 3) @skip(if: true) { name } many(first: 4) @include(if: false) { name } }', 0],
    ['{ __typename __schema { types { name } } nope { many } }', 0],
  ])('of %s is %i', (text, nodes) => {
    expect(count(text).nodes).toBe(nodes)
  })

  it('is counted with variables, given or by default', () => {
    const text = 'query ($n: Int = 7, $skip: Boolean = false) { many(first: $n) @skip(if: $skip) { name } }'
    expect(count(text).nodes).toBe(7)
    expect(count(text, { n: 9 }).nodes).toBe(9)
    expect(count(text, { n: null }).nodes).toBe(20)
    expect(count(text, { skip: true }).nodes).toBe(0)
  })

  it('names the list that most come from', () => {
    expect(count('{ one { many(first: 3) { a: some many(first: 5) { name } } } some }').largest).toEqual({
      path: ['one', 'many', 'some'],
      size: 5,
      argument: null,
      nodes: 15,
    })
    expect(count('{ many(first: 9) { ...F } } fragment F on Tree { many(first: 5) { name } }').largest).toEqual({
      path: ['many', 'many'],
      size: 5,
      argument: 'first',
      nodes: 45,
    })
    expect(count('{ name }').largest).toBeNull()
  })

  it('of fragments that double each other again and again is known at once', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Tree { ...F${i + 1} ...F${i + 1} }`)
    const text = `{ ...F0 } ${doubling.join(' ')} fragment F60 on Tree { many(first: 1) { name } }`
    expect(count(text).nodes).toBe(2 ** 60)
  })
})
