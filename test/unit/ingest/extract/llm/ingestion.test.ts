// The language model in an ingestion: what it could not answer is read by the default extractor, and asked again next time.
import { expect, test } from 'vitest'
import { createExtractor } from '../../../../../ingest/extract/index.ts'
import { ingest } from '../../../../../ingest/pipeline.ts'
import type { GraphStore } from '../../../../../src/graph/store.ts'
import { openSqlite } from '../../../../../src/stores/sqlite/index.ts'
import { textInputs } from '../../memory-inputs.ts'
import { openFolder, paper } from './harness.ts'
import { answer, item, openModelServer, refusal } from './model-server.ts'

async function ingestWith(store: GraphStore, variables: Readonly<Record<string, string>>) {
  const inputs = textInputs({ 'papers.jsonl': [1, 2].map((number) => JSON.stringify(paper(number))).join('\n') })
  const extractor = await createExtractor('llm', { variables })
  const signal = new AbortController().signal
  const now = () => '2026-01-01T00:00:00.000Z'
  const events = await Array.fromAsync(
    ingest({ store, inputs, extractor, owner: 'here:1', now, signal, takeOver: false }),
  )
  const summary = events.at(-1)
  if (summary?.type !== 'summary') throw new Error('No summary came.')
  return { ...summary.summary, codes: summary.summary.problems.map(({ code }) => code) }
}

test('a paper without an answer is read by the default extractor and asked about again in the next run', async () => {
  await using folder = await openFolder()
  let isRepaired = false
  await using server = await openModelServer(({ title }) =>
    title === paper(2).title && !isRepaired
      ? refusal(400, 'this paper is too odd')
      : answer([item('METHOD', 'spectral pruning'), item('DATASET', 'WidgetBench')]),
  )
  const variables = { PAPERLOOM_LLM_URL: server.url, PAPERLOOM_LLM_MODEL: 'tiny', PAPERLOOM_LLM_CACHE: folder.path }
  await using store = await openSqlite(':memory:')
  const papersOfBench = async () => {
    const [bench] = await store.entitiesByName([{ norm: 'widgetbench' }])
    return bench?.kind === 'DATASET' ? bench.paperCount : 0
  }

  const first = await ingestWith(store, variables)
  expect(first.codes).toContain('llm-no-answer')
  expect(first.counters).toMatchObject({ papersAdded: 2, papersUnchanged: 0 })
  expect((await store.stats()).entities).toBeGreaterThan(0)

  isRepaired = true
  const second = await ingestWith(store, variables)
  expect(second.codes).toEqual([])
  expect(second.counters).toMatchObject({ papersAdded: 0, papersChanged: 1, papersUnchanged: 1 })
  expect(await papersOfBench()).toBe(2)

  const asked = server.requests.length
  const third = await ingestWith(store, variables)
  expect(third.run).toBeNull()
  expect(server.requests).toHaveLength(asked)
})
