// No query is built from values. The sources are read and held to two rules that can be seen in them:
//
// 1. Only the files listed below import an engine's driver, and in them the calls that hand it a text (`prepare`, `exec`, `run`,
//    `executeQuery`) have exactly these arguments: the text of a named statement, a constant, or what the comment says.
// 2. Within async functions and methods, where values are at hand, a template that reads as SQL or Cypher holds nothing but names of
//    its module in `${…}`: no parameter and no local variable. Statements are written outside of them.
//
// Functions that write statements are given parts of text and numbers of conditions; that no value comes through them to an engine is
// tried by `test/api/server/query-texts.test.ts`.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAst } from 'vitest/node'

const ROOT = join(import.meta.dirname, '../../..')

const HANDED_OVER: Readonly<Record<string, readonly string[]>> = {
  'src/stores/sqlite/database.ts': [
    "exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')",
    "exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY')",
    'prepare(statement.text)',
    // The prepared statement.
    'run(bindings(statement, params))',
    "exec('BEGIN IMMEDIATE')",
    "exec('COMMIT')",
    "exec('ROLLBACK')",
  ],
  // The names of the tables of our own schema, quoted.
  'src/stores/sqlite/interrupt.ts': [
    "prepare( `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\\\_%' ESCAPE '\\\\' ORDER BY name`, )",
    'exec(`CREATE TEMP VIEW ${quoted} AS SELECT * FROM main.${quoted} WHERE read_on()`)',
  ],
  // Migrations are constants; `name` is one of two literals.
  'src/stores/sqlite/migrations/index.ts': [
    "exec('BEGIN IMMEDIATE')",
    'exec(migration)',
    'exec(`PRAGMA user_version = ${MIGRATIONS.length}; PRAGMA application_id = ${APPLICATION_ID}; COMMIT`)',
    "exec('ROLLBACK')",
    "prepare('SELECT 1 FROM sqlite_schema LIMIT 1')",
    'prepare(`PRAGMA ${name}`)',
  ],
  // Queries are what `toQuery` makes of named statements; `text` is a constraint or an index, from the constants of `constraints.ts`.
  'src/stores/neo4j/client.ts': [
    'run(text, params, { timeout })',
    'run(`PROFILE ${query.text}`, query.params)',
    'run(text)',
    'run(query.text, query.params)',
  ],
}

const HANDS_OVER = new Set(['prepare', 'exec', 'run', 'executeQuery'])
const DRIVERS = new Set(['node:sqlite', 'neo4j-driver'])
const QUERY = /\b(?:MATCH|RETURN|UNWIND|SELECT|INSERT|UPDATE|DELETE|MERGE|CREATE|WHERE|PRAGMA|UNION)\b/

/** A node of the syntax tree, as ESTree names them. */
type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

const childrenOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode)
const textOf = (node: Node, source: string) => source.slice(node.start, node.end).replaceAll(/\s+/g, ' ')
const nodesIn = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(nodesIn)]

function parse(source: string): Node {
  const tree: unknown = parseAst(source, { lang: 'ts' })
  if (!isNode(tree)) throw new Error('There is no tree.')
  return tree
}

/** The names that a module defines or imports at its top. */
function namesOfModule(tree: Node): ReadonlySet<string> {
  const names = childrenOf(tree).flatMap((item) => {
    const made = item.type === 'ExportNamedDeclaration' && isNode(item['declaration']) ? item['declaration'] : item
    if (made.type === 'ImportDeclaration') return childrenOf(made).map(({ local }) => local)
    if (made.type === 'VariableDeclaration') return childrenOf(made).map(({ id }) => id)
    return made.type === 'FunctionDeclaration' ? [made['id']] : []
  })
  return new Set(names.flatMap((name) => (isNode(name) && typeof name['name'] === 'string' ? [name['name']] : [])))
}

/** The names that an expression uses, but for those of properties. */
function namesIn(node: Node): readonly string[] {
  if (node.type === 'Identifier') return [String(node['name'])]
  const parts = node.type === 'MemberExpression' && node['computed'] !== true ? [node['object']] : childrenOf(node)
  return parts.filter(isNode).flatMap(namesIn)
}

/** Where a template of a query holds what is no name of its module, within async functions and methods. */
function valuesInQueries(source: string): readonly string[] {
  const tree = parse(source)
  const known = namesOfModule(tree)
  const search = (node: Node, isBusy: boolean): readonly string[] => {
    const busy = isBusy || node['async'] === true || node['method'] === true || node.type === 'MethodDefinition'
    const found = childrenOf(node).flatMap((child) => search(child, busy))
    if (!busy || node.type !== 'TemplateLiteral' || !QUERY.test(textOf(node, source))) return found
    const parts = [node['expressions']].flat().filter(isNode)
    return [
      ...found,
      ...parts.filter((part) => namesIn(part).some((name) => !known.has(name))).map((part) => textOf(part, source)),
    ]
  }
  return search(tree, false)
}

/** The arguments of the calls that hand a text to an engine; `null` where no driver is imported. */
function handedOver(source: string): readonly string[] | null {
  const tree = parse(source)
  const imports = childrenOf(tree).flatMap(({ type, source: from }) =>
    type === 'ImportDeclaration' && isNode(from) ? [String(from['value'])] : [],
  )
  if (!imports.some((name) => DRIVERS.has(name))) return null
  return nodesIn(tree).flatMap((node) => {
    const callee = node['callee']
    if (node.type !== 'CallExpression' || !isNode(callee) || !isNode(callee['property'])) return []
    const name = String(callee['property']['name'])
    return HANDS_OVER.has(name) ? [source.slice(callee['property'].start, node.end).replaceAll(/\s+/g, ' ')] : []
  })
}

const files = globSync('{src,schema,ingest}/**/*.ts', { cwd: ROOT }).map((file) => ({
  file,
  source: readFileSync(join(ROOT, file), 'utf8'),
}))

describe('queries', () => {
  it('are handed to an engine in few places, as named statements or constants', () => {
    const found = files.flatMap(({ file, source }) => {
      const calls = handedOver(source) ?? []
      return calls.length === 0 ? [] : [[file, calls]]
    })
    expect(Object.fromEntries(found)).toEqual(HANDED_OVER)
  })

  it('hold no values where values are at hand', () => {
    const found = files.flatMap(({ file, source }) => valuesInQueries(source).map((part) => `${file}: ${part}`))
    expect(found).toEqual([])
  })

  it.each([
    'const find = async (id: string) => run(`MATCH (p {id: "${id}"}) RETURN p`)',
    'const reader = { find(ids: string[]) { return db.prepare(`SELECT * FROM papers WHERE id IN (${ids.join()})`) } }',
    'async function find({ name }: { name: string }) { const text = `WHERE n.name = ${quote(name)}`; return text }',
  ])('with values are seen: %s', (source) => {
    expect(valuesInQueries(source)).toHaveLength(1)
    expect(handedOver(`import { DatabaseSync } from 'node:sqlite'\n${source}`)).not.toBeNull()
  })

  it('of constants are let through', () => {
    const source =
      'const P = "p {.id}"\nconst find = async () => run(`MATCH (p) RETURN ${P} LIMIT ${LIMITS.page}`)\nconst LIMITS = { page: 1 }'
    expect(valuesInQueries(source)).toEqual([])
  })
})
