// What only the embedded engine has: a file, which may be missing, shared, foreign, damaged or newer.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConflictError, StoreCorruptError, StoreTimeoutError, StoreUnavailableError } from '../../src/graph/errors.ts'
import { openSqlite } from '../../src/stores/sqlite/index.ts'
import { openSqliteThreads } from '../../src/stores/sqlite/threads/index.ts'
import { buildEntity, buildFact, buildPaper, buildPatch, buildRun } from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import { dump } from './lists.ts'
import { WORLD, writeWorld } from './world.ts'

describe.runIf(currentEngine().name === 'sqlite')('a graph in a file', () => {
  let folder = ''
  const at = (name: string) => join(folder, name)
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'graph-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('L3 is created with its folders, and is there when opened again', async () => {
    const path = at('deep/deeper/graph.db')
    const first = await openSqlite(path)
    expect(first.location).toBe(path)
    await writeWorld(first, WORLD)
    const before = await dump(first)
    await first[Symbol.asyncDispose]()
    expect(existsSync(`${path}-wal`)).toBe(false)
    await using second = await openSqlite(path)
    expect(await dump(second)).toEqual(before)
    expect(before.facts).toHaveLength(WORLD.facts.length)
  })

  test('R2 of two stores on one file, one gets the run, and the other sees it', async () => {
    await using one = await openSqlite(at('shared.db'))
    await using other = await openSqlite(at('shared.db'))
    const run = await one.beginRun(buildRun(), null)
    await expect(other.beginRun(buildRun(), null)).rejects.toThrow(ConflictError)
    expect(await other.lastRun()).toEqual(run)
  })

  test('L4 what is no graph is refused and left as it is', async () => {
    writeFileSync(at('text.db'), 'This is a text, and a long one, so that it is longer than a header.\n'.repeat(20))
    await expect(openSqlite(at('text.db'))).rejects.toThrow(StoreCorruptError)
    using foreign = new DatabaseSync(at('foreign.db'))
    foreign.exec('CREATE TABLE notes (text TEXT)')
    await expect(openSqlite(at('foreign.db'))).rejects.toThrow(/not a Paperloom graph/)
    expect(foreign.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count']).toBe(1)
  })

  test('L4 a newer layout is refused', async () => {
    await (await openSqlite(at('newer.db')))[Symbol.asyncDispose]()
    const newer = new DatabaseSync(at('newer.db'))
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    const opening = openSqlite(at('newer.db'))
    await expect(opening).rejects.toThrow(StoreCorruptError)
    await expect(opening).rejects.toThrow(/layout 99/)
  })

  test('L3 Y3 a file of a layout without kinds of mentions is read, and has none', async () => {
    const store = await openSqlite(at('older.db'))
    await store.apply(buildPatch({ papers: [buildPaper('doi:a')], entities: [buildEntity('a')] }))
    await store.apply(buildPatch({ facts: [buildFact('doi:a', 'a')] }))
    await store[Symbol.asyncDispose]()
    const older = new DatabaseSync(at('older.db'))
    older.exec(`ALTER TABLE entities DROP COLUMN kind_rule; PRAGMA user_version = 7;
      UPDATE facts SET spans = '[["title",0,2,"On"]]'`)
    older.close()
    await using opened = await openSqlite(at('older.db'))
    expect(await opened.entitiesById(['a'])).toEqual([buildEntity('a', { kindRule: null })])
    expect(await opened.kindVotesOf(['a'])).toEqual([[]])
    const [fact] = await opened.factsBetween([{ paperId: 'doi:a', entityId: 'a' }])
    expect(fact?.spans).toEqual([{ field: 'title', start: 0, end: 2, surface: 'On', kind: null }])
  })

  test('L4 a row of another shape is refused when it is read', async () => {
    await using store = await openSqlite(at('shape.db'))
    await store.apply(buildPatch({ entities: [buildEntity('a'), buildEntity('b')] }))
    using db = new DatabaseSync(at('shape.db'))
    db.exec(`UPDATE entities SET kind = 'PLANET' WHERE id = 'a'`)
    await expect(store.entitiesById(['a'])).rejects.toThrow(StoreCorruptError)
    expect(await store.entitiesById(['b'])).toEqual([buildEntity('b')])
  })

  test('L5 what cannot be opened or written is unavailable', async () => {
    mkdirSync(at('folder.db'))
    await expect(openSqlite(at('folder.db'))).rejects.toThrow(StoreUnavailableError)
    writeFileSync(at('file'), '')
    await expect(openSqlite(at('file/graph.db'))).rejects.toThrow(StoreUnavailableError)
  })

  test.skipIf(process.getuid?.() === 0)('L5 so is a folder that may not be written', async () => {
    mkdirSync(at('locked'))
    chmodSync(at('locked'), 0o500)
    await expect(openSqlite(at('locked/graph.db'))).rejects.toThrow(StoreUnavailableError)
  })

  test('L5 a file that went away, or another in its place, takes nothing in; what is open is still read', async () => {
    await using store = await openSqlite(at('gone.db'))
    await using threads = await openSqliteThreads(at('gone.db'))
    await store.apply(buildPatch({ entities: [buildEntity('a')] }))
    const files = ['gone.db', 'gone.db-wal', 'gone.db-shm'].map(at)
    for (const refill of [() => {}, () => writeFileSync(at('gone.db'), '')]) {
      for (const file of files) rmSync(file, { force: true })
      refill()
      for (const open of [store, threads]) {
        await expect(open.ping()).rejects.toThrow(StoreUnavailableError)
        await expect(open.apply(buildPatch({ entities: [buildEntity('b')] }))).rejects.toThrow(/removed or replaced/)
        await expect(open.revokeKey('x', 'now')).rejects.toThrow(StoreUnavailableError)
        expect(await open.entitiesById(['a', 'b'])).toEqual([buildEntity('a'), null])
      }
    }
  })

  test('L5 a file that another process keeps writing is a timeout', { timeout: 20_000 }, async () => {
    await using store = await openSqlite(at('busy.db'))
    using other = new DatabaseSync(at('busy.db'))
    other.exec('BEGIN IMMEDIATE')
    await expect(store.apply(buildPatch({ entities: [buildEntity('a')] }))).rejects.toThrow(StoreTimeoutError)
    expect(await store.entitiesById(['a'])).toEqual([null])
    other.exec('ROLLBACK')
    await store.apply(buildPatch({ entities: [buildEntity('a')] }))
    expect(await store.entitiesById(['a'])).toEqual([buildEntity('a')])
  })
})
