// What the command line says when something is not there, and what it lets through to a terminal.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SMALL, line, useProgram } from './program.ts'

const { folder, start, run, file, newStore } = useProgram()

test.each([['stats'], ['stats', '--json'], ['export'], ['keys', 'list'], ['keys', 'revoke', '3f9a1c2e7b04']])(
  'what only reads makes no graph where there is none: %j',
  async (...args) => {
    const { code, stdout, stderr } = await run([...args, '--store', 'sqlite:deep/missing.db'])
    const path = join(folder, 'deep/missing.db')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      `Error: There is no graph at ${path}. Name the file that has it, or ingest papers to make it.\n`,
    )
    expect(existsSync(join(folder, 'deep'))).toBe(false)
  },
)

test('nor does it begin one in an empty file', async () => {
  const path = file('empty.db', '')
  expect(await run(['stats', '--store', `sqlite:${path}`])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`There is no graph at ${path}.`),
  })
  expect(readFileSync(path, 'utf8')).toBe('')
})

test('what cannot be read or written is named, with the reason in words', async () => {
  const query = file('stats.graphql', '{ stats { papers } }')
  mkdirSync(join(folder, 'a-folder'))
  const said = async (...args: readonly string[]) => (await run(args)).stderr.trim()
  expect(await said('documents', 'none.graphql')).toBe('Error: none.graphql: there is no such file or folder.')
  expect(await said('documents', 'a-folder')).toBe('Error: a-folder: it is a folder. Expected a file.')
  expect(await said('evaluate', 'a-folder')).toBe('Error: a-folder: it is a folder. Expected a file.')
  expect(await said('documents', query, '--out', 'nowhere/d.json')).toBe(
    'Error: --out: nowhere/d.json cannot be written: its folder is not there.',
  )
})

test('a key may come before the first papers, and it is said that there are none', async () => {
  const store = newStore()
  const made = await run(['keys', 'create', '--name', 'a', '--scopes', 'read', '--store', store])
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^plk_\S+\n$/) })
  expect(made.stderr).toContain(`The graph in ${store.slice('sqlite:'.length)} is empty`)
})

test('serve says that there is nothing in the graph yet', async () => {
  const store = newStore()
  const empty = start(['serve', '--store', store, '--port', '0'])
  await empty.heard('stdout', 'Ctrl-C')
  empty.child.kill('SIGTERM')
  expect((await empty.ended).stderr).toContain(`The graph in ${store.slice('sqlite:'.length)} is empty: ingest papers`)
  await run(['ingest', file('small.jsonl', SMALL), '--store', store])
  const filled = start(['serve', '--store', store, '--port', '0'])
  await filled.heard('stdout', 'Ctrl-C')
  filled.child.kill('SIGTERM')
  expect((await filled.ended).stderr).not.toContain('is empty')
})

const RED = '\u001b[31mred\u009b0m\r'
const SHOWN = '\\u001b[31mred\\u009b0m\\u000d'

test.each([
  [['ingest', `nowhere${RED}.txt`]],
  [['extract', `nowhere${RED}.txt`]],
  [['stats', '--store', `sqlite:nowhere${RED}.db`]],
  [['stats', '--store', `postgres://${RED}`]],
  [['stats', `--nonsense${RED}`]],
  [[`ingest${RED}`]],
  [['keys', 'create', '--name', RED, '--scopes', RED]],
])('a terminal is not commanded by what is named to the program: %j', async (args) => {
  const { code, stdout, stderr } = await run(args)
  expect(code).toBeGreaterThan(0)
  expect(stderr).toContain(SHOWN)
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
})

test('nor by names of files and by what is in them', async () => {
  const papers = file(`papers${RED}.jsonl`, `${SMALL}{"title": "${RED}\n`)
  const store = newStore()
  const shown = [
    await run(['ingest', papers, '--store', store]),
    await run(['stats', '--store', store]),
    await run(['extract', papers]),
  ]
  for (const { code, stdout, stderr } of shown) {
    expect(code).toBe(0)
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  }
})

test('JSON says the same with and without control characters', async () => {
  const papers = file('c1.jsonl', line('Sparse \u0085attention', 'We study sparse\u009b attention.'))
  const { stdout } = await run(['extract', papers])
  expect(JSON.parse(stdout)).toMatchObject({ title: expect.stringMatching(/^Sparse \u0085?\s*attention$/) })
})
