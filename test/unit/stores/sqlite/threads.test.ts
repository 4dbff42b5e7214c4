import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { whileWanted } from '../../../../src/graph/deadline.ts'
import { StoreTimeoutError, StoreUnavailableError } from '../../../../src/graph/errors.ts'
import { firstPage } from '../../../../src/graph/page.ts'
import { openSqlite, openSqliteReader } from '../../../../src/stores/sqlite/index.ts'
import { openSqliteThreads } from '../../../../src/stores/sqlite/threads/index.ts'

const ENTITIES = 2_000
const SEEDS = Array.from({ length: 20 }, (_, i) => `e${i + 1}`)

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperloom-'))
  path = join(folder, 'graph.db')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A graph of hubs: each of the seeds is related to all entities, so that asking for what is near them all takes a while. */
async function writeHubs(): Promise<void> {
  await (await openSqlite(path))[Symbol.asyncDispose]()
  const db = new DatabaseSync(path)
  db.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ENTITIES})
    INSERT INTO entities (id, slug, name, kind, paper_count) SELECT 'e' || i, 'e' || i, 'e' || i, 'CONCEPT', 1 FROM n;
    INSERT INTO related (a, b, support, npmi, jaccard, score)
    SELECT s.value, e.id, 1, 0.5, 0.5, 0.5 FROM json_each('${JSON.stringify(SEEDS)}') s, entities e
    WHERE s.value < e.id;`)
  db.close()
}

const near = (store: Pick<Awaited<ReturnType<typeof openSqlite>>, 'relatedTopics'>, limit = 20) =>
  store.relatedTopics({ papers: [], entities: SEEDS }, {}, { ...firstPage(limit), withTotal: true })

/** Reads of which no two are equal: those would be shared. */
const manyNear = (store: Parameters<typeof near>[0], count: number) =>
  Array.from({ length: count }, (_, i) => near(store, i + 1))

test('a statement ends at the row at which it is told to', async () => {
  await writeHubs()
  let rows = 0
  await using reader = openSqliteReader(path, () => {
    rows += 1
    if (rows === 1_000) throw new StoreTimeoutError('enough')
  })
  await expect(near(reader)).rejects.toThrow(StoreTimeoutError)
  expect(rows).toBe(1_000)
  await expect(near(reader)).resolves.toMatchObject({ total: ENTITIES - SEEDS.length })
})

describe('a store behind threads', { timeout: 30_000 }, () => {
  test('answers what the store without them does, while the loop goes on', async () => {
    await writeHubs()
    await using direct = await openSqlite(path)
    await using store = await openSqliteThreads(path)
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    const answers = await Promise.all([...manyNear(store, 8), near(store), near(store), near(store)])
    clearInterval(timer)
    const expected = await near(direct)
    expect(answers.slice(0, 8)).toEqual(await Promise.all(manyNear(direct, 8)))
    for (const answer of answers.slice(8)) expect(answer).toEqual(expected)
    expect(turns).toBeGreaterThan(20)
  })

  test('stops a read that takes too long, and is free for the next one', async () => {
    await writeHubs()
    await using store = await openSqliteThreads(path, { readers: 1, readTimeout: 500 })
    // Far more reads than fit: one is stopped in the middle, those behind it never begin.
    const results = await Promise.allSettled(manyNear(store, 200))
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(failures.length).toBeGreaterThan(100)
    for (const failure of failures) expect(failure).toBeInstanceOf(StoreTimeoutError)
    await expect(store.entitiesById(['e1'])).resolves.toMatchObject([{ id: 'e1' }])
  })

  test('gives up what nobody waits for, under way or not', async () => {
    await writeHubs()
    await using store = await openSqliteThreads(path, { readers: 1, readTimeout: 60_000 })
    const leaving = new AbortController()
    const reads = whileWanted(leaving.signal, () => manyNear(store, 100))
    const first = Promise.race(reads)
    const results = Promise.allSettled(reads)
    await first
    leaving.abort()
    const failures = (await results).filter((result) => result.status === 'rejected')
    expect(failures.length).toBeGreaterThan(50)
    for (const { reason } of failures) expect(reason).toBeInstanceOf(StoreTimeoutError)
    await expect(store.entitiesById(['e1'])).resolves.toMatchObject([{ id: 'e1' }])
  })

  test('opens nothing that is no graph', async () => {
    const db = new DatabaseSync(path)
    db.exec('CREATE TABLE other (a)')
    db.close()
    await expect(openSqliteThreads(path)).rejects.toThrow(/not a Paperloom graph/)
  })

  test('leaves a file without a journal beside it, and refuses calls after that', async () => {
    const store = await openSqliteThreads(path)
    await store[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
    await expect(store.stats()).rejects.toThrow(StoreUnavailableError)
    await expect(store.scan('papers')[Symbol.asyncIterator]().next()).rejects.toThrow(StoreUnavailableError)
    expect(readdirSync(folder)).toEqual(['graph.db'])
  })
})
