// Makes dist/: the sources as JavaScript, the weights beside the modules that read them, and the command line put together.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.js'

const COMPILER = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
const PROJECT = fileURLToPath(new URL('../tsconfig.build.json', import.meta.url))
const DIST = new URL('../dist/', import.meta.url)
const WEIGHTS = ['extract/tagger/weights.bin', 'extract/default/usages.bin', 'extract/default/trees.bin']

// After an installation without development dependencies there is no compiler; Node runs the sources then.
if (existsSync(COMPILER) || !process.argv.includes('--where-possible')) await build()

async function build() {
  rmSync(DIST, { recursive: true, force: true })
  const { status, error } = spawnSync(process.execPath, [COMPILER, '-p', PROJECT], { stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) {
    process.exitCode = status ?? 1
    return
  }
  for (const file of WEIGHTS) cpSync(new URL(`../ingest/${file}`, import.meta.url), new URL(`ingest/${file}`, DIST))
  await packLanguageModel()
  await bundle(DIST, 'src/cli/main.js')
  writeFileSync(new URL('built', DIST), '')
}

/** Writes the language model in the form in which it is read at once. */
async function packLanguageModel() {
  const folder = new URL('ingest/text/', DIST)
  const { packWink } = await import(new URL('wink.js', folder).href)
  const { json, lexicon } = packWink()
  writeFileSync(new URL('wink-core.json', folder), json)
  writeFileSync(new URL('wink-lexicon.bin', folder), lexicon)
}
