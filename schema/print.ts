// Writes schema.graphql and what is made of it (`--write`), or checks them (`--check`): that they are up to date, and that
// whatever breaks clients of the committed version is declared in breaking-changes.md.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { findUndeclaredChanges } from './breaking.ts'
import { writeClientTypes } from './client-types.ts'
import { schema } from './index.ts'
import { writeReference } from './reference.ts'

const DECLARED = new URL('breaking-changes.md', import.meta.url)

function readFile(file: URL): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The version that git has; `null` outside a checkout and before the first commit. */
function readCommitted(): string | null {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    return execFileSync('git', ['show', 'HEAD:./schema.graphql'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: [...stdio],
    })
  } catch {
    return null
  }
}

const sorted = lexicographicSortSchema(schema)
const text = `${printSchema(sorted)}\n`
const PRINTED: Readonly<Record<string, string>> = {
  'schema.graphql': text,
  'REFERENCE.md': writeReference(sorted),
  'typed-client/graphql-env.d.ts': writeClientTypes(sorted),
}

const fileOf = (name: string): URL => new URL(name, import.meta.url)

async function check(): Promise<string[]> {
  const stale = Object.entries(PRINTED).filter(([name, content]) => readFile(fileOf(name)) !== content)
  if (stale.length > 0) return stale.map(([name]) => `schema/${name} is out of date. Run: npm run schema:print`)
  const committed = readCommitted()
  if (committed === null || committed === text) return []
  const changes = await findUndeclaredChanges(committed, text, readFile(DECLARED))
  return changes.map((change) => `Breaks clients and is not declared in schema/breaking-changes.md: ${change}`)
}

const [command] = process.argv.slice(2)
if (command === '--write') {
  for (const [name, content] of Object.entries(PRINTED)) writeFileSync(fileOf(name), content)
} else if (command === '--check') {
  const problems = await check()
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
} else {
  process.stderr.write('usage: node schema/print.ts --write | --check\n')
  process.exitCode = 2
}
