// Telling formats apart by content, and what no content may do to a reader.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SourceError } from '../../../../src/graph/errors.ts'
import { MAX_TEXT_LENGTH } from '../../../../src/graph/papers.ts'
import { SOURCES, sniffSource } from '../../../../ingest/sources/index.ts'
import { readLines } from '../../../../ingest/sources/lines.ts'
import { pieces, problemsOf, readItems, recordsOf, toBytes } from '../memory-inputs.ts'

const sniff = (text: string | Uint8Array): string => sniffSource(toBytes(text), 'input').name
const PAPER = '{"title": "Small Networks Forget", "abstract": "We study forgetting."}'
const PROSE = 'We study how small networks forget. Replay of a few examples is enough to keep what was learned first.'

describe('sniffing', () => {
  test.each([
    ['jsonl', PAPER],
    ['jsonl', `\uFEFF\n${PAPER}\n`],
    ['jsonl', `broken\n${PAPER}\n${PAPER}`],
    ['jsonl', Buffer.from(`\uFEFF${PAPER}`, 'utf16le')],
    ['jsonl', `{"title": "Long", "abstract": "${'word '.repeat(20_000)}"}`.slice(0, 64 * 1024)],
    ['page-dump', `Small Networks Forget\n${PROSE}`],
    ['page-dump', `Subscribe\n\n\nSmall Networks Forget\n\n${PROSE}`],
  ])('%s', (format, text) => expect(sniff(text)).toBe(format))

  test.each([
    ['', 'nothing in it'],
    [' \n\n', 'nothing in it'],
    ['%PDF-1.7\n…', 'PDF'],
    [Buffer.from([0x1f, 0x8b, 8, 0]), 'gunzip'],
    ['PK\u0003\u0004…', 'ZIP'],
    ['SQLite format 3\0', '--store'],
    [`[${PAPER}]`, "jq -c '.[]'"],
    ['{\n  "title": "Small Networks Forget",\n  "abstract": "We study."\n}', 'jq -c .'],
    ['<!doctype html><html>', 'HTML'],
    ['@article{a, title = {B}}', 'BibTeX'],
    ['Just\nsome\nwords', 'JSON Lines'],
  ])('%j is refused with advice', (text, advice) => {
    expect(() => sniff(text)).toThrow(SourceError)
    expect(() => sniff(text)).toThrow(advice)
  })
})

test('a field of more than 20 KB is a problem, one of 20 KB is not', async () => {
  const line = (length: number) => JSON.stringify({ title: 'Small Networks Forget', abstract: 'x'.repeat(length) })
  const items = await readItems('a', `${line(MAX_TEXT_LENGTH)}\n${line(MAX_TEXT_LENGTH + 1)}`)
  expect(recordsOf(items)).toHaveLength(1)
  expect(problemsOf(items)).toEqual(['2 error field-too-long'])
})

test('lines that are no text are problems, and the rest is read', async () => {
  const bad = Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a])
  const long = Buffer.from(`{"title": "${'x'.repeat(1024 * 1024)}"}\n`)
  const items = await readItems('a', Buffer.concat([Buffer.from(`${PAPER}\n`), bad, long, Buffer.from(PAPER)]))
  expect(problemsOf(items)).toEqual(['2 error invalid-utf8', '3 error line-too-long'])
  expect(recordsOf(items).map(({ origin }) => origin.firstLine)).toEqual([1, 4])
})

test('a page goes on after a line that is no text', async () => {
  const bytes = Buffer.from(`First Title\n${PROSE}\nSecond Title\n\u00e9${PROSE}\nThird Title\n${PROSE}\n`, 'latin1')
  const items = await readItems('a', bytes)
  expect(problemsOf(items)).toEqual(['3 error missing-abstract', '4 error invalid-utf8'])
  expect(recordsOf(items).map(({ title }) => title)).toEqual(['First Title', 'Third Title'])
})

describe.each(SOURCES)('$name', (source) => {
  const junk = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.json(),
    fc.constantFrom(
      PAPER,
      PROSE,
      'Small Networks Forget',
      'Subscribe',
      '',
      '{"title": "__proto__", "abstract": "constructor"}',
    ),
  )
  test('reads anything without an error, and says where everything stands', () =>
    fc.assert(
      fc.asyncProperty(fc.array(junk, { maxLength: 12 }), async (lines) => {
        const bytes = Buffer.from(lines.join('\n'))
        const items = await Array.fromAsync(source.read(readLines(pieces(bytes, 11)), 'input'))
        for (const { line, excerpt } of items.flatMap((item) => (item.type === 'problem' ? [item.problem] : []))) {
          expect(line).toBeGreaterThan(0)
          expect(excerpt.length).toBeLessThanOrEqual(200)
        }
        for (const { title, abstract, origin } of recordsOf(items)) {
          expect(title).not.toBe('')
          for (const text of [title, abstract]) expect(text).toBe(text.normalize('NFC').toWellFormed().trim())
          expect(origin.firstLine).toBeLessThanOrEqual(origin.lastLine)
        }
      }),
    ))

  test('takes time in proportion to what it reads', async () => {
    for (const line of [
      'Sign up '.repeat(10_000),
      'A. '.repeat(30_000),
      'Aa, '.repeat(20_000),
      '1 '.repeat(40_000),
      '('.repeat(90_000),
    ]) {
      const start = performance.now()
      const bytes = Buffer.from(`${line}\n${line}\n{"title": "${line}", "abstract": "${line}"}`)
      await Array.fromAsync(source.read(readLines(pieces(bytes, 65_536)), 'input'))
      expect(performance.now() - start).toBeLessThan(2000)
    }
  })
})

const page = join(import.meta.dirname, '../../../../../shared/corpus/hf-papers-page.txt')

test.runIf(existsSync(page))('a page of 227 papers gives 227 papers', async () => {
  const items = await readItems('page', readFileSync(page))
  const records = recordsOf(items)
  expect(records).toHaveLength(227)
  expect(new Set(records.map(({ title }) => title)).size).toBe(227)
  expect(records[0]?.title).toBe(
    'The Joint Effect of Task Similarity and Overparameterization on Catastrophic Forgetting -- An Analytical Model',
  )
  expect(records.at(-1)?.title).toBe('Understanding Deep Networks via Extremal Perturbations and Smooth Masks')
  expect(Math.min(...records.map(({ abstract }) => abstract.length))).toBeGreaterThan(300)
  expect(problemsOf(items)).toEqual(['1 info banner-line', '2 info banner-line', '3 warning glued-word'])
})
