// The command line as people and scripts meet it: real processes, real files, exit codes and what is said on which stream.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { SMALL, line, useProgram } from './program.ts'

const SAMPLE = join(import.meta.dirname, '../../ingest/samples/landmarks.jsonl')
const { folder, start, run, file, newStore } = useProgram()

/** Enough papers for a run that can be interrupted. */
const MANY = Array.from({ length: 4000 }, (_, i) =>
  line(
    `Paper number ${i} on sparse attention`,
    `We study sparse attention with setting ${i}. Language models use gradient descent. `.repeat(5),
  ),
).join('')

test('--version and --help go to standard output, and each command has examples', async () => {
  expect(await run(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: '',
  })
  for (const command of ['ingest', 'extract', 'serve', 'stats', 'export', 'keys', 'config', 'start']) {
    const { code, stdout } = await run([command, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain(`Examples:\n  $ paperloom ${command}`)
  }
})

test.each([
  [[], 'Usage: paperloom'],
  [['ingets', 'x'], 'Did you mean ingest?'],
  [['ingest'], "missing required argument 'file'"],
  [['stats', '--nonsense'], "unknown option '--nonsense'"],
  [['export', '--format', 'csv'], 'Allowed choices are jsonl'],
  [['stats', '--store', 'postgres://h'], 'Error: --store: expected sqlite:PATH'],
  [['stats', '--store', 'bolt://localhost'], 'Error: NEO4J_PASSWORD: it is not set'],
  [['keys', 'create', '--name', 'a', '--scopes', 'nope'], 'Expected some of read, write, admin, got "nope"'],
  [['keys', 'create', '--name', 'a', '--scopes', 'read', '--expires', '3'], 'Expected a number and a unit'],
  [['serve', '--port', 'x'], 'Error: --port: expected a port number'],
])('wrong use of %j is told, with exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await run(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/^\s+at /m)
})

test('a setting that does not exist is named', async () => {
  const { code, stderr } = await run(['config'], { env: { PAPERLOOM_STROE: 'sqlite:a.db' } })
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('PAPERLOOM_STROE') })
})

test('config shows where settings come from, and no secret', async () => {
  const { stdout } = await run(['config', '--port', '1'], { env: { NEO4J_PASSWORD: 'canary-7351', HOST: 'h' } })
  expect(stdout).toMatch(/PORT +1 +flag/)
  expect(stdout).toMatch(/HOST +h +environment/)
  expect(stdout).toMatch(/NEO4J_PASSWORD +\(set\) +environment/)
  expect(stdout).not.toContain('canary')
})

test('ingest, stats and export; again changes nothing', async () => {
  const store = newStore()
  const papers = file('small.jsonl', SMALL)
  const first = await run(['ingest', papers, '--store', store])
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('2 papers read: 2 new') })
  const [stats, graph] = [await run(['stats', '--store', store]), await run(['export', '--store', store])]
  expect(stats.stdout).toMatch(/papers +2/)
  expect(graph.stdout.split('\n')[0]).toMatch(/^\{"type":"paper","abstract":/)
  expect(graph.stdout).not.toContain('runId')

  const again = await run(['ingest', papers], { env: { PAPERLOOM_STORE: store } })
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('2 unchanged. Nothing changed') })
  expect(await run(['stats', '--store', store])).toEqual(stats)
  expect(await run(['export', '--store', store])).toEqual(graph)

  const out = join(folder, 'graph.jsonl')
  expect(await run(['export', '--store', store, '--out', out])).toMatchObject({ code: 0, stdout: '' })
  expect(readFileSync(out, 'utf8')).toBe(graph.stdout)
  const json: unknown = JSON.parse((await run(['stats', '--json', '--store', store])).stdout)
  expect(json).toMatchObject({ papers: 2, lastRun: { id: 'run:1' } })
})

test('standard input and folders are read; what is no paper in a folder is told', async () => {
  const piped = await run(['ingest', '-', '--store', newStore()], { stdin: SMALL })
  expect(piped).toMatchObject({ code: 0, stdout: expect.stringContaining('2 new') })
  mkdirSync(join(folder, 'papers/deep'), { recursive: true })
  file('papers/deep/a.jsonl', SMALL)
  file('papers/notes.md', 'Nothing here.')
  file('papers/.hidden.jsonl', '{"title": 1}')
  const { code, stdout } = await run(['ingest', 'papers', '--store', newStore()])
  expect(code).toBe(0)
  expect(stdout).toContain('2 new')
  expect(stdout).toContain('warning unknown-format: 1')
})

test.each([
  [['nowhere.txt'], 'nowhere.txt: there is no such file or folder'],
  [['empty'], 'empty: there is nothing in it'],
  [['a.pdf'], 'a.pdf: this is a PDF'],
])('an input that cannot be read is named, with exit code 1, and no store is made: %j', async (paths, message) => {
  file('empty', '')
  file('a.pdf', '%PDF-1.7')
  const store = join(folder, 'untouched.db')
  const { code, stderr } = await run(['ingest', ...paths, '--store', `sqlite:${store}`])
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`Error: ${message}`) })
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2)
  expect(existsSync(store)).toBe(false)
})

test('bad lines cost themselves; ten of a kind are shown; --strict exits with 3', async () => {
  const papers = file(
    'bad.jsonl',
    SMALL + 'broken\n'.repeat(1) + '{"title": 1}\n'.repeat(12) + SMALL.replace(/Graph/, 'Other'),
  )
  const { code, stdout } = await run(['ingest', papers, '--store', newStore()])
  expect(code).toBe(0)
  expect(stdout).toContain('bad.jsonl:3  The line is not valid JSON')
  expect(stdout).toContain('error invalid-record: 12')
  expect(stdout).toContain('and 2 more')
  expect(await run(['ingest', papers, '--strict', '--store', newStore()])).toMatchObject({ code: 3 })
  expect(await run(['ingest', file('good.jsonl', SMALL), '--strict', '--store', newStore()])).toMatchObject({ code: 0 })
})

const found = z.object({
  id: z.string(),
  title: z.string(),
  entities: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      role: z.string().nullable(),
      aliases: z.array(z.string()),
      salience: z.number(),
      count: z.number(),
      spans: z.array(z.object({ field: z.string(), start: z.number(), end: z.number(), surface: z.string() })),
    }),
  ),
  acronyms: z.array(z.object({ short: z.string(), long: z.string() })),
})

test('extract prints a line a paper whose spans cut their surfaces out, and makes no store', async () => {
  const { code, stdout } = await run(['extract', file('small.jsonl', SMALL)])
  expect(code).toBe(0)
  const papers = stdout
    .trim()
    .split('\n')
    .map((text) => found.parse(JSON.parse(text)))
  expect(papers.map(({ id }) => id)).toEqual(['first', expect.stringMatching(/^title:/)])
  const texts = SMALL.trim()
    .split('\n')
    .map((text) => z.record(z.string(), z.string()).parse(JSON.parse(text)))
  for (const [i, { entities }] of papers.entries()) {
    expect(entities.length).toBeGreaterThan(0)
    expect(entities.map(({ salience }) => salience)).toEqual(
      entities.map(({ salience }) => salience).toSorted((a, b) => b - a),
    )
    for (const { spans, count, aliases, role, kind } of entities) {
      expect(count).toBe(spans.length)
      expect(new Set(spans.map(({ surface }) => surface))).toEqual(new Set(aliases))
      expect(role === null).toBe(kind !== 'METHOD')
      for (const { field, start, end, surface } of spans) expect(texts[i]?.[field]?.slice(start, end)).toBe(surface)
    }
  }
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

test('a reader that has seen enough is no error', async () => {
  const store = newStore()
  await run(['ingest', SAMPLE, '--store', store])
  const { child, ended } = start(['export', '--store', store])
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
})

test('Ctrl-C ends a run where the next one goes on', async () => {
  const papers = file('many.jsonl', MANY)
  const [stopped, calm] = [newStore(), newStore()]
  const { child, ended, heard } = start(['ingest', papers, '--store', stopped])
  await heard('stderr', 'Reading papers')
  child.kill('SIGINT')
  const { code, stderr } = await ended
  expect(stderr).toContain('Stopping after this batch')
  expect(stderr).toContain('The next one goes on where it ended')
  expect(code).toBe(130)
  expect((await run(['stats', '--store', stopped])).stdout).toContain('cancelled')
  const next = await run(['ingest', papers, '--store', stopped])
  expect(next.stdout).toMatch(/4,000 papers read: [\d,]+ new, 0 changed, [1-9][\d,]* unchanged/)
  await run(['ingest', papers, '--store', calm])
  expect((await run(['export', '--store', stopped])).stdout).toBe((await run(['export', '--store', calm])).stdout)
})

test('a process that was killed is taken over; one that is at work is not', async () => {
  const papers = file('many.jsonl', MANY)
  const store = newStore()
  const { child, ended, heard } = start(['ingest', papers, '--store', store])
  await heard('stderr', 'Reading papers')
  const refused = await run(['ingest', papers, '--store', store])
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(`:${child.pid}, since `) })
  child.kill('SIGKILL')
  expect(await ended).toMatchObject({ signal: 'SIGKILL' })
  expect(await run(['ingest', papers, '--store', store])).toMatchObject({ code: 0 })
  expect((await run(['stats', '--store', store])).stdout).toContain('succeeded')
})

test('start fills an empty graph with the sample, serves it, and ends on SIGTERM', async () => {
  const store = newStore()
  const { child, ended, heard } = start(['start', '--store', store, '--port', '0'])
  await heard('stdout', 'Ctrl-C ends it.')
  const { stdout } = child
  expect(stdout).toBeDefined()
  child.kill('SIGTERM')
  const { code, stdout: said } = await ended
  expect(code).toBe(0)
  expect(said).toMatch(/GraphiQL: http:\/\/127\.0\.0\.1:\d+\/graphql/)
  expect((await run(['stats', '--store', store])).stdout).toMatch(/papers +[1-9]/)
})

test('serve answers queries; a port that is taken is told', async () => {
  const store = newStore()
  await run(['ingest', file('small.jsonl', SMALL), '--store', store])
  const { child, ended, heard } = start(['serve', '--store', store, '--port', '0'])
  await heard('stdout', 'GraphiQL')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 0 })

  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { code, stderr } = await run(['serve', '--store', store, '--port', String(port)])
  other.close()
  expect(code).toBe(2)
  expect(stderr).toContain(`127.0.0.1:${port} is in use`)
  expect(stderr).toContain('--port')
})

test.each(['nobody..here', '192.0.2.1'])('serve names the host that cannot be had, not the port: %s', async (host) => {
  const { code, stderr } = await run(['serve', '--store', newStore(), '--host', host, '--port', '0'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^Error: host: .* Choose another with --host, or HOST in the environment\.$/m)
  expect(stderr).toContain(host)
})

test('a store that cannot be reached is named, without its password', async () => {
  const env = { NEO4J_PASSWORD: 'canary-7351' }
  const { code, stderr } = await run(['stats', '--store', 'bolt://127.0.0.1:9'], { env })
  expect(code).toBe(1)
  expect(stderr).toContain('bolt://127.0.0.1:9')
  expect(stderr).not.toContain('canary')
})

test('keys are shown once, listed without their secret, and revoked', async () => {
  const store = newStore()
  const made = await run([
    'keys',
    'create',
    '--name',
    'a board',
    '--scopes',
    'write,read',
    '--expires',
    '90d',
    '--store',
    store,
  ])
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^plk_[0-9a-f]{12}_[\w-]{43}\n$/) })
  // A secret may hold what parts it from the id.
  const [, id = '', secret = ''] = /^plk_([0-9a-f]{12})_([\w-]{43})$/.exec(made.stdout.trim()) ?? []
  expect(made.stderr).toContain(`keys revoke ${id}`)
  const listed = await run(['keys', 'list', '--store', store])
  expect(listed.stdout).toMatch(new RegExp(`^id .*\\n${id}  a board  read,write  valid `))
  expect(await run(['keys', 'revoke', id, '--store', store])).toMatchObject({ code: 0, stderr: '' })
  expect((await run(['keys', 'list', '--store', store])).stdout).toMatch(/ revoked /)
  expect(await run(['keys', 'revoke', 'nix', '--store', store])).toMatchObject({ code: 1 })
  expect((await run(['export', '--store', store])).stdout).toBe('')
  const kept = ['', '-wal'].map((end) => `${store.slice('sqlite:'.length)}${end}`).filter((path) => existsSync(path))
  for (const path of kept) expect(readFileSync(path).includes(secret)).toBe(false)
})

test('evaluate compares what is found, here or by another program, with labels', async () => {
  const text = { id: 'a', title: 'Ridge Regression', abstract: 'We propose smoothed ridge regression (SRR) for MNIST.' }
  const labels = file(
    'labels.jsonl',
    JSON.stringify({ id: 'a', acronyms: [{ short: 'SRR', long: 'smoothed ridge regression' }], methods: [] }),
  )
  const texts = file('texts.jsonl', JSON.stringify(text))
  const found = file('found.jsonl', JSON.stringify({ id: 'a', entities: [{ name: 'boosting' }], acronyms: [] }))

  const ours = await run(['evaluate', labels, texts, '--json'])
  expect(ours.code).toBe(0)
  const acronymsOf = (output: string): number =>
    z
      .object({
        reports: z.tuple([z.object({ figures: z.array(z.object({ name: z.string(), recall: z.number() })) })]),
      })
      .parse(JSON.parse(output))
      .reports[0].figures.find(({ name }) => name === 'acronyms')?.recall ?? -1
  expect(acronymsOf(ours.stdout)).toBe(1)
  const others = await run(['evaluate', labels, '--predicted', found, '--json'])
  expect(acronymsOf(others.stdout)).toBe(0)

  const shown = await run(['evaluate', labels, '--predicted', found, '--errors', '3'])
  expect(shown.stdout).toMatch(/precision +recall +F1/)
  expect(shown.stdout).toContain('  spurious  boosting')

  const alone = await run(['evaluate', labels])
  expect(alone).toMatchObject({ code: 1, stderr: expect.stringContaining('a has no text. Put title and abstract') })
  const wrong = await run(['evaluate', labels, '--errors', 'all'])
  expect(wrong.code).toBe(2)
})

test('documents writes a manifest that a server takes, and names what is wrong with a file', async () => {
  const query = file('papers.graphql', 'query Papers { papers(first: 1) { nodes { ...Title } } }')
  const fragment = file('title.graphql', 'fragment Title on Paper { title }')
  const manifest = join(folder, 'documents.json')
  expect(await run(['documents', query, fragment, '--out', manifest])).toMatchObject({ code: 0, stdout: '' })
  const [[id, text] = ['', '']] = Object.entries(
    z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(manifest, 'utf8'))),
  )
  expect(text).toContain('fragment Title on Paper')
  expect(createHash('sha256').update(text).digest('hex')).toBe(id)

  const env = { PAPERLOOM_STORE: newStore(), PAPERLOOM_DOCUMENTS: manifest, PAPERLOOM_METRICS: 'on', PORT: '0' }
  const { child, ended, heard } = start(['serve'], { env })
  let said = ''
  child.stdout.on('data', (part: string) => (said += part))
  await heard('stdout', 'Ctrl-C')
  const [url = ''] = /http:\S+(?=\/graphql)/.exec(said) ?? []
  const named = await fetch(`${url}/graphql?documentId=${id}`)
  expect(await named.json()).toMatchObject({ data: { papers: { nodes: [] } } })
  const sent = await fetch(`${url}/graphql?query=${encodeURIComponent('{ stats { papers } }')}`)
  expect(await sent.text()).toContain('PAPERLOOM_DOCUMENTS')
  const figures = await (await fetch(`${url}/metrics`)).text()
  expect(figures).toContain('paperloom_store_call_duration_seconds_count{method="listPapers"} 1')
  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)

  const wrong = await run(['documents', file('wrong.graphql', '{ papers { nodes { titel } } }')])
  expect(wrong).toMatchObject({ code: 1, stdout: '' })
  expect(wrong.stderr).toMatch(/wrong\.graphql: Cannot query field "titel"/)
})
