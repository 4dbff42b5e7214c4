// What holds for the schema as a whole, whoever adds to it.
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  validateSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../schema/index.ts'

const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'))
const owners = types.filter((type) => isObjectType(type) || isInterfaceType(type))
const fields = owners.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field, type })),
)

/** What the parts of a connection are, and ids, is said once, in the descriptions of their types. */
const PLAIN = new Set(['id', 'edges', 'node', 'nodes', 'pageInfo', 'cursor'])

type Described = { readonly name: string; readonly description?: string | null | undefined }
const silentOf = (owner: string, all: readonly Described[]): string[] =>
  all.filter(({ description }) => !description).map(({ name }) => `${owner}.${name}`)

describe('the schema', () => {
  it('is valid', () => {
    expect(validateSchema(schema)).toEqual([])
  })

  it('says what each of its types is', () => {
    const builtIn = new Set(['Boolean', 'Float', 'ID', 'Int', 'String'])
    const silent = types.filter(({ name, description }) => !builtIn.has(name) && !description).map(({ name }) => name)
    expect(silent).toEqual([])
  })

  it('says what each question is', () => {
    const silent = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ description }) => !description)
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  it('says what each argument, each field of an input, each value and each other field is', () => {
    const silent = types.flatMap((type) => {
      if (isEnumType(type)) return silentOf(type.name, type.getValues())
      if (isInputObjectType(type)) return silentOf(type.name, Object.values(type.getFields()))
      if (!isObjectType(type) && !isInterfaceType(type)) return []
      const fields = Object.values(type.getFields()).filter(({ name }) => !PLAIN.has(name))
      const args = fields.flatMap((field) => silentOf(`${type.name}.${field.name}`, field.args))
      return silentOf(type.name, fields).concat(args)
    })
    expect(silent).toEqual([])
  })

  it('pages every connection in the same way, and counts it against the budget', () => {
    const connections = fields.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'))
    expect(connections.length).toBeGreaterThan(20)
    for (const { field } of connections) {
      expect(field.args.map(({ name }) => name)).toEqual(expect.arrayContaining(['first', 'after', 'last', 'before']))
      expect(isNonNullType(field.type)).toBe(true)
      expect(field.extensions['size']).toBeTypeOf('function')
    }
  })

  it('builds every connection alike', () => {
    for (const type of owners.filter(({ name }) => name.endsWith('Connection'))) {
      const { nodes } = type.getFields()
      const more = getNamedType(nodes?.type)?.name === 'Paper' ? ['facets'] : []
      const names = Object.keys(type.getFields()).filter((name) => !more.includes(name))
      expect(names.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['edges', 'nodes', 'pageInfo', 'totalCount'])
      const edge = getNamedType(type.getFields()['edges']?.type)
      expect(edge?.name).toBe(type.name.replace(/Connection$/, 'Edge'))
      expect(isObjectType(edge) ? Object.keys(edge.getFields()) : []).toEqual(
        expect.arrayContaining(['cursor', 'node']),
      )
    }
  })

  it('counts every argument that sets a size', () => {
    const sized = fields.filter(({ field }) => field.args.some(({ name }) => /^(?:first|ids|k|nodeBudget)$/.test(name)))
    expect(sized.filter(({ field }) => typeof field.extensions['size'] !== 'function').map(({ name }) => name)).toEqual(
      [],
    )
  })
})
