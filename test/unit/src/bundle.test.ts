// The program put together: it does what its modules do, finds the files beside them, and threads find the modules.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { bundle } from '../../../src/bundle.js'

test('a program is one file and one for what it loads later', async () => {
  const root = mkdtempSync(join(tmpdir(), 'paperloom-bundle-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  write('package.json', '{"type": "module"}')
  write(
    'dist/a/cli/main.js',
    "import { word } from '../b/word.js'\nconsole.log(word, (await import('./later.js')).more)",
  )
  write('dist/a/cli/later.js', "import { basename } from 'node:path'\nexport const more = basename(import.meta.url)")
  write('dist/a/b/word.js', "import { text } from './text.js'\nexport const word = text")
  write(
    'dist/a/b/text.js',
    "import { readFileSync } from 'node:fs'\nexport const text = readFileSync(new URL('word.txt', import.meta.url), 'utf8')",
  )
  write('dist/a/b/word.txt', 'beside')

  await bundle(pathToFileURL(`${root}/dist/`), 'a/cli/main.js')
  for (const module of ['a/b/word.js', 'a/b/text.js']) rmSync(join(root, 'dist', module))
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/a/cli/main.js')], { encoding: 'utf8' })
  expect([stdout, stderr]).toEqual(['beside later.js\n', ''])
  expect(readdirSync(join(root, 'dist/a/cli'))).toEqual(['later.js', 'main-later.js', 'main.js'])
})
