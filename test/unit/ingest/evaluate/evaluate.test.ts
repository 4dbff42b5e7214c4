// Whole evaluations of files: what is told by content, what is joined by id, what is refused.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../../../ingest/evaluate/evaluate.ts'
import { evaluate } from '../../../../ingest/evaluate/evaluate.ts'
import { findIn } from '../../../../ingest/evaluate/findings.ts'
import { createExtractor } from '../../../../ingest/extract/index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperloom-evaluate-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(files: Readonly<Record<string, readonly (object | string)[]>>): Promise<readonly Report[]> {
  const paths: string[] = []
  for (const [name, lines] of Object.entries(files)) {
    const path = join(folder, name)
    await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
    paths.push(path)
  }
  return Array.fromAsync(
    evaluate(paths, async (texts) => findIn(texts, await createExtractor(), () => undefined), true),
  )
}

const TITLE = 'Ridge Regression without Regret'
const ABSTRACT =
  'We propose smoothed ridge regression (SRR). Experiments on MNIST show lower test error than gradient boosting.'
const LABELS = {
  methods: [{ name: 'gradient boosting', role: 'COMPARES' }],
  acronyms: [{ short: 'SRR', long: 'smoothed ridge regression' }],
}

test('labels take their texts from their own lines or from another file', async () => {
  const reports = await run({
    'texts.jsonl': [{ id: 'p', title: TITLE, abstract: ABSTRACT }],
    'apart.jsonl': [{ id: 'p', ...LABELS }],
    'together.jsonl': [{ id: 'q', title: TITLE, abstract: ABSTRACT, ...LABELS }],
  })
  expect(reports.map(({ format, texts }) => [format, texts])).toEqual([
    ['papers', 1],
    ['papers', 1],
  ])
  for (const { figures } of reports) {
    expect(figures.find(({ name }) => name === 'acronyms')?.f1).toBe(1)
    expect(figures.find(({ name }) => name === 'methods')?.recall).toBe(1)
  }
})

test('papers without an id have the one the graph would give', async () => {
  const text = { title: TITLE, abstract: ABSTRACT, doi: '10.1000/X1' }
  const [report] = await run({ 'labels.jsonl': [{ id: 'doi:10.1000/x1', ...LABELS }], 'papers.jsonl': [text] })
  expect(report?.absent).toBe(0)
})

test.each<[string, readonly (object | string)[], RegExp]>([
  [
    'a broken line',
    [{ id: 1, title: 'T', abstract: 'A.', methods: [] }, '{"id": '],
    /bad\.jsonl: line 2: it is not valid JSON/,
  ],
  ['no text', [{ id: 1, methods: [] }], /bad\.jsonl: 1 has no text\. Put title and abstract/],
  ['an unknown form', [{ some: 1, thing: 2 }], /no labels of a form that is known: its first line has some, thing/],
  ['texts alone', [{ id: 1, title: 'T', abstract: 'A.' }], /holds texts and no labels/],
  ['nothing', [], /there is nothing in it/],
])('refuses %s and says what to do', async (_, lines, message) => {
  await expect(run({ 'bad.jsonl': lines })).rejects.toThrow(message)
})
