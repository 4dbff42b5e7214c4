import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type * as compiled from '../../../src/compiled.js'

const MODULE = join(import.meta.dirname, '../../../src/compiled.js')

/** Files of a tree and when each was changed, in seconds; answers what the tree's own `runnable` says of src/cli/main.ts. */
async function choose(files: Readonly<Record<string, number>>, asked = 'src/cli/main.ts'): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'paperloom-compiled-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [file, time] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    if (file.endsWith('compiled.js')) cpSync(MODULE, join(root, file))
    else writeFileSync(join(root, file), '')
    utimesSync(join(root, file), time, time)
  }
  const holder = asked.startsWith('dist/') ? 'dist/src/compiled.js' : 'src/compiled.js'
  const { runnable }: typeof compiled = await import(/* @vite-ignore */ pathToFileURL(join(root, holder)).href)
  const base = pathToFileURL(`${root}/`).href
  return runnable(new URL(asked, base)).href.slice(base.length)
}

const SOURCES = { 'src/compiled.js': 10, 'src/cli/main.ts': 10, 'ingest/extract/weights.bin': 10 }
const BUILT = { 'dist/built': 20, 'dist/src/cli/main.js': 19, 'dist/src/compiled.js': 19 }

test.each<[string, Readonly<Record<string, number>>, string]>([
  ['sources alone', SOURCES, 'src/cli/main.ts'],
  ['a build as new as the sources', { ...SOURCES, ...BUILT }, 'dist/src/cli/main.js'],
  ['a source newer than the build', { ...SOURCES, ...BUILT, 'schema/index.ts': 21 }, 'src/cli/main.ts'],
  ['weights newer than the build', { ...SOURCES, ...BUILT, 'ingest/extract/weights.bin': 21 }, 'src/cli/main.ts'],
  ['a build that did not end', { ...SOURCES, ...BUILT, 'dist/built': 5 }, 'src/cli/main.ts'],
  ['a package without sources', { ...BUILT, 'src/compiled.js': 30 }, 'dist/src/cli/main.js'],
])('%s', async (_, files, expected) => {
  expect(await choose(files)).toBe(expected)
})

test('seen from the compiled tree, the module beside', async () => {
  expect(await choose({ ...SOURCES, ...BUILT }, 'dist/src/cli/main.ts')).toBe('dist/src/cli/main.js')
})
