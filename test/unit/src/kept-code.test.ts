// What V8 makes of the compiled form is kept beside it where that can be written, and not missed elsewhere.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const SOURCES = join(import.meta.dirname, '../../../src')

/** A package whose program prints a word, as it is installed. */
function install(): string {
  const root = mkdtempSync(join(tmpdir(), 'paperloom-kept-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  write('package.json', '{"type": "module"}')
  write('dist/src/cli/main.js', 'export const main = () => console.log("ran")')
  write('dist/built', '')
  cpSync(join(SOURCES, 'compiled.js'), join(root, 'src/compiled.js'))
  cpSync(join(SOURCES, 'cli/bin.js'), join(root, 'src/cli/bin.js'))
  return root
}

const run = (root: string) => spawnSync(process.execPath, [join(root, 'src/cli/bin.js')], { encoding: 'utf8' })

test('the first run leaves it in the package, and the next one runs from there', () => {
  const root = install()
  for (let i = 0; i < 2; i += 1) {
    expect(run(root)).toMatchObject({ stdout: 'ran\n', stderr: '', status: 0 })
    expect(existsSync(join(root, 'dist/cache'))).toBe(true)
  }
})

test('where it cannot be written the program runs and says nothing', () => {
  const root = install()
  // A file in the way stops everybody; a folder without permission does not stop root.
  writeFileSync(join(root, 'dist/cache'), '')
  expect(run(root)).toMatchObject({ stdout: 'ran\n', stderr: '', status: 0 })
})
