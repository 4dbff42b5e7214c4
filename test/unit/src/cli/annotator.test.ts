// The thread that annotates.
import { expect, test } from 'vitest'
import { createAnnotator } from '../../../../ingest/annotate.ts'
import { createExtractor } from '../../../../ingest/extract/index.ts'
import { createThreadAnnotator } from '../../../../src/cli/annotator.ts'
import { whileWanted } from '../../../../src/graph/deadline.ts'
import { StoreTimeoutError } from '../../../../src/graph/errors.ts'
import { recordTraces } from '../../../support/traces.ts'

const TEXT = 'We propose Graph Attention Networks (GAT), a neural network for node classification. '
const LONG = TEXT.repeat(200)

test('finds what an annotator finds, each text its own, while this thread goes on', { timeout: 60_000 }, async () => {
  await using annotator = createThreadAnnotator()
  await annotator.annotate(TEXT)
  let turns = 0
  const timer = setInterval(() => (turns += 1), 5)
  const texts = [LONG, TEXT, '', LONG]
  const found = await Promise.all(texts.map(async (text) => annotator.annotate(text)))
  clearInterval(timer)
  const direct = createAnnotator(await createExtractor())
  expect(found).toEqual(await Promise.all(texts.map(async (text) => direct.annotate(text))))
  expect(found[0]?.length).toBeGreaterThan(200)
  expect(turns).toBeGreaterThan(5)
})

test('a text whose answer nobody wants any more is not looked at', { timeout: 60_000 }, async () => {
  await using annotator = createThreadAnnotator()
  const controller = new AbortController()
  const first = annotator.annotate(TEXT)
  const second = whileWanted(controller.signal, async () => annotator.annotate(LONG))
  controller.abort()
  await expect(second).rejects.toThrow(StoreTimeoutError)
  expect((await first).length).toBeGreaterThan(0)
  expect((await annotator.annotate(TEXT)).length).toBeGreaterThan(0)
})

test('what is found is traced under what asked for it', { timeout: 60_000 }, async () => {
  using traces = recordTraces()
  await using annotator = createThreadAnnotator()
  await traces.within('query', async () => annotator.annotate(TEXT))
  expect(traces.under('query')).toEqual(['annotate'])
})
