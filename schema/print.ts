// Writes schema.graphql (`--write`) or checks it (`--check`): that it is up to date, and that whatever in it breaks clients
// of the committed version is declared in breaking-changes.md.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from './index.ts'

const FILE = new URL('schema.graphql', import.meta.url)
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

async function check(text: string): Promise<string[]> {
  if (readFile(FILE) !== text) return ['schema/schema.graphql is out of date. Run: npm run schema:print']
  const committed = readCommitted()
  if (committed === null || committed === text) return []
  // Loaded here, because writing must work without the tools of development.
  const { findUndeclaredChanges } = await import('./breaking.ts')
  const changes = await findUndeclaredChanges(committed, text, readFile(DECLARED))
  return changes.map((change) => `Breaks clients and is not declared in schema/breaking-changes.md: ${change}`)
}

const text = `${printSchema(lexicographicSortSchema(schema))}\n`
const [command] = process.argv.slice(2)
if (command === '--write') {
  writeFileSync(FILE, text)
} else if (command === '--check') {
  const problems = await check(text)
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
} else {
  process.stderr.write('usage: node schema/print.ts --write | --check\n')
  process.exitCode = 2
}
