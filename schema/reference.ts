// The schema as a page to read: every operation, type, argument and default, grouped by what they are.
import {
  astFromValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  print,
} from 'graphql'
import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputField,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLType,
} from 'graphql'

type Field = GraphQLField<unknown, unknown>
type Input = GraphQLArgument | GraphQLInputField

/** Arguments that every list with pages has; told once, above the operations. */
const PAGE_ARGUMENTS = ['first', 'after', 'last', 'before']

/** The groups of types; each type belongs to one. */
const GROUPS: readonly (readonly [title: string, holds: (type: GraphQLNamedType) => boolean])[] = [
  ['Interfaces', isInterfaceType],
  ['Types', (type) => isObjectType(type) && !isPart(type)],
  ['Connections and edges', (type) => isObjectType(type) && isPart(type)],
  ['Unions', isUnionType],
  ['Inputs', isInputObjectType],
  ['Enums', isEnumType],
  ['Scalars', isScalarType],
]

/**
 * Writes a schema as Markdown. Everything stands in the order of the schema: sort that for a page that does not change
 * without need.
 */
export function writeReference(schema: GraphQLSchema): string {
  const operations = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const roots = operations.filter((type) => type !== null && type !== undefined)
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.some((root) => root === type),
  )
  const groups = GROUPS.map(([title, holds]) => ({ title, members: types.filter(holds) })).filter(
    ({ members }) => members.length > 0,
  )
  return [
    '# Reference of the GraphQL schema',
    'Written from the schema by `npm run schema:print`; [README.md](README.md) says what clients can rely on.',
    [...roots.map(({ name }) => PLURALS[name] ?? name), ...groups.map(({ title }) => title)].map(linkTo).join(' · '),
    `${PAGE_ARGUMENTS.map(code).join(', ')} take a page of a list: 0 to 100 rows from the start or from the end. They are not listed again.`,
    ...roots.flatMap((root) =>
      section(PLURALS[root.name] ?? root.name, Object.values(root.getFields()), (field) => writeOperation(root, field)),
    ),
    ...groups.flatMap(({ title, members }) => section(title, members, (type) => writeType(type, schema))),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
    .concat('\n')
}

const PLURALS: Readonly<Record<string, string>> = {
  Query: 'Queries',
  Mutation: 'Mutations',
  Subscription: 'Subscriptions',
}

function section<Member>(title: string, members: readonly Member[], write: (member: Member) => string[]): string[] {
  return [`## ${title}`].concat(members.flatMap(write))
}

function writeOperation(root: GraphQLObjectType, field: Field): string[] {
  return [
    `### ${root.name}.${field.name}`,
    `Answers ${typeLink(field.type)}.${sentence(field)}`,
    inputTable('argument', field.args),
  ]
}

function writeType(type: GraphQLNamedType, schema: GraphQLSchema): string[] {
  const heading = [`### ${type.name}`, prose(type.description)]
  if (isObjectType(type) || isInterfaceType(type)) {
    const also = type.getInterfaces().map(typeLink)
    const by = isInterfaceType(type) ? schema.getPossibleTypes(type).map(typeLink) : []
    return [
      ...heading,
      also.length === 0 ? '' : `Implements ${also.join(', ')}.`,
      by.length === 0 ? '' : `Implemented by ${by.join(', ')}.`,
      table(['field', 'type', ''], Object.values(type.getFields()).map(fieldRow)),
    ]
  }
  if (isUnionType(type)) return [...heading, `One of ${type.getTypes().map(typeLink).join(', ')}.`]
  if (isInputObjectType(type)) return [...heading, inputTable('field', Object.values(type.getFields()))]
  if (isEnumType(type)) {
    const rows = type.getValues().map((value) => [code(value.name), cell(value.description)])
    return [...heading, table(['value', ''], rows)]
  }
  return heading
}

/** A field with its arguments below its description. */
function fieldRow(field: Field): string[] {
  const args = ownArguments(field.args).map((arg) => {
    const says = cell(arg.description)
    return `${code(arg.name)} ${typeLink(arg.type)}${defaultOf(arg, ' = ')}${says === '' ? '' : `: ${says}`}`
  })
  return [code(field.name), typeLink(field.type), [cell(field.description), ...args].filter(Boolean).join('<br>')]
}

function inputTable(title: string, inputs: readonly Input[]): string {
  const rows = ownArguments(inputs).map((input) => [
    code(input.name),
    typeLink(input.type),
    defaultOf(input),
    cell(input.description),
  ])
  return table([title, 'type', 'default', ''], rows)
}

/** Without those that take a page, where all four are there. */
function ownArguments(inputs: readonly Input[]): readonly Input[] {
  const names = new Set(inputs.map(({ name }) => name))
  const isPaged = PAGE_ARGUMENTS.every((name) => names.has(name))
  return isPaged ? inputs.filter(({ name }) => !PAGE_ARGUMENTS.includes(name)) : inputs
}

function defaultOf({ defaultValue, type }: Input, before = ''): string {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type)
  return value === null || value === undefined ? '' : `${before}${code(print(value))}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function typeLink(type: GraphQLType): string {
  const { name } = getNamedType(type)
  const isOurs = !isSpecifiedScalarType(getNamedType(type))
  return isOurs ? `[${code(String(type))}](#${name.toLowerCase()})` : code(String(type))
}

/** Pages of lists and their rows. */
function isPart({ name }: GraphQLNamedType): boolean {
  return /(?:Connection|Edge)$/.test(name) && name !== 'GraphEdge'
}

const linkTo = (title: string): string => `[${title}](#${title.toLowerCase().replaceAll(' ', '-')})`
const code = (text: string): string => `\`${text}\``
const sentence = ({ description }: Field): string => (description ? ` ${prose(description)}` : '')
/** A description is text for people: what would be markup or HTML is shown as it is, but for code. */
const prose = (text: string | null | undefined): string =>
  (text ?? '').replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;').replaceAll('*', '\\*').trim()
const cell = (text: string | null | undefined): string => prose(text).replaceAll('|', '\\|')
