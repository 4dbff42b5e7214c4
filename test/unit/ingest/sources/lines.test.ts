// Lines: numbers, ends, encodings and flaws, however the bytes are cut into chunks.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_LINE_BYTES, readLines, type Line } from '../../../../ingest/sources/lines.ts'
import { pieces, toBytes } from '../memory-inputs.ts'

const read = (bytes: string | Uint8Array, size = 7): Promise<readonly Line[]> =>
  Array.fromAsync(readLines(pieces(toBytes(bytes), size)))
const textsOf = (lines: readonly Line[]) => lines.map(({ text }) => text)

test('LF, CRLF and CR end lines; blank ones count; a last one needs no end', async () => {
  const lines = await read('a\nb\r\n\r\nc\rd\n\ne')
  expect(lines.map(({ number, text }) => `${number}${text}`)).toEqual(['1a', '2b', '3', '4c', '5d', '6', '7e'])
  expect(await read('a\n')).toHaveLength(1)
  expect(await read('')).toEqual([])
})

test('how the bytes are cut does not matter', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n', ' '), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      async (parts, size) => {
        const text = parts.join('')
        const expected = text.split(/\r\n|\r|\n/)
        if (expected.at(-1) === '') expected.pop()
        expect(textsOf(await read(text, size))).toEqual(expected)
      },
    ),
  ))

test('byte order marks go, at the start and where files were joined', async () => {
  expect(textsOf(await read('\uFEFFa\n\uFEFFb'))).toEqual(['a', 'b'])
})

test.each([1, 3, 100])('UTF-16 of both orders is read, in chunks of %i', async (size) => {
  const text = '\uFEFFnaïve\r\n😀 b\n'
  const little = Buffer.from(text, 'utf16le')
  const big = Buffer.from(little).swap16()
  for (const bytes of [little, big]) expect(textsOf(await read(bytes, size))).toEqual(['naïve', '😀 b'])
})

test('bytes that are no UTF-8 flag their line alone', async () => {
  const bytes = Buffer.concat([Buffer.from('good\n'), Buffer.from([0x63, 0xe9]), Buffer.from('\ngood')])
  const lines = await read(bytes)
  expect(lines.map(({ flaw }) => flaw)).toEqual([null, 'invalid-utf8', null])
  expect(lines[1]?.text).toBe('c\uFFFD')
})

test('a line of more than 1 MB is flagged and not held', async () => {
  const lines = await read(`${'x'.repeat(MAX_LINE_BYTES)}\n${'y'.repeat(MAX_LINE_BYTES + 1)}\nz`, 64 * 1024)
  expect(lines.map(({ flaw }) => flaw)).toEqual([null, 'line-too-long', null])
  expect(lines[1]?.text.length).toBeLessThan(1000)
  expect(lines[2]).toEqual({ number: 3, text: 'z', flaw: null })
})
