// How sure the mentions of a paper must be before it is taken to speak of a thing.
import { expect, test } from 'vitest'
import { resolveNames } from '../../../../ingest/resolve/index.ts'
import type { Extraction } from '../../../../src/graph/extractions.ts'

/** A paper with mentions, each a name, where it starts and how sure it is. */
function paperOf(
  id: string,
  mentions: readonly (readonly [name: string, start: number, confidence: number])[],
): Extraction {
  return {
    paperId: `title:${id}`,
    contentHash: id,
    extractor: 'test',
    acronyms: [],
    mentions: mentions.map(([surface, start, confidence]) => ({
      field: 'abstract',
      start,
      end: start + surface.length,
      surface,
      lemma: surface,
      kind: 'CONCEPT',
      role: null,
      confidence,
      rule: 'test',
    })),
  }
}

const resolve = (papers: readonly Extraction[]) =>
  resolveNames(
    (async function* () {
      yield await Promise.resolve(papers)
    })(),
    { entities: [], aliases: [] },
  )

test('what one paper says once must be surer than what another paper or another place bears out', async () => {
  const { entities } = await resolve([
    paperOf('a', [
      ['flat region', 0, 0.36],
      ['sharp valley', 20, 0.4],
      ['loss basin', 40, 0.36],
      ['heavy tail', 60, 0.36],
      ['heavy tail', 80, 0.36],
    ]),
    paperOf('b', [['loss basin', 0, 0.36]]),
  ])
  expect(entities.map(({ id, paperCount }) => [id, paperCount])).toEqual([
    ['heavy-tail', 1],
    ['loss-basin', 2],
    ['sharp-valley', 1],
  ])
})

test('a name held by a fuller form of itself that is hardly a name counts in its stead', async () => {
  const paper = paperOf('a', [
    ['semantic segmentation tasks', 0, 0.1],
    ['semantic segmentation', 0, 0.9],
  ])
  const resolution = await resolve([paper])
  expect(resolution.factsOf(paper).map(({ entityId, count, confidence }) => [entityId, count, confidence])).toEqual([
    ['semantic-segmentation', 1, 0.9],
  ])
})
