// Names that say nothing are no entities. The list was made by reading everything found in some hundred papers; each line stands for
// its class. To add one: a line in names.txt.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createExtractor } from '../../../ingest/extract/index.ts'
import { extractRecords } from '../../../ingest/extract-papers.ts'
import { nameKey } from '../../../src/graph/names.ts'
import { readItems } from '../../unit/ingest/memory-inputs.ts'

const names = readFileSync(join(import.meta.dirname, 'names.txt'), 'utf8')
  .trimEnd()
  .split('\n')
const generic = new Set(names.map(nameKey))
/** The sample papers, and a page of others where it is there. */
const FILES = [
  join(import.meta.dirname, '../../../ingest/samples/landmarks.jsonl'),
  join(import.meta.dirname, '../../../../shared/corpus/hf-papers-page.txt'),
]

describe.each(FILES.filter((file) => existsSync(file)))('%s', (file) => {
  test('holds no generic name', async () => {
    const items = await readItems(file.endsWith('.txt') ? 'page.txt' : 'papers.jsonl', readFileSync(file))
    const records = items.flatMap((item) => (item.type === 'record' ? [item.record] : []))
    expect(records.length).toBeGreaterThan(100)
    const batches = (async function* () {
      yield records
    })()
    const found: string[] = []
    for await (const batch of extractRecords(batches, await createExtractor(), () => {}))
      for (const { title, entities } of batch)
        for (const { name, aliases } of entities)
          for (const form of [name, ...aliases]) if (generic.has(nameKey(form))) found.push(`${form} (${title})`)
    expect(found).toEqual([])
  }, 60_000)
})

test('a text made of generic names holds none of them', async () => {
  const abstract = names.map((name) => `We consider the ${name} and use it.`).join(' ')
  const [found] = await (await createExtractor()).extract([{ title: 'On what says nothing', abstract }])
  const surfaces = found?.mentions.map(({ surface }) => surface) ?? []
  expect(surfaces.filter((surface) => generic.has(nameKey(surface)))).toEqual([])
})
