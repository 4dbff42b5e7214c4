// Plants one forbidden import a folder and sees that lint refuses it: a rule that reads nothing would pass everything.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
let tree: string

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'paperloom-rules-'))
  cpSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'))
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

/** The rules that lint names for one file with one import, in a tree with this project's configuration. */
function lintImport(file: string, imported: string): string {
  const path = join(tree, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `// Canary.\nimport { x } from '${imported}'\nexport const y = x\n`)
  const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'unix', file], {
    cwd: tree,
    encoding: 'utf8',
  })
  rmSync(path)
  return run.stdout
}

test.each([
  ['src/graph/canary.ts', '../config.ts'],
  ['src/derive/canary.ts', '../stores/open.ts'],
  ['src/derive/canary.ts', 'node:fs'],
  ['src/traverse/canary.ts', '../../ingest/pipeline.ts'],
  ['src/stores/canary.ts', '../cli/main.ts'],
  ['src/stores/sqlite/canary.ts', '../neo4j/index.ts'],
  ['src/stores/neo4j/canary.ts', '../../../schema/index.ts'],
  ['schema/canary.ts', '../src/stores/open.ts'],
  ['schema/lib/canary.ts', '../../ingest/pipeline.ts'],
  ['ingest/canary.ts', '../src/stores/open.ts'],
  ['ingest/extract/default/canary.ts', '../../../schema/index.ts'],
  ['src/server/canary.ts', '../cli/main.ts'],
  ['src/server/plugins/canary.ts', '../../stores/open.ts'],
])('%s may not import %s', (file, imported) => {
  expect(lintImport(file, imported)).toContain('no-restricted-imports')
})

test.each([
  ['src/derive/canary.ts', '../graph/page.ts'],
  ['src/stores/sqlite/canary.ts', '../../graph/page.ts'],
  ['src/stores/sqlite/canary.ts', '../statement.ts'],
  ['src/stores/sqlite/canary.ts', './rows.ts'],
  ['src/stores/sqlite/migrations/canary.ts', '../../../graph/page.ts'],
  ['schema/lib/canary.ts', '../../src/graph/page.ts'],
  ['schema/canary.ts', '../src/traverse/paths.ts'],
  ['ingest/extract/default/canary.ts', '../../../src/graph/names.ts'],
  ['src/server/plugins/canary.ts', '../../graph/errors.ts'],
  ['src/server/canary.ts', '../../schema/index.ts'],
])('%s may import %s', (file, imported) => {
  expect(lintImport(file, imported)).not.toContain('no-restricted-imports')
})

test('imports in a circle are refused', () => {
  writeFileSync(join(tree, 'a.ts'), `import { b } from './b.ts'\nexport const a = (): unknown => b\n`)
  writeFileSync(join(tree, 'b.ts'), `import { a } from './a.ts'\nexport const b = (): unknown => a\n`)
  const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'unix', 'a.ts', 'b.ts'], {
    cwd: tree,
    encoding: 'utf8',
  })
  expect(run.stdout).toContain('no-cycle')
})

test('the tree as it stands keeps the rules', () => {
  expect(() =>
    execFileSync(join(root, 'node_modules/.bin/oxlint'), ['--quiet'], { cwd: root, encoding: 'utf8' }),
  ).not.toThrow()
})
