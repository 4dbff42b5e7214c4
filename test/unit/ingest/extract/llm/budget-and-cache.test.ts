// What is paid for is kept, what is spent is spent, and a run that goes on asks only for the rest.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError } from '../../../../../src/graph/errors.ts'
import { extractorAt, FIRST_WORD, openFolder, paper, PAPERS, surfaces } from './harness.ts'
import { answer, completion, item, openModelServer, refusal } from './model-server.ts'

const GOOD = answer([item('METHOD', 'spectral pruning')])
const FOUND = ['Spectral Pruning', 'spectral pruning']

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

test('what was answered is not asked again, by whomever; another text or model is', async () => {
  await using folder = await openFolder()
  await using server = await openModelServer(() => GOOD)
  const first = await extractorAt(server.url, folder.path).extractor.extract(PAPERS(5))
  expect(server.requests).toHaveLength(5)
  const again = extractorAt('http://127.0.0.1:9/v1', folder.path, { maxRequests: 1 })
  expect(await again.extractor.extract(PAPERS(5))).toEqual(first)
  expect(server.requests).toHaveLength(5)
  await extractorAt(server.url, folder.path).extractor.extract([...PAPERS(5), paper(6)])
  expect(server.requests).toHaveLength(6)
  await extractorAt(server.url, folder.path, { model: 'other' }).extractor.extract(PAPERS(5))
  expect(server.requests).toHaveLength(11)
})

test('files of the cache are whole, few, and hold no key', async () => {
  await using folder = await openFolder()
  await using server = await openModelServer(() => GOOD)
  await extractorAt(server.url, folder.path).extractor.extract(PAPERS(9))
  const files = await filesIn(folder.path)
  expect(files).toHaveLength(9)
  for (const file of files) {
    expect(file).toMatch(/[\da-f]{64}\.json$/)
    expect(await readFile(file, 'utf8')).not.toContain('sk-canary')
  }
})

test.each<[string, (entry: string) => string]>([
  ['is empty', () => ''],
  ['is cut', (entry) => entry.slice(0, -30)],
  ['is no JSON', () => 'no'],
  ['has another form', () => '[]'],
  ['was changed', (entry) => entry.replace('spectral', 'spectrum')],
  ['belongs to another text', (entry) => entry.replace(/"key":"./, '"key":"x')],
])('an entry that %s is asked for again and mended', async (_, damage) => {
  await using folder = await openFolder()
  await using server = await openModelServer(() => GOOD)
  await extractorAt(server.url, folder.path).extractor.extract(PAPERS(2))
  const [file = ''] = await filesIn(folder.path)
  await writeFile(file, damage(await readFile(file, 'utf8')))
  for (let i = 0; i < 2; i++) {
    const { extractor, problems } = extractorAt(server.url, folder.path)
    expect(surfaces(await extractor.extract(PAPERS(2)))).toEqual([FOUND, FOUND])
    expect(problems).toEqual([])
  }
  expect(server.requests).toHaveLength(3)
})

test('a cache that cannot be made ends the work before it costs anything', async () => {
  await using folder = await openFolder()
  await using server = await openModelServer(() => GOOD)
  const file = join(folder.path, 'file')
  await writeFile(file, '')
  const { extractor } = extractorAt(server.url, file)
  await expect(extractor.extract(PAPERS(2))).rejects.toThrow(ConfigError)
  expect(server.requests).toHaveLength(0)
})

test('a cache that fails on the way is told of once, and the answers count', async () => {
  await using folder = await openFolder()
  await using server = await openModelServer((_, number) => ({ ...GOOD, delay: number }))
  const { extractor, codes } = extractorAt(server.url, folder.path)
  await extractor.extract([])
  // In the way of every folder that an entry could go to.
  const names = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
  await Promise.all(names.map((name) => writeFile(join(folder.path, name), '')))
  expect(surfaces(await extractor.extract(PAPERS(4)))).toEqual(PAPERS(4).map(() => FOUND))
  expect(codes()).toEqual(['llm-cache-unwritable'])
})

test('requests: no more than allowed, one problem, the rest to the fallback, and the next run takes the rest', async () => {
  await using folder = await openFolder()
  await using server = await openModelServer(() => GOOD)
  const { extractor, problems } = extractorAt(server.url, folder.path, { maxRequests: 5 }, { fallback: FIRST_WORD })
  const found = [...(await extractor.extract(PAPERS(8))), ...(await extractor.extract([paper(9), paper(10)]))]
  expect(surfaces(found)).toEqual(PAPERS(10).map((_, i) => (i < 5 ? FOUND : ['Spectral'])))
  expect(found.map(({ isProvisional }) => isProvisional)).toEqual(PAPERS(10).map((_, i) => i >= 5))
  expect(server.requests).toHaveLength(5)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ severity: 'warning', code: 'llm-budget-spent' })
  expect(problems[0]?.message).toMatch(/5 of 5 requests were sent.*read by first-word@1/)

  const next = await extractorAt(server.url, folder.path, { maxRequests: 5 }).extractor.extract(PAPERS(10))
  expect(surfaces(next)).toEqual(PAPERS(10).map(() => FOUND))
  expect(server.requests).toHaveLength(10)
})

test('requests that are repeated count', async () => {
  await using folder = await openFolder()
  await using server = await openModelServer(() => refusal(500, 'no', { 'retry-after-ms': '1' }))
  const { extractor, codes } = extractorAt(server.url, folder.path, { maxRequests: 3 }, { retries: 9 })
  await extractor.extract(PAPERS(2))
  expect(server.requests).toHaveLength(3)
  expect(codes()).toEqual(['llm-budget-spent'])
})

test('tokens: asks no more once they are used, those of useless answers included', async () => {
  await using folder = await openFolder()
  await using server = await openModelServer(({ title }) =>
    title.endsWith('2')
      ? completion('no', { tokens: 1000 })
      : { ...GOOD, body: GOOD.body?.replace('100', '400') ?? '' },
  )
  const { extractor, codes } = extractorAt(server.url, folder.path, { maxTokens: 2000, concurrency: 1 })
  const found = await extractor.extract(PAPERS(9))
  // 400 + 1000 + 400 + 400
  expect(server.requests).toHaveLength(4)
  expect(found.filter(({ isProvisional }) => !isProvisional)).toHaveLength(3)
  expect(codes().toSorted()).toEqual(['llm-broken-answer', 'llm-budget-spent', 'llm-no-answer'])
})

test('tokens are estimated where the endpoint does not count them', async () => {
  await using folder = await openFolder()
  await using server = await openModelServer(() => ({ body: GOOD.body?.replace(/,"usage":.*(?=\}$)/, '') ?? '' }))
  const { extractor } = extractorAt(server.url, folder.path, { maxTokens: 1500, concurrency: 1 })
  await extractor.extract(PAPERS(9))
  expect(server.requests.length).toBeGreaterThan(1)
  expect(server.requests.length).toBeLessThan(5)
})

test.each([
  [402, 'Insufficient Balance'],
  [429, 'insufficient_quota: check your plan'],
])('an account that is empty (%i) ends the asking like a budget, at once', async (status, message) => {
  await using folder = await openFolder()
  await using server = await openModelServer((_, number) => (number <= 2 ? GOOD : refusal(status, message)))
  const { extractor, problems } = extractorAt(server.url, folder.path, { concurrency: 1 })
  await extractor.extract(PAPERS(9))
  expect(server.requests).toHaveLength(3)
  expect(problems.map(({ code }) => code)).toEqual(['llm-budget-spent'])
  expect(problems[0]?.message).toMatch(/no credit left/)
})
