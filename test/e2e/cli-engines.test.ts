// The same papers give the same export, byte for byte, whatever engine keeps the graph.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import '../support/engines.ts'
import { wipeDatabase } from '../support/neo4j/database.ts'

const ROOT = join(import.meta.dirname, '../..')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperloom-engines-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a command and answers what it wrote; fails with what it said where it fails. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): string {
  const options = {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli/bin.js'), ...args], options)
  if (status !== 0) throw new Error(`Exit code ${status}: ${stderr}`)
  return stdout
}

function figuresOf(env: Readonly<Record<string, string>>): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(run(['stats', '--json'], env)))
}

const access = inject('neo4j')

const SAMPLE = { name: 'the sample corpus', path: join(ROOT, 'ingest/samples/landmarks.jsonl'), papers: 140 }
const PAGE = { name: 'a real papers page', path: join(ROOT, '../shared/corpus/hf-papers-page.txt'), papers: 227 }
const CORPORA = existsSync(PAGE.path) ? [SAMPLE, PAGE] : [SAMPLE]

test.skipIf(access === null).each(CORPORA)(
  'SQLite and Neo4j export the same bytes of $name, before and after ingesting again',
  async ({ path, papers }) => {
    if (access === null) return
    await wipeDatabase(access)
    const { uri, user, password } = access
    const embedded = { PAPERLOOM_STORE: `sqlite:${join(folder, `${papers}.db`)}` }
    const server = { PAPERLOOM_STORE: uri, NEO4J_USER: user, NEO4J_PASSWORD: password }
    run(['ingest', path], embedded)
    run(['ingest', path], server)
    const graph = run(['export'], embedded)
    expect(graph.match(/^\{"type":"paper"/gm)).toHaveLength(papers)
    expect(run(['export'], server)).toBe(graph)
    expect(run(['ingest', path], server)).toContain('Nothing changed')
    expect(run(['export'], server)).toBe(graph)
    const { lastRun: _, ...figures } = figuresOf(embedded)
    expect(figures).toMatchObject({ papers })
    expect(figuresOf(server)).toMatchObject(figures)
  },
)
