// Pairs of names as people judge them: resolution must join what is one thing and keep apart what is not.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createExtractor } from '../../../ingest/extract/index.ts'
import { resolveNames } from '../../../ingest/resolve/index.ts'
import { lemmaOf } from '../../../ingest/text/lemma.ts'
import type { Extraction, Mention } from '../../../src/graph/extractions.ts'
import { nameKey } from '../../../src/graph/names.ts'
import { readItems } from '../../unit/ingest/memory-inputs.ts'

/** Of the pairs that are one thing, this share must be found. Of those that are not, none may be joined. */
const RECALL = 0.95
/** A page that the names were taken from. Where it is there, what the extractor makes of it is judged as well. */
const PAGE = join(import.meta.dirname, '../../../../shared/corpus/hf-papers-page.txt')

const Pair = z.strictObject({ a: z.string(), b: z.string(), same: z.boolean(), why: z.string() })
const Paper = z.strictObject({
  id: z.string(),
  names: z.array(z.string()),
  acronyms: z.array(z.strictObject({ short: z.string(), long: z.string() })),
})
type Pair = z.infer<typeof Pair>

const pairs = readLines('pairs.jsonl', Pair)
const papers = readLines('papers.jsonl', Paper)

function readLines<T>(file: string, schema: z.ZodType<T>): readonly T[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line) => schema.parse(JSON.parse(line)))
}

/** Names as an extractor would have found them, each in a place of its own, so that resolution alone is judged. */
function mentionAll({ id, names, acronyms }: z.infer<typeof Paper>): Extraction {
  let start = 0
  const mentions = names.map((surface): Mention => {
    const end = start + surface.length
    const place = { field: 'abstract', start, end, surface } as const
    start = end + 1
    return { ...place, lemma: lemmaOf(surface), kind: 'CONCEPT', role: null, confidence: 0.95, rule: 'gold' }
  })
  return { paperId: id, contentHash: id, extractor: 'gold', mentions, acronyms }
}

/** The entities that each name is an alias of, by `nameKey`. */
async function resolveAll(extractions: readonly Extraction[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const batches = (async function* () {
    yield extractions
  })()
  const { aliases } = await resolveNames(batches, { entities: [], aliases: [] })
  const entities = new Map<string, Set<string>>()
  for (const { surface, entityId } of aliases) {
    const key = nameKey(surface)
    entities.set(key, (entities.get(key) ?? new Set()).add(entityId))
  }
  return entities
}

type Entities = Awaited<ReturnType<typeof resolveAll>>
const entitiesOf = (entities: Entities, name: string): ReadonlySet<string> => entities.get(nameKey(name)) ?? new Set()
const isJoined = (entities: Entities, { a, b }: Pair): boolean => {
  const others = entitiesOf(entities, b)
  return [...entitiesOf(entities, a)].some((id) => others.has(id))
}
const describePair = ({ a, b, why }: Pair): string => `${why}: ${a} | ${b}`

describe('the pairs', () => {
  test('every name stands in a paper', () => {
    const known = new Set(papers.flatMap(({ names }) => names))
    expect(pairs.flatMap(({ a, b }) => [a, b]).filter((name) => !known.has(name))).toEqual([])
  })

  test('no pair comes twice, whichever way round', () => {
    const seen = pairs.map(({ a, b }) => [a, b].sort().join(' | '))
    expect(seen.filter((pair, i) => seen.indexOf(pair) !== i)).toEqual([])
  })
})

/** Judges the pairs, says how it went, and gives what went wrong. */
function judge(what: string, entities: Entities, judged: readonly Pair[]) {
  const same = judged.filter((pair) => pair.same)
  const different = judged.filter((pair) => !pair.same)
  const missed = same.filter((pair) => !isJoined(entities, pair)).map(describePair)
  const merged = different.filter((pair) => isJoined(entities, pair)).map(describePair)
  const found = same.length - missed.length
  const share = ((found / same.length) * 100).toFixed(1)
  const figures = `${what}: of ${same.length} pairs that are one thing, ${found} were found (${share} %); of ${different.length} that are not, ${merged.length} were joined.`
  console.log(
    [figures, ...missed.map((pair) => `  missed ${pair}`), ...merged.map((pair) => `  joined ${pair}`)].join('\n'),
  )
  return { recall: found / same.length, merged }
}

describe('resolution', async () => {
  const entities = await resolveAll(papers.map(mentionAll))
  const { recall, merged } = judge('Resolution', entities, pairs)

  test('every name is an alias', () => {
    expect(papers.flatMap(({ names }) => names).filter((name) => entitiesOf(entities, name).size === 0)).toEqual([])
  })

  test('joins nothing that is not one thing', () => {
    expect(merged).toEqual([])
  })

  test(`finds ${RECALL * 100} % of what is one thing`, () => {
    expect(recall).toBeGreaterThanOrEqual(RECALL)
  })
})

describe.runIf(existsSync(PAGE))('extraction and resolution of a real page', () => {
  test('join nothing that is not one thing', async () => {
    const items = await readItems('page.txt', readFileSync(PAGE))
    const records = items.flatMap((item) => (item.type === 'record' ? [item.record] : []))
    const extractor = await createExtractor()
    const extracted = await extractor.extract(records)
    const entities = await resolveAll(
      extracted.map(({ mentions, acronyms }, i) => {
        const id = `p${i + 1}`
        return { paperId: id, contentHash: id, extractor: extractor.id, mentions, acronyms }
      }),
    )
    // What the extractor leaves out cannot be judged.
    const judged = pairs.filter(({ a, b }) => [a, b].every((name) => entitiesOf(entities, name).size > 0))
    expect(judged.length).toBeGreaterThan(pairs.length / 4)
    expect(judge('Page', entities, judged).merged).toEqual([])
  }, 30_000)
})
