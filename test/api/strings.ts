// Strings that are code somewhere, and every place of the schema that takes a text.
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql'
import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLInputType } from 'graphql'
import { schema } from '../../schema/index.ts'

/** Each is code for something: SQL, FTS5, Cypher, Lucene, JSON, HTML, shells, templates, formats, or trouble as text. */
export const STRINGS = [
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

export interface Place {
  readonly field: GraphQLField<unknown, unknown>
  readonly argument: GraphQLArgument
  readonly path: readonly string[]
  readonly operation: 'query' | 'mutation'
  /** The type whose field it is, where that is no root: one with ids. */
  readonly owner: string | null
}

/** Every place of a root field that takes a text: arguments, and fields of input objects down to some depth. */
export function placesOf(operation: 'query' | 'mutation'): Place[] {
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType()
  return Object.values(root?.getFields() ?? {}).flatMap((field) =>
    field.args.flatMap((argument) =>
      textsIn(argument.type, 3).map((path) => ({ operation, field, argument, path, owner: null })),
    ),
  )
}

/** Every place of a field of something with an id, filters as deep as they begin. */
export function placesWithin(owner: string): Place[] {
  const type = schema.getType(owner)
  if (!isObjectType(type)) throw new Error(`There is no ${owner}.`)
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.flatMap((argument) =>
      textsIn(argument.type, 2).map((path) => ({ operation: 'query' as const, field, argument, path, owner })),
    ),
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
export function valueOf(
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
