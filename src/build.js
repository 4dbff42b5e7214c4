// Makes dist/: the sources as JavaScript, and the weights beside the modules that read them.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const COMPILER = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
const PROJECT = fileURLToPath(new URL('../tsconfig.build.json', import.meta.url))
const WEIGHTS = ['extract/tagger/weights.bin', 'extract/default/usages.bin', 'extract/default/trees.bin']

// After an installation without development dependencies there is no compiler; Node runs the sources then.
if (existsSync(COMPILER) || !process.argv.includes('--where-possible')) build()

function build() {
  rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true })
  const { status, error } = spawnSync(process.execPath, [COMPILER, '-p', PROJECT], { stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) {
    process.exitCode = status ?? 1
    return
  }
  for (const file of WEIGHTS)
    cpSync(new URL(`../ingest/${file}`, import.meta.url), new URL(`../dist/ingest/${file}`, import.meta.url))
  writeFileSync(new URL('../dist/built', import.meta.url), '')
}
