// Names of a shape that is no name, whatever their words: rules about everything found in some hundred papers.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createExtractor } from '../../../ingest/extract/index.ts'
import { extractRecords } from '../../../ingest/extract-papers.ts'
import { textOf } from '../../../src/graph/papers.ts'
import { readItems } from '../../unit/ingest/memory-inputs.ts'

const FILES = [
  join(import.meta.dirname, '../../../ingest/samples/landmarks.jsonl'),
  join(import.meta.dirname, '../../../../shared/corpus/hf-papers-page.txt'),
]

/** What a span looks like: `before[surface]after`, with what stands next to it in its field. */
const SHAPES: readonly (readonly [what: string, shape: RegExp])[] = [
  ['tells how a thing was made or chosen', /\[(?:well|carefully|specially|recently)-\p{L}+(?:ed|en) (?!networks?\])/iu],
  ['tells that a thing was chosen before', /\[pre-?(?:defined|specified|determined|computed) /iu],
  ['says of a thing that it is not known or changed', /\[(?:unknown|modified|customized) /iu],
  [
    'says how much there is of something',
    /\[(?:near|close-to)-\p{L}+ [^\]]*(?:accurac(?:y|ies)|error|loss(?:es)?|performance)\]/iu,
  ],
  [
    'opens with what it is compared with',
    /\[(?:classical|standard|large-scale) (?!parametri|parameteri|kernel|machine)/iu,
  ],
  ['tells how well something does', /\[(?!.*(?:generali|predictive))[^\]]+ performance\]/iu],
  ['says that there is one', /\[single (?!\S*\s?(?:image|view|cell|layer|hidden|depth|face|RGB))/iu],
  ['is a study', /\b(?:case|ablation) stud(?:y|ies)\]/iu],
  ['asks for something', /\b(?:requirement|choice|prescription)s?\]/iu],
  ['is done again', /\[re-(?:run|use|do|introduce|design)s?\]/iu],
  ['is half of a trade-off', /\] trade-?offs?\b/iu],
  ['lacks what makes it one', /(?:\balmost (?=\[sure)|\bstate of the |\broot mean |\breceiver operating )\[/iu],
  ['is what something is proportional or equal to', / (?:proportional|equivalent|identical|analogous)\]/iu],
  ['is half of a compound', /\p{L}-\[\p{Ll}|\[\p{Ll}[^\]]*\]-\p{L}/u],
]

describe.each(FILES.filter((file) => existsSync(file)))('%s', (file) => {
  const spans: string[] = []
  beforeAll(async () => {
    const items = await readItems(file.endsWith('.txt') ? 'page.txt' : 'papers.jsonl', readFileSync(file))
    const records = items.flatMap((item) => (item.type === 'record' ? [item.record] : []))
    const batches = (async function* () {
      yield records
    })()
    for await (const batch of extractRecords(batches, await createExtractor(), () => {}))
      for (const [i, { entities }] of batch.entries()) {
        const record = records[i]
        if (record === undefined) continue
        for (const { field, start, end } of entities.flatMap((entity) => entity.spans)) {
          const text = textOf(record, field)
          spans.push(
            `${text.slice(Math.max(0, start - 20), start)}[${text.slice(start, end)}]${text.slice(end, end + 20)}`,
          )
        }
      }
  }, 60_000)

  test.each(SHAPES)('no name %s', (_, shape) => {
    expect(spans.length).toBeGreaterThan(1000)
    expect(spans.filter((span) => shape.test(span))).toEqual([])
  })
})
