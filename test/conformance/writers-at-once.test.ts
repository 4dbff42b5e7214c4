// Writers at once: the same rows written from many sides in another order each, which makes transactions wait for each other.
import { describe, expect, test } from 'vitest'
import { buildAlias, buildEntity, buildExtraction, buildFact, buildPaper, buildPatch } from '../support/build.ts'
import { dump } from './lists.ts'
import { useEmpty } from './stores.ts'

const WRITERS = 32
const PAPERS = Array.from({ length: 100 }, (_, i) => buildPaper(`title:${String(i).padStart(16, '0')}`))
const ENTITIES = Array.from({ length: 12 }, (_, i) => buildEntity(`thing-${i}`))
const ALIASES = ENTITIES.map(({ id }) => buildAlias(id, `${id}s`))
const FACTS = PAPERS.flatMap(({ id }, i) => [0, 5, 7].map((step) => buildFact(id, `thing-${(i + step) % 12}`)))
const EXTRACTIONS = PAPERS.map(({ id }) => buildExtraction(id))

/** The rows in an order of its own for each writer: every one of them, each once. */
function shuffled<Row>(rows: readonly Row[], writer: number): readonly Row[] {
  const rank = (at: number) => ((at + 1) * (2 * writer + 7919)) % 10_007
  return rows
    .map((row, at) => ({ row, rank: rank(at) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row }) => row)
}

const patchOf = (writer: number) =>
  buildPatch({
    papers: shuffled(PAPERS, writer),
    entities: shuffled(ENTITIES, writer),
    aliases: shuffled(ALIASES, writer),
    facts: shuffled(FACTS, writer),
    extractions: shuffled(EXTRACTIONS, writer),
  })

describe('writers at once', () => {
  const store = useEmpty()

  test('P1 P6 leave each row once, and nothing is lost', { timeout: 120_000 }, async () => {
    await store().apply(patchOf(0))
    const alone = await dump(store())
    expect([alone.papers.length, alone.entities.length, alone.facts.length]).toEqual([100, 12, 300])
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => store().apply(patchOf(writer))))
    expect(await dump(store())).toEqual(alone)
  })

  test('P1 P6 fill an empty graph together', { timeout: 120_000 }, async () => {
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => store().apply(patchOf(writer))))
    const together = await dump(store())
    await store().apply(patchOf(0))
    expect(await dump(store())).toEqual(together)
    expect(await store().stats()).toMatchObject({ papers: 100, entities: 12, edges: 300 })
  })
})
