// The labels that come with the project: each name stands in its paper, and the evaluation of them runs.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { evaluate } from '../../../../ingest/evaluate/evaluate.ts'
import { findIn } from '../../../../ingest/evaluate/findings.ts'
import { createExtractor } from '../../../../ingest/extract/index.ts'
import { paperId } from '../../../../src/graph/ids.ts'

const folder = new URL('../../../../ingest/samples/', import.meta.url)
const linesOf = async (name: string) =>
  (await readFile(new URL(name, folder), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('every labelled form is copied from its paper', async () => {
  const papers = await linesOf('landmarks.jsonl')
  const textOf = new Map(
    papers.map((paper) => {
      const id = paperId({ doi: paper.doi ?? null, arxivId: paper.arxivId ?? null, title: paper.title })
      return [id, `${paper.title}\n${paper.abstract}`]
    }),
  )
  const labels = await linesOf('labels.jsonl')
  expect(labels).toHaveLength(12)
  for (const { id, methods, concepts, tasks, datasets, metrics, acronyms } of labels) {
    const named = [...methods, ...concepts].flatMap(({ name, aliases }) => aliases.concat(name))
    const forms = named.concat(tasks, datasets, metrics, acronyms.flatMap(Object.values))
    expect(forms.filter((form) => textOf.get(id)?.includes(form) !== true)).toEqual([])
  }
})

test('the default extractor meets most of them', async () => {
  const files = ['labels.jsonl', 'landmarks.jsonl'].map((name) => new URL(name, folder).pathname)
  const find = evaluate(files, async (texts) => findIn(texts, await createExtractor(), () => undefined), true)
  const [report] = await Array.fromAsync(find)
  expect(report).toMatchObject({ format: 'papers', texts: 12, absent: 0 })
  expect(report?.score?.value).toBeGreaterThan(0.7)
  expect(report?.figures.find(({ name }) => name === 'acronyms')?.f1).toBeGreaterThan(0.95)
})
