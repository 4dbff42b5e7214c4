// Global ids: one spelling each, and no guessing.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromGlobalId, toGlobalId, typeNameOf } from '../../../../schema/lib/global-id.ts'
import { InvalidInputError } from '../../../../src/graph/errors.ts'
import { nodeTypeOf } from '../../../../src/graph/ids.ts'

const ids = [
  'doi:10.1000/x y(1)',
  'arxiv:1706.03762',
  'title:0123456789abcdef',
  'topic:attention',
  'run:1',
  'attention',
  '注意力',
]

describe('global ids', () => {
  it.each(ids)('name %s and its type', (id) => {
    expect(fromGlobalId(toGlobalId(id), 'id')).toEqual({ type: nodeTypeOf(id), id, argument: 'id' })
  })

  it('do not tell the kind of an entity', () => {
    expect(Buffer.from(toGlobalId('dropout'), 'base64url').toString()).toBe('Entity:dropout')
  })

  it('have one spelling', () => {
    const id = toGlobalId('arxiv:1706.03762')
    for (const other of [
      `${id}=`,
      `${id}==`,
      ` ${id}`,
      `${id}\n`,
      id.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')),
    ]) {
      expect(fromGlobalIdOrNull(other)).not.toMatchObject({ id: 'arxiv:1706.03762' })
    }
  })

  it('must agree with themselves', () => {
    for (const plain of [
      'Paper:attention',
      'Entity:doi:10.1/x',
      'Topic:run:1',
      'Person:1',
      'Paper:',
      ':x',
      'attention',
    ]) {
      const id = Buffer.from(plain).toString('base64url')
      expect(() => fromGlobalId(id, 'id')).toThrow(
        `\`id\`: "${id}" is not an id. Ids are opaque: use what an \`id\` field answered.`,
      )
    }
  })

  it('that are any text are refused in words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => fromGlobalId(text, 'id')).toThrow(InvalidInputError)
      }),
    )
  })

  it('of another type are refused, with both types named', () => {
    const paper = toGlobalId('doi:10.1/x')
    expect(() => fromGlobalId(paper, 'of', ['Topic'])).toThrow('`of`: expected the id of a Topic, got a Paper.')
    expect(() => fromGlobalId(toGlobalId('dropout'), 'of', ['Paper', 'Run'])).toThrow(
      '`of`: expected the id of a Paper or a Run, got an Entity.',
    )
  })
})

describe('the type of a value', () => {
  it('is told by its id, and for entities by their kind', () => {
    expect(typeNameOf({ id: 'doi:10.1/x' })).toBe('Paper')
    expect(typeNameOf({ id: 'dropout', kind: 'METHOD' })).toBe('Method')
    expect(typeNameOf({ id: 'topic:dropout' })).toBe('Topic')
    expect(typeNameOf({ id: 'run:1' })).toBe('Run')
    expect(() => typeNameOf({})).toThrow(TypeError)
    expect(() => typeNameOf(null)).toThrow(TypeError)
  })
})

function fromGlobalIdOrNull(id: string): unknown {
  try {
    return fromGlobalId(id, 'id')
  } catch {
    return null
  }
}
