import { describe, expect, test } from 'vitest'
import type { ScanRows, ScanTable } from '../../src/graph/reader.ts'
import { SCAN_TABLES } from '../../src/graph/reader.ts'
import { buildEntity, buildFact, buildPaper, buildPatch } from '../support/build.ts'
import { scanAll } from './lists.ts'
import { compareBytes } from './model.ts'
import { useEmpty, useWorld } from './stores.ts'
import { WORLD } from './world.ts'

type Key = readonly [string, string]

const KEYS: { readonly [Table in ScanTable]: (row: ScanRows[Table]) => Key } = {
  papers: ({ id }) => [id, ''],
  extractions: ({ paperId }) => [paperId, ''],
  entities: ({ id }) => [id, ''],
  aliases: ({ entityId, surface }) => [entityId, surface],
  facts: ({ paperId, entityId }) => [paperId, entityId],
  related: ({ a, b }) => [a, b],
  similar: ({ a, b }) => [a, b],
  broader: ({ narrower, broader }) => [narrower, broader],
  topics: ({ id }) => [id, ''],
  members: ({ topicId, entityId }) => [topicId, entityId],
}

function sortRows<Table extends ScanTable>(table: Table, rows: readonly ScanRows[Table][]): ScanRows[Table][] {
  const keyOf = KEYS[table]
  return rows.toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)]
    return compareBytes(a[0], b[0]) || compareBytes(a[1], b[1])
  })
}

describe('scan', () => {
  const store = useWorld()

  test.each(SCAN_TABLES)('O2 E1 every row of %s, by key', async (table) => {
    expect(await scanAll(store(), table)).toEqual(sortRows(table, WORLD[table]))
  })

  test('E1 a scan can be left, and begun anew', async () => {
    for await (const rows of store().scan('facts')) {
      expect(rows.length).toBeGreaterThan(0)
      break
    }
    expect(await scanAll(store(), 'facts')).toHaveLength(WORLD.facts.length)
  })
})

describe('scan of many rows', () => {
  const store = useEmpty()

  test.each(SCAN_TABLES)('E1 nothing in %s', async (table) => {
    expect(await scanAll(store(), table)).toEqual([])
  })

  test('E2 batches join without gap or repetition', async () => {
    const entities = Array.from({ length: 1201 }, (_, i) => buildEntity(`e${i}`))
    const papers = [buildPaper('doi:a'), buildPaper('doi:b')]
    const facts = papers.flatMap(({ id }) => entities.map((entity) => buildFact(id, entity.id)))
    await store().apply(buildPatch({ papers, entities, facts }))
    expect(await scanAll(store(), 'entities')).toEqual(sortRows('entities', entities))
    expect(await scanAll(store(), 'facts')).toEqual(sortRows('facts', facts))
  })
})
